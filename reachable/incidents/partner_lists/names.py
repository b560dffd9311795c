"""Names of people in one cell, and where one name ends and the next begins. Splits only where that is certain."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from .looks import is_empty

_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "master", "mstr", "dr", "prof", "rev", "sir", "lady"})
_SUFFIXES = frozenset({"jr", "jnr", "junior", "sr", "snr", "ii", "iii"})
_PARTICLES = frozenset(
    {
        *("van", "von", "der", "den", "ter", "ten", "de", "da", "do", "dos", "das", "di", "du", "del", "della"),
        *("la", "le", "el", "al", "bin", "ibn", "bint", "abu", "abdul", "st", "o", "mac"),
    }
)
# Somebody, but not who: "unknown male", "Kai and brother".
_SOMEBODY = frozenset(
    {
        *("male", "female", "boy", "girl", "man", "woman", "youth", "child", "young", "person", "people", "adult"),
        *("brother", "sister", "siblings", "sibling", "cousin", "friend", "friends", "mother", "father", "mum", "dad"),
        *("partner", "family", "other", "others", "unnamed", "unidentified", "suspect", "victim", "another", "witness"),
        *("deceased", "twin", "twins", "minor", "school", "left", "moved"),
    }
)
_MOST_WORDS = 7
_LONGEST = 400
_MOST_PEOPLE = 8  # in one cell
_ALIAS = re.compile(
    r"\b(?:a\s?[./]?\s?k\s?[./]?\s?a\b\.?|also known as|alias|known as|née|nee|formerly|street name)\s*:?\s*", re.I
)
_QUOTED = re.compile(r"(?:(?<=^)|(?<=[\s,(]))[\"“'‘]([^\"“”'‘’]{2,40})[\"”'’](?=$|[\s,)])")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BESIDE = re.compile(
    r"[\s,]*\b(?:(?:d\.?o\.?b\.?|born|aged?)[:\s]*)?"
    r"(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:\s?(?:y/?o|yrs?|years?)(?:\sold)?)?)(?![\w/.\-])",
    re.I,
)
_CHILD_OF = re.compile(r"\b[sdw]/o\b.*", re.I)  # son, daughter or wife of
_BETWEEN_PEOPLE = re.compile(r"\s+(?:and|&|\+)\s+|\s*[;\n]\s*|\s*&\s*|\s+/\s+|(?<!\d)(?<!\b[sdw])\s*/\s*(?!\d)", re.I)


@dataclass(frozen=True)
class Name:
    given: str = ""
    family: str = ""
    others: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()  # what stood beside the name and is no name: "aged 15"


@dataclass(frozen=True)
class Names:
    """`problem` where the cell may name more than one person and it is not certain whom; then there is nobody."""

    people: tuple[Name, ...] = ()
    problem: str = ""


def bare_name(text: str) -> str:
    """A name without titles, in letters as people write them; empty where it says that it is not known."""
    words = [word for word in text.replace("\u00a0", " ").split() if word.strip(".").casefold() not in _TITLES]
    kept = " ".join(words).strip(' ,;:/|&+*"“”()[]{}<>=-.')
    return "" if is_empty(kept) else " ".join(_written(word) for word in kept.split())


def without_births(text: str) -> str:
    """The text of a name without the date or the age that stands beside it."""
    return _BESIDE.sub(" ", _BRACKETED.sub(" ", text))


def several(text: str) -> tuple[str, ...]:
    """The parts of a cell that may hold more than one person."""
    return tuple(part for part in _BETWEEN_PEOPLE.split(text) if part.strip())


def whole_names(text: str, family_first: bool = False) -> Names:
    """Who is named in one cell."""
    parts = () if is_empty(text) else several(text)
    if not parts:
        return Names()
    if len(text) > _LONGEST or len(parts) > _MOST_PEOPLE:
        return Names(problem=_too_much(text))
    with_slash = "/" in _CHILD_OF.sub("", _ALIAS.sub("", text))
    if len(parts) == 1:
        return _one(parts[0], family_first)
    each = [_one(part, family_first) for part in parts]
    problem = next((one.problem for one in each if one.problem), "")
    found = [one.people[0] for one in each if one.people]
    if problem:
        return Names(problem=problem)
    if any(not one.people and not is_empty(part) for one, part in zip(each, parts, strict=True)):
        return Names(problem=_uncertain(text))
    if len(found) < 2:
        return Names(tuple(found))
    people = _shared_family(found, parts, with_slash)
    return Names(people) if people else Names(problem=_uncertain(text))


def names_apart(given: str, family: str) -> Names:
    """Who is named by two cells, given names in one and the family name in the other."""
    if max(len(given), len(family)) > _LONGEST or max(len(several(given)), len(several(family))) > _MOST_PEOPLE:
        return Names(problem=_too_much(f"{given} {family}"))
    givens = _named_parts(given)
    families = _named_parts(family)
    if not givens and not families:
        return Names()
    of_each = len(families) > 1
    if (len(givens) > 1 and "/" in _ALIAS.sub("", given)) or (of_each and len(families) != len(givens)):
        return Names(problem=_uncertain(f"{given} {family}"))
    people = []
    for index in range(max(len(givens), 1)):
        first = givens[index] if givens else Name()
        last = families[index if of_each else 0] if families else Name()
        people.append(Name(first.given, last.given, (*first.others, *last.others), (*first.aside, *last.aside)))
    return Names(tuple(people))


def _named_parts(text: str) -> list[Name]:
    """What each part of a cell says, taken as given names."""
    found = []
    for part in () if is_empty(text) else several(text):
        bare, others, aside = _with_others(part)
        name = Name(given=bare_name(bare), others=others, aside=aside)
        if name != Name():
            found.append(name)
    return found


def _one(text: str, family_first: bool) -> Names:
    """One person's whole name."""
    bare, others, aside = _with_others(text)
    if bare.count(",") > 1:
        return Names(problem=_uncertain(text))
    before, comma, after = (part.strip() for part in bare.partition(","))
    if comma and bare_name(before) and bare_name(after):
        name = Name(bare_name(after), bare_name(before), others, aside)
        if _two_and_two(before, after):
            problem = f"“{_short(text)}” may be two people. If it is one, put the family name in a column of its own."
            return Names(problem=problem)
        return Names((name,))
    words = [word for word in bare.replace(",", " ").split() if word.strip(".").casefold() not in _TITLES]
    if len(words) > _MOST_WORDS:
        return Names(problem=f"“{_short(text)}” is too long to be one person’s name.")
    name = replace(_ordered(words, family_first), others=others, aside=aside)
    return Names((name,) if name != Name() else ())


def _ordered(words: list[str], family_first: bool) -> Name:
    """Which words are the family name: those in capitals among others that are not, or the last."""
    kept = [word for word in words if bare_name(word)]
    if all(word.strip(".").casefold() in _SOMEBODY for word in kept):
        return Name()
    if not bare_name(" ".join(kept)):
        return Name()
    loud = [_loud(word) for word in kept]
    shouted = any(capital and len(word) > 2 for word, capital in zip(kept, loud, strict=True))  # KJ may be initials
    if shouted and not all(loud) and _in_a_row(loud):
        family = [word for word, capital in zip(kept, loud, strict=True) if capital]
        given = [word for word, capital in zip(kept, loud, strict=True) if not capital]
        return Name(bare_name(" ".join(given)), bare_name(" ".join(family)))
    if len(kept) == 1:
        return Name(given=bare_name(kept[0]))
    if family_first or (kept[0].islower() and kept[0] in _PARTICLES):  # van der Berg Tom
        cut = next((index for index, word in enumerate(kept) if word.casefold() not in _PARTICLES), 0) + 1
        return Name(bare_name(" ".join(kept[cut:])), bare_name(" ".join(kept[:cut])))
    cut = len(kept) - 1
    if cut > 1 and kept[cut].strip(".").casefold() in _SUFFIXES:
        cut -= 1
    while cut > 1 and kept[cut - 1].casefold() in _PARTICLES:
        cut -= 1
    return Name(bare_name(" ".join(kept[:cut])), bare_name(" ".join(kept[cut:])))


def _shared_family(found: list[Name], parts: tuple[str, ...], with_slash: bool) -> tuple[Name, ...]:
    """Several people, each with a family name: their own, or the one that is said once, before or after all."""
    alone = [not one.family for one in found]
    if not any(alone):
        same_given = len({one.given.casefold() for one in found}) < len(found)
        return () if with_slash and same_given else tuple(found)
    if with_slash:
        return ()
    comma = "," in parts[0]
    if comma and not alone[0] and all(alone[1:]):  # Smith, Kai & Jay
        return tuple(replace(one, family=found[0].family) for one in found)
    if not comma and not alone[-1] and all(alone[:-1]):  # Liam and Noah Smith
        return tuple(replace(one, family=found[-1].family) for one in found)
    return ()


def _with_others(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The name, the other names said with it (aka, in quotation marks, in brackets), and what else stood beside it."""
    others: list[str] = []
    aside: list[str] = []
    for inside in _BRACKETED.findall(text):
        words = _ALIAS.sub("", inside).strip(" \"“”'‘’")
        (others if _may_be_a_name(words) else aside).append(words)
    bare = _BRACKETED.sub(" ", text)
    for beside in (_CHILD_OF, _BESIDE):
        aside += beside.findall(bare)
        bare = beside.sub(" ", bare)
    others += [one for one in _QUOTED.findall(bare)]
    bare = _QUOTED.sub(" ", bare)
    bare, *said = _ALIAS.split(bare)
    others += [one for part in said for one in re.split(r"\s*,\s*", part)]
    names = dict.fromkeys(name for one in others if (name := bare_name(one)))
    return bare.strip(), tuple(names), tuple(one for one in aside if one)


def _may_be_a_name(words: str) -> bool:
    """`(Ghost)` and not `(15)`, `(M)`, `(deceased)` or a remark."""
    each = words.split()
    return (
        0 < len(each) <= 3
        and len(words) > 1
        and each[0][0].isupper()
        and words.replace(" ", "").replace("-", "").isalpha()
        and not any(word.casefold() in _SOMEBODY for word in each)
    )


def _two_and_two(before: str, after: str) -> bool:
    """`Liam Smith, Noah Jones` are two people, `Van Dyke, Kai Lee` and `GARCIA LOPEZ, Ana Maria` are one."""
    first, second = before.split(), after.split()
    if len(first) < 2 or len(second) < 2 or all(_loud(word) for word in first):
        return False
    return first[0].casefold() not in _PARTICLES and first[-2].casefold() not in _PARTICLES


def _in_a_row(loud: list[bool]) -> bool:
    """Capitals at one end only: `SMITH Kai`, `Kai VAN DYKE`."""
    changes = sum(one != other for one, other in pairwise(loud))
    return changes == 1


def _loud(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _written(word: str) -> str:
    """`SMITH-JONES` as Smith-Jones, `O’BRIEN` as O’Brien; two letters may be initials, and stay."""
    if not _loud(word) or (sum(map(str.isalpha, word)) < 3 and word.casefold() not in _PARTICLES):
        return word
    return re.sub(r"[^\W\d_]+", lambda found: found.group().capitalize(), word)


def _uncertain(text: str) -> str:
    return f"“{_short(text)}” may name more than one person. Put each in a row of their own."


def _too_much(text: str) -> str:
    return f"“{_short(text)}” is too long to be a name. Put each person in a row of their own."


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else one_line[:59] + "…"
