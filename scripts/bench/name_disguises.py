"""Ways to write a name so that a reader still knows it, shared by the measure of the name check and its tests.

`CERTAIN` are those after which the verdict must be refuse, `SUPPORTED` those after which it is never clear, `BEYOND`
what is known to be missed, measured so that it stays known.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reachable.people.likeness.letters import fold
from reachable.people.likeness.variants import groups
from reachable.people.naming.lists import listed
from reachable.people.naming.words import english, words_of

T = TypeVar("T")
_CYRILLIC = str.maketrans(
    "aeopcxyiAEOPCXTHKMBI",
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0410\u0415\u041e\u0420\u0421\u0425\u0422\u041d\u041a\u041c\u0412\u0406",
)
_GREEK = str.maketrans(
    "oviAEIKMNOPTXZ", "\u03bf\u03bd\u03b9\u0391\u0395\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u0396"
)
_FIGURES = str.maketrans("aeiosAEIOS", "4310543105")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_BOLD = {ord("A") + n: 0x1D5D4 + n for n in range(26)} | {ord("a") + n: 0x1D5EE + n for n in range(26)}


class Dice:
    """The same choices for the same seed, on every machine."""

    def __init__(self, seed: str) -> None:
        self.seed, self.count = seed, 0

    def below(self, most: int) -> int:
        self.count += 1
        return int.from_bytes(hashlib.sha256(f"{self.seed} {self.count}".encode()).digest()[:6], "big") % most

    def pick(self, some: Sequence[T]) -> T:
        return some[self.below(len(some))]


@dataclass(frozen=True)
class Name:
    given: str
    family: str

    @property
    def whole(self) -> str:
        return f"{self.given} {self.family}"


Disguise = Callable[[Name, Dice], str]


def plainly(text: str) -> str:
    text = text.translate(str.maketrans("łŁøØđĐıæ", "lLoOdDia"))
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def _between(text: str, mark: str) -> str:
    """The letters of each word apart."""
    return " ".join(mark.join(one for one in word if one.isalpha()) for word in plainly(text).replace("-", " ").split())


def _split(text: str, mark: str, dice: Dice) -> str:
    place = 1 + dice.below(len(text) - 1)
    while not (text[place - 1].isalpha() and text[place : place + 1].isalpha()):
        place = 1 + dice.below(len(text) - 1)
    return text[:place] + mark + text[place:]


def _wrong(word: str, dice: Dice, *, way: str = "") -> str:
    """One edit inside a word: a letter left out, doubled, changed or changed about."""
    place = 1 + dice.below(len(word) - 3)
    match way or dice.pick(("out", "twice", "other", "about")):
        case "out":
            return word[:place] + word[place + 1 :]
        case "twice":
            return word[:place] + word[place] + word[place:]
        case "other":
            return word[:place] + ("v" if word[place] != "v" else "q") + word[place + 1 :]
        case _:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def longest(name: str) -> str:
    return max(name.replace("-", " ").replace("’", " ").replace("'", " ").split(), key=len)


def short_name(given: str) -> str:
    """Another name that stands for it, or the name itself."""
    mine = fold(given)
    tied = sorted(other for other, held in groups().items() if held & groups().get(mine, frozenset()) and other != mine)
    fit = [one for one in tied if len(one) < len(mine) and one.isalpha()]
    return (fit or [given])[0].title()


CERTAIN: dict[str, Disguise] = {
    "whole": lambda one, _: one.whole,
    "capitals": lambda one, _: one.whole.upper(),
    "family name first": lambda one, _: f"{one.family}, {one.given}",
    "reversed": lambda one, _: f"{one.family} {one.given}",
    "without accents": lambda one, _: plainly(one.whole),
    "accents apart": lambda one, _: unicodedata.normalize("NFD", one.whole),
    "possessive": lambda one, _: f"{one.whole}’s",
    "hyphens": lambda one, _: one.whole.replace(" ", "-"),
    "over a line": lambda one, _: f"{one.given}\n{one.family}",
    "over a line of Windows": lambda one, _: f"{one.given}\r\n{one.family}",
    "two spaces": lambda one, _: f"{one.given}  {one.family}",
    "as one word": lambda one, _: (one.given + one.family).replace(" ", ""),
    "as an address": lambda one, _: plainly(f"{one.given}.{one.family}").replace(" ", "").lower(),
    "hash": lambda one, _: "#" + (one.given + one.family).replace(" ", ""),
    "letters spaced": lambda one, _: _between(one.whole, " "),
    "letters dotted": lambda one, _: _between(one.whole, "."),
    "letters dashed": lambda one, _: _between(one.whole, "-"),
    "letters underscored": lambda one, _: _between(one.whole, "_"),
    "zero width": lambda one, _: "\u200b".join(one.whole),
    "soft hyphens": lambda one, dice: _split(one.whole, "\u00ad", dice),
    "full width": lambda one, _: one.whole.translate(_WIDE),
    "bold letters": lambda one, _: plainly(one.whole).translate(_BOLD),
    "Cyrillic look-alikes": lambda one, _: plainly(one.whole).translate(_CYRILLIC),
    "Greek look-alikes": lambda one, _: plainly(one.whole).translate(_GREEK),
    "figures": lambda one, _: plainly(one.whole).translate(_FIGURES),
}
SUPPORTED: dict[str, Disguise] = {
    **CERTAIN,
    "small": lambda one, _: one.whole.lower(),
    "given name": lambda one, _: one.given,
    "family name": lambda one, _: one.family,
    "plural": lambda one, _: f"{one.family}s",
    "initial first": lambda one, _: f"{one.given[0]}. {one.family}",
    "initial last": lambda one, _: f"{one.family} {one.given[0]}",
    "initials": lambda one, _: f"{one.given[0]}.{one.family[0]}.",
    "split by an asterisk": lambda one, dice: f"{one.given} {_split(longest(one.family), '*', dice)}",
    "split by an underscore": lambda one, dice: f"{one.given} {_split(longest(one.family), '_', dice)}",
    "broken over a line": lambda one, dice: f"{one.given} {_split(longest(one.family), '-' + chr(10), dice)}",
    "short name": lambda one, _: f"{short_name(one.given)} {one.family}",
    "misspelt beside": lambda one, dice: f"{one.given} {_misspelt(one.family, dice)}",
}
ASKS_OF_WORDS = frozenset(["as an address"])  # “will.young” may be a stop without a space after it


def must_refuse(disguise: str, name: Name) -> bool:
    if disguise not in CERTAIN:
        return False
    is_plain = all(word in english() for word in words_of(name.whole))
    return not (is_plain and (disguise in ASKS_OF_WORDS or words_of(name.family)[-1] in listed("places")))


BEYOND: dict[str, Disguise] = {
    "misspelt alone": lambda one, dice: _misspelt(one.family, dice),
    "misspelt, small": lambda one, dice: _misspelt(one.family, dice).lower(),
    "short name alone": lambda one, _: short_name(one.given),
    "asterisks for letters": lambda one, _: _starred(longest(one.family)),
    "pieces apart": lambda one, dice: _split(longest(one.family), " ", dice),
    "two letters wrong": lambda one, dice: _wrong(_wrong(longest(one.family).ljust(5, "a"), dice, way="other"), dice),
    "as it sounds": lambda one, _: _as_it_sounds(longest(one.family)),
    "given name, small": lambda one, _: one.given.lower(),
    "backwards": lambda one, _: one.whole[::-1],
    "one initial": lambda one, _: one.given[0],
}


def _misspelt(name: str, dice: Dice) -> str:
    """Words of fewer letters than five are left as they are."""
    word = longest(name)
    return name.replace(word, _wrong(word, dice)) if len(word) >= 5 else name


def _starred(word: str) -> str:
    return word[:2] + "*" * (len(word) - 3) + word[-1] if len(word) > 3 else word


def _as_it_sounds(word: str) -> str:
    for was, by in (
        ("ph", "f"),
        ("ck", "k"),
        ("ie", "ee"),
        ("ou", "oo"),
        ("y", "ie"),
        ("c", "s"),
        ("z", "s"),
        ("w", "v"),
    ):
        word = word.replace(was, by)
    return word
