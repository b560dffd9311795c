"""What the page of a running meeting shows, as this reader may read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.gates import GateLine
from reachable.incidents.queries import YoungPersonLine
from reachable.playbook.schema import Purpose
from reachable.responses.queries import ActionLine, CardView, FieldView

from ..choices import SPEAKS, Attendance, ItemState, NoteKind
from .heading import MeetingHeading


@dataclass(frozen=True)
class AttendanceLine:
    """`is_there`: in the room or on the line now. `sees_theirs`: only their own young people."""

    key: UUID
    professional_key: UUID
    name: str
    agency: str
    agency_kind: str
    seat_code: str
    seat: str
    attendance: str
    arrived_at: datetime | None
    left_at: datetime | None
    coming: str
    sees_theirs: bool
    is_chair: bool
    is_there: bool

    @property
    def attendance_label(self) -> str:
        return str(Attendance(self.attendance).label)

    @property
    def was_there(self) -> bool:
        return self.attendance in SPEAKS


@dataclass(frozen=True)
class SeatPresence:
    """A seat of the meeting and who fills it; `is_empty`: a needed seat at which nobody is there."""

    code: str
    title: str
    is_needed: bool
    people: tuple[AttendanceLine, ...]
    is_empty: bool
    because: str


@dataclass(frozen=True)
class ItemLine:
    """An item of the agenda. `done` of `total`: considerations answered, or outcomes said; 0 of 0: none asked."""

    key: UUID
    code: str
    number: int
    title: str
    why: str
    clauses: tuple[str, ...]
    state: str
    because: str
    is_about_young_people: bool
    police_plans: bool
    is_restricted: bool  # suggested as a restricted part
    ends_in_outcome: bool
    notes: int  # that this reader may read
    done: int
    total: int
    is_current: bool

    @property
    def state_label(self) -> str:
        return str(ItemState(self.state).label)

    @property
    def count(self) -> str:
        return f"{self.done} of {self.total}" if self.total else ""


@dataclass(frozen=True)
class DissentLine:
    attendee_key: UUID
    name: str
    words: str


@dataclass(frozen=True)
class NoteLine:
    """`letters` empty: it concerns everybody whom the meeting covers. `record_standing`: what becomes of it in the
    records of young people, in words.
    """

    key: UUID
    item_key: UUID
    kind: str
    words: str
    said_by: str
    said_by_key: UUID | None
    about: tuple[UUID, ...]  # involvement keys
    letters: tuple[str, ...]
    audience: str
    audience_label: str
    in_restricted_part: bool
    held_by_police: bool
    is_plan: bool
    is_cleared: bool
    needs_clearing: bool  # nothing of it goes into a record until then
    cleared_words: str
    cleared_by: str
    version: int
    by: str
    at: datetime
    changed_by: str
    changed_at: datetime | None
    is_taken_back: bool
    taken_back_because: str
    dissent: tuple[DissentLine, ...]
    may_clear: bool  # this reader

    @property
    def kind_label(self) -> str:
        return str(NoteKind(self.kind).label)

    @property
    def is_decision(self) -> bool:
        return self.kind == NoteKind.DECISION


@dataclass(frozen=True)
class AnswerRow:
    """A young person (None: the incident) and the considerations of the item that are asked about them, as cards of
    their strand: `card.key`, `.number` (send as seen_number), `.ask`, `.fields`, `.answer`, `.because`.
    """

    young_person: YoungPersonLine | None
    cards: tuple[CardView, ...]

    @property
    def is_answered(self) -> bool:
        return all(card.is_answered or card.is_set_aside for card in self.cards)


@dataclass(frozen=True)
class OutcomeLine:
    """`number` goes back as seen_number; 0: nothing said yet."""

    young_person: YoungPersonLine
    number: int
    fields: tuple[FieldView, ...]
    by: str
    at: datetime | None

    @property
    def is_said(self) -> bool:
        return self.number > 0


@dataclass(frozen=True)
class OwnerChoice:
    """`value` goes into forms: "p:<key>" or "a:<key>". Those who are there come first."""

    value: str
    label: str
    name: str
    is_there: bool
    is_guest: bool  # is not on the team


@dataclass(frozen=True)
class RestrictedNow:
    """`reader_left`: this reader is not part of it and cannot write in it."""

    key: UUID
    item_key: UUID
    because: str
    from_at: datetime
    stayed: tuple[str, ...]
    left: tuple[str, ...]
    reader_left: bool


@dataclass(frozen=True)
class MeetingActionLine:
    """`item_key` None: of no item. `in_restricted_part`: agreed there."""

    item_key: UUID | None
    in_restricted_part: bool
    line: ActionLine


@dataclass(frozen=True)
class ActionCounts:
    """`no_owner`: an agency has it and nobody there is named. `not_accepted`: nobody has taken it up yet."""

    total: int
    no_owner: int
    overdue: int
    not_accepted: int


@dataclass(frozen=True)
class RunView:
    heading: MeetingHeading
    started_at: datetime | None
    ended_at: datetime | None
    is_shown_to_all: bool  # Meeting.shared_view
    may_run: bool
    may_answer: bool
    attendance: tuple[AttendanceLine, ...]
    seats: tuple[SeatPresence, ...]
    quorum: tuple[GateLine, ...]
    purposes_to_choose: tuple[Purpose, ...]
    items: tuple[ItemLine, ...]
    item: ItemLine | None  # the one that stands open on the page
    notes: tuple[NoteLine, ...]  # of that item
    answers: tuple[AnswerRow, ...]  # of that item
    outcomes: tuple[OutcomeLine, ...]  # where that item ends in an outcome
    actions: tuple[MeetingActionLine, ...]  # of the whole meeting
    counts: ActionCounts
    owners: tuple[OwnerChoice, ...]
    audiences: tuple[tuple[str, str], ...]  # for whom this reader may write: (code, label), the team first
    restricted: RestrictedNow | None
    not_shown_in_restricted: int  # notes of restricted parts that this reader left; 0 for those who do not run it
    typing: tuple[str, ...]  # others, now
    revision: int

    @property
    def present(self) -> int:
        return sum(line.is_there for line in self.attendance)

    @property
    def has_quorum(self) -> bool:
        return all(line.met for line in self.quorum)

    @property
    def next_item(self) -> ItemLine | None:
        """After the one that stands open; the next that is not done."""
        after = [one for one in self.items if self.item is None or one.number > self.item.number]
        return next((one for one in after if one.state not in (ItemState.COVERED, ItemState.NOT_REACHED)), None)

    @property
    def looks_about(self) -> tuple[UUID, ...]:
        """Person keys of everybody whom the page shows, for its look."""
        return tuple(one.person_key for one in self.heading.covered)


@dataclass(frozen=True)
class Live:
    """What an open page asks for every few seconds: whether there is anything new, and who types. It shows nobody."""

    revision: int
    state: str
    is_changed: bool
    typing: tuple[str, ...]
