"""When what is entered agrees exactly with what is held. Plain Python: no records, no clock."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reachable.common.refusals import Refused

from .choices import ACCURATE, FOLDED_LENGTH, Stage

# Every mark that people type for an apostrophe, the ones of other keyboards and alphabets too.
_APOSTROPHES = dict.fromkeys((0x27, 0x60, 0xB4, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2018, 0x2019, 0x201B, 0x2032, 0xFF07))
# Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "\u0131": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
NAME_AND_BIRTH = "name and date of birth"
NHS = "NHS number"
ORDER = (NAME_AND_BIRTH, NHS)


@dataclass(frozen=True)
class SamePerson:
    """The professional was asked, and it is this person."""

    person_key: UUID


@dataclass(frozen=True)
class NotTheSame:
    """The professional was asked, and it is somebody else."""


@dataclass(frozen=True)
class NotSure:
    """The professional was asked and cannot say: recorded apart, to be looked at later."""


Answer = SamePerson | NotTheSame | NotSure


@dataclass(frozen=True)
class Entry:
    """One person as entered on a page. Empty means not known."""

    given_names: str = ""
    family_name: str = ""
    date_of_birth: date | None = None
    dob_accuracy: str = ACCURATE
    approximate_age: int | None = None
    nhs_number: str = ""
    answer: Answer | None = None
    stage: Stage = Stage.YOUNG_PERSON


@dataclass(frozen=True)
class Match:
    """All that may be shown of somebody held: what agrees, and whom to ring."""

    person_key: UUID
    agrees: tuple[str, ...]
    held_by: str


class PossibleMatches(Refused):
    """Somebody entered may be held already; `matches` is keyed by the position of the entry."""

    def __init__(self, matches: Mapping[int, tuple[Match, ...]]) -> None:
        super().__init__("Somebody with the same details is already held. Say whether it is the same person.")
        self.matches = dict(matches)


class PossibleMatch(Refused):
    """The one person entered may be held already."""

    def __init__(self, matches: tuple[Match, ...]) -> None:
        super().__init__("Somebody with the same details is already held. Say whether it is the same person.")
        self.matches = matches


class EntryRefused(Refused):
    """What is wrong with one entry of several: `index` is its position."""

    def __init__(self, refusal: Refused, index: int) -> None:
        super().__init__(refusal.message, clause=refusal.clause, field=refusal.field)
        self.index = index


@dataclass(frozen=True)
class Traits:
    """What an exact match compares; empty where it is not wholly known."""

    folded_name: str
    date_of_birth: date | None
    nhs_numbers: frozenset[str] = frozenset()


def fold_name(*names: str) -> str:
    """The same text for the same name, however its accents, case, hyphens, apostrophes and spaces were typed."""
    text = " ".join(names).translate(_APOSTROPHES)
    for _ in range(2):  # taking a letter apart can bring up capitals, and the other way about
        text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_LETTERS).translate(_APOSTROPHES)
    kept = (letter if letter.isalnum() else " " for letter in text if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())[:FOLDED_LENGTH].rstrip()


def traits(
    *, folded_name: str, date_of_birth: date | None, dob_accuracy: str, nhs_numbers: frozenset[str] = frozenset()
) -> Traits:
    """A date of which a part is unknown is filled in, so it agrees with nothing."""
    known = date_of_birth if "U" not in dob_accuracy else None
    return Traits(folded_name, known, nhs_numbers)


def agreeing(one: Traits, other: Traits) -> tuple[str, ...]:
    agrees = []
    named = one.folded_name and one.folded_name == other.folded_name
    if named and one.date_of_birth and one.date_of_birth == other.date_of_birth:
        agrees.append(NAME_AND_BIRTH)
    if one.nhs_numbers & other.nhs_numbers:
        agrees.append(NHS)
    return tuple(agrees)
