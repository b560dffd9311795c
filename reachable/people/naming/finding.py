"""Who of a roster is named in a text: by words, by letters that stand for somebody, by dates and numbers."""

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from rapidfuzz.distance import OSA

from . import details
from .around import Around
from .hints import plainly, school_spans, schools_with_ages
from .known import Hit, Kind
from .loosely import Candidate, Reader
from .marks import marked, perhaps_marked
from .patterns import Pattern, Sure
from .roster import NOBODY, Roster, shortened
from .words import ORDINARY, Word, mended, typed


def find(text: str, roster: Roster, *, places: Collection[str] = ()) -> tuple[Hit, ...]:
    """What names somebody of the roster, in order, none inside another. `text` in composed form (`words.composed`), for
    a briefing as `plain.readings` gives it.
    """
    words = typed(text)
    others = (*_by_marks(text, roster), *_by_details(text, roster))
    if roster.tolerance.disguises:
        return _for_briefing(text, words, others, roster, places)
    found = [*_by_words(text, words, roster), *others]
    found.sort(key=lambda one: (one.start - one.end, not one.certain, one.start, one.person))
    return _apart(found)


def _apart(found: Iterable[Hit]) -> tuple[Hit, ...]:
    """The first of those that overlap; without those of nobody."""
    taken: list[tuple[int, int]] = []
    hits = []
    for hit in found:
        place = bisect(taken, (hit.start, hit.end))
        clear_before = not place or taken[place - 1][1] <= hit.start
        if clear_before and (place == len(taken) or hit.end <= taken[place][0]):
            taken.insert(place, (hit.start, hit.end))
            if hit.person != NOBODY:
                hits.append(hit)
    return tuple(sorted(hits, key=lambda one: one.start))


def _for_briefing(
    text: str, words: list[Word], others: Iterable[Hit], roster: Roster, places: Collection[str]
) -> tuple[Hit, ...]:
    """What is certain goes before what is longer: a doubtful phrase does not hide a name inside it."""
    around = Around(text, words, places, roster.named_words)
    names = {
        (one.hit.start, one.hit.end, one.hit.person, one.hit.kind): one for one in _candidates(text, words, roster)
    }
    schools = schools_with_ages(text, school_spans(words, roster.schools), roster.ages)
    found = [*(one.hit for one in names.values()), *plainly(others, text), *schools]
    found.sort(key=lambda one: (not one.certain, one.start - one.end, one.start, one.person))
    settled = []
    for hit in _apart(found):
        known = names.get((hit.start, hit.end, hit.person, hit.kind))
        if (kept := hit if known is None else around.settled(known)) is not None:
            settled.append(kept)
    return tuple(settled)


def _candidates(text: str, words: list[Word], roster: Roster) -> list[Candidate]:
    """The surest last, so that it is kept."""
    found = Reader(text, words, roster.sequences, roster.vocabulary).candidates()
    return sorted(found, key=lambda one: (one.hit.certain, -one.way))


def _by_words(text: str, words: list[Word], roster: Roster) -> Iterator[Hit]:
    spelt = {word.folded: _spellings(word.folded, roster) for word in words}
    for index in range(len(words)):
        yield from _at(text, words, index, spelt, roster)
    for word in mended(text, words):
        for spelling in _spellings(word.folded, roster):
            yield from _at(text, [word], 0, {word.folded: (spelling,)}, roster)


def _spellings(word: str, roster: Roster) -> tuple[str, ...]:
    """The word itself, and the names from which it differs by one letter."""
    near = {name for short in shortened(word) for name in roster.near.get(short, ())} if len(word) > 3 else set()
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
    whose = dict.fromkeys(index for index, _ in owners if index != NOBODY)
    if not whose:
        if not wrong:
            yield Hit(start, end, text[start:end], NOBODY, Kind.NAME, certain=True)
        return
    index, pattern = next(pair for pair in owners if pair[0] != NOBODY)
    sure = _is_sure(typed_words, pattern, wrong)
    if sure is None:
        return
    is_shared = any(owner == NOBODY for owner, _ in owners) or set(sequence) <= roster.named_words
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
