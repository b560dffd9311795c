"""Whether words that may be a name are one for certain, as far as the words themselves say. For briefings."""

from collections.abc import Sequence
from enum import Enum

from .known import Kind
from .lists import listed
from .patterns import Pattern, Sure
from .spelling import Way
from .words import Word, english

# Two or three capitals that stand for a rank, a service, a place or a lesson before they stand for anybody.
_USUAL = listed("abbreviations")
_POINTED = listed("abbreviations-with-points")
_PARTICLES = listed("particles")
_NAMES_FIRST = listed("names-first")  # words too, but seldom in a briefing
_TELLS_ALONE = 4  # letters of a name that is one in small letters too


class No(Enum):
    SIGN = "these words are no sign of anybody"


Answer = bool | No


def is_certain(typed: Sequence[Word], pattern: Pattern, ways: Sequence[Way], written: str) -> Answer:
    """`typed` are the words by which each word of the pattern is written, `written` all of what stands there."""
    match pattern.kind:
        case Kind.INITIALS:
            return _initials(typed, written)
        case Kind.SCHOOL:
            return No.SIGN
        case Kind.ADDRESS:
            return _address(pattern, ways)
        case _ if len(pattern.words) == 1:
            return _alone(typed[0], pattern, ways[0], written)
        case _:
            return _whole(typed, pattern, ways)


def _address(pattern: Pattern, ways: Sequence[Way]) -> Answer:
    if max(ways) > Way.HIDDEN:
        return False if len(pattern.words) > 2 and max(ways) is Way.WRONG else No.SIGN
    return pattern.sure is Sure.ALWAYS and any(letter.isdigit() for word in pattern.words for letter in word)


def _initials(typed: Sequence[Word], written: str) -> Answer:
    letters = "".join(letter for letter in written if letter.isalpha())
    if "&" in written or "/" in written or not letters:
        return No.SIGN
    if "." in written:
        return No.SIGN if letters in _POINTED else False
    if not letters.isupper() or letters.casefold() in _USUAL:
        return No.SIGN
    return No.SIGN if len(typed) > 1 and letters[0] in "AI" else False


def _alone(word: Word, pattern: Pattern, way: Way, written: str) -> Answer:
    name = pattern.words[0]
    is_other_part = pattern.kind is Kind.OTHER_NAME and pattern.sure is Sure.NEVER_BUT_CAPITAL and name not in english()
    if name in _PARTICLES:
        return No.SIGN
    match way:
        case Way.HIDDEN:
            return True
        case Way.PIECES | Way.MASKED:
            return False
        case Way.WRONG:
            return False
        case Way.SHORT:
            return False if word.is_capital or _is_telling(word.folded) else No.SIGN
    if name in english() or word.folded in english():
        return False if word.is_capital or name in _NAMES_FIRST else No.SIGN
    if is_other_part:
        return False if word.is_capital else No.SIGN
    return word.is_capital or len(name) >= _TELLS_ALONE


def _is_telling(word: str) -> bool:
    return len(word) >= _TELLS_ALONE and word not in english()


def _whole(typed: Sequence[Word], pattern: Pattern, ways: Sequence[Way]) -> Answer:
    capitals = all(word.is_capital for word in typed)
    has_initial = any(len(name) == 1 for name in pattern.words)
    if max(ways) >= Way.PIECES and not _holds_a_name(pattern, ways):
        return False
    if all(len(name) == 1 or word.folded in english() for word, name in zip(typed, pattern.words, strict=True)):
        if not capitals:
            return No.SIGN if has_initial or not _is_like_a_name(pattern) else False
        return not has_initial
    if has_initial and not typed[-1 if len(pattern.words[0]) == 1 else 0].is_capital:
        return capitals or not any(word.folded in ("a", "i") for word in typed)
    return True


def _is_like_a_name(pattern: Pattern) -> bool:
    return pattern.kind in (Kind.NAME, Kind.RELATIVE, Kind.OTHER_NAME)


def _holds_a_name(pattern: Pattern, ways: Sequence[Way]) -> bool:
    """Whether a word of it is as it is known: beside it, one that is nearly a name is that name."""
    return any(way <= Way.HIDDEN and len(name) > 1 for name, way in zip(pattern.words, ways, strict=True))
