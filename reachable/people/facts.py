"""What the operations of this room are told, as plain values. Empty means not known."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .choices import Tri


@dataclass(frozen=True)
class NewDetail:
    """One detail of its `kind`. `takes_the_place`: what stood of it before no longer holds."""

    kind: str
    code: str = ""
    words: str = ""
    where: str = ""
    professional_key: UUID | None = None
    told_by: str = ""
    from_on: date | None = None
    until_on: date | None = None
    takes_the_place: bool = False


@dataclass(frozen=True)
class NewAddress:
    """`readers` may read it where it is a safe address, beside whoever records it."""

    use: str
    line1: str = ""
    line2: str = ""
    town: str = ""
    postcode: str = ""
    uprn: str = ""
    is_safe: bool = False
    told_by: str = ""
    from_on: date | None = None
    until_on: date | None = None
    readers: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class NewAccount:
    """What a child said: the question, the answer word for word, when, and who was there.

    `in_custody`: to a worker in custody who is not police, so that police do not read it.
    """

    question: str
    words: str
    said_at: datetime
    present: str
    in_custody: bool = False


@dataclass(frozen=True)
class Telling:
    """What somebody in the family is to a young person in daily life, and whether he or she may be told of this."""

    lives_with: str = Tri.NOT_KNOWN
    responsibility: str = Tri.NOT_KNOWN
    told: str = Tri.NOT_KNOWN
    because: str = ""
    telephone: str = ""
    safe_to_ring: str = Tri.NOT_KNOWN
