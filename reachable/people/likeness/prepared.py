"""A person made ready, so that comparing with many is cheap."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

from .details import Details
from .letters import sound, stem, words
from .variants import groups

# So many people carry these beside their own name, or in its place, that they tell nobody from anybody.
FILLERS = frozenset(
    [
        "mohammed",
        "md",
        "mohd",
        "mohamed",
        "mohammad",
        "muhammad",
        "muhammed",
        "mohamad",
        "mst",
        "mosammat",
        "musammat",
        "begum",
        "bibi",
        "khatun",
        "khatoon",
        "akter",
        "akhter",
        "akhtar",
        "khanom",
        "khanam",
        "bano",
        "kaur",
        "singh",
        "abu",
        "abul",
        "nur",
        "haji",
        "hajji",
        "sheikh",
        "shaikh",
        "miah",
        "mia",
    ]
)
_FORMS = 6
_PART = 3


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One name of somebody: as folded, as it sounds, without its ending, and what it may stand for."""

    text: str
    sound: str
    stem: str
    stem_sound: str
    groups: frozenset[int]

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write somebody's name; `own` are the given names without those that tell nobody apart."""

    given: tuple[Word, ...]
    family: tuple[Word, ...]
    own: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Born:
    """A date of birth with what is certain of it, or the days between which it lies."""

    day: date
    digits: str
    first: date
    last: date
    rough: bool  # a placeholder or an estimate: its day and month say little
    accuracy: str


@dataclass(frozen=True, slots=True)
class Prepared:
    names: tuple[Name, ...]
    turned: tuple[Name, ...]  # the same with given and family names changed about
    born: Born | None
    postcodes: tuple[str, ...]
    nhs_numbers: frozenset[str]
    other_numbers: frozenset[str]


@lru_cache(maxsize=200_000)
def word(text: str) -> Word:
    root = stem(text)
    return Word(text, sound(text), root, sound(root), groups().get(text, frozenset()))


def prepare(details: Details) -> Prepared:
    names = _names(details)
    return Prepared(
        names=tuple(_name(given, family) for given, family in names),
        turned=tuple(_name(family, given) for given, family in names),
        born=_born(details),
        postcodes=tuple(sorted({code for code in map(_postcode, details.postcodes) if code})),
        nhs_numbers=frozenset(filter(None, map(_number, details.nhs_numbers))),
        other_numbers=frozenset(number.replace(" ", "").upper() for number in details.other_numbers if number.strip()),
    )


def _names(details: Details) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every way to write the name, as given names and family names: the main one, then with each other name."""
    given, family = words(details.given_names), words(details.family_name)
    found = [(given, family)] if given or family else []
    if not family and len(given) > 1:  # a whole name in one cell
        found = [(given[:-1], given[-1:])]
    elif not given and " " in details.family_name.strip() and len(family) > 1:
        found.append((family[:-1], family[-1:]))
    for other in details.other_names:
        names = words(other)
        if len(names) > 1:
            found.append((names[:-1], names[-1:]))
        elif names:
            found += [(names, family), (given, names)]
    return list(dict.fromkeys(found))[:_FORMS]


@lru_cache(maxsize=200_000)
def _name(given: tuple[str, ...], family: tuple[str, ...]) -> Name:
    own = tuple(name for name in given if name not in FILLERS) or given
    kept = tuple(name for name in family if name not in FILLERS) or family
    return Name(tuple(map(word, given)), tuple(map(word, kept)), tuple(map(word, own)))


def _born(details: Details) -> Born | None:
    day, accuracy = details.date_of_birth, details.dob_accuracy
    if day is None or accuracy[2:] == "U":
        if details.born_between is None:
            return None
        first, last = details.born_between
        middle = first + (last - first) / 2
        return Born(middle, "", min(first, last), max(first, last), True, "UUE")
    first = last = day
    if "U" in accuracy or "E" in accuracy:
        years = 1 if accuracy[2] == "E" else 0
        first, last = date(max(day.year - years, MINYEAR), 1, 1), date(min(day.year + years, MAXYEAR), 12, 31)
    rough = accuracy != "AAA" or (day.day == 1 and day.month == 1)
    return Born(day, f"{day:%d%m%Y}", first, last, rough, accuracy)


def _postcode(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def _number(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()
