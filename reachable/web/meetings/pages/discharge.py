"""What the pages show on which a discharge is planned and agreed."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.meetings.queries import DischargeView, SeatView, Way
from reachable.web.shared.page import Look, Page

from ..forms.discharge import AgreeDischargeForm, SeatForm, WithdrawDischargeForm

_SETTLE = {  # what a link says that leads to the question
    "discharge-meeting": "record the meeting",
    "discharge-health": "say who provides for each need",
    "discharge-place": "say where, and whether it is safe",
    "discharge-household": "answer for the household",
    "discharge-surroundings": "say what was considered",
    "discharge-young-persons-view": "write down what they say",
    "safe-to-return": "answer whether it is safe to go back",
}


class _AboutOne(Page):
    nav: ClassVar[str] = "incidents"
    view: DischargeView | SeatView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def line(self) -> YoungPersonLine:
        return self.view.line

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.line.person_key,)),)


class _OfPlan(_AboutOne):
    view: DischargeView

    @property
    def cannot(self) -> str:
        return f"The discharge of {self.line.label} cannot be agreed"

    @property
    def links(self) -> dict[str, tuple[str, str]]:
        """Where each missing line is settled, by its words."""
        return {way.words: self._to(way) for way in self.view.ways}

    def _to(self, way: Way) -> tuple[str, str]:
        reference = self.heading.reference
        if way.seat:
            address = reverse("meetings:seat", args=[reference, self.line.key, way.seat])
            return address, f"say how it stands: {next(one.label for one in self.view.seats if one.slug == way.seat)}"
        says = _SETTLE[way.code]
        if way.is_to_be_said_again:
            return reverse("responses:answer", args=[reference, way.card_key]), f"{says}, again for this stay"
        sheet = reverse("responses:sheet_about", args=[reference, way.strand, self.line.letter])
        return f"{sheet}#card-{way.card_key}", says


@dataclass(frozen=True)
class Discharge(_OfPlan):
    template: ClassVar[str] = "meetings/discharge.html"
    view: DischargeView

    @property
    def title(self) -> str:
        return f"Discharge of {self.line.label}"


@dataclass(frozen=True)
class Seat(_AboutOne):
    """`stale`: somebody else said how it stands meanwhile; theirs is shown beside what was typed."""

    template: ClassVar[str] = "meetings/seat.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save how this seat stands"
    view: SeatView
    form: SeatForm
    stale: bool

    @property
    def title(self) -> str:
        return f"{self.view.seat.label}: pre-discharge meeting of {self.line.label}"


@dataclass(frozen=True)
class AgreeDischarge(_OfPlan):
    template: ClassVar[str] = "meetings/agree_discharge.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Agree the discharge"
    view: DischargeView
    form: AgreeDischargeForm
    stale: bool

    @property
    def title(self) -> str:
        return f"Agree the discharge of {self.line.label}"


@dataclass(frozen=True)
class WithdrawDischarge(_OfPlan):
    template: ClassVar[str] = "meetings/withdraw_discharge.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "It is no longer agreed"
    view: DischargeView
    form: WithdrawDischargeForm

    @property
    def title(self) -> str:
        return f"Take back that the discharge of {self.line.label} is agreed"
