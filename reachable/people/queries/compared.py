"""What is held of people, as the comparison of two takes it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Value

from ..choices import IdentifierSystem
from ..likeness import Details
from ..matching import Entry
from ..models import Address, DoNotDisclose, Identifier, OtherName, PersonRecord
from ..policies import normal_nhs_number

NAMED = ("given_names", "family_name", "date_of_birth", "dob_accuracy", "approximate_age", "age_stated_on")
_NAME, _POSTCODE = "name", "postcode"
_YEAR = timedelta(days=365.25)
Beside = dict[int, list[tuple[str, str]]]


def details_of(record_ids: Collection[int]) -> dict[int, Details]:
    """Two statements however many there are."""
    rows = PersonRecord.objects.filter(pk__in=record_ids).values_list("pk", *NAMED)
    beside = said_beside(record_ids)
    return {pk: as_details(named, beside.get(pk, ())) for pk, *named in rows}


def said_beside(record_ids: Collection[int]) -> Beside:
    """Other names, postcodes and numbers that stand, of each record: one statement.

    Where somebody is kept safe, and what must not be disclosed, is neither compared nor looked for: that a postcode
    agrees would tell whoever types it.
    """
    found: Beside = {}
    halves = _names(record_ids), _postcodes(record_ids), _numbers(record_ids)
    for record_id, kind, value in halves[0].union(*halves[1:], all=True):
        found.setdefault(record_id, []).append((kind, value))
    return found


def _names(record_ids: Collection[int]) -> QuerySet[OtherName, Any]:
    rows = OtherName.objects.filter(record__in=record_ids, ended_at__isnull=True)
    return rows.values_list("record_id", Value(_NAME), "name")


def _postcodes(record_ids: Collection[int]) -> QuerySet[Address, Any]:
    kept_from_all = DoNotDisclose.objects.filter(record=OuterRef("record"), ended_at__isnull=True).filter(
        address__isnull=True
    )
    kept = DoNotDisclose.objects.filter(address=OuterRef("pk"), ended_at__isnull=True)
    rows = Address.objects.filter(record__in=record_ids, is_safe=False, ended_at__isnull=True).exclude(postcode="")
    rows = rows.exclude(Exists(kept)).exclude(Exists(kept_from_all))
    return rows.values_list("record_id", Value(_POSTCODE), "postcode")


def _numbers(record_ids: Collection[int]) -> QuerySet[Identifier, Any]:
    rows = Identifier.objects.filter(record__in=record_ids, withdrawn_at__isnull=True)
    return rows.annotate(kind=F("system")).values_list("record_id", "kind", "value")


def as_details(named: Iterable[Any], beside: Iterable[tuple[str, str]]) -> Details:
    """`named` are the values of NAMED."""
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
