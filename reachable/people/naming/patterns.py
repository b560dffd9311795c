"""The sequences of words by which somebody is named: whole, reversed, with an initial, in parts, misspelt."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .known import Kind, Known
from .words import ORDINARY, words_of

_APOSTROPHE = re.compile("['’‘`\u00b4\u02bc]")
_DISTINCTIVE = 4  # letters of a single name that is looked for however it is written
_PLACE_WORDS = "the of and academy college high junior primary infant school sixth form st saint"
_OF_PLACES = frozenset(_PLACE_WORDS.split())


class Sure(StrEnum):
    """When the words name the person for certain: as they stand, written with a capital, or never without a look."""

    ALWAYS = "always"
    CAPITAL = "capital"
    NEVER = "never"
    NEVER_BUT_CAPITAL = "only-capital"  # without a capital they are no sign at all


@dataclass(frozen=True)
class Pattern:
    words: tuple[str, ...]
    kind: Kind
    sure: Sure


def patterns(one: Known, *, as_one: bool = False) -> Iterator[Pattern]:
    """`as_one`: given and family name written as one word too."""
    for given, family in dict.fromkeys(((one.given, one.family), *one.names_before)):
        for first, last in _spelt(given, family):
            yield from _of_name(first, last, Kind.NAME)
            if as_one and first and last:
                yield from _as_one(first, last)
    for name in one.other_names:
        for words, _ in _spelt(name, ""):
            yield from _of_other(words)
    for name in one.relatives:
        given, _, family = name.strip().rpartition(" ")
        for first, last in _spelt(given or family, family if given else ""):
            yield from _of_name(first, last, Kind.RELATIVE)
    for school in one.schools:
        yield from _of_school(words_of(school))
    for line, _ in one.addresses:
        yield from _of_address(words_of(line))


def whole_names(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """The sequences of somebody who may stand there: what is inside them names nobody else."""
    for given_name, family_name in names:
        for given, family in _spelt(given_name, family_name):
            if given and family:
                yield from _whole(given, family)


def _spelt(given: str, family: str) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
    """With an apostrophe as it parts a word, and without it: O'Brien, OBrien."""
    whole = [(words_of(given), words_of(family))]
    if _APOSTROPHE.search(given + family):
        whole.append((words_of(_APOSTROPHE.sub("", given)), words_of(_APOSTROPHE.sub("", family))))
    return whole


def _whole(given: tuple[str, ...], family: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    joined = ("".join(family),)
    for last in dict.fromkeys((family, joined)):
        for first in dict.fromkeys((given, *((word,) for word in given), ("".join(given),))):
            yield (*first, *last)
            yield (*last, *first)
        for first in dict.fromkeys((given[:1], given)):
            initials = tuple(word[0] for word in first)
            yield (*initials, *last)
            yield (*last, *initials)
        if len(given) > 1:
            middle = tuple(word[0] for word in given[1:])
            yield (given[0], *middle, *last)


def _as_one(given: tuple[str, ...], family: tuple[str, ...]) -> Iterator[Pattern]:
    last = "".join(family)
    for words in dict.fromkeys((given[0] + last, "".join(given) + last, last + given[0], given[0][0] + last)):
        yield Pattern((words,), Kind.NAME, Sure.ALWAYS)


def _of_name(given: tuple[str, ...], family: tuple[str, ...], kind: Kind) -> Iterator[Pattern]:
    if given and family:
        for words in _whole(given, family):
            yield Pattern(words, kind, _sure_of_whole(words))
        if len(family) > 1:  # of a family name in parts, people write one
            yield from (Pattern((given[0], word), kind, Sure.CAPITAL) for word in family if len(word) > 1)
    for words in dict.fromkeys((family, ("".join(family),))) if len(family) > 1 else ():
        yield Pattern(words, kind, _sure_of_whole(words))
    for word in dict.fromkeys((*family, *given, "".join(given))):
        if len(word) > 1:
            yield Pattern((word,), kind, _sure_of_one(word))
    if given and family:
        yield from _initials(given, family)


def _sure_of_whole(words: tuple[str, ...]) -> Sure:
    """“Hope Will” in small letters may be two words of a sentence."""
    is_plain = all(len(word) == 1 or word in ORDINARY for word in words)
    return Sure.CAPITAL if is_plain else Sure.ALWAYS


def _sure_of_one(word: str) -> Sure:
    if word in ORDINARY:
        return Sure.NEVER_BUT_CAPITAL
    return Sure.ALWAYS if len(word) >= _DISTINCTIVE else Sure.CAPITAL


def _initials(given: tuple[str, ...], family: tuple[str, ...]) -> Iterator[Pattern]:
    short = (given[0][0], family[0][0])
    long = tuple(word[0] for word in (*given, *family))
    for letters in dict.fromkeys((short, long)):
        yield Pattern(letters, Kind.INITIALS, Sure.NEVER)
        yield Pattern(("".join(letters),), Kind.INITIALS, Sure.NEVER)


def _of_other(words: tuple[str, ...]) -> Iterator[Pattern]:
    if not words:
        return
    if len(words) == 1:
        word = words[0]
        yield Pattern(words, Kind.OTHER_NAME, Sure.NEVER_BUT_CAPITAL if word in ORDINARY else Sure.CAPITAL)
        return
    for order in dict.fromkeys((words, words[::-1], ("".join(words),))):
        yield Pattern(order, Kind.OTHER_NAME, _sure_of_whole(order))
    for word in words:
        if len(word) >= _DISTINCTIVE:
            yield Pattern((word,), Kind.OTHER_NAME, Sure.NEVER_BUT_CAPITAL)


def _of_school(words: tuple[str, ...]) -> Iterator[Pattern]:
    if not words:
        return
    yield Pattern(words, Kind.SCHOOL, Sure.ALWAYS)
    telling = tuple(word for word in words if word not in _OF_PLACES)
    short = words[1:] if words[0] == "the" else words
    while short and short[-1] in _OF_PLACES:
        short = short[:-1]
    for part in dict.fromkeys((short, telling[:1])):
        if part and part != words and any(word in telling for word in part):
            yield Pattern(part, Kind.SCHOOL, Sure.NEVER_BUT_CAPITAL)


def _of_address(words: tuple[str, ...]) -> Iterator[Pattern]:
    if not words:
        return
    yield Pattern(words, Kind.ADDRESS, Sure.ALWAYS)
    street = words
    while street and any(letter.isdigit() for letter in street[0]):
        street = street[1:]
    if len(street) > 1 and street != words:
        yield Pattern(street, Kind.ADDRESS, Sure.NEVER)
