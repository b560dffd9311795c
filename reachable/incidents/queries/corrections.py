"""What stands of the facts, and what stood before somebody corrected it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from reachable.common import clock
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import queries as people
from reachable.people.choices import IdentifierSystem
from reachable.people.models import RecordHistory

from .. import access
from ..facts import FACTS, fact_in_words
from ..models import FactsBefore, Incident
from .overview import Heading, YoungPersonLine, heading
from .young_person import with_young_people


@dataclass(frozen=True)
class FactBefore:
    """One fact that was corrected: what it said before, and what it says now."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class FactsBeforeLine:
    number: int
    values: Mapping[str, Any]
    facts: tuple[FactBefore, ...]
    because: str
    by: str
    at: datetime


@dataclass(frozen=True)
class FactsView:
    """`standing` by name; `before` newest first."""

    heading: Heading
    number: int
    standing: Mapping[str, Any]
    before: tuple[FactsBeforeLine, ...]

    def as_seen(self, number: int) -> dict[str, Any]:
        """What stood when `number` did."""
        values = dict(self.standing)
        for line in self.before:
            if line.number >= number:
                values.update(line.values)
        return values


def facts_as_recorded(professional: Professional, reference: str, at: datetime) -> FactsView:
    shown = heading(professional, reference, at)
    found = Incident.objects.get(pk=shown.incident_id)
    rows = found.facts_before.select_related("replaced_by").order_by("-number")
    return FactsView(
        heading=shown,
        number=found.facts_number,
        standing={name: getattr(found, name) for name in FACTS},
        before=tuple(_facts_before(row, found) for row in rows),
    )


def _facts_before(row: FactsBefore, found: Incident) -> FactsBeforeLine:
    values = {name: _value(name, value) for name, value in row.values.items()}
    return FactsBeforeLine(
        number=row.number,
        values=values,
        facts=tuple(
            FactBefore(FACTS[name], fact_in_words(name, value), fact_in_words(name, getattr(found, name)))
            for name, value in values.items()
        ),
        because=row.because,
        by=row.replaced_by.name,
        at=row.replaced_at,
    )


def _value(name: str, stored: Any) -> Any:
    return datetime.fromisoformat(stored) if name == "happened_at" and stored else stored


@dataclass(frozen=True)
class PersonBefore:
    """What a record said until `by` corrected it."""

    said: str
    because: str
    by: str
    at: datetime


@dataclass(frozen=True)
class PersonView:
    """The name and age of a young person as they are recorded; `before` newest first."""

    heading: Heading
    line: YoungPersonLine
    version: int
    given_names: str
    family_name: str
    date_of_birth: date | None
    dob_accuracy: str
    approximate_age: int | None
    nhs_number: str
    before: tuple[PersonBefore, ...]


def person_as_recorded(professional: Professional, reference: str, key: UUID, at: datetime) -> PersonView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    shown, everybody = with_young_people(professional, reference, at)
    line = next((one for one in everybody if one.key == key), None)
    scope = access.scope(shown.incident_id, key)
    found = next(iter(people.records(scope, scope.ids)), None)
    if line is None or found is None:
        raise NotFound("young person")
    numbers = (i.value for i in found.identifiers.all() if i.system == IdentifierSystem.NHS_NUMBER)
    taken_back = [
        PersonBefore(f"NHS number {i.value}", "", i.withdrawn_by.name, i.withdrawn_at)
        for i in people.withdrawn_numbers(scope, found.key)
        if i.withdrawn_by and i.withdrawn_at
    ]
    before = [*map(_person_before, people.history(scope, found.key)), *taken_back]
    return PersonView(
        heading=shown,
        line=line,
        version=found.version,
        given_names=found.given_names,
        family_name=found.family_name,
        date_of_birth=found.date_of_birth,
        dob_accuracy=found.dob_accuracy,
        approximate_age=found.approximate_age,
        nhs_number=next(numbers, ""),
        before=tuple(sorted(before, key=lambda one: one.at, reverse=True)),
    )


def _person_before(row: RecordHistory) -> PersonBefore:
    born = f", born {row.date_of_birth:%d %b %Y}" if row.date_of_birth else ""
    age = f", {row.described_age(clock.local_date(row.replaced_at))}"
    return PersonBefore(f"{row.display_name}{born}{age}", row.reason, row.replaced_by.name, row.replaced_at)
