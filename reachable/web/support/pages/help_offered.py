"""What the pages on help for young people and families show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from reachable.common import clock
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.safety.queries import FamilySheetView, HelpOfView, HelpView, OfferView
from reachable.web.shared.page import Look, Page

from ..forms.help_offered import OfferForm, OfferStepForm

Questions = Mapping[tuple[str, UUID], UUID]

# Which question of the strand each kind of help answers.
QUESTIONS: Mapping[str, str] = {
    "trauma": "trauma-support",
    "education": "education-continues",
    "positive-change": "positive-change",
    "trusted-relationship": "positive-change",
    "parents": "parents-support",
    "family-group-conference": "family-group-conference",
}


@dataclass(frozen=True)
class Help(Page):
    template: ClassVar[str] = "support/help.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Help for young people and families"
    view: HelpView
    questions: Questions

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(one.line.person_key for one in self.view.rows)
        return (Look(incident=self.heading.reference, about=about),)


class OfTheYoungPerson(Page):
    nav: ClassVar[str] = "incidents"
    heading: Heading
    line: YoungPersonLine

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.line.person_key,)),)


@dataclass(frozen=True)
class HelpOf(OfTheYoungPerson):
    template: ClassVar[str] = "support/help_of.html"
    heading: Heading
    line: YoungPersonLine
    view: HelpOfView
    questions: Questions

    @property
    def title(self) -> str:
        return f"Help for {self.line.label} and the family"


@dataclass(frozen=True)
class RecordOffer(OfTheYoungPerson):
    template: ClassVar[str] = "support/offer.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save"
    heading: Heading
    line: YoungPersonLine
    form: OfferForm

    @property
    def title(self) -> str:
        return f"Record help for {self.line.label} and the family"


@dataclass(frozen=True)
class OfferStep(OfTheYoungPerson):
    """`stale`: somebody else changed it while the form was filled in."""

    template: ClassVar[str] = "support/offer_step.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save how it stands"
    heading: Heading
    line: YoungPersonLine
    view: OfferView
    form: OfferStepForm
    stale: bool

    @property
    def title(self) -> str:
        return f"{self.view.offer.kind_title} for {self.line.label}"


@dataclass(frozen=True)
class FamilySheet(OfTheYoungPerson):
    """One sheet for the family: what happens now, what to note, whom to tell, what help there is."""

    template: ClassVar[str] = "support/family_sheet.html"
    heading: Heading
    line: YoungPersonLine
    view: FamilySheetView
    at: datetime

    @property
    def title(self) -> str:
        first = self.view.text.first_name
        return f"What happens now: for {first} and the family" if first else "What happens now: for you and your family"

    @property
    def printed_on(self) -> str:
        day = clock.local_date(self.at)
        return f"{day.day} {day:%B %Y}"
