"""What is shown to the room while a meeting runs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .heading import MeetingHeading


@dataclass(frozen=True)
class SharedPerson:
    """`key` None and "Restricted": somebody who is there may not see this young person."""

    key: UUID | None
    person_key: UUID | None
    letter: str
    label: str


@dataclass(frozen=True)
class SharedNote:
    kind_label: str
    words: str
    said_by: str
    letters: tuple[str, ...]


@dataclass(frozen=True)
class SharedItem:
    number: int
    title: str
    state: str
    state_label: str
    is_current: bool
    key: UUID


@dataclass(frozen=True)
class SharedAction:
    what: str
    owner: str
    due_at: datetime
    letter: str


@dataclass(frozen=True)
class SharedView:
    """What everybody who is there may see; while nobody is marked as there, everybody who was asked counts."""

    heading: MeetingHeading
    young_people: tuple[SharedPerson, ...]
    items: tuple[SharedItem, ...]
    item: SharedItem | None
    notes: tuple[SharedNote, ...]
    actions: tuple[SharedAction, ...]
    present: tuple[tuple[str, str], ...]  # name, agency
    not_shown: int  # notes and actions of the item that somebody here may not see
    is_in_restricted_part: bool  # then nothing of the item is shown
    revision: int

    @property
    def looks_about(self) -> tuple[UUID, ...]:
        return tuple(one.person_key for one in self.young_people if one.person_key)
