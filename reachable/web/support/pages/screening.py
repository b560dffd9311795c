"""What the pages on levels and screening show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.incidents.queries import Heading, Whom
from reachable.safety.queries import LevelsView, ScreeningVersion, ScreeningView
from reachable.web.shared.page import Look, Page

from ..forms.screening import ScreeningForm


@dataclass(frozen=True)
class Levels(Page):
    """`questions`: the card of the guide's question about each young person, where it is asked."""

    template: ClassVar[str] = "support/levels.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Levels: who was screened, and when again"
    view: LevelsView
    questions: Mapping[UUID, UUID]

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(one.line.person_key for one in self.view.lines)
        return (Look(incident=self.heading.reference, about=about),)


class OfTheScreening(Page):
    nav: ClassVar[str] = "incidents"
    view: ScreeningView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def whom(self) -> Whom:
        return self.view.whom

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.whom.person_key,)),)


@dataclass(frozen=True)
class Screening(OfTheScreening):
    template: ClassVar[str] = "support/screening.html"
    view: ScreeningView

    @property
    def title(self) -> str:
        return f"Screening of {self.whom.label}"


@dataclass(frozen=True)
class Screen(OfTheScreening):
    """`meanwhile` is the version that somebody else wrote while this one was."""

    template: ClassVar[str] = "support/screen.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save this screening"
    view: ScreeningView
    form: ScreeningForm
    meanwhile: ScreeningVersion | None

    @property
    def title(self) -> str:
        number = len(self.view.versions) + 1
        return f"Screen {self.whom.label} for exploitation" + (f": version {number}" if number > 1 else "")
