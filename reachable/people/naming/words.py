"""Words of a text as names are looked for in them: folded, with where each stands and whether it is written as a name.

Every position is one of the text as it was given: give it in Unicode's composed form (NFC).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from ..matching import fold_name

_ORDINARY_WORDS = """
an april art ash august autumn baker bank banks bay best big bill bird black bright brook brown butler chance cook
cross daisy dawn day dean dear destiny do dot drew drum earl ed eve faith field fields ford fox frank gale gay gift
glen grace grant gray green grey guy hall hand harmony hart heath heaven hill ho holly home honey hope hunter in
iris ivy jack jade jay joe joy june king kit lamb lane law lee lily little long love low major mark marsh mason max
may melody mia miles miller moon moss my nick no noble north old page park pat patience peace pearl penny pepper
pike pitt pond poppy porter power price prince ray reed rich river rivers rob rock rose royal ruby said saint
savannah school serenity sharp shore short silver skip sky smart so spring star stone street strong sue summer sun
sunny swan sweet swift to trinity true trust ty van victor victory wall ward way west white will winter wolf wood
woods worth young
"""
ORDINARY = frozenset(_ORDINARY_WORDS.split())
_ENGLISH = Path(__file__).with_name("english.txt")
_JOINERS = "\u00ad\u200b-\u200d\u2060\u0300-\u036f"  # unseen, or marks of the letter before
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_JOINERS}])*")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060]")
_AROUND = " \t'\"“”‘’()[]"
_ENDS_A_SENTENCE = frozenset(".!?:;\n-–—•*/")
_APART = frozenset(".!?:;\n")
_BROKEN = re.compile(r"-[ \t]*\r?\n[ \t]*")
_BLANK_LINE = re.compile(r"\n\s*\n")
_LONGEST_BROKEN = 3  # letters of which at least a part at the end of a line consists, to be put together again


@dataclass(frozen=True)
class Word:
    """`begins`: a sentence, so that a capital says nothing. `is_apart`: from the word before, so that the two are no
    one name; `is_parted` the same where the stop of an initial or one line break may stand inside it (“K. Mensah”).
    """

    folded: str
    start: int
    end: int
    is_capital: bool
    begins: bool
    is_apart: bool
    is_parted: bool = False


@cache
def english() -> frozenset[str]:
    """Words that say of nobody who it is, unless they are written as a name."""
    lines = _ENGLISH.read_text(encoding="utf-8").splitlines()
    return ORDINARY.union(word for line in lines if not line.startswith("#") for word in line.split())


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def typed(text: str) -> list[Word]:
    found: list[Word] = []
    for match in _WORD.finditer(text):
        before = _before(text, match.start())
        begins = not before or before in _ENDS_A_SENTENCE
        gap = text[found[-1].end if found else 0 : match.start()]
        folded = fold_name(_UNSEEN.sub("", match.group()))
        if folded:
            is_parted = _parts(gap, found[-1] if found else None)
            is_apart = bool(_APART.intersection(gap))
            is_capital = match.group()[0].isupper()
            found.append(Word(folded, match.start(), match.end(), is_capital, begins, is_apart, is_parted))
    return found


def _before(text: str, start: int) -> str:
    while start and text[start - 1] in _AROUND:
        start -= 1
    return text[start - 1 : start]


def _parts(gap: str, before: Word | None) -> bool:
    if _BLANK_LINE.search(gap) or set("!?;:") & set(gap):
        return True
    return "." in gap and (before is None or len(before.folded) > 1)


def mended(text: str, words: list[Word]) -> Iterable[Word]:
    """Words that a line break took apart (“Oka-” and “for”), put together again."""
    for first, second in pairwise(words):
        if _BROKEN.fullmatch(text[first.end : second.start]):
            both = first.folded + second.folded
            if len(both) > _LONGEST_BROKEN:
                yield Word(both, first.start, second.end, first.is_capital, first.begins, first.is_apart)


def words_of(name: str) -> tuple[str, ...]:
    found = (fold_name(_UNSEEN.sub("", match.group())) for match in _WORD.finditer(composed(name)))
    return tuple(word for word in found if word)
