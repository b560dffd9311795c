"""Who is named in words: an index of everybody who may be, built once and read for each text.

A name is found however it is written: capitals, accents, hyphens, a possessive, a line break, the family name first, an
initial, one letter wrong. What may as well be somebody or something else is doubtful, and a person looks at it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from . import details
from .known import Kind, Known
from .loosely import NOBODY
from .patterns import Pattern, Sure, patterns, whole_names
from .spelling import Vocabulary
from .words import words_of

_LONG_ENOUGH = 5  # letters of a word that may be misspelt
_Named = tuple[str, str]
_NAMES = frozenset({Kind.NAME, Kind.OTHER_NAME, Kind.RELATIVE})


@dataclass(frozen=True)
class Tolerance:
    """How far from a name words may be that still name somebody. Chosen on one half of the generated texts and measured
    on the other: docs/operations/name_check.md.
    """

    disguises: bool = False  # pieces, figures for letters, short names; and what stands round a word
    shortest_misspelt: int = _LONG_ENOUGH
    two_wrong_from: int = 0  # letters of a name in which two may be wrong; 0: in none


PLAINLY = Tolerance()
BRIEFING = Tolerance(disguises=True, two_wrong_from=8)


@dataclass(frozen=True)
class Roster:
    """`allowed` are those who may stand there, with all that is theirs; `named` names of others who may, and who do not
    make a namesake certain: of professionals.
    """

    people: Sequence[Known]
    allowed: Sequence[Known] = ()
    named: Sequence[_Named] = ()
    tolerance: Tolerance = PLAINLY
    sequences: dict[str, dict[tuple[str, ...], list[tuple[int, Pattern]]]] = field(default_factory=dict, init=False)
    near: dict[str, set[str]] = field(default_factory=dict, init=False)
    dates: dict[date | tuple[int, int], list[int]] = field(default_factory=dict, init=False)
    exact: dict[tuple[Kind, str], list[int]] = field(default_factory=dict, init=False)
    ages: dict[int, list[int]] = field(default_factory=dict, init=False)
    own_words: set[str] = field(default_factory=set, init=False)
    named_words: set[str] = field(default_factory=set, init=False)
    schools: dict[tuple[str, ...], set[int]] = field(default_factory=dict, init=False)
    vocabulary: Vocabulary = field(default_factory=Vocabulary, init=False)

    def __post_init__(self) -> None:
        own = [pattern for one in self.allowed for pattern in patterns(one)]
        own_sequences = {pattern.words for pattern in own}
        self.own_words.update(pattern.words[0] for pattern in own if len(pattern.words) == 1)
        self.named_words.update(word for name in self.named for part in name for word in words_of(part))
        shields = set(whole_names([*self._own_names(), *self.named]))
        for index, one in enumerate(self.people):
            for pattern in patterns(one, as_one=self.tolerance.disguises):
                if pattern.words not in own_sequences or pattern.words in shields:
                    self._add(index, pattern)
            self._add_details(index, one)
        for words in shields:
            self._add(NOBODY, Pattern(words, Kind.NAME, Sure.ALWAYS))
        if self.tolerance.disguises:
            object.__setattr__(self, "vocabulary", self._vocabulary())

    def _own_names(self) -> Iterator[_Named]:
        for one in self.allowed:
            yield from ((one.given, one.family), *one.names_before)

    def _add(self, index: int, pattern: Pattern) -> None:
        by_words = self.sequences.setdefault(pattern.words[0], {})
        by_words.setdefault(pattern.words, []).append((index, pattern))
        if self.tolerance.disguises:
            if pattern.kind is Kind.SCHOOL:
                self.schools.setdefault(pattern.words, set()).add(index)
            return
        if index != NOBODY and pattern.kind is not Kind.INITIALS:
            for word in pattern.words:
                if len(word) >= _LONG_ENOUGH and word.isalpha():
                    for short in shortened(word):
                        self.near.setdefault(short, set()).add(word)

    def _add_details(self, index: int, one: Known) -> None:
        own_births = {born for own in self.allowed for born in own.born}
        for born in set(one.born) - own_births:
            for part in details.parts_of(born):
                self.dates.setdefault(part, []).append(index)
        if one.age is not None:
            self.ages.setdefault(one.age, []).append(index)
        own = {pair for known in self.allowed for pair in _exact(known)}
        for pair in dict.fromkeys(_exact(one)):
            if pair not in own:
                self.exact.setdefault(pair, []).append(index)

    def _vocabulary(self) -> Vocabulary:
        """The single words of names, and which of them are given names."""
        names = {
            word
            for by_words in self.sequences.values()
            for words, owners in by_words.items()
            if any(index != NOBODY and pattern.kind in _NAMES for index, pattern in owners)
            for word in words
            if len(word) > 1
        }
        given = {word for one in self.people for name in (one.given, *one.relatives) for word in words_of(name)}
        far = self.tolerance
        return Vocabulary(frozenset(names), frozenset(given), far.shortest_misspelt, far.two_wrong_from)

    @property
    def others_with_a_mark(self) -> Iterator[tuple[int, str]]:
        own = {mark for one in self.allowed for mark in one.marks}
        for index, one in enumerate(self.people):
            yield from ((index, mark) for mark in one.marks if mark not in own)


def _exact(one: Known) -> Iterator[tuple[Kind, str]]:
    yield from ((Kind.POSTCODE, details.compact(code)) for _, code in one.addresses if code)
    yield from ((Kind.TELEPHONE, details.national(number)) for number in one.telephones if number)
    yield from ((Kind.HANDLE, details.handle(name)) for name in one.handles if name)
    yield from ((Kind.NUMBER, details.compact(value)) for value in one.numbers if details.is_number(value))


def shortened(word: str) -> Iterator[str]:
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
