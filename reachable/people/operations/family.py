"""Who belongs to the family and the household of a young person, and whether they may be told of this."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.audit import log
from reachable.common import clock
from reachable.directory.models import Professional

from .. import permissions, policies
from ..choices import AssociationKind, SourceClass
from ..facts import Telling
from ..models import Association, MayBeTold, PersonRecord
from ..scope import Scope
from .details import found, note


@log.operation
def relate(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, relative_key: UUID, kind: str,
    telling: Telling, backwards: bool = False, source: str = SourceClass.NOT_KNOWN, told_by: str = "",
) -> Association:  # fmt: skip
    """The relative is to the person what `kind` says; `backwards`: the person is to the relative. Shown until its
    review, a family tie for two years at most.
    """
    permissions.check_can_keep_records(by)
    record, relative = found(scope, record_key), found(scope, relative_key)
    policies.check_is_somebody_else(same=record.pk == relative.pk)
    policies.check_is_close(kind)
    one, other = (record, relative) if backwards else (relative, record)
    policies.check_not_said_already(_kinds_between(record, relative, at), kind, "That is recorded already.")
    row = Association(
        one=one, other=other, kind=AssociationKind(kind), source=source, told_by=told_by,
        review_on=policies.family_review_on(kind, clock.local_date(at)), by=by, at=at,
    )  # fmt: skip
    policies.check_fits(row)
    row.save(force_insert=True)
    codes = {"association": str(row.key), "relative": str(relative.key)}  # what was said of them must not outlive it
    note("relative-recorded", record, by=by, at=at, through=through, codes=codes)
    _write_telling(record, relative, telling, told_by, by, at)
    return row


@log.operation
def say_who_may_be_told(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, relative_key: UUID,
    telling: Telling, told_by: str = "",
) -> MayBeTold:  # fmt: skip
    """The newest statement stands; what was said before stays."""
    permissions.check_can_keep_records(by)
    record, relative = found(scope, record_key), found(scope, relative_key)
    policies.check_is_somebody_else(same=record.pk == relative.pk)
    row = _write_telling(record, relative, telling, told_by, by, at)
    codes = {"relative": str(relative.key)}
    note("may-be-told-recorded", record, by=by, at=at, through=through, codes=codes)
    return row


def _kinds_between(record: PersonRecord, relative: PersonRecord, at: datetime) -> list[str]:
    either = Q(one=record, other=relative) | Q(one=relative, other=record)
    current = Association.objects.filter(either, review_on__gte=clock.local_date(at))
    return list(current.values_list("kind", flat=True))


def _write_telling(
    record: PersonRecord, relative: PersonRecord, telling: Telling, told_by: str, by: Professional, at: datetime
) -> MayBeTold:
    policies.check_telling(telling)
    row = MayBeTold(record=record, relative=relative, told_by=told_by, by=by, at=at, **vars(telling))
    policies.check_fits(row)
    row.save(force_insert=True)
    return row
