"""What a paper is made of. Every word is plain text: it is never read as markup, whoever typed it."""

from dataclasses import dataclass
from datetime import date, datetime

from reachable.common import clock

HANDLING = "OFFICIAL-SENSITIVE"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """`level` 1 stands below the title of the paper."""

    words: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Lines that were typed stay lines."""

    words: str


@dataclass(frozen=True)
class Note:
    """A paragraph that is set apart: what is left out, what must not be done with it."""

    words: str


@dataclass(frozen=True)
class Items:
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Label and words, one under the other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """`head` has a name for every column; each row as many cells."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Note | Items | Facts | Table


@dataclass(frozen=True)
class Paper:
    """`stamp` stands on every page with the handling line: for whom it was made, and when ("" where it is for a file).

    `at` goes into the file as its time. `author` is who answers for what it says.
    """

    title: str
    reference: str
    stamp: str
    at: datetime
    blocks: tuple[Block, ...]
    handling: str = HANDLING
    author: str = "Reachable"


def stamp_of(name: str, at: datetime) -> str:
    return f"for {name}, {printed(at)}"


def printed(at: datetime | date) -> str:
    """24 November 2026, 09:12: a paper has no "today"."""
    on = clock.local_date(at) if isinstance(at, datetime) else at
    day = f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    return f"{day}, {clock.local(at):%H:%M}" if isinstance(at, datetime) else day
