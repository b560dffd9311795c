"""What the pages about an incident's team show."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.common.permission_codes import Permission
from reachable.incidents.choices import TeamPart
from reachable.incidents.queries import ConnectionLine, Heading, TeamLine
from reachable.web.shared.page import Look, Page

from ..forms.team import AddToTeamForm, ConfirmForm, ConnectionForm, EndConnectionForm, NameLeadForm

_NAME = {
    TeamPart.LEAD: "Name the lead",
    TeamPart.DEPUTY: "Name a deputy",
    TeamPart.SENIOR_INVESTIGATING_OFFICER: "Name the Senior Investigating Officer",
}


class _OfAnIncident(Page):
    nav: ClassVar[str] = "incidents"
    heading: Heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Team(_OfAnIncident):
    template: ClassVar[str] = "incidents/team.html"
    heading: Heading
    team: tuple[TeamLine, ...]
    on_team: bool
    stepped_back: tuple[ConnectionLine, ...] = ()  # for the lead and the deputy

    @property
    def title(self) -> str:
        return f"Team of {self.heading.reference}"

    @property
    def may_manage(self) -> bool:
        return Permission.MANAGE_TEAM in self.heading.may


@dataclass(frozen=True)
class NameLead(_OfAnIncident):
    template: ClassVar[str] = "incidents/pick_professional.html"
    button: ClassVar[str] = "Name this professional"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: NameLeadForm
    find: str
    part: TeamPart

    @property
    def title(self) -> str:
        return _NAME[self.part]

    @property
    def other_parts(self) -> tuple[tuple[TeamPart, str], ...]:
        return tuple((part, words) for part, words in _NAME.items() if part != self.part)


@dataclass(frozen=True)
class AddToTeam(_OfAnIncident):
    template: ClassVar[str] = "incidents/pick_professional.html"
    title: ClassVar[str] = "Add somebody to the team"
    button: ClassVar[str] = "Add to the team"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: AddToTeamForm
    find: str


@dataclass(frozen=True)
class LeaveTeam(_OfAnIncident):
    template: ClassVar[str] = "incidents/leave_team.html"
    button: ClassVar[str] = "End the membership"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: ConfirmForm
    member: TeamLine

    @property
    def title(self) -> str:
        return f"End the membership of {self.member.name}?"


@dataclass(frozen=True)
class DeclareConnection(_OfAnIncident):
    template: ClassVar[str] = "incidents/connection.html"
    title: ClassVar[str] = "I have a connection with somebody in this incident"
    button: ClassVar[str] = "Step back now"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: ConnectionForm
    leads: bool
    has_lead: bool


@dataclass(frozen=True)
class EndConnection(_OfAnIncident):
    template: ClassVar[str] = "incidents/end_connection.html"
    button: ClassVar[str] = "End the connection"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: EndConnectionForm
    line: ConnectionLine

    @property
    def title(self) -> str:
        return f"May {self.line.name} work on {self.heading.reference} again?"
