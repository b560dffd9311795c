"""Support for the staff of an incident: what was offered to which team, and to whom nothing was (STF-2)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading

from .. import permissions
from ..choices import SupportState
from ..models import StaffSupport


@dataclass(frozen=True)
class SupportStepLine:
    label: str
    on: date | None
    by: str
    at: datetime


@dataclass(frozen=True)
class SupportLine:
    """`steps` newest first. `was_booked`: its day has passed, and nobody said whether it was held."""

    key: UUID
    kind: str
    kind_label: str
    agency: str
    team: str
    state: str
    state_label: str
    on: date | None
    version: int
    steps: tuple[SupportStepLine, ...]
    was_booked: bool
    may_change: bool

    @property
    def whom(self) -> str:
        return ", ".join(part for part in (self.agency, self.team) if part)


@dataclass(frozen=True)
class SupportView:
    """`gaps` are agencies on the team to which nothing was offered. `agencies` are (key, name) of those for which this
    reader records it; none where he only reads.
    """

    heading: Heading
    lines: tuple[SupportLine, ...]
    gaps: tuple[str, ...]
    agencies: tuple[tuple[str, str], ...]


def staff_support(professional: Professional, reference: str, at: datetime) -> SupportView:
    """Readable for everybody who may open the incident: it says nothing of what was said there, nor who came."""
    told = incidents.heading(professional, reference, at)
    rows = StaffSupport.objects.filter(incident_id=told.incident_id).select_related("agency")
    rows = rows.prefetch_related("steps__by").order_by("agency__name", "team", "kind")
    lines = tuple(_line(professional, row, at) for row in rows)
    here = sorted({(one.agency, str(one.agency_key)) for one in incidents.team(professional, told.incident_id, at)})
    offered = {line.agency for line in lines}
    return SupportView(
        heading=told,
        lines=lines,
        gaps=tuple(name for name, _ in here if name not in offered),
        agencies=_agencies(professional, [(key, name) for name, key in here]),
    )


def support_to_change(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Heading, SupportLine]:
    told = incidents.heading(professional, reference, at)
    row = StaffSupport.objects.filter(incident_id=told.incident_id, key=key).select_related("agency").first()
    if row is None:
        raise NotFound("support")
    line = _line(professional, row, at)
    if not line.may_change:
        raise NotPermitted("A manager of the team, or of that agency's staff, records this.")
    return told, line


def _agencies(professional: Professional, here: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A manager of the team: those on it, then every other one; who sends staff: his own."""
    if professional.holds(Permission.MANAGE_TEAM):
        known = {key for key, _ in here}
        others = ((str(one.key), one.name) for one in directory.agencies())
        return (*here, *(one for one in others if one[0] not in known))
    own = professional.agency
    return ((str(own.key), own.name),) if permissions.may_support(professional, own) else ()


def _line(professional: Professional, row: StaffSupport, at: datetime) -> SupportLine:
    passed = row.on is not None and row.on < clock.local_date(at)
    return SupportLine(
        key=row.key,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        agency=row.agency.name,
        team=row.team,
        state=row.state,
        state_label=row.get_state_display(),
        on=row.on,
        version=row.version,
        steps=tuple(
            SupportStepLine(one.get_state_display(), one.on, one.by.name, one.at)
            for one in sorted(row.steps.all(), key=lambda step: -step.number)
        ),
        was_booked=row.state == SupportState.BOOKED and passed,
        may_change=permissions.may_support(professional, row.agency),
    )
