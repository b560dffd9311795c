"""Everybody of a partner's list as they would be brought in: new, perhaps held, there twice, or a problem."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from reachable.common import clock
from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.people import queries as people
from reachable.people.matching import NAME_AND_BIRTH, NHS, Band, Entry, Match, fold_name
from reachable.people.policies import check_entry

from .. import access, permissions
from ..choices import ListOutcome, RowDecision
from ..models import Incident, NetworkPerson
from ..partner_lists import Columns, ReadPerson, ReadRow, Table, read_people


@dataclass(frozen=True)
class FoundRow:
    """A row as it was found, before it is kept: what the operation that settles the columns takes."""

    number: int
    position: int
    person: ReadPerson
    problems: tuple[str, ...]
    dropped: tuple[str, ...]
    outcome: ListOutcome
    matches: tuple[Match, ...] = ()

    @property
    def decision(self) -> str:
        if self.outcome == ListOutcome.NEW:
            return RowDecision.BRING
        return RowDecision.LEAVE if self.outcome == ListOutcome.DUPLICATE or not self.person.is_somebody else ""


def find_rows(
    professional: Professional, reference: str, table: Table, columns: Columns, at: datetime
) -> tuple[tuple[FoundRow, ...], int]:
    """Every person of the table as they would be brought in, and how many rows have nobody in them.

    Reads only, so that it holds nobody up; a fixed number of statements for each hundred people.
    """
    permissions.check_can_bring_list(professional)
    incident = access.incident_for(professional, reference, at)
    today = clock.local_date(at)
    read = read_people(table, columns, today)
    rows = [one for row in read for one in _found(row, today)]
    held = _matches(professional, [row for row in rows if _is_compared(row, today)], today)
    here = _already_here(incident)
    return tuple(_compared(row, held.get(id(row), ()), here) for row in rows), sum(row.nobody for row in read)


def _found(row: ReadRow, today: date) -> Iterator[FoundRow]:
    people_ = row.people or ((ReadPerson(),) if row.problems else ())
    for position, person in enumerate(people_):
        problems = (*row.problems, *_cannot_be(person, today))
        outcome = ListOutcome.PROBLEM if problems or not person.is_somebody else ListOutcome.NEW
        if row.duplicate_of is not None:
            outcome = ListOutcome.DUPLICATE
            problems = (f"Row {row.duplicate_of} says exactly the same.",)
        yield FoundRow(row.number, position, person, problems, row.dropped, outcome)


def _cannot_be(person: ReadPerson, today: date) -> tuple[str, ...]:
    try:
        check_entry(entry_of_row(person), today)
    except Refused as refusal:
        return (refusal.message,)
    return ()


def _is_compared(row: FoundRow, today: date) -> bool:
    if row.outcome == ListOutcome.DUPLICATE or not row.person.is_somebody:
        return False
    return row.outcome == ListOutcome.NEW or not _cannot_be(row.person, today)


def _matches(professional: Professional, rows: Sequence[FoundRow], on: date) -> dict[int, tuple[Match, ...]]:
    found: dict[int, tuple[Match, ...]] = {}
    for start in range(0, len(rows), 100):
        some = rows[start : start + 100]
        for index, matches in people.matches(professional, [entry_of_row(row.person) for row in some], on).items():
            found[id(some[index])] = matches
    return found


@dataclass(frozen=True)
class _Here:
    """Somebody who is in the network or the incident already, and how they are read aloud there."""

    mark: str
    folded_name: str
    date_of_birth: date | None


def _already_here(incident: Incident) -> Mapping[UUID, _Here]:
    members = NetworkPerson.objects.filter(incident=incident).select_related("record")
    involved = incident.involvements.select_related("record")
    marked = [(one.record, one.mark) for one in members] + [(one.record, one.letter) for one in involved]
    keys = people.current_person_keys([record.pk for record, _ in marked])
    return {
        keys[record.pk]: _Here(mark, record.folded_name, record.date_of_birth)
        for record, mark in marked
        if record.pk in keys
    }


def _compared(row: FoundRow, matches: tuple[Match, ...], here: Mapping[UUID, _Here]) -> FoundRow:
    """A list that is brought in twice brings nobody twice: who is here under the same name is a repetition."""
    if row.outcome == ListOutcome.DUPLICATE:
        return row
    marks = [here[match.person_key].mark for match in matches if match.person_key in here and _agrees_exactly(match)]
    marks += [one.mark for one in here.values() if _is_called(row.person, one)]
    if marks:
        said = f"Is in this incident already, as {marks[0]}."
        return replace(row, matches=matches, outcome=ListOutcome.DUPLICATE, problems=(said, *row.problems))
    found = ListOutcome.MATCH if matches and row.outcome == ListOutcome.NEW else row.outcome
    return replace(row, matches=matches, outcome=found)


def _is_called(person: ReadPerson, here: _Here) -> bool:
    name = fold_name(person.given_names, person.family_name)
    born = person.date_of_birth in (None, here.date_of_birth) or here.date_of_birth is None
    return bool(name) and name == here.folded_name and born


def _agrees_exactly(match: Match) -> bool:
    return NAME_AND_BIRTH in match.agrees or NHS in match.agrees


def entry_of_row(person: ReadPerson) -> Entry:
    return Entry(
        given_names=person.given_names,
        family_name=person.family_name,
        date_of_birth=person.date_of_birth,
        dob_accuracy=person.dob_accuracy,
        approximate_age=None if person.date_of_birth else person.approximate_age,
        nhs_number=person.nhs_number,
    )


def pack_match(match: Match) -> dict[str, Any]:
    """As plain values, so that it can wait until somebody has checked it."""
    values = {"agrees": list(match.agrees), "held_by": match.held_by, "score": match.score, "band": int(match.band)}
    return {"key": str(match.person_key), **values}


def unpack_match(packed: Mapping[str, Any]) -> Match:
    key, agrees, band = UUID(packed["key"]), tuple(packed["agrees"]), Band(packed["band"])
    return Match(key, agrees, packed["held_by"], packed["score"], band)
