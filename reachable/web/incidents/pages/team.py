"""What the pages about an incident's team show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.incidents.choices import ONE_AT_A_TIME, TeamPart
from reachable.incidents.queries import ConnectionLine, Heading, Opened, TeamLine
from reachable.web.shared.page import Look, Page

from ..forms.team import EVERYTHING, AddToTeamForm, ConnectionForm, EndConnectionForm, LeaveTeamForm, NameLeadForm

_NAME = {
    TeamPart.LEAD: "Name the lead",
    TeamPart.DEPUTY: "Name a deputy",
    TeamPart.SENIOR_INVESTIGATING_OFFICER: "Name the Senior Investigating Officer",
    TeamPart.SAFEGUARDING_ADVISER: "Name a safeguarding lead who advises",
    TeamPart.REVIEW_PANEL: "Name a member of the rapid review panel",
}
_WHAT_IT_MEANS = {
    TeamPart.DEPUTY: "There can be several. A deputy reads what the lead reads, and who stepped back.",
    TeamPart.SAFEGUARDING_ADVISER: "Of the police or of health. They read what is asked about the serious incident"
    " notification, and advise. The decision stays with children's services.",
    TeamPart.REVIEW_PANEL: "The panel and the lead alone read what belongs to the rapid review. Whoever is on the team"
    " already keeps what they have.",
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
    former: tuple[TeamLine, ...] = ()
    stepped_back: tuple[ConnectionLine, ...] = ()  # for the lead and the deputy

    @property
    def title(self) -> str:
        return f"Team of {self.heading.reference}"

    @property
    def members(self) -> tuple[tuple[TeamLine, ...], ...]:
        """Each once, with every part they hold, the first one first."""
        found: dict[UUID, list[TeamLine]] = {}
        for line in self.team:
            found.setdefault(line.key, []).append(line)
        return tuple(tuple(lines) for lines in found.values())

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
    now: tuple[TeamLine, ...] = ()  # who holds the part

    @property
    def title(self) -> str:
        return _NAME[self.part]

    @property
    def replaces(self) -> bool:
        return self.part in ONE_AT_A_TIME

    @property
    def what_it_means(self) -> str:
        return _WHAT_IT_MEANS.get(self.part, "")

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
    form: LeaveTeamForm
    lines: tuple[TeamLine, ...]  # each part they hold

    @property
    def member(self) -> TeamLine:
        return self.lines[0]

    @property
    def leads(self) -> bool:
        return any(line.part == TeamPart.LEAD for line in self.lines)

    @property
    def only_leads(self) -> bool:
        return self.leads and len(self.lines) == 1

    @property
    def title(self) -> str:
        return f"End the membership of {self.member.name}?"


def what_can_end(lines: Iterable[TeamLine]) -> list[tuple[str, str]]:
    """Each part by itself, and all of them; a lead is replaced, so that part ends by naming another."""
    held = [(line.part, line.part_label) for line in lines]
    leads = any(part == TeamPart.LEAD for part, _ in held)
    stays = len(held) == 1 and held[0][0] in (TeamPart.DEPUTY, TeamPart.SENIOR_INVESTIGATING_OFFICER)
    if len(held) == 1 and not stays:
        return [] if leads else [(EVERYTHING, "Everything")]
    staying = ": they stay on the team" if stays else ""
    alone = [(part, f"Only “{label}”{staying}") for part, label in held if part != TeamPart.LEAD]
    return alone if leads else [*alone, (EVERYTHING, "Everything: they leave the team")]


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
    holds_office: bool = False  # investigates, takes the minutes or sits on the panel


@dataclass(frozen=True)
class ConnectionOpened(_OfAnIncident):
    template: ClassVar[str] = "incidents/connection_opened.html"
    heading: Heading
    line: ConnectionLine
    opened: tuple[Opened, ...]

    @property
    def title(self) -> str:
        return f"What {self.line.name} had opened"

    @property
    def looks(self) -> tuple[Look, ...]:
        about = dict.fromkeys(person for one in self.opened for person in one.people)
        return (Look(incident=self.heading.reference, about=tuple(about)),)


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
