"""A meeting that is being prepared: who must be there and is missing first, then each seat, and when it is owed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from reachable.directory.choices import AgencyKind
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import YoungPersonLine
from reachable.playbook.schema import MeetingKind, MeetingSeat
from reachable.responses import deadlines
from reachable.responses.models import Response
from reachable.responses.queries.known import facts_of

from .. import access, policies
from ..choices import HELD, NOT_YET_HELD, SPEAKS, Attendance, Coming, Sees
from ..models import Attendee, Meeting
from ..models import MeetingSeat as SeatRow
from .heading import MeetingHeading, heading_of
from .inviting import waits
from .proposing import Proposal, proposals
from .seats_of import seat_now, title_of

SeatState = Literal["filled", "asked", "empty", "left", "to-decide", "there", "nobody"]
_SAYS: dict[str, tuple[str, str]] = {
    "filled": ("Coming", "well"),
    "asked": ("Asked", "soon"),
    "empty": ("Empty", "late"),
    "left": ("Stays empty", ""),
    "to-decide": ("Yes or no?", "not-known"),
    "there": ("There", "well"),
    "nobody": ("Nobody came", "late"),
}


@dataclass(frozen=True)
class AttendeeLine:
    """`young` are those whom somebody who is not on the team may see, as this reader may know them."""

    key: UUID
    name: str
    job_title: str
    agency: str
    telephone: str
    email: str
    has_account: bool
    coming: str
    coming_words: str
    attendance: str
    is_held: bool
    is_invited: bool
    is_on_team: bool
    is_chair: bool
    is_minute_taker: bool
    lapses_at: datetime
    young: tuple[YoungPersonLine, ...]

    @property
    def coming_label(self) -> str:
        """Once it is marked, or the meeting is over: whether they were there. Before that: what they answered."""
        if self.attendance or self.is_held:
            return str(Attendance(self.attendance).label)
        return str(Coming(self.coming).label) if self.coming or self.is_invited else "Not invited yet"

    @property
    def part(self) -> str:
        parts = (("chairs", self.is_chair), ("takes the minutes", self.is_minute_taker))
        return " and ".join(words for words, so in parts if so)


@dataclass(frozen=True)
class PlaceLine:
    """A seat. `proposed` is empty where somebody is asked, or where it was said that nobody sits in it."""

    code: str
    title: str
    why: str
    clauses: tuple[str, ...]
    is_principal: bool
    is_guest: bool
    required_because: str
    wanted: bool | None
    because: str
    by: str
    at: datetime
    state: SeatState
    people: tuple[AttendeeLine, ...]
    proposed: tuple[Proposal, ...]

    @property
    def state_label(self) -> str:
        return _SAYS[self.state][0]

    @property
    def tone(self) -> str:
        return _SAYS[self.state][1]

    @property
    def is_needed(self) -> bool:
        return self.is_principal or bool(self.required_because)


@dataclass(frozen=True)
class Target:
    """When such a meeting is owed, with where that comes from. `at` None: the fact that it runs from is not known."""

    text: str
    kind: str
    source: str
    at: datetime | None
    is_kept: bool


@dataclass(frozen=True)
class PrepareView:
    """`not_covered` are young people of the incident whom this meeting does not discuss. `cannot_be_invited` says why
    no invitation goes out now.
    """

    heading: MeetingHeading
    missing: tuple[str, ...]
    seats: tuple[PlaceLine, ...]
    target: Target | None
    not_covered: tuple[YoungPersonLine, ...]
    invited_at: datetime | None
    not_invited: int
    cannot_be_invited: str
    cancelled_because: str

    @property
    def people(self) -> tuple[AttendeeLine, ...]:
        return tuple(one for seat in self.seats for one in seat.people)

    @property
    def may_be_invited(self) -> bool:
        return self.heading.may_change and not self.cannot_be_invited

    @property
    def may_ask_people(self) -> bool:
        return self.heading.may_change and self.heading.state in NOT_YET_HELD

    @property
    def proposed_on_team(self) -> int:
        return len({one.key for seat in self.seats for one in seat.proposed if one.is_on_team})

    def seat(self, code: str) -> PlaceLine | None:
        return next((one for one in self.seats if one.code == code), None)


def prepare(professional: Professional, reference: str, at: datetime) -> PrepareView:
    """NotFound where the meeting's incident is not this professional's to open. A fixed number of statements."""
    meeting = access.meeting_for(professional, reference, at)
    heading = heading_of(professional, meeting, at)
    kind = heading.kind
    rows = list(meeting.seats.select_related("by").order_by("position", "pk"))
    people = _people(meeting, heading)
    now = {row.pk: seat_now(row, [one for one, _ in people.get(row.pk, [])], kind) for row in rows}
    quorum = [(code, _kind_words(code)) for code in kind.quorum]
    codes = [(_stored(code), words) for code, words in quorum]
    missing = policies.who_is_missing(now.values(), codes, was_invited=meeting.invited_at is not None)
    proposed = _proposals(meeting, kind, rows, people, at) if meeting.state in NOT_YET_HELD else {}
    places = tuple(_place(row, now[row.pk], people.get(row.pk, []), kind, proposed) for row in rows)
    not_invited = sum(waits(one, meeting) for found in people.values() for one, _ in found)
    covered = {one.key for one in heading.covered}
    everybody = incidents.young_people(professional, meeting.incident_id, at) if kind.about_individuals else []
    return PrepareView(
        heading=heading,
        missing=missing,
        seats=places,
        target=target_of(meeting, kind, at),
        not_covered=tuple(one for one in everybody if one.key not in covered),
        invited_at=meeting.invited_at,
        not_invited=not_invited,
        cannot_be_invited=_cannot(meeting, not_invited, at),
        cancelled_because=meeting.cancelled_because,
    )


def _people(meeting: Meeting, heading: MeetingHeading) -> dict[int, list[tuple[Attendee, AttendeeLine]]]:
    """By seat."""
    rows = meeting.attendees.filter(out_at__isnull=True).select_related("professional__agency", "seat")
    letters = {one.key: one for one in heading.covered}
    found: dict[int, list[tuple[Attendee, AttendeeLine]]] = {}
    for row in rows.prefetch_related("young_people__involvement__now_known_as").order_by("pk"):
        keys = [(one.involvement.now_known_as or one.involvement).key for one in row.young_people.all()]
        young = tuple(letters[key] for key in dict.fromkeys(keys) if key in letters)
        found.setdefault(row.seat_id, []).append((row, _attendee(row, meeting, young)))
    return found


def _attendee(row: Attendee, meeting: Meeting, young: tuple[YoungPersonLine, ...]) -> AttendeeLine:
    who = row.professional
    return AttendeeLine(
        key=row.key,
        name=who.name,
        job_title=who.job_title,
        agency=who.agency.name,
        telephone=who.telephone,
        email=who.email,
        has_account=who.account_id is not None,
        coming=row.coming,
        coming_words=row.coming_words,
        attendance=row.attendance,
        is_held=meeting.state in HELD,
        is_invited=row.invited_at is not None,
        is_on_team=row.sees == Sees.TEAM,
        is_chair=row.professional_id == meeting.chair_id,
        is_minute_taker=row.professional_id == meeting.minute_taker_id,
        lapses_at=row.lapses_at,
        young=tuple(sorted(young, key=lambda one: one.letter)),
    )


def _proposals(
    meeting: Meeting,
    kind: MeetingKind,
    rows: Iterable[SeatRow],
    people: Mapping[int, list[tuple[Attendee, AttendeeLine]]],
    at: datetime,
) -> Mapping[str, tuple[Proposal, ...]]:
    free = {row.code for row in rows if row.wanted is not False and not people.get(row.pk)}
    asked: list[MeetingSeat] = [seat for seat in kind.seats if seat.code in free]
    taken = [one.professional_id for places in people.values() for one, _ in places]
    return proposals(meeting, asked, taken, at)


def _place(
    row: SeatRow,
    now: policies.SeatNow,
    people: list[tuple[Attendee, AttendeeLine]],
    kind: MeetingKind,
    proposed: Mapping[str, tuple[Proposal, ...]],
) -> PlaceLine:
    asked = kind.seat(row.code)
    return PlaceLine(
        code=row.code,
        title=title_of(row, kind),
        why=asked.why if asked else "",
        clauses=asked.clauses if asked else (),
        is_principal=row.is_principal,
        is_guest=asked.is_guest if asked else False,
        required_because=row.required_because,
        wanted=row.wanted,
        because=row.because,
        by=row.by.name,
        at=row.at,
        state=_state(now, [line for _, line in people]),
        people=tuple(line for _, line in people),
        proposed=proposed.get(row.code, ()),
    )


def _state(now: policies.SeatNow, people: Iterable[AttendeeLine]) -> SeatState:
    if any(one.attendance in SPEAKS for one in people):
        return "there"
    if any(one.is_held for one in people):
        return "nobody"
    if now.asked:
        return "filled" if now.is_filled else "empty" if now.is_open else "asked"
    if now.wanted is False:
        return "left"
    return "to-decide" if now.wanted is None and not now.is_principal else "empty"


def _cannot(meeting: Meeting, not_invited: int, at: datetime) -> str:
    """Why no invitation goes out now; empty where one may."""
    if meeting.state not in NOT_YET_HELD:
        return "This meeting has ended or was cancelled."
    if meeting.ends_at <= at:
        return "Its time has passed: say when it is to be."
    return "" if not_invited else "Everybody who is asked has the invitation."


def target_of(meeting: Meeting, kind: MeetingKind, at: datetime) -> Target | None:
    due = kind.target
    if due is None:
        return None
    facts = facts_of(meeting.incident, at, list(meeting.incident.involvements.prefetch_related("whereabouts")))
    opened = Response.objects.filter(incident=meeting.incident_id).values_list("opened_at", flat=True).first()
    when = deadlines.due_at(due.text, facts, asked_at=opened)
    kept = when is None or meeting.starts_at <= when
    return Target(text=due.text, kind=due.kind, source=due.source, at=when, is_kept=kept)


def _stored(code: str) -> str:
    return code.upper().replace("-", "_")


def _kind_words(code: str) -> str:
    return str(AgencyKind(_stored(code)).label)
