"""One meeting as somebody sees it who has only a place at it: the agenda, their own young people, their own actions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import YoungPersonLine
from reachable.playbook.schema import MeetingKind
from reachable.responses import editions
from reachable.responses.choices import UNFINISHED, ActionState

from .. import access, permissions
from ..choices import ItemState, MeetingState, UseFor
from ..models import Attendee, Meeting, MeetingAction
from .heading import PurposeLine, purpose_titles
from .named import headings_that_name_somebody
from .seats_of import title_of

RESTRICTED = "Restricted"


@dataclass(frozen=True)
class AgendaLine:
    """`is_about_each`: it is taken for each young person."""

    title: str
    why: str
    is_about_each: bool
    state: str

    @property
    def state_label(self) -> str:
        return str(ItemState(self.state).label)


@dataclass(frozen=True)
class OwnAction:
    key: UUID
    what: str
    about: YoungPersonLine | None
    due_at: datetime
    state: str
    accepted_at: datetime | None
    version: int

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def may_be_accepted(self) -> bool:
        return self.state == ActionState.OPEN and self.accepted_at is None

    @property
    def state_label(self) -> str:
        return str(ActionState(self.state).label)


@dataclass(frozen=True)
class PurposeToSay:
    """As much as is told before it was said what for."""

    reference: str
    purposes: tuple[PurposeLine, ...]
    not_for: str


@dataclass(frozen=True)
class OwnPlace:
    """`young` has one entry for each young person of the meeting, in its order; None stands for one who is somebody
    else's, and is shown as "Restricted". `incident` is for the look, never for the page.
    """

    reference: str
    incident: str
    title: str
    state: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    chair: str
    chair_agency: str
    chair_telephone: str
    seat: str
    seat_why: str
    coming: str
    lapses_at: datetime
    purposes: tuple[PurposeLine, ...]
    not_for: str
    agenda: tuple[AgendaLine, ...]
    young: tuple[YoungPersonLine | None, ...]
    actions: tuple[OwnAction, ...]

    @property
    def state_label(self) -> str:
        return str(MeetingState(self.state).label)

    @property
    def own_young(self) -> tuple[YoungPersonLine, ...]:
        return tuple(one for one in self.young if one is not None)

    def action(self, key: UUID) -> OwnAction | None:
        return next((one for one in self.actions if one.key == key), None)


def guest_of(viewer: None, place: UUID, at: datetime) -> tuple[Professional, str] | None:
    """Whose place this is, and the reference of the meeting, while it runs. Only of somebody without an account."""
    found = Attendee.objects.filter(key=place, professional__account__isnull=True).select_related("professional")
    who = found.first()
    if who is None:
        return None
    running = access.attending(who.professional, at).exclude(meeting__state=MeetingState.CANCELLED)
    row = running.filter(pk=who.pk).first()
    return (row.professional, row.meeting.reference) if row else None


def is_through_incident(professional: Professional, reference: str, at: datetime) -> bool:
    """Whether this professional sees the meeting as the team does, and needs no page of his place alone."""
    return access.visible(professional, at).filter(reference=reference).exists()


def purpose_to_say(professional: Professional, reference: str, at: datetime) -> PurposeToSay:
    meeting = access.attendee_for(professional, reference, at).meeting
    return PurposeToSay(meeting.reference, _purposes(meeting), meeting.not_for)


def own_place(professional: Professional, reference: str, at: datetime, *, use: UUID | None) -> OwnPlace:
    """NotFound for whoever was not asked, and once the place has lapsed. `use`: what it was said to be for (CTX-6)."""
    place = access.attendee_for(professional, reference, at)
    meeting = place.meeting
    permissions.check_may_use(professional, meeting, at, use_for=UseFor.OPEN, use_key=use)
    kind = access.kind_of(meeting)
    young = _young_people(place, at)
    asked = kind.seat(place.seat.code)
    return OwnPlace(
        reference=meeting.reference,
        incident=meeting.incident.reference,
        title=kind.title,
        state=meeting.state,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        link=meeting.link,
        chair=meeting.chair.name,
        chair_agency=meeting.chair.agency.name,
        chair_telephone=meeting.chair.telephone,
        seat=title_of(place.seat, kind),
        seat_why=asked.why if asked else "",
        coming=place.coming,
        lapses_at=place.lapses_at,
        purposes=_purposes(meeting),
        not_for=meeting.not_for,
        agenda=_agenda(meeting, kind),
        young=young,
        actions=_actions(place, {one.key: one for one in young if one is not None}),
    )


def _purposes(meeting: Meeting) -> tuple[PurposeLine, ...]:
    rows = [(one.code, one.words) for one in meeting.purposes.order_by("pk")]
    return purpose_titles(editions.of(meeting.edition), rows)


def _agenda(meeting: Meeting, kind: MeetingKind) -> tuple[AgendaLine, ...]:
    """A title that was typed may name a young person who is not this reader's: then it is restricted."""
    rows = list(meeting.items.order_by("position", "pk"))
    typed = {str(row.pk): row.title for row in rows if row.title}
    naming = headings_that_name_somebody(meeting.incident_id, typed)
    found = []
    for row in rows:
        item = kind.item(row.code)
        title = row.title or (item.title if item else row.code)
        shown = RESTRICTED if str(row.pk) in naming else title
        is_about_each = item is not None and item.about == "young-person"
        found.append(AgendaLine(shown, item.why if item else "", is_about_each, row.state))
    return tuple(found)


def _young_people(place: Attendee, at: datetime) -> tuple[YoungPersonLine | None, ...]:
    """Who is covered twice, because two letters turned out to be one, is there once."""
    meeting = place.meeting
    rows = meeting.covered.filter(out_at__isnull=True).select_related("involvement__now_known_as")
    covered = {one.involvement.now_known_as or one.involvement for one in rows}
    theirs = place.young_people.select_related("involvement__now_known_as")
    sees = {(one.involvement.now_known_as or one.involvement).pk for one in theirs}
    lines = {one.key: one for one in incidents.young_people(place.professional, meeting.incident_id, at)}
    ordered = sorted(covered, key=lambda one: one.position)
    return tuple(lines.get(one.key) if one.pk in sees else None for one in ordered)


def _actions(place: Attendee, young: dict[UUID, YoungPersonLine]) -> tuple[OwnAction, ...]:
    """Those that are theirs. Whom one is about is shown where that is one of their own young people; where it is not,
    or somebody else's is named in it, its words are restricted.
    """
    given = MeetingAction.objects.filter(meeting=place.meeting_id, action__owner=place.professional_id)
    rows = list(given.select_related("action__about__now_known_as").order_by("action__due_at", "pk"))
    words = {str(row.action.key): row.action.what for row in rows}
    naming = headings_that_name_somebody(place.meeting.incident_id, words, but=list(young))
    found = []
    for row in rows:
        action = row.action
        about = (action.about.now_known_as or action.about) if action.about else None
        found.append(
            OwnAction(
                action.key,
                RESTRICTED if str(action.key) in naming or (about and about.key not in young) else action.what,
                young.get(about.key) if about else None,
                action.due_at,
                action.state,
                action.accepted_at,
                action.version,
            )
        )
    return tuple(found)
