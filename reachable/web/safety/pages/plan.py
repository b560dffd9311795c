"""What the pages on the safety plan of a young person show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reachable.common import clock
from reachable.incidents.queries import Heading, Whom
from reachable.safety.policies.plan import MOST_MEASURES
from reachable.safety.queries import CopyText, FitLine, PlanVersion, PlanView
from reachable.web.shared.page import Look, Page

from ..forms.plan import CopyForm, FitForm, PlanForm
from ..from_map import TAKE, OnTheMap

CANNOT_COPY = "A plain copy cannot be made"


class OfThePlan(Page):
    """A page about the plan of one young person."""

    nav: ClassVar[str] = "incidents"
    view: PlanView

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
class Taken:
    """A place of the map was put into the plan that is being written; `row` is the box, empty where none was free."""

    place: OnTheMap
    row: str


@dataclass(frozen=True)
class Plan(OfThePlan):
    """`on_the_map` is empty for whoever does not see the young person's map."""

    template: ClassVar[str] = "safety/plan.html"
    cannot_copy: ClassVar[str] = CANNOT_COPY
    take: ClassVar[str] = TAKE
    view: PlanView
    on_the_map: tuple[OnTheMap, ...]

    @property
    def title(self) -> str:
        return f"Safety plan of {self.whom.label}"


@dataclass(frozen=True)
class WritePlan(OfThePlan):
    """`meanwhile` is the version that somebody else wrote while this one was."""

    template: ClassVar[str] = "safety/write_plan.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save this version"
    most: ClassVar[int] = MOST_MEASURES
    take: ClassVar[str] = TAKE
    view: PlanView
    form: PlanForm
    meanwhile: PlanVersion | None
    on_the_map: tuple[OnTheMap, ...]
    taken: Taken | None

    @property
    def title(self) -> str:
        number = len(self.view.versions) + 1
        return f"Write the safety plan of {self.whom.label}" + (f": version {number}" if number > 1 else "")


@dataclass(frozen=True)
class AnswerFit(OfThePlan):
    template: ClassVar[str] = "safety/fit.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save the answer"
    view: PlanView
    question: FitLine
    form: FitForm

    @property
    def title(self) -> str:
        return f"Safety plan of {self.whom.label}: still fit for purpose?"


@dataclass(frozen=True)
class PlanCopy(OfThePlan):
    """Whom it is for, and what it waits for."""

    template: ClassVar[str] = "safety/plan_copy.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Make the copy"
    cannot_copy: ClassVar[str] = CANNOT_COPY
    view: PlanView
    form: CopyForm

    @property
    def title(self) -> str:
        return f"A plain copy of the safety plan of {self.whom.label}"


@dataclass(frozen=True)
class PlanCopyMade(OfThePlan):
    """The copy itself, to be printed on one sheet: plain words, and nothing of anybody else."""

    template: ClassVar[str] = "safety/plan_copy_made.html"
    places: ClassVar[Mapping[str, str]] = {
        "HOME": "At home",
        "AREA": "Out and about",
        "EDUCATION": "At school, college or work",
        "ONLINE": "On your phone and online",
        "TRAVEL": "Getting from place to place",
    }
    view: PlanView
    version: PlanVersion
    text: CopyText
    recipient: str

    @property
    def title(self) -> str:
        return f"Safety plan for {self.text.first_name}" if self.text.first_name else "Your safety plan"

    @property
    def written_on(self) -> str:
        return _in_full(clock.local_date(self.version.at))

    @property
    def review_on(self) -> str:
        return _in_full(self.version.review_on)


def _in_full(day: date) -> str:
    """On paper no day is "today"."""
    return f"{day.day} {day:%B %Y}"
