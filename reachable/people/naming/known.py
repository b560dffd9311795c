"""What is known of somebody who may be named in a text, and what was found there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True)
class Known:
    """`addresses` are (line, postcode). `marks` stand for this person: B, N2. `relatives` are whole names."""

    key: UUID
    given: str = ""
    family: str = ""
    other_names: tuple[str, ...] = ()
    born: tuple[date, ...] = ()
    age: int | None = None
    schools: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    telephones: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    names_before: tuple[tuple[str, str], ...] = ()  # given and family name of other records of the same person


class Kind(StrEnum):
    NAME = "a name"
    OTHER_NAME = "another name"
    INITIALS = "initials"
    MARK = "a letter"
    RELATIVE = "a relative's name"
    ADDRESS = "an address"
    POSTCODE = "a postcode"
    SCHOOL = "a school"
    BIRTH_DATE = "a date of birth"
    AGE = "an age"
    SCHOOL_AND_AGE = "a school and an age"
    TELEPHONE = "a telephone number"
    HANDLE = "a name used online"
    NUMBER = "a number"


# What stands for the person, so that a number can stand in its place; the rest only tells something of them.
POINTS = frozenset({Kind.NAME, Kind.OTHER_NAME, Kind.INITIALS, Kind.MARK})


@dataclass(frozen=True)
class Hit:
    """`person` is the position among those that were given; `certain`: no person has to look at it first.

    `others` are further people whom the same words may name.
    """

    start: int
    end: int
    text: str
    person: int
    kind: Kind
    certain: bool
    others: tuple[int, ...] = ()
