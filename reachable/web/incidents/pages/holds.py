"""What the pages about holds show: which run and how much is sealed; nothing of what is sealed."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading, HoldLine, HoldsView
from reachable.web.shared.page import Look, Page

from ..forms.holds import EndHoldForm, PlaceHoldForm


@dataclass(frozen=True)
class Holds(Page):
    template: ClassVar[str] = "incidents/holds.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Holds"
    button: ClassVar[str] = "Place the hold"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    view: HoldsView
    form: PlaceHoldForm

    @property
    def ended(self) -> tuple[HoldLine, ...]:
        return tuple(line for line in self.view.lines if not line.is_running)

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class EndHold(Page):
    template: ClassVar[str] = "incidents/end_hold.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "End this hold?"
    button: ClassVar[str] = "End the hold"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    view: HoldsView
    line: HoldLine
    form: EndHoldForm

    @property
    def erases(self) -> bool:
        """It is the last that runs."""
        return len(self.view.running) == 1

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)
