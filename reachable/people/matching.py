"""When what is entered agrees with what is held, exactly or by likeness. Plain Python: no records, no clock."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
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
    other_names: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    other_numbers: tuple[str, ...] = ()  # "UPN:...", "SOCIAL_CARE:..."


class Band(IntEnum):
    """How strongly somebody held agrees. What is only likely is not asked about: it is looked at later."""

    LIKELY = 1
    VERY_LIKELY = 2
    EXACT = 3


# Chosen over invented people of Norfolk's communities, with twins, siblings and namesakes: docs/operations/matching.md
LIKELY_FROM = 0.5
VERY_LIKELY_FROM = 0.9
MOST_SHOWN = 5
_TELLING = ("birth", "number", "postcode")  # beside a name, as the comparison words what agrees


@dataclass(frozen=True)
class Match:
    """All that may be shown of somebody held: what agrees, how strongly, and whom to ring."""

    person_key: UUID
    agrees: tuple[str, ...]
    held_by: str
    score: float = 1.0
    band: Band = Band.EXACT

    @property
    def words(self) -> str:
        """What agrees, in one phrase."""
        if self.band == Band.EXACT:
            return f"agrees exactly: {' and '.join(self.agrees)}"
        return f"looks alike: {', '.join(self.agrees)}"

    @property
    def is_asked_about(self) -> bool:
        return self.band >= Band.VERY_LIKELY


def band_of(score: float, agrees: tuple[str, ...]) -> Band | None:
    """None where two look so little alike that saying so would be a nuisance.

    A name and a guessed age are all that is known in many a first hour: nobody is held up by a question about that.
    """
    if score >= VERY_LIKELY_FROM and any(telling in words for words in agrees for telling in _TELLING):
        return Band.VERY_LIKELY
    return Band.LIKELY if score >= LIKELY_FROM else None


def to_ask(matches: Mapping[int, tuple[Match, ...]]) -> dict[int, tuple[Match, ...]]:
    """Those of the matches, by position of the entry, about which whoever enters somebody is asked."""
    asked = {index: tuple(match for match in found if match.is_asked_about) for index, found in matches.items()}
    return {index: found for index, found in asked.items() if found}


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
