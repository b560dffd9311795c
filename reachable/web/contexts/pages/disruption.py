"""What the pages on measures that disrupt harm show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from reachable.contexts.choices import DisruptionOn
from reachable.contexts.queries import DisruptionLine, DisruptionStepLine, DisruptionsView, DisruptionView, ToPlan
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.safety.queries import CompareView, ComparisonLine, PlanVersion
from reachable.web.shared.page import Look, Page

from ..forms.disruption import CompareForm, NewDisruptionForm, StepForm

_TITLES = (
    (DisruptionOn.ADULT, "On adults who exploit or hurt"),
    (DisruptionOn.PLACE, "On places"),
    (DisruptionOn.YOUNG_PERSON, "On young people"),
)


@dataclass(frozen=True)
class Disruption(Page):
    """Adults first, then places, then young people; `compared` by the key of each measure on a young person."""

    template: ClassVar[str] = "contexts/disruption.html"
    nav: ClassVar[str] = "incidents"
    view: DisruptionsView
    compared: Mapping[UUID, ComparisonLine]

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return "Measures that disrupt harm"

    @property
    def parts(self) -> tuple[tuple[str, str, tuple[DisruptionLine, ...]], ...]:
        return tuple((on.value, title, self._of(on)) for on, title in _TITLES)

    def _of(self, on: DisruptionOn) -> tuple[DisruptionLine, ...]:
        return tuple(one for one in self.view.lines if one.on == on)

    @property
    def people(self) -> Mapping[UUID, YoungPersonLine]:
        return {one.key: one for one in self.view.young_people}

    @property
    def clashes(self) -> int:
        return sum(one.is_open and self.compared[one.key].clashes for one in self._of(DisruptionOn.YOUNG_PERSON))

    @property
    def looks(self) -> tuple[Look, ...]:
        shown = {one.young_key for one in self.view.lines}
        about = tuple(one.person_key for one in self.view.young_people if one.key in shown)
        return (Look(incident=self.heading.reference, about=about),)


@dataclass(frozen=True)
class NewDisruption(Page):
    template: ClassVar[str] = "contexts/new_disruption.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Plan it"
    title: ClassVar[str] = "Plan a measure that disrupts harm"
    offered: ToPlan
    form: NewDisruptionForm

    @property
    def heading(self) -> Heading:
        return self.offered.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(one.person_key for one in self.offered.young_people)
        return (Look(incident=self.heading.reference, about=about),)


@dataclass(frozen=True)
class OfOneMeasure(Page):
    nav: ClassVar[str] = "incidents"
    view: DisruptionView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def line(self) -> DisruptionLine:
        return self.view.line

    @property
    def whom(self) -> YoungPersonLine | None:
        return self.view.whom

    @property
    def looks(self) -> tuple[Look, ...]:
        about = (self.whom.person_key,) if self.whom else ()
        return (Look(incident=self.heading.reference, about=about),)


@dataclass(frozen=True)
class DisruptionStep(OfOneMeasure):
    """`form` is None for a reader who does not plan; `compared` where it is on a young person."""

    template: ClassVar[str] = "contexts/disruption_step.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save how it stands"
    form: StepForm | None
    compared: ComparisonLine | None
    stale: bool

    @property
    def title(self) -> str:
        return f"{self.line.title}: {self.line.said_on}"

    @property
    def last(self) -> DisruptionStepLine:
        return self.view.steps[0]


@dataclass(frozen=True)
class CompareWithPlan(Page):
    template: ClassVar[str] = "contexts/compare_with_plan.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save the comparison"
    shown: CompareView
    form: CompareForm
    stale: bool
    at: datetime

    @property
    def heading(self) -> Heading:
        return self.shown.view.heading

    @property
    def line(self) -> DisruptionLine:
        return self.shown.view.line

    @property
    def plan(self) -> PlanVersion | None:
        return self.shown.plan.stands

    @property
    def title(self) -> str:
        return f"Does it agree with the safety plan of {self.shown.plan.whom.label}?"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.shown.plan.whom.person_key,)),)
