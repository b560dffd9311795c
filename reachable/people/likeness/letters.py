"""One name as letters: other alphabets in Latin, what it sounds like, its stem without an ending for he or she."""

import re
from functools import lru_cache
from pathlib import Path

from ..matching import fold_name

_ALPHABETS = Path(__file__).with_name("alphabets.txt").read_text(encoding="utf-8").splitlines()
_TO_LATIN = str.maketrans(
    {pair[0]: pair[2:] for line in _ALPHABETS if not line.startswith("#") for pair in line.split()}
)

_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "e",
        "y",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "bint",
        "binti",
        "al",
        "el",
        "ul",
        "ur",
    ]
)
_PREFIXES = frozenset(["mc", "mac", "o", "fitz"])
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "master", "dr", "jr", "junior", "sr", "senior"])

# Sounds that the alphabets of the county write differently, longest first: each becomes one class of sound.
_SOUNDS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(.)\1+", r"\1"),
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"shch|sch|tsch", "s"),
        (r"dzh|dj|dz|dg(?=[eiy])", "j"),
        (r"^[iy](?=[aeou])", "j"),
        (r"ph|v|w|f", "v"),
        (r"ck|kh|ch|cz|qu|q|c|gh(?=[aeiou])", "k"),
        (r"x", "ks"),
        (r"sh|zh|sz|rz(?=[aeiouy])|tz|ts|z", "s"),
        (r"(?<=[a-z])h", ""),
        (r"^[aeiouy]+", "a"),
        (r"(?<=.)[aeiouy]+", "-"),
        (r"(.)\1+", r"\1"),
        (r"-", ""),
    )
)
# Endings that tell a daughter's or a wife's surname from a father's or a husband's: what is left is the family.
_ENDINGS = tuple(
    (re.compile(pattern), left)
    for pattern, left in (
        (r"(?:c|ts|dz)k(?:yi|yy|iy|ij|ii|aya|aia|aja|i|y|a)$|tsk(?:yi|yy|iy|ij|ii|aya|aia|aja|i|y|a)$", "ck"),
        (r"sk(?:yi|yy|iy|ij|ii|aya|aia|aja|i|y|a)$", "sk"),
        (r"(?:iene|iute|aite|yte|ute|ius)$", ""),
        (r"(?:ova|owa|off|ow|ov)$", "ov"),
        (r"(?:eva|ewa|eff|ew|ev)$", "ev"),
        (r"(?:as|is|ys|us|yi|yy|iy|ij|aya|aia|s|a|e|y)$", ""),
    )
)
_LEAST_STEM = 4


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Latin letters without accents, lower case, single spaces; folding twice changes nothing."""
    return fold_name(fold_name(text).translate(_TO_LATIN)) if not text.isascii() else fold_name(text)


@lru_cache(maxsize=200_000)
def words(text: str) -> tuple[str, ...]:
    """The single names of a text: titles and small words dropped, "Mc Donald" and "O Brien" made one."""
    found = [word for word in fold(text).split() if word not in _TITLES]
    joined: list[str] = []
    before = ""
    for position, word in enumerate(found):
        if word in _PREFIXES and position + 1 < len(found):
            before += word
        else:
            joined.append(before + word)
            before = ""
    kept = [word for word in joined if word not in _PARTICLES]
    return tuple(kept or joined)


def sound(word: str) -> str:
    """What is left of a name in the ear: its first sound and its consonants, each by its class."""
    for pattern, by in _SOUNDS:
        word = pattern.sub(by, word)
    return word


def stem(word: str) -> str:
    """A surname without the ending that says whose it is; short ones are left as they are."""
    for pattern, left in _ENDINGS:
        found = pattern.sub(left, word)
        if found != word:
            return found if len(found) >= _LEAST_STEM else word
    return word
