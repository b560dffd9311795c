"""What a partner's list says of people beside name and birth, written for many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reachable.audit import log
from reachable.directory.models import Professional

from ..choices import AddressUse, DetailKind, IdentifierSystem, NameUse
from ..models import Address, Detail, Identifier, OtherName, PersonRecord
from ..permissions import check_can_record_people
from . import matching_keys

LONGEST_WHERE = 200
LONGEST_NUMBER = 40  # what is longer is no number
_SEX = {"Male": "MALE", "Female": "FEMALE", "Indeterminate": "INDETERMINATE"}


@dataclass(frozen=True)
class Beside:
    """What else is known of somebody; everything may be empty. `sex` in words, as a list is read."""

    told_by: str = ""
    other_names: tuple[str, ...] = ()
    postcode: str = ""
    upn: str = ""
    social_care_id: str = ""
    school: str = ""
    sex: str = ""


@log.operation
def record_beside(records: Sequence[PersonRecord], beside: Sequence[Beside], *, by: Professional, at: datetime) -> None:
    """Each of `beside` on the record at the same place; the number of statements does not grow with them.

    The caller has just made the records, and records who they are.
    """
    check_can_record_people(by)
    pairs = list(zip(records, beside, strict=True))
    OtherName.objects.bulk_create(
        OtherName(record=record, use=NameUse.NICKNAME, name=name, told_by=one.told_by, by=by, at=at)
        for record, one in pairs
        for name in one.other_names
    )
    Address.objects.bulk_create(
        Address(
            record=record, use=AddressUse.HOME, postcode=one.postcode, is_safe=False, told_by=one.told_by, by=by, at=at
        )
        for record, one in pairs
        if one.postcode
    )
    Detail.objects.bulk_create(detail for record, one in pairs for detail in _details(record, one, by, at))
    Identifier.objects.bulk_create(number for record, one in pairs for number in _numbers(record, one, by, at))
    matching_keys.renew_all([record.pk for record in records])


def _details(record: PersonRecord, one: Beside, by: Professional, at: datetime) -> list[Detail]:
    found = []
    if one.school:
        where = one.school[:LONGEST_WHERE]
        found.append(Detail(record=record, kind=DetailKind.SCHOOL, where=where, told_by=one.told_by, by=by, at=at))
    if one.sex in _SEX:
        sex = _SEX[one.sex]
        found.append(Detail(record=record, kind=DetailKind.SEX, code=sex, told_by=one.told_by, by=by, at=at))
    return found


def _numbers(record: PersonRecord, one: Beside, by: Professional, at: datetime) -> list[Identifier]:
    held = {IdentifierSystem.UPN: one.upn, IdentifierSystem.SOCIAL_CARE: one.social_care_id}
    return [
        Identifier(record=record, system=system, value=value, source=one.told_by, recorded_by=by, recorded_at=at)
        for system, value in held.items()
        if value and len(value) <= LONGEST_NUMBER
    ]
