"""How a name of the roster may be written so that a reader still knows it: short, misspelt, in figures, in pieces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..likeness.variants import groups
from .words import Word, english

_FIGURES = {"0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g"}
_SIGNS = {"@": "a", "$": "s", "!": "i", "|": "l", "€": "e", "£": "l", "+": "t", "¡": "i"}
_MOST_FORMS = 8
_MOST_PIECES = 30
_MASKED = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[*#_•·█■●×~?%]++[^\W\d_]*+)++")
_MASK = re.compile(r"[^\w]+|_+")
_BROKEN = re.compile(r"[-\u2010-\u2015][ \t]*\r?\n[ \t]*")
_ENDS = frozenset("!?;:.,")
_LEAST_IN_PIECES = 4


class Way(IntEnum):
    """From what is as good as the name itself to what only may be it."""

    EXACT = 0
    ENDING = 1  # a plural s
    HIDDEN = 2  # nobody writes so by chance
    SHORT = 3  # a short name, or the same name in another language
    PIECES = 4
    MASKED = 5
    WRONG = 6


@dataclass(frozen=True)
class Vocabulary:
    """Single words of the roster that name somebody."""

    words: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    shortest_misspelt: int = 5
    two_wrong_from: int = 0
    prefixes: frozenset[str] = field(init=False)
    misspelt: tuple[str, ...] = field(init=False)
    by_group: dict[int, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        prefixes = {word[:length] for word in self.words for length in range(1, len(word) + 1)}
        object.__setattr__(self, "prefixes", frozenset(prefixes))
        long = (word for word in self.words if len(word) >= self.shortest_misspelt and word.isalpha())
        object.__setattr__(self, "misspelt", tuple(sorted(long)))
        by_group: dict[int, tuple[str, ...]] = {}
        for name in sorted(self.given):
            for group in groups().get(name, ()):
                by_group[group] = (*by_group.get(group, ()), name)
        object.__setattr__(self, "by_group", by_group)

    def spellings(self, word: str) -> dict[str, Way]:
        """Every word of the roster that this one may stand for."""
        found = {word: Way.EXACT}
        for form in forms(word):
            if form in self.words:
                found.setdefault(form, Way.EXACT if form == word else Way.HIDDEN)
        if len(word) > 2 and word.endswith("s") and word[:-1] in self.words:
            found.setdefault(word[:-1], Way.ENDING)
        if not found.keys() & self.words:
            found.update((name, Way.WRONG) for name in self._misspelt(word))
        for group in groups().get(word, ()):
            for name in self.by_group.get(group, ()):
                found[name] = min(found.get(name, Way.SHORT), Way.SHORT)
        return found

    def _misspelt(self, word: str) -> Iterator[str]:
        if len(word) < self.shortest_misspelt - 1 or word in english():
            return
        most = 2 if self.two_wrong_from and len(word) >= self.two_wrong_from - 1 else 1
        for name, wrong, _ in process.extract(word, self.misspelt, scorer=OSA.distance, score_cutoff=most, limit=None):
            if wrong <= 1 or len(name) >= self.two_wrong_from:
                yield name


def forms(word: str) -> tuple[str, ...]:
    """The word; with figures read as letters; without figures at its end."""
    if word.isalpha() or not any(letter.isalpha() for letter in word):
        return (word,)
    letters = [(_FIGURES.get(letter) or letter) for letter in word]
    read = ["".join(one) for one, _ in zip(product(*letters), range(_MOST_FORMS), strict=False)]
    return tuple(dict.fromkeys((word, word.rstrip("0123456789"), *read)))


def in_pieces(text: str, words: Sequence[Word], first: int, known: Vocabulary) -> Iterator[tuple[str, int, Way]]:
    """Words that begin at `first` and are one name when they are put together, with where they end."""
    begun = {form for form in forms(words[first].folded) if form in known.prefixes}
    parts = [words[first].folded]
    is_spaced = False
    for place in range(first + 1, min(len(words), first + _MOST_PIECES)):
        gap = text[words[place - 1].end : words[place].start]
        if not begun or not _may_join(gap):
            return
        is_spaced = is_spaced or (any(letter.isspace() for letter in gap) and not _BROKEN.fullmatch(gap))
        parts.append(words[place].folded)
        between = ("", _SIGNS[gap]) if gap in _SIGNS else ("",)
        begun = {
            whole
            for start in begun
            for sign in between
            for form in forms(words[place].folded)
            if (whole := start + sign + form) in known.prefixes
        }
        for whole in sorted(begun & known.words):
            way = _way(parts, whole, is_spaced=is_spaced)
            if way is not None:
                yield whole, place + 1, way


def _may_join(gap: str) -> bool:
    if len(gap) > 6 or gap.count("\n") > 1:
        return False
    return not (_ENDS & set(gap) - {".", ","} and any(letter.isspace() for letter in gap))


def _way(parts: Sequence[str], whole: str, *, is_spaced: bool) -> Way | None:
    if len(whole) < 3:
        return None
    if all(len(part) == 1 for part in parts):
        return Way.HIDDEN
    is_plain = all(part in english() for part in parts)
    if not is_spaced:
        return Way.PIECES if is_plain else Way.HIDDEN
    return None if is_plain or len(whole) < _LEAST_IN_PIECES else Way.PIECES


def masked(text: str, known: Vocabulary) -> Iterator[tuple[tuple[int, int], str]]:
    """Names in which signs stand for letters: M*ns*h."""
    for match in _MASKED.finditer(text):
        shown = match.group().casefold()
        letters = [letter for letter in shown if letter.isalpha()]
        if len(letters) < 2 or len(shown) > 40:
            continue
        whole = re.compile(".{1,6}".join(re.escape(part) for part in _MASK.split(shown)))
        for name in known.words if len(shown) > 2 else ():
            if name[0] == shown[0] and (len(name) == len(shown) or len(letters) > 2) and whole.fullmatch(name):
                yield match.span(), name
