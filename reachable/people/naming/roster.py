"""Who is named in words: an index of everybody who may be, built once and read for each text.

A name is found however it is written: capitals, accents, hyphens, a possessive, a line break, the family name first, an
initial, one letter wrong. What may as well be somebody or something else is doubtful, and a person looks at it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import OSA

from . import details
from .known import Hit, Kind, Known
from .marks import marked, perhaps_marked
from .patterns import Pattern, Sure, patterns, whole_names
from .words import ORDINARY, Word, mended, typed, words_of

_LONG_ENOUGH = 5  # letters of a word that may be misspelt
_NOBODY = -1  # somebody who may stand there
_Named = tuple[str, str]


@dataclass(frozen=True)
class Roster:
    """`allowed` are those who may stand there, with all that is theirs; `named` names of others who may, and who do not
    make a namesake certain: of professionals.
    """

    people: Sequence[Known]
    allowed: Sequence[Known] = ()
    named: Sequence[_Named] = ()
    sequences: dict[str, dict[tuple[str, ...], list[tuple[int, Pattern]]]] = field(default_factory=dict, init=False)
    near: dict[str, set[str]] = field(default_factory=dict, init=False)
    dates: dict[date | tuple[int, int], list[int]] = field(default_factory=dict, init=False)
    exact: dict[tuple[Kind, str], list[int]] = field(default_factory=dict, init=False)
    ages: dict[int, list[int]] = field(default_factory=dict, init=False)
    own_words: set[str] = field(default_factory=set, init=False)
    named_words: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        own = [pattern for one in self.allowed for pattern in patterns(one)]
        own_sequences = {pattern.words for pattern in own}
        self.own_words.update(pattern.words[0] for pattern in own if len(pattern.words) == 1)
        self.named_words.update(word for name in self.named for part in name for word in words_of(part))
        shields = set(whole_names([*self._own_names(), *self.named]))
        for index, one in enumerate(self.people):
            for pattern in patterns(one):
                if pattern.words not in own_sequences or pattern.words in shields:
                    self._add(index, pattern)
            self._add_details(index, one)
        for words in shields:
            self._add(_NOBODY, Pattern(words, Kind.NAME, Sure.ALWAYS))

    def _own_names(self) -> Iterator[_Named]:
        for one in self.allowed:
            yield from ((one.given, one.family), *one.names_before)

    def _add(self, index: int, pattern: Pattern) -> None:
        by_words = self.sequences.setdefault(pattern.words[0], {})
        by_words.setdefault(pattern.words, []).append((index, pattern))
        if index != _NOBODY and pattern.kind is not Kind.INITIALS:
            for word in pattern.words:
                if len(word) >= _LONG_ENOUGH and word.isalpha():
                    for short in _shortened(word):
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


def _shortened(word: str) -> Iterator[str]:
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def find(text: str, roster: Roster) -> tuple[Hit, ...]:
    """What names somebody of the roster, in order, none inside another. `text` in composed form (`words.composed`)."""
    words = typed(text)
    found = [*_by_words(text, words, roster), *_by_marks(text, roster), *_by_details(text, roster)]
    hits: list[Hit] = []
    taken: list[tuple[int, int]] = []
    for hit in sorted(found, key=lambda one: (one.start - one.end, not one.certain, one.start, one.person)):
        if not any(hit.start < end and start < hit.end for start, end in taken):
            taken.append((hit.start, hit.end))
            if hit.person != _NOBODY:
                hits.append(hit)
    return tuple(sorted(hits, key=lambda one: one.start))


def _by_words(text: str, words: list[Word], roster: Roster) -> Iterator[Hit]:
    spelt = {word.folded: _spellings(word.folded, roster) for word in words}
    for index in range(len(words)):
        yield from _at(text, words, index, spelt, roster)
    for word in mended(text, words):
        for spelling in _spellings(word.folded, roster):
            yield from _at(text, [word], 0, {word.folded: (spelling,)}, roster)


def _spellings(word: str, roster: Roster) -> tuple[str, ...]:
    """The word itself, and the names from which it differs by one letter."""
    near = {name for short in _shortened(word) for name in roster.near.get(short, ())} if len(word) > 3 else set()
    wrong = sorted(name for name in near if name != word and OSA.distance(word, name, score_cutoff=1) <= 1)
    stripped = (word[:-1],) if len(word) > 3 and word.endswith("s") and word[:-1] in roster.sequences else ()
    return tuple(dict.fromkeys((word, *stripped, *wrong)))


def _at(text: str, words: list[Word], index: int, spelt: dict[str, tuple[str, ...]], roster: Roster) -> Iterator[Hit]:
    for first in spelt[words[index].folded]:
        for sequence, owners in roster.sequences.get(first, {}).items():
            typed_words = words[index : index + len(sequence)]
            wrong = _wrong(typed_words, sequence, spelt)
            if wrong is not None:
                yield from _hits(text, typed_words, sequence, owners, wrong, roster)


def _wrong(typed_words: Sequence[Word], sequence: tuple[str, ...], spelt: dict[str, tuple[str, ...]]) -> int | None:
    """How many words are spelt otherwise; None where it is not this sequence."""
    if len(typed_words) != len(sequence) or any(word.is_parted for word in typed_words[1:]):
        return None
    if not all(name in spelt[word.folded] for word, name in zip(typed_words, sequence, strict=True)):
        return None
    return sum(word.folded != name for word, name in zip(typed_words, sequence, strict=True))


def _hits(
    text: str,
    typed_words: Sequence[Word],
    sequence: tuple[str, ...],
    owners: list[tuple[int, Pattern]],
    wrong: int,
    roster: Roster,
) -> Iterator[Hit]:
    start, end = typed_words[0].start, typed_words[-1].end
    if len(sequence) == 1 and sequence[0] in roster.own_words:
        return
    whose = dict.fromkeys(index for index, _ in owners if index != _NOBODY)
    if not whose:
        if not wrong:
            yield Hit(start, end, text[start:end], _NOBODY, Kind.NAME, certain=True)
        return
    index, pattern = next(pair for pair in owners if pair[0] != _NOBODY)
    sure = _is_sure(typed_words, pattern, wrong)
    if sure is None:
        return
    is_shared = any(owner == _NOBODY for owner, _ in owners) or set(sequence) <= roster.named_words
    names_one = len(whose) == 1 or pattern.kind in (Kind.SCHOOL, Kind.ADDRESS)
    certain = sure and names_one and not is_shared
    yield Hit(start, end, text[start:end], index, pattern.kind, certain, tuple(whose)[1:])


def _is_sure(typed_words: Sequence[Word], pattern: Pattern, wrong: int) -> bool | None:
    """Whether no person has to look; None where it is no sign of anybody."""
    capitals = all(word.is_capital for word in typed_words)
    match pattern.kind:
        case Kind.INITIALS:
            return _initials_are_sure(typed_words)
        case Kind.SCHOOL | Kind.ADDRESS if wrong:
            return False if len(pattern.words) > 1 else None
        case _ if len(pattern.words) == 1 and wrong:
            return False if capitals and typed_words[0].folded not in ORDINARY else None
    if wrong and not _holds_a_name(typed_words, pattern):
        return False if capitals else None
    match pattern.sure:
        case Sure.ALWAYS:
            return True
        case Sure.CAPITAL:
            return capitals
        case Sure.NEVER_BUT_CAPITAL:
            return False if capitals else None
        case _:
            return False


def _holds_a_name(typed_words: Sequence[Word], pattern: Pattern) -> bool:
    """Whether a whole name in it is spelt as it is known: beside an initial alone, a word that is nearly a name may be
    any word.
    """
    return any(len(name) > 1 and word.folded == name for word, name in zip(typed_words, pattern.words, strict=True))


def _initials_are_sure(typed_words: Sequence[Word]) -> bool | None:
    """“K.M.” and “KM” may be somebody; “km” and “k m” are not looked at."""
    return False if all(word.is_capital for word in typed_words) else None


def _by_marks(text: str, roster: Roster) -> Iterator[Hit]:
    for index, mark in roster.others_with_a_mark:
        sure = set(marked(text, mark))
        for start, end in sure:
            yield Hit(start, end, text[start:end], index, Kind.MARK, certain=True)
        for start, end in set(perhaps_marked(text, mark)) - sure:
            yield Hit(start, end, text[start:end], index, Kind.MARK, certain=False)


def _by_details(text: str, roster: Roster) -> Iterator[Hit]:
    if any(letter.isdigit() for letter in text):
        yield from _by_dates(text, roster)
        for kind, spans in (
            (Kind.POSTCODE, details.postcodes(text)),
            (Kind.TELEPHONE, details.telephones(text)),
        ):
            for (start, end), value in spans:
                if whose := roster.exact.get((kind, value)):
                    yield Hit(start, end, text[start:end], whose[0], kind, certain=True, others=tuple(whose[1:]))
    for (start, end), value in details.handles(text):
        if whose := roster.exact.get((Kind.HANDLE, value)):
            yield Hit(start, end, text[start:end], whose[0], Kind.HANDLE, certain=True, others=tuple(whose[1:]))
    compact = details.compact(text)
    for (kind, value), whose in roster.exact.items():
        if kind is Kind.NUMBER and value in compact:
            for start, end in details.numbers(text, value):
                yield Hit(start, end, text[start:end], whose[0], kind, certain=True, others=tuple(whose[1:]))


def _by_dates(text: str, roster: Roster) -> Iterator[Hit]:
    for (start, end), value, is_whole in details.births(text):
        if whose := roster.dates.get(value):
            certain = is_whole and isinstance(value, date)
            yield Hit(start, end, text[start:end], whose[0], Kind.BIRTH_DATE, certain, tuple(whose[1:]))
    for (start, end), age in details.ages(text):
        sentence = text[_sentence_start(text, start) : _sentence_end(text, end)]
        if (whose := roster.ages.get(age)) and _names_a_school(sentence):
            yield Hit(start, end, text[start:end], whose[0], Kind.AGE, certain=False, others=tuple(whose[1:]))


def _names_a_school(sentence: str) -> bool:
    return bool({"school", "academy", "college", "high", "sixth"} & {word.folded for word in typed(sentence)})


def _sentence_start(text: str, start: int) -> int:
    return max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1


def _sentence_end(text: str, end: int) -> int:
    ends = [place for mark in ".!?\n" if (place := text.find(mark, end)) >= 0]
    return min(ends, default=len(text))


def everybody_in(hits: Iterable[Hit]) -> frozenset[int]:
    return frozenset(index for hit in hits for index in (hit.person, *hit.others))
