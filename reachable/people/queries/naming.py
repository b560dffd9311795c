"""What the name-finder must know of people: every name, address, school, number that may give somebody away.

For a caller who has decided whose words are looked at, and shows nothing of it: the words of a safe address are read
too, so that they are found.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from ..choices import DetailKind, NameUse
from ..models import Address, Detail, Identifier, MayBeTold, OtherName, PersonRecord, RecordHistory
from ..naming import Known
from ..naming.details import telephones


def known_people(
    people: Mapping[int, Collection[int]], on: date, *, marks: Mapping[int, tuple[str, ...]] | None = None
) -> dict[int, Known]:
    """`people` has for each person's record all records of that person, itself among them; `marks` what stands for them
    in an incident. Seven statements, however many they are.
    """
    whose = {record: main for main, records in people.items() for record in records}
    found: dict[int, dict[str, Any]] = {main: defaultdict(list) for main in people}
    rows = {row.pk: row for row in PersonRecord.objects.filter(pk__in=list(whose))}
    for pk, row in rows.items():
        _say_record(found[whose[pk]], row)
    _say_names(whose, found)
    _say_places(whose, found)
    _say_numbers(whose, found)
    return {
        main: _known(rows[main].key, rows[main], said, on, (marks or {}).get(main, ())) for main, said in found.items()
    }


def _say_record(said: dict[str, Any], row: PersonRecord | RecordHistory) -> None:
    if row.name_known:
        said["names"].append((row.given_names, row.family_name))
    if row.date_of_birth and "U" not in row.dob_accuracy:
        said["born"].append(row.date_of_birth)


def _say_names(whose: Mapping[int, int], found: dict[int, dict[str, Any]]) -> None:
    for before in RecordHistory.objects.filter(record__in=whose):
        _say_record(found[whose[before.record_id]], before)
    for record, use, name in OtherName.objects.filter(record__in=whose).values_list("record", "use", "name"):
        found[whose[record]]["others"].append(name)
        if use == NameUse.ONLINE:
            found[whose[record]]["handles"].append(name)


def _say_places(whose: Mapping[int, int], found: dict[int, dict[str, Any]]) -> None:
    for row in Address.objects.filter(record__in=whose):
        lines = [line for line in (row.line1, row.line2) if line]
        addresses = found[whose[row.record_id]]["addresses"]
        addresses.extend((line, row.postcode) for line in lines or [""])
    kinds = (DetailKind.SCHOOL, DetailKind.CONTACT)
    for record, kind, words, where in Detail.objects.filter(record__in=whose, kind__in=kinds).values_list(
        "record", "kind", "words", "where"
    ):
        said = found[whose[record]]
        if kind == DetailKind.SCHOOL and where:
            said["schools"].append(where)
        elif kind == DetailKind.CONTACT:
            said["telephones"].extend(number for _, number in telephones(words))
            said["handles"].extend(word for word in words.split() if "@" in word)


def _say_numbers(whose: Mapping[int, int], found: dict[int, dict[str, Any]]) -> None:
    for record, value in Identifier.objects.filter(record__in=whose).values_list("record", "value"):
        found[whose[record]]["numbers"].append(value)
    told = MayBeTold.objects.filter(Q(relative__in=whose) & ~Q(telephone="")).values_list("relative", "telephone")
    for record, number in told:
        found[whose[record]]["telephones"].append(number)


def _known(key: UUID, row: PersonRecord, said: dict[str, Any], on: date, marks: tuple[str, ...]) -> Known:
    mine = (row.given_names, row.family_name)
    return Known(
        key=key,
        given=mine[0],
        family=mine[1],
        names_before=tuple(dict.fromkeys(name for name in said["names"] if name != mine)),
        other_names=tuple(dict.fromkeys(said["others"])),
        born=tuple(dict.fromkeys(said["born"])),
        age=row.age_on(on),
        schools=tuple(dict.fromkeys(said["schools"])),
        addresses=tuple(dict.fromkeys(said["addresses"])),
        telephones=tuple(dict.fromkeys(said["telephones"])),
        handles=tuple(dict.fromkeys(said["handles"])),
        numbers=tuple(dict.fromkeys(said["numbers"])),
        marks=marks,
    )
