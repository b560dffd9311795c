"""What is recorded of a person beside name and birth. Nothing is overwritten: what no longer holds is ended.

`through` is the reference of the incident through which the record was reached; the audit keeps it. What people
typed stays in the rows, and goes with them: the audit has codes, and why a number was withdrawn.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from reachable.audit import log
from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.directory.models import Professional

from .. import policies, queries
from ..choices import IdentifierSystem
from ..detail_kinds import KINDS, KindOfDetail
from ..facts import NewAccount, NewDetail
from ..matching import Entry
from ..models import Account, Address, Detail, DoNotDisclose, Doubt, Identifier, OtherName, Person, PersonRecord
from ..permissions import check_can_keep_records
from ..scope import Scope
from . import matching_keys

Row = TypeVar("Row", Detail, OtherName, Address, DoNotDisclose)
REPLACED = "Something else was recorded in its place."


@log.operation
def add_detail(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, new: NewDetail
) -> Detail:
    """Record one detail. Where only one can stand, or it takes the place, what stood of it on this record ends."""
    check_can_keep_records(by)
    record, one = found(scope, record_key), _kind(new.kind)
    policies.check_detail(one, new.code, words=new.words, where=new.where, has_worker=new.professional_key is not None)
    policies.check_days(new.from_on, new.until_on)
    row = Detail(
        record=record,
        kind=one.kind,
        code=new.code,
        words=new.words,
        where=new.where,
        professional=directory.professional(by, new.professional_key) if new.professional_key else None,
        told_by=new.told_by,
        from_on=new.from_on,
        until_on=new.until_on,
        by=by,
        at=at,
    )
    policies.check_fits(row)
    replaced = _end_what_stood(row, one, new.takes_the_place, by, at)
    row.save(force_insert=True)
    codes = {"kind": row.kind, "code": row.code, "detail": str(row.key), "replaced": replaced}
    note("detail-added", record, by=by, at=at, through=through, codes=codes)
    return row


def _kind(kind: str) -> KindOfDetail:
    if kind not in KINDS:
        raise NotFound("kind of detail")
    return KINDS[kind]


def _end_what_stood(row: Detail, one: KindOfDetail, takes_the_place: bool, by: Professional, at: datetime) -> int:
    standing = Detail.objects.filter(record=row.record, kind=row.kind, ended_at__isnull=True)
    option = one.option(row.code)
    if one.several and not takes_the_place:
        group = option.group if option else ""
        same = [other.code for other in one.options if group and other.group == group]
        standing = standing.filter(code__in=same)
    return standing.update(ended_at=at, ended_by=by, ended_because=REPLACED)


@log.operation
def end_detail(*, scope: Scope, by: Professional, at: datetime, through: str, detail_key: UUID, because: str) -> Detail:
    """It no longer holds, or never did: `because` says which. It stays on record."""
    check_can_keep_records(by)
    row = locked(Detail, scope, detail_key)
    end(row, by=by, at=at, because=because)
    codes = {"kind": row.kind, "detail": str(row.key)}
    note("detail-ended", row.record, by=by, at=at, through=through, codes=codes)
    return row


@log.operation
def add_other_name(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, use: str, name: str,
    told_by: str = "",
) -> OtherName:  # fmt: skip
    check_can_keep_records(by)
    record = found(scope, record_key)
    name = " ".join(name.split())
    policies.check_said("name", name, "Enter the name.")
    policies.check_name(name, "name")
    standing = record.other_names.filter(ended_at__isnull=True).values_list("use", "name")
    policies.check_not_said_already(list(standing), (use, name), "That name is recorded already.")
    row = OtherName(record=record, use=use, name=name, told_by=told_by, by=by, at=at)
    policies.check_fits(row)
    row.save(force_insert=True)
    codes = {"use": row.use, "name": str(row.key)}
    matching_keys.renew(record)
    note("other-name-added", record, by=by, at=at, through=through, codes=codes)
    return row


@log.operation
def end_other_name(
    *, scope: Scope, by: Professional, at: datetime, through: str, name_key: UUID, because: str
) -> OtherName:
    check_can_keep_records(by)
    row = locked(OtherName, scope, name_key)
    end(row, by=by, at=at, because=because)
    codes = {"use": row.use, "name": str(row.key)}
    matching_keys.renew(row.record)
    note("other-name-ended", row.record, by=by, at=at, through=through, codes=codes)
    return row


@log.operation
def record_number(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, system: str, value: str,
    source: str = "", since_on: date | None = None,
) -> Identifier:  # fmt: skip
    """One number of each system stands on a record: another one withdraws it. Whoever is held with the same NHS
    number may be the same person, so a doubt is recorded.
    """
    check_can_keep_records(by)
    record = found(scope, record_key)
    if system not in IdentifierSystem.values:
        raise NotFound("kind of number")
    number = policies.normal_number(system, value)
    standing = record.identifiers.filter(system=system, withdrawn_at__isnull=True)
    policies.check_not_said_already(
        list(standing.values_list("value", flat=True)), number, "That number is recorded already."
    )
    row = Identifier(
        record=record, system=system, value=number, source=source, since_on=since_on, recorded_by=by, recorded_at=at
    )
    policies.check_fits(row)
    standing.update(withdrawn_at=at, withdrawn_by=by)
    row.save(force_insert=True)
    if system == IdentifierSystem.NHS_NUMBER:
        _doubt_who_has_it(record, number, by, at)
    matching_keys.renew(record)
    note("number-recorded", record, by=by, at=at, through=through, codes={"system": system})
    return row


def _doubt_who_has_it(record: PersonRecord, number: str, by: Professional, at: datetime) -> None:
    own = queries.current_person_keys([record.pk]).values()
    held = [match.person_key for match in queries.exact_matches(by, [Entry(nhs_number=number)]).get(0, ())]
    others = Person.objects.filter(key__in=held).exclude(key__in=own)
    rows = [Doubt(record=record, person=other, asked_at=at, asked_by=by) for other in others]
    Doubt.objects.bulk_create(rows, ignore_conflicts=True)


@log.operation
def withdraw_number(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, system: str, because: str
) -> None:
    """The number was never theirs. It stays on record, withdrawn."""
    check_can_keep_records(by)
    policies.check_said("because", because, "Say why it is withdrawn.")
    record = found(scope, record_key)
    standing = record.identifiers.filter(system=system, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=at, withdrawn_by=by):
        raise NotFound("number")
    matching_keys.renew(record)
    note("number-withdrawn", record, by=by, at=at, through=through, codes={"system": system}, words=because)


@log.operation
def record_account(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, new: NewAccount
) -> Account:
    """What a child said of what happened, word for word. Whoever heard it writes it down; few read it afterwards."""
    check_can_keep_records(by)
    record = found(scope, record_key)
    policies.check_account(new, at)
    row = Account(record=record, by=by, at=at, **vars(new))
    policies.check_fits(row)
    row.save(force_insert=True)
    note("account-recorded", record, by=by, at=at, through=through, codes={"account": str(row.key)})
    return row


def found(scope: Scope, record_key: UUID) -> PersonRecord:
    record = PersonRecord.objects.filter(key=record_key).first()
    if record is None or not scope.among([record.pk]):
        raise NotFound("record")
    return record


def locked(model: type[Row], scope: Scope, key: UUID) -> Row:
    """Locked before it is looked at, so that of two who end it the second is told."""
    row = model._default_manager.select_for_update().filter(key=key).first()
    if row is None or not scope.among([row.record_id]):
        raise NotFound("statement")
    return row


def end(row: Detail | OtherName | Address | DoNotDisclose, *, by: Professional, at: datetime, because: str) -> None:
    policies.check_has_not_ended(row.ended_at)
    policies.check_said("because", because, "Say why it no longer holds.")
    row.ended_at, row.ended_by, row.ended_because = at, by, because
    policies.check_fits(row)
    row.save(update_fields=["ended_at", "ended_by", "ended_because"])


def note(
    verb: str,
    record: PersonRecord,
    *,
    by: Professional,
    at: datetime,
    through: str,
    codes: Mapping[str, Any],
    words: str = "",
) -> None:
    """The trace of what was done with a record of somebody: keys and codes; a name or an address is neither."""
    about = queries.current_person_keys([record.pk]).values()
    told = {**codes, "record": str(record.key)}
    log.record(verb, by=by, at=at, incident=through, about=about, codes=told, words=words)
