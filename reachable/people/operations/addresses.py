"""Where somebody lives or is kept safe, who may read a safe address, and what must not reach whom.

The text of an address stays in its row: nothing of it, and no reason that may tell it, goes into the audit.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from reachable.audit import log
from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.directory.models import Professional

from .. import permissions, policies
from ..choices import SAFE_USES
from ..facts import NewAddress
from ..models import Address, AddressReader, DoNotDisclose
from ..scope import Scope
from . import matching_keys
from .details import end, found, locked, note

_PLAIN = ("use", "line1", "line2", "town", "uprn", "told_by", "from_on", "until_on")


@log.operation
def add_address(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, new: NewAddress
) -> Address:
    """Any part of an address will do. A placement, a relative's for safety and a refuge are always safe addresses."""
    permissions.check_can_keep_records(by)
    record = found(scope, record_key)
    postcode = policies.normal_postcode(new.postcode)
    policies.check_address((new.line1, new.line2, new.town, postcode), new.uprn)
    policies.check_days(new.from_on, new.until_on)
    plain = {name: getattr(new, name) for name in _PLAIN}
    is_safe = new.is_safe or new.use in SAFE_USES
    row = Address(record=record, postcode=postcode, is_safe=is_safe, by=by, at=at, **plain)
    policies.check_fits(row)
    row.save(force_insert=True)
    named = _name(row, dict.fromkeys(new.readers), "", by, at) if row.is_safe else []
    codes = {"use": row.use, "safe": row.is_safe, "address": str(row.key), "readers": named}
    matching_keys.renew(record)
    note("address-added", record, by=by, at=at, through=through, codes=codes)
    return row


@log.operation
def end_address(
    *, scope: Scope, by: Professional, at: datetime, through: str, address_key: UUID, because: str,
    until_on: date | None = None,
) -> Address:  # fmt: skip
    """They are not there any more. Of a safe address: by those who may read it."""
    permissions.check_can_keep_records(by)
    row = locked(Address, scope, address_key)
    permissions.check_can_read_address(by, row, _readers(row))
    policies.check_days(row.from_on, until_on)
    if until_on is not None:
        row.until_on = until_on
        row.save(update_fields=["until_on"])
    end(row, by=by, at=at, because=because)
    codes = {"use": row.use, "address": str(row.key)}
    matching_keys.renew(row.record)
    note("address-ended", row.record, by=by, at=at, through=through, codes=codes)
    return row


@log.operation
def name_address_reader(
    *, scope: Scope, by: Professional, at: datetime, through: str, address_key: UUID, professional_key: UUID,
    because: str = "",
) -> None:  # fmt: skip
    """Let one more professional read a safe address. Only who reads it can."""
    permissions.check_can_keep_records(by)
    row = locked(Address, scope, address_key)
    held = _readers(row)
    permissions.check_can_read_address(by, row, held)
    policies.check_is_safe(is_safe=row.is_safe)
    reader = directory.professional(by, professional_key)
    already = {*held, row.by_id}
    policies.check_not_said_already(already, reader.pk, f"{reader.name} can read it already.")
    [key] = _name(row, [professional_key], because, by, at)
    codes = {"address": str(row.key), "reader": key}
    note("address-reader-named", row.record, by=by, at=at, through=through, codes=codes)


@log.operation
def end_address_reader(
    *, scope: Scope, by: Professional, at: datetime, through: str, address_key: UUID, professional_key: UUID
) -> None:
    permissions.check_can_keep_records(by)
    row = locked(Address, scope, address_key)
    permissions.check_can_read_address(by, row, _readers(row))
    named = row.readers.filter(professional__key=professional_key, ended_at__isnull=True)
    if not named.update(ended_at=at, ended_by=by):
        raise NotFound("reader")
    codes = {"address": str(row.key), "reader": str(professional_key)}
    note("address-reader-ended", row.record, by=by, at=at, through=through, codes=codes)


def _name(row: Address, readers: Iterable[UUID], because: str, by: Professional, at: datetime) -> list[str]:
    people = [directory.professional(by, key) for key in readers]
    rows = [
        AddressReader(address=row, professional=person, because=because, by=by, at=at)
        for person in people
        if person.pk != row.by_id
    ]
    policies.check_fits(*rows)
    AddressReader.objects.bulk_create(rows)
    return [str(one.professional.key) for one in rows]


def _readers(row: Address) -> frozenset[int]:
    named = row.readers.filter(ended_at__isnull=True)
    return frozenset(named.values_list("professional_id", flat=True))


@log.operation
def do_not_disclose(
    *, scope: Scope, by: Professional, at: datetime, through: str, record_key: UUID, to_whom: str, because: str,
    address_key: UUID | None = None, told_by: str = "",
) -> DoNotDisclose:  # fmt: skip
    """Everything about the person, or the one address, must not reach `to_whom`."""
    permissions.check_can_keep_records(by)
    record = found(scope, record_key)
    policies.check_said("to_whom", to_whom, "Say who must not learn of it.")
    policies.check_said("because", because, "Say why.")
    address = locked(Address, scope, address_key) if address_key else None
    row = DoNotDisclose(record=record, address=address, to_whom=to_whom, because=because, told_by=told_by, by=by, at=at)
    policies.check_fits(row)
    row.save(force_insert=True)
    codes = {"warning": str(row.key), "address": str(address.key) if address else ""}
    matching_keys.renew(record)
    note("not-to-disclose-recorded", record, by=by, at=at, through=through, codes=codes)
    return row


@log.operation
def end_do_not_disclose(
    *, scope: Scope, by: Professional, at: datetime, through: str, warning_key: UUID, because: str
) -> DoNotDisclose:
    permissions.check_can_keep_records(by)
    row = locked(DoNotDisclose, scope, warning_key)
    end(row, by=by, at=at, because=because)
    codes = {"warning": str(row.key)}
    matching_keys.renew(row.record)
    note("not-to-disclose-ended", row.record, by=by, at=at, through=through, codes=codes)
    return row
