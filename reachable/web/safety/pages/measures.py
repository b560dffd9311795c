"""What the pages on practical measures show."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.safety.queries import MeasureLine, MeasureView
from reachable.web.shared.page import Look, Page

from ..forms.measures import AskForMeasureForm, MeasureForm


@dataclass(frozen=True)
class AskForMeasure(Page):
    """`running` are the measures of the young person that run already."""

    template: ClassVar[str] = "safety/ask_for_measure.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Ask for it"
    heading: Heading
    line: YoungPersonLine
    running: tuple[MeasureLine, ...]
    form: AskForMeasureForm

    @property
    def title(self) -> str:
        return f"Ask for a measure for {self.line.label}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.line.person_key,)),)


@dataclass(frozen=True)
class Measure(Page):
    """`stale`: somebody else changed it while the form was filled in."""

    template: ClassVar[str] = "safety/measure.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save how it stands"
    view: MeasureView
    form: MeasureForm
    stale: bool

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def line(self) -> YoungPersonLine:
        return self.view.line

    @property
    def title(self) -> str:
        return f"{self.view.measure.name} for {self.view.line.label}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.line.person_key,)),)
