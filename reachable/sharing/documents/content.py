"""One record of one young person, as it is shown, checked and written: paragraphs of segments."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class SegmentKind(StrEnum):
    PLAIN = "plain"
    REPLACED = "replaced"
    TAKEN_OUT = "taken-out"
    DOUBTFUL = "doubtful"
    LEFT = "left"


@dataclass(frozen=True)
class Segment:
    """`words` stand in the record. `was`, `person` and `points_to` belong to the preview of one that is still to be
    checked, and are in no document.
    """

    words: str
    kind: SegmentKind = SegmentKind.PLAIN
    was: str = ""
    what: str = ""
    person: UUID | None = None
    points_to: str = ""


Segments = tuple[Segment, ...]


@dataclass(frozen=True)
class Paragraph:
    id: str
    segments: Segments
    label: str = ""
    said_by: Segments = ()

    @property
    def words(self) -> str:
        return "".join(one.words for one in self.segments)


@dataclass(frozen=True)
class Section:
    id: str
    heading: Segments
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class SeatLine:
    seat: str
    who: Segments
    agency: str
    attendance: str


@dataclass(frozen=True)
class Facts:
    """The head of a record. `social_care_id` is empty where it is not known."""

    young_person: str
    social_care_id: str
    meeting: str
    kind: str
    held_at: datetime
    agreed_at: datetime
    chair: str
    minute_taker: str
    purposes: tuple[str, ...]
    not_for: str


@dataclass(frozen=True)
class Document:
    """What a file is written from. `text` is the canonical JSON, `section_47` labels and values in words."""

    title: str
    handling: str
    file_name: str
    number: int
    state_line: str
    sha256: str
    facts: Facts
    attended: tuple[SeatLine, ...]
    sections: tuple[Section, ...]
    section_47: tuple[tuple[str, str], ...]
    text: str


def plain(words: str) -> Segments:
    return (Segment(words),) if words else ()


def joined(segments: Segments) -> str:
    return "".join(one.words for one in segments)
