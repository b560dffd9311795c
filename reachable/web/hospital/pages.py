"""What the pages of a young person in hospital show."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.common.gates import GateState
from reachable.incidents.choices import FactKind
from reachable.incidents.queries import FactLine, Heading, HospitalView, YoungPersonLine
from reachable.responses.queries import CardView, DeploymentLine, YouthWorkerView
from reachable.web.shared.page import Look, Page

from .forms import AgreeOfficerForm, EndYouthWorkerForm, SendYouthWorkerForm
from .sections import SECTIONS, Section

STRAND = "hospital"  # of the guide
_FIRST = 4  # questions that are shown at the top


class _InHospital(Page):
    nav: ClassVar[str] = "incidents"
    view: HospitalView | YouthWorkerView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def line(self) -> YoungPersonLine:
        return self.view.line

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.line.person_key,)),)


@dataclass(frozen=True)
class Hospital(_InHospital):
    """`way_home`: how the plan for leaving stands, where one is owed. `owed` are the questions of the guide that wait
    for an answer, the first due first.
    """

    template: ClassVar[str] = "hospital/hospital.html"
    sections: ClassVar[tuple[Section, ...]] = SECTIONS
    view: HospitalView
    youth: YouthWorkerView
    way_home: GateState | None
    owed: tuple[CardView, ...]

    @property
    def title(self) -> str:
        if self.view.is_in_hospital:
            return f"{self.line.label} in hospital"
        return f"{self.line.label}: hospital" if self.view.admitted_at else f"{self.line.label} is not in hospital"

    @property
    def shows_nothing(self) -> bool:
        """Nobody ever said that they are in hospital, and nothing of a stay is recorded."""
        return self.view.admitted_at is None and not self.view.facts

    @property
    def first_owed(self) -> tuple[CardView, ...]:
        return self.owed[:_FIRST]

    @property
    def was_discussed(self) -> bool:
        return bool(self.standing(FactKind.WARD_DISCUSSION))

    def standing(self, *kinds: str) -> tuple[FactLine, ...]:
        return tuple(one for one in self.view.facts if one.kind in kinds and one.stands)

    def set_aside(self, section: Section) -> tuple[FactLine, ...]:
        """What was put right, ended or found to be a mistake."""
        return tuple(one for one in self.view.facts if one.kind in section.kinds and not one.stands)


@dataclass(frozen=True)
class AgreeOfficerMayLeave(_InHospital):
    template: ClassVar[str] = "hospital/agree_officer_may_leave.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Agree that the officer may leave"
    view: HospitalView
    form: AgreeOfficerForm
    stale: bool

    @property
    def title(self) -> str:
        return f"May the officer leave {self.line.label}?"


@dataclass(frozen=True)
class SendYouthWorker(_InHospital):
    template: ClassVar[str] = "hospital/send_youth_worker.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Send them"
    view: YouthWorkerView
    form: SendYouthWorkerForm

    @property
    def title(self) -> str:
        return f"Send a youth worker to {self.line.label}"


@dataclass(frozen=True)
class EndYouthWorker(_InHospital):
    template: ClassVar[str] = "hospital/end_youth_worker.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "They no longer go"
    view: YouthWorkerView
    deployment: DeploymentLine
    form: EndYouthWorkerForm

    @property
    def title(self) -> str:
        return f"{self.deployment.worker} no longer goes to {self.line.label}"
