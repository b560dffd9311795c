"""What stands at the top of every page of a meeting: when, where, who chairs, whom it is about, what for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Coalesce

from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.playbook.schema import MeetingKind, Playbook
from reachable.responses import editions

from .. import access, permissions
from ..choices import MeetingState
from ..models import Meeting


@dataclass(frozen=True)
class PurposeLine:
    """`code` is what a use names (the words of one of our own)."""

    code: str
    title: str
    why: str


@dataclass(frozen=True)
class MeetingHeading:
    """`meeting_id` is for rooms, never for a page. `kind` is the playbook's. `covered` are the young people that the
    meeting discusses, as this reader may know them.
    """

    meeting_id: int
    reference: str
    incident: Heading
    kind: MeetingKind
    state: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    chair: str
    minute_taker: str
    purposes: tuple[PurposeLine, ...]
    purposes_agreed_at: datetime | None
    not_for: str
    covered: tuple[YoungPersonLine, ...]
    version: int
    revision: int
    is_chair: bool
    may_run: bool
    may_change: bool

    @property
    def title(self) -> str:
        return self.kind.title

    @property
    def state_label(self) -> str:
        return str(MeetingState(self.state).label)

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def is_running(self) -> bool:
        return self.state == MeetingState.RUNNING


def meeting_heading(professional: Professional, reference: str, at: datetime) -> MeetingHeading:
    """NotFound where the meeting's incident is not this professional's to open."""
    return heading_of(professional, access.meeting_for(professional, reference, at), at)


def heading_of(professional: Professional, meeting: Meeting, at: datetime) -> MeetingHeading:
    """Of a meeting that was found for this professional."""
    playbook = editions.of(meeting.edition)
    here = incidents.heading(professional, meeting.incident.reference, at)
    letter_now = Coalesce("involvement__now_known_as__key", "involvement__key")  # two letters may turn out to be one
    covered = set(meeting.covered.filter(out_at__isnull=True).values_list(letter_now, flat=True))
    young = incidents.young_people(professional, meeting.incident_id, at)
    return MeetingHeading(
        meeting_id=meeting.pk,
        reference=meeting.reference,
        incident=here,
        kind=playbook.meetings[meeting.kind],
        state=meeting.state,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        link=meeting.link,
        chair=meeting.chair.name,
        minute_taker=meeting.minute_taker.name if meeting.minute_taker else "",
        purposes=purpose_titles(playbook, [(one.code, one.words) for one in meeting.purposes.order_by("pk")]),
        purposes_agreed_at=meeting.purposes_agreed_at,
        not_for=meeting.not_for,
        covered=tuple(one for one in young if one.key in covered),
        version=meeting.version,
        revision=meeting.revision,
        is_chair=professional.pk == meeting.chair_id,
        may_run=permissions.can_run(professional, meeting),
        may_change=permissions.can_change(professional, meeting, at),
    )


def purpose_titles(playbook: Playbook, purposes: Iterable[tuple[str, str]]) -> tuple[PurposeLine, ...]:
    titles = {one.code: one for one in playbook.purposes}
    return tuple(
        PurposeLine(words or code, words or titles[code].title, "" if words else titles[code].why)
        for code, words in purposes
        if words or code in titles
    )
