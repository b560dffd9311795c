"""What is held of people, as the comparison of two takes it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from ..choices import IdentifierSystem
from ..likeness import Details
from ..matching import Entry
from ..policies import normal_nhs_number

_NAME, _POSTCODE, _RECORD = "name", "postcode", "record"
_YEAR = timedelta(days=365.25)
# Written out and not built: building it took longer than the whole look-up. Both databases read it, and dates and keys
# come as text from either. Nothing is joined with `wanted`: SQLite reads a whole table for a Bloom filter then.
# Where somebody is kept safe, and what must not be disclosed, is neither compared nor looked for: that a postcode
# agrees would tell whoever types it.
_SAID = """
WITH wanted (id) AS (VALUES (%s))
SELECT r.id, 'record' AS kind, r.given_names, r.family_name, CAST(r.date_of_birth AS text), r.dob_accuracy,
       r.approximate_age, CAST(r.age_stated_on AS text), a.name, CAST(p.key AS text)
FROM people_personrecord r
CROSS JOIN directory_agency a
LEFT JOIN people_belonging b ON b.record_id = r.id AND b.until_at IS NULL
LEFT JOIN people_person p ON p.id = b.person_id
WHERE r.id IN (SELECT id FROM wanted) AND a.id = r.held_by_id
UNION ALL
SELECT n.record_id, 'name', n.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM people_othername n
WHERE n.record_id IN (SELECT id FROM wanted) AND n.ended_at IS NULL
UNION ALL
SELECT h.record_id, 'postcode', h.postcode, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM people_address h
WHERE h.record_id IN (SELECT id FROM wanted) AND NOT h.is_safe AND h.ended_at IS NULL AND h.postcode <> ''
  AND NOT EXISTS (
    SELECT 1 FROM people_donotdisclose d
    WHERE d.record_id = h.record_id AND d.address_id IS NULL AND d.ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM people_donotdisclose d WHERE d.address_id = h.id AND d.ended_at IS NULL)
UNION ALL
SELECT i.record_id, i.system, i.value, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM people_identifier i
WHERE i.record_id IN (SELECT id FROM wanted) AND i.withdrawn_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What is compared of a record, and whose it is now: nobody's in the moment in which it is made."""

    details: Details
    agency: str
    person_key: UUID | None


def details_of(record_ids: Collection[int]) -> dict[int, Details]:
    """One statement however many there are."""
    return {pk: one.details for pk, one in said_of(record_ids).items()}


def said_of(record_ids: Collection[int]) -> dict[int, Said]:
    """The same with whose each record is; one statement."""
    if not record_ids:
        return {}
    beside: dict[int, list[tuple[str, str]]] = {}
    records = []
    with connection.cursor() as cursor:
        cursor.execute(_SAID.replace("(%s)", ", ".join(["(%s)"] * len(record_ids))), list(record_ids))
        for row in cursor.fetchall():
            if row[1] == _RECORD:
                records.append(row)
            else:
                beside.setdefault(row[0], []).append(row[1:3])
    return {row[0]: _said(row, beside.get(row[0], ())) for row in records}


def _said(row: tuple[Any, ...], beside: Iterable[tuple[str, str]]) -> Said:
    given, family, born, accuracy, age, stated_on, agency, person = row[2:]
    named = given, family, _day(born), accuracy, age, _day(stated_on)
    return Said(as_details(named, beside), agency, UUID(person) if person else None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def as_details(named: Iterable[Any], beside: Iterable[tuple[str, str]]) -> Details:
    """`named`: given names, family name, date of birth, its accuracy, approximate age, the day it was stated on."""
    given, family, born, accuracy, age, stated_on = named
    said: dict[str, list[str]] = {}
    for kind, value in beside:
        said.setdefault(kind, []).append(value)
    return Details(
        given_names=given,
        family_name=family,
        other_names=tuple(sorted(said.get(_NAME, ()))),
        date_of_birth=born,
        dob_accuracy=accuracy,
        born_between=_born_between(age, stated_on),
        postcodes=tuple(sorted(said.get(_POSTCODE, ()))),
        nhs_numbers=frozenset(said.get(IdentifierSystem.NHS_NUMBER, ())),
        other_numbers=frozenset(
            f"{system}:{value}"
            for system, values in said.items()
            if system not in (_NAME, _POSTCODE, IdentifierSystem.NHS_NUMBER)
            for value in values
        ),
    )


def _born_between(age: int | None, stated_on: date | None) -> tuple[date, date] | None:
    """Who is about fifteen may be fourteen or sixteen: whoever says an age without a date guesses."""
    if age is None or stated_on is None:
        return None
    return stated_on - (age + 2) * _YEAR, stated_on - max(age - 1, 0) * _YEAR


def entry_details(entry: Entry, on: date) -> Details:
    """The same of somebody who is being entered on this day."""
    number = normal_nhs_number(entry.nhs_number)
    return Details(
        given_names=entry.given_names,
        family_name=entry.family_name,
        other_names=tuple(sorted(entry.other_names)),
        date_of_birth=entry.date_of_birth,
        dob_accuracy=entry.dob_accuracy,
        born_between=_born_between(entry.approximate_age, on),
        postcodes=tuple(sorted(entry.postcodes)),
        nhs_numbers=frozenset({number} if number else ()),
        other_numbers=frozenset(entry.other_numbers),
    )
