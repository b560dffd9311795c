"""What agreed minutes show, as one reader may read them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.incidents.queries import YoungPersonLine

from .heading import MeetingHeading, PurposeLine


@dataclass(frozen=True)
class AddendumLine:
    number: int
    is_redaction: bool
    words: str
    because: str
    by: str
    at: datetime
    note_key: str


@dataclass(frozen=True)
class MinutesNote:
    """`taken_out`: it was lawfully taken out, and `words` is empty for all but information governance."""

    key: str
    kind_label: str
    words: str
    said_by: str
    letters: tuple[str, ...]
    dissent: tuple[tuple[str, str], ...]
    in_restricted_part: bool
    held_by_police: bool
    taken_out: AddendumLine | None


@dataclass(frozen=True)
class SaidField:
    """A structured field as it was said: `value` as it is stored, `words` as people read it."""

    label: str
    kind: str
    value: str
    words: str


@dataclass(frozen=True)
class MinutesAnswer:
    ask: str
    letter: str
    answer_label: str
    because: str
    fields: tuple[SaidField, ...]


@dataclass(frozen=True)
class MinutesAction:
    key: str
    what: str
    owner: str
    due_at: datetime
    letter: str


@dataclass(frozen=True)
class MinutesItem:
    """`not_shown` notes, answers and actions are for readers to whom this one does not belong."""

    number: int
    title: str
    state_label: str
    because: str
    notes: tuple[MinutesNote, ...]
    answers: tuple[MinutesAnswer, ...]
    actions: tuple[MinutesAction, ...]
    not_shown: int


@dataclass(frozen=True)
class MinutesAttendee:
    name: str
    job_title: str
    agency: str
    attendance: str
    was_there: bool


@dataclass(frozen=True)
class MinutesOutcome:
    letter: str
    fields: tuple[SaidField, ...]


@dataclass(frozen=True)
class MinutesView:
    """`is_whole`: the text still has the fingerprint under which it was agreed."""

    heading: MeetingHeading
    title: str
    started_at: datetime | None
    ended_at: datetime | None
    chair: str
    minute_taker: str
    not_for: str
    purposes: tuple[PurposeLine, ...]
    attendees: tuple[MinutesAttendee, ...]
    empty_seats: tuple[tuple[str, str], ...]
    no_quorum: tuple[str, ...]
    young_people: tuple[YoungPersonLine, ...]
    items: tuple[MinutesItem, ...]
    actions: tuple[MinutesAction, ...]  # of no item
    not_shown: int  # notes, answers and actions that are for readers to whom this one does not belong
    outcomes: tuple[MinutesOutcome, ...]
    addenda: tuple[AddendumLine, ...]
    agreed_by: str
    agreed_at: datetime
    sha256: str
    is_whole: bool
    sent_at: datetime | None
    sent_due_at: datetime

    @property
    def looks_about(self) -> tuple[UUID, ...]:
        return tuple(one.person_key for one in self.young_people)
