"""What the pages show on which what was reported is added to or corrected."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import FactsView, Heading, PersonView
from reachable.web.shared import dates
from reachable.web.shared.page import Look, Page

from ..forms.corrections import CorrectFactsForm, CorrectYoungPersonForm
from ..forms.report_people import AdultCard


class _Correction(Page):
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class CorrectFacts(_Correction):
    """`meanwhile` are the corrections that somebody else made while this one was written."""

    template: ClassVar[str] = "incidents/correct_facts.html"
    title: ClassVar[str] = "Add or correct what was reported"
    button: ClassVar[str] = "Save what was reported"
    view: FactsView
    form: CorrectFactsForm
    seen_number: int

    @property
    def heading(self) -> Heading:  # type: ignore[override]  # the view has it
        return self.view.heading

    @property
    def meanwhile(self) -> tuple[object, ...]:
        return tuple(line for line in self.view.before if line.number >= self.seen_number)


@dataclass(frozen=True)
class CorrectYoungPerson(_Correction):
    template: ClassVar[str] = "incidents/correct_young_person.html"
    button: ClassVar[str] = "Save"
    view: PersonView
    form: CorrectYoungPersonForm
    stale: bool

    @property
    def heading(self) -> Heading:  # type: ignore[override]  # the view has it
        return self.view.heading

    @property
    def now(self) -> str:
        """What the record says now, on one line."""
        view = self.view
        name = " ".join(part for part in (view.given_names, view.family_name) if part) or "Name not known"
        born = f"born {dates.short_date(view.date_of_birth)}" if view.date_of_birth else ""
        number = f"NHS number {view.nhs_number}" if view.nhs_number else ""
        return ", ".join(part for part in (name, born, view.line.age, number) if part)

    @property
    def title(self) -> str:
        return f"Name, age and NHS number of {self.view.line.letter}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.view.line.person_key,)),)


@dataclass(frozen=True)
class AddAdult(_Correction):
    template: ClassVar[str] = "incidents/add_adult.html"
    title: ClassVar[str] = "Add an adult"
    button: ClassVar[str] = "Add"
    heading: Heading
    form: AdultCard
