"""What is typed about a contact point, and what an operation of the rota answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class ContactPointFacts:
    kind: str
    name: str
    agency_key: UUID | str = ""  # of an agency in the list; otherwise `agency_words`
    agency_words: str = ""
    telephone: str = ""
    mailbox: str = ""
    where: str = ""
    clauses: tuple[str, ...] = ()
    note: str = ""
    custody_workers: str = ""  # of a custody suite alone
    source: str = ""


@dataclass(frozen=True)
class Overlap:
    """A shift of the same role and area that runs at the same time."""

    name: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class AddedShift:
    key: UUID
    overlapping: tuple[Overlap, ...]


@dataclass(frozen=True)
class Seeded:
    agencies: int
    contact_points: int
