"""Records of people, and who agrees exactly. All but the match take the `Scope` that `incidents` builds."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet

from reachable.common.actors import Actor
from reachable.common.refusals import NotFound

from .. import matching
from ..choices import IdentifierSystem
from ..matching import Entry, Match, Traits
from ..models import Belonging, Doubt, Identifier, PersonRecord, RecordHistory
from ..permissions import check_can_match_people
from ..policies import normal_nhs_number
from ..scope import Scope

_HELD = """
SELECT CAST(p.key AS text), a.name, r.folded_name, CAST(r.date_of_birth AS text), r.dob_accuracy, {number}
FROM people_personrecord r
JOIN people_belonging b ON b.record_id = r.id AND b.until_at IS NULL
JOIN people_person p ON p.id = b.person_id
JOIN directory_agency a ON a.id = r.held_by_id
"""
_BY_NAME = _HELD.replace("{number}", "''") + " WHERE "
_NAMED = "(r.folded_name = %s AND r.date_of_birth = %s)"
_BY_NUMBER = (
    _HELD.replace("{number}", "i.value")
    + "JOIN people_identifier i ON i.record_id = r.id AND i.withdrawn_at IS NULL WHERE i.system = %s AND i.value IN "
)


def exact_matches(professional: Actor, entries: Sequence[Entry]) -> dict[int, tuple[Match, ...]]:
    """Who is held with the same name and birth date, or the same NHS number, by position of the entry.

    The one read without a scope, so it says what agrees and which agency holds the person, and nothing
    else. A page that shows the answer logs a look about these people. One statement, or none.
    """
    check_can_match_people(professional)
    wanted = [entry_traits(entry) for entry in entries]
    held = _held_like(wanted)
    found = {index: _matches_of(one, held) for index, one in enumerate(wanted)}
    return {index: matches for index, matches in found.items() if matches}


def entry_traits(entry: Entry) -> Traits:
    number = normal_nhs_number(entry.nhs_number)
    return matching.traits(
        folded_name=matching.fold_name(entry.given_names, entry.family_name),
        date_of_birth=entry.date_of_birth,
        dob_accuracy=entry.dob_accuracy,
        nhs_numbers=frozenset({number}) if number else frozenset(),
    )


def _held_like(wanted: Sequence[Traits]) -> list[tuple[UUID, str, Traits]]:
    """Current records that share a name and birth date, or an NHS number, with any of these.

    Names separate from numbers, so that each half has an index to go by.
    """
    named = {
        (one.folded_name, one.date_of_birth.isoformat()) for one in wanted if one.folded_name and one.date_of_birth
    }
    numbers = sorted(frozenset[str]().union(*(one.nhs_numbers for one in wanted)))
    halves, values = [], list[str]()
    if named:
        halves.append(_BY_NAME + " OR ".join([_NAMED] * len(named)))
        values += chain.from_iterable(sorted(named))
    if numbers:
        halves.append(_BY_NUMBER + f"({', '.join(['%s'] * len(numbers))})")
        values += [IdentifierSystem.NHS_NUMBER.value, *numbers]
    if not halves:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(halves), values)
        return [_held(row) for row in cursor.fetchall()]


def _held(row: tuple[Any, ...]) -> tuple[UUID, str, Traits]:
    key, agency, name, born, accuracy, number = row
    return (
        UUID(key),
        agency,
        matching.traits(
            folded_name=name,
            date_of_birth=date.fromisoformat(born) if born else None,
            dob_accuracy=accuracy,
            nhs_numbers=frozenset({number} - {""}),
        ),
    )


def _matches_of(wanted: Traits, held: Sequence[tuple[UUID, str, Traits]]) -> tuple[Match, ...]:
    agrees: dict[UUID, set[str]] = {}
    agencies: dict[UUID, set[str]] = {}
    for key, agency, other in held:
        shared = matching.agreeing(wanted, other)
        if shared:
            agrees.setdefault(key, set()).update(shared)
            agencies.setdefault(key, set()).add(agency)
    return tuple(
        Match(key, tuple(sorted(agrees[key], key=matching.ORDER.index)), ", ".join(sorted(agencies[key])))
        for key in sorted(agrees)
    )


def records(scope: Scope, record_ids: Iterable[int]) -> list[PersonRecord]:
    """Those within reach, in the order asked, with agency, recorder and numbers. Two statements."""
    wanted = scope.filter_ids(record_ids)
    if not wanted:
        return []
    found = {record.pk: record for record in _records().filter(pk__in=wanted)}
    return [found[record_id] for record_id in wanted if record_id in found]


def record(scope: Scope, key: UUID) -> PersonRecord:
    """The record with this key; NotFound when there is none or it is out of reach."""
    found = _records().filter(key=key).first()
    if found is None or not scope.contains(found.pk):
        raise NotFound
    return found


def history(scope: Scope, key: UUID) -> list[RecordHistory]:
    """What the record said before, newest first."""
    found = record(scope, key)
    return list(RecordHistory.objects.filter(record=found).select_related("replaced_by").order_by("-number"))


def doubts(scope: Scope, record_ids: Iterable[int]) -> list[Doubt]:
    """Records of which nobody could say whether they are of somebody held already."""
    wanted = scope.filter_ids(record_ids)
    return list(Doubt.objects.filter(record_id__in=wanted).select_related("record", "asked_by").order_by("pk"))


def doubted(scope: Scope, record_ids: Iterable[int]) -> dict[UUID, str]:
    """Who these records may be of, and which agencies hold them, until somebody says whether it is so."""
    wanted = scope.filter_ids(record_ids)
    own = set(current_person_keys(wanted).values())
    rows = (
        Doubt.objects.filter(record_id__in=wanted, settled="", person__belongings__until_at__isnull=True)
        .values_list("person__key", "person__belongings__record__held_by__name")
        .order_by("pk", "person__belongings__record__held_by__name")
    )
    held: dict[UUID, list[str]] = {}
    for key, agency in rows:
        if key not in own:
            held.setdefault(key, []).append(agency)
    return {key: ", ".join(dict.fromkeys(agencies)) for key, agencies in held.items()}


def withdrawn_numbers(scope: Scope, key: UUID) -> list[Identifier]:
    """NHS numbers that were taken back, newest first."""
    taken_back = Identifier.objects.filter(record=record(scope, key), withdrawn_at__isnull=False)
    numbers = taken_back.filter(system=IdentifierSystem.NHS_NUMBER).select_related("withdrawn_by")
    return list(numbers.order_by("-withdrawn_at", "-pk"))


def current_person_keys(record_ids: Iterable[int]) -> dict[int, UUID]:
    """Whose each record is now: the keys that the audit and the addresses of pages carry."""
    rows = Belonging.objects.filter(record_id__in=list(record_ids), until_at__isnull=True)
    return dict(rows.values_list("record_id", "person__key"))


def _records() -> QuerySet[PersonRecord]:
    standing = Identifier.objects.filter(withdrawn_at__isnull=True).order_by("system", "value")
    return PersonRecord.objects.select_related("held_by", "recorded_by").prefetch_related(
        Prefetch("identifiers", queryset=standing)
    )
