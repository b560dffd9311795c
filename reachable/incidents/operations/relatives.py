"""The family of somebody in an incident: each relative has a record here, and a tie that expires."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from reachable.audit.log import operation
from reachable.common import clock
from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries
from reachable.people.choices import SourceClass
from reachable.people.facts import Telling
from reachable.people.matching import Entry, SamePerson
from reachable.people.models import PersonRecord
from reachable.people.policies import check_is_close, family_review_on

from .. import access, policies
from ..models import AdultInvolvement, Involvement, NetworkPerson
from ..queries.whom import mark_of, row_of
from .record import Reached, reached


@dataclass(frozen=True)
class NewRelative:
    """Somebody of this incident by `key`, or somebody new by `entry`. He is to the person what `kind` says;
    `backwards`: the person is to him.
    """

    kind: str
    telling: Telling
    key: UUID | None = None
    entry: Entry | None = None
    backwards: bool = False
    source: str = SourceClass.NOT_KNOWN
    told_by: str = ""


@operation
def add_relative(*, by: Professional, at: datetime, reference: str, key: UUID, new: NewRelative) -> str:
    """Answers the mark under which the relative is known in this incident. Raises PossibleMatches as reporting does."""
    one = reached(by, at, reference, key)
    policies.check_is_one_of_two(given=new.entry is not None, chosen=new.key is not None)
    check_is_close(new.kind)
    relative, mark = _relative(one, new)
    people.relate(
        **{**one.told, "scope": access.reach_in(one.incident.pk)},
        record_key=one.row.record.key,
        relative_key=relative.key,
        kind=new.kind,
        backwards=new.backwards,
        telling=new.telling,
        source=new.source,
        told_by=new.told_by,
    )
    one.trace(f"family and household, {mark}")
    return mark


@operation
def say_who_may_be_told(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    key: UUID,
    relative_key: UUID,
    telling: Telling,
    told_by: str = "",
) -> None:
    """`relative_key` is that of the relative in this incident."""
    one = reached(by, at, reference, key)
    relative = row_of(one.incident.pk, relative_key, at)
    people.say_who_may_be_told(
        **{**one.told, "scope": access.reach_in(one.incident.pk)},
        record_key=one.row.record.key,
        relative_key=relative.record.key,
        telling=telling,
        told_by=told_by,
    )
    one.trace(f"what {mark_of(relative)} may be told")


def _relative(one: Reached, new: NewRelative) -> tuple[PersonRecord, str]:
    if new.entry is None:
        here = row_of(one.incident.pk, new.key, one.told["at"]) if new.key else None
    else:
        here = _held_here(one, new.entry)
    if here is not None:
        return here.record, mark_of(here)
    return _put_beside(one, new.entry or Entry(), new)


def _held_here(one: Reached, entry: Entry) -> Involvement | NetworkPerson | AdultInvolvement | None:
    """Who is said to be somebody held, and is in this incident or around it already, keeps his one record here."""
    if not isinstance(entry.answer, SamePerson):
        return None
    rows: list[Involvement | NetworkPerson | AdultInvolvement] = [
        *one.incident.involvements.filter(now_known_as__isnull=True).select_related("record"),
        *NetworkPerson.objects.filter(incident=one.incident).select_related("record"),
    ]
    keys: Mapping[int, UUID] = people_queries.current_person_keys([row.record_id for row in rows])
    return next((row for row in rows if keys[row.record_id] == entry.answer.person_key), None)


def _put_beside(one: Reached, entry: Entry, new: NewRelative) -> tuple[PersonRecord, str]:
    """A record of his own, in the network around the incident: he has no letter and no role in it."""
    by, at = one.told["by"], one.told["at"]
    [record] = people.record_people([entry], by=by, at=at)
    last = NetworkPerson.objects.filter(incident=one.incident).aggregate(last=Max("number"))["last"] or 0
    row = NetworkPerson(
        incident=one.incident,
        number=last + 1,
        record=record,
        why=f"family of {mark_of(one.row)}",
        source=new.source,
        told_by=new.told_by,
        review_on=family_review_on(new.kind, clock.local_date(at)),
        by=by,
        at=at,
    )
    policies.check_fits(row)
    row.save(force_insert=True)
    return record, row.mark
