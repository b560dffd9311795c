"""What the form says on which a meeting is planned: kinds, young people, who could chair, purposes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.playbook.schema import MeetingKind, Playbook, Purpose
from reachable.responses import editions
from reachable.responses.models import Response

from .. import access as meetings
from ..models import Meeting


@dataclass(frozen=True)
class Officer:
    key: UUID
    name: str
    job_title: str
    agency: str

    @property
    def label(self) -> str:
        return f"{self.name}, {self.job_title}, {self.agency}"


@dataclass(frozen=True)
class ConveneView:
    """`chairs` and `takers` are those on the team whose role lets them chair or take the minutes."""

    heading: Heading
    kinds: tuple[MeetingKind, ...]
    young_people: tuple[YoungPersonLine, ...]
    chairs: tuple[Officer, ...]
    takers: tuple[Officer, ...]
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True)
class ChangeView:
    """The same of a meeting that is planned, with what it has now."""

    chairs: tuple[Officer, ...]
    takers: tuple[Officer, ...]
    purposes: tuple[Purpose, ...]
    chair_key: UUID
    minute_taker_key: UUID | None
    purpose_codes: tuple[str, ...]
    own_purposes: tuple[str, ...]


def convene_view(professional: Professional, reference: str, at: datetime) -> ConveneView:
    """NotFound for an incident that this professional may not open."""
    heading = incidents.heading(professional, reference, at)
    if not professional.holds(Permission.CONVENE_MEETINGS):
        raise NotPermitted("Your role does not let you convene a meeting.")
    playbook = _playbook(heading.incident_id)
    chairs, takers = _officers(heading.incident_id, at)
    return ConveneView(
        heading=heading,
        kinds=tuple(playbook.meetings.values()),
        young_people=tuple(incidents.young_people(professional, heading.incident_id, at)),
        chairs=chairs,
        takers=takers,
        purposes=playbook.purposes,
    )


def change_view(professional: Professional, reference: str, at: datetime) -> ChangeView:
    """NotFound where the meeting's incident is not this professional's to open."""
    meeting: Meeting = meetings.meeting_for(professional, reference, at)
    chairs, takers = _officers(meeting.incident_id, at)
    rows = list(meeting.purposes.order_by("pk"))
    return ChangeView(
        chairs=_with(chairs, meeting.chair),
        takers=_with(takers, meeting.minute_taker),
        purposes=editions.of(meeting.edition).purposes,
        chair_key=meeting.chair.key,
        minute_taker_key=meeting.minute_taker.key if meeting.minute_taker else None,
        purpose_codes=tuple(row.code for row in rows if not row.words),
        own_purposes=tuple(row.words for row in rows if row.words),
    )


def _playbook(incident_id: int) -> Playbook:
    """The incident's edition; the one in force where it knew no meetings yet."""
    response = Response.objects.select_related("edition").filter(incident=incident_id).first()
    kept = editions.of(response.edition) if response else None
    return kept if kept and kept.meetings else editions.in_force()


def _officers(incident_id: int, at: datetime) -> tuple[tuple[Officer, ...], tuple[Officer, ...]]:
    team = access.current_team(at).filter(incident=incident_id).values("professional")
    rows = Professional.objects.filter(pk__in=team).select_related("agency").prefetch_related("holdings")
    people = list(rows.order_by("name", "pk"))
    chairs = _lines(one for one in people if one.holds(Permission.CHAIR_MEETINGS))
    return chairs, _lines(one for one in people if one.holds(Permission.TAKE_MINUTES))


def _lines(people: Iterable[Professional]) -> tuple[Officer, ...]:
    return tuple(_line(one) for one in people)


def _line(one: Professional) -> Officer:
    return Officer(one.key, one.name, one.job_title, one.agency.name)


def _with(officers: tuple[Officer, ...], now: Professional | None) -> tuple[Officer, ...]:
    """Whoever has the part now stays in the list, also once they left the team."""
    if now is None or any(one.key == now.key for one in officers):
        return officers
    return (*officers, _line(now))
