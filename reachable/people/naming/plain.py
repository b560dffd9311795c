"""A text as a reader sees it, with where each letter of it stands in the text as it was typed.

What is not seen is left out, and letters of other alphabets and shapes that look like ours become ours.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ..likeness.letters import fold

_FILE = Path(__file__).with_name("look_alikes.txt").read_text(encoding="utf-8").splitlines()
_LOOK_ALIKES = {pair[0]: pair[1] for line in _FILE if not line.startswith("#") for pair in line.split()}
_SQUARED = ((0x1F130, 26), (0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))  # letters in squares and circles, of flags
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\u2800")
_LOOKS = str.maketrans(_LOOK_ALIKES)
_OTHER_ALPHABET = re.compile("[\u0370-\u03ff\u0400-\u058f\u0600-\u06ff]")


@dataclass(frozen=True)
class Plain:
    """`starts` and `ends` are, for each letter of `text`, those of the letter from which it came."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]


def readings(text: str) -> tuple[Plain, ...]:
    """A word in another alphabet as it looks, and where there is such a word once more as it sounds."""
    if text.isascii():
        return (Plain(text, range(len(text)), range(1, len(text) + 1)),)
    shown = _seen(text)
    if not _OTHER_ALPHABET.search(shown.text):
        return (shown,)
    looks = shown.text.translate(_LOOKS)
    return Plain(looks, shown.starts, shown.ends), _as_it_sounds(shown)


def _seen(text: str) -> Plain:
    seen: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, letter in enumerate(text):
        shown = _shown(letter)
        if not shown and ends and unicodedata.category(letter)[0] == "M":
            ends[-1] = start + 1  # an accent belongs to the letter before
        seen.extend(shown)
        starts.extend(start for _ in shown)
        ends.extend(start + 1 for _ in shown)
    return Plain("".join(seen), tuple(starts), tuple(ends))


def _shown(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in _LINE_ENDS:
        return "\n"
    category = unicodedata.category(letter)
    if category == "Cf" or category[0] == "M" or letter in _FILLERS:
        return ""
    for first, count in _SQUARED:
        if first <= ord(letter) < first + count:
            return chr(ord("A") + ord(letter) - first)
    if letter in _LOOK_ALIKES or _OTHER_ALPHABET.match(letter):
        return letter
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(one for one in apart if unicodedata.category(one)[0] != "M") or letter


def _as_it_sounds(given: Plain) -> Plain:
    said = [letter if letter.isascii() else _sounded(letter) for letter in given.text]
    starts = [start for start, letters in zip(given.starts, said, strict=True) for _ in letters]
    ends = [end for end, letters in zip(given.ends, said, strict=True) for _ in letters]
    return Plain("".join(said), tuple(starts), tuple(ends))


def _sounded(letter: str) -> str:
    if not letter.isalpha():
        return letter
    said = fold(letter)
    return said.title() if letter.isupper() else said
