"""Lists of names, and names drawn from them: the most usual first, with a tail of rare ones."""

from __future__ import annotations

import tomllib
import unicodedata
import zlib
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "names"
FEMALE, MALE = "F", "M"
SPLITS = ("all", "train", "measure")
HYPHENS = 0.75  # of double-barrelled names; the others are written with a space
RARE_GIVEN = 0.06
OTHERWISE_SPELT = 0.25  # of people whose name has other spellings hold one of those
NAME_OF_HER_OWN = 0.4  # of daughters, where women have names that are not their fathers'
UNKEPT_ENDING = 0.15  # of women hold the man's form of the family name

Groups = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Community:
    name: str
    share: float
    places: tuple[str, ...]
    given: dict[str, tuple[str, ...]]
    family: tuple[str, ...]
    rare: tuple[str, ...]
    rare_share: float
    endings: tuple[tuple[str, ...], ...]
    short: Groups
    spelt: Groups
    family_spelt: Groups  # within one half of the family names
    double: float = 0.0
    particle: float = 0.0
    estimated: float = 0.02  # birth dates held as 1 January
    patronymic: bool = False
    wives: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()  # by-names that stand after the name
    _weights: dict[str, list[float]] = field(default_factory=dict, compare=False)

    def draw_given(self, random: Random, sex: str) -> str:
        names = self.given[sex]
        if random.random() < RARE_GIVEN:
            one, other = random.choice(names).partition(" ")[0], random.choice(names).partition(" ")[0]
            return one[: (len(one) + 1) // 2] + other[len(other) // 2 :]
        chosen = self._skewed(random, sex, names, 4, 0.55)
        return _respelt(random, chosen, self.spelt)

    def draw_family(self, random: Random) -> str:
        """The man's form where there are several."""
        if self.rare and random.random() < self.rare_share:
            return random.choice(self.rare)
        return _respelt(random, self._skewed(random, "family", self.family, 10, 0.75), self.family_spelt)

    def _skewed(self, random: Random, key: str, names: tuple[str, ...], start: int, power: float) -> str:
        if key not in self._weights:
            self._weights[key] = list(accumulate((rank + start) ** -power for rank in range(len(names))))
        return random.choices(names, cum_weights=self._weights[key])[0]

    def formed(self, random: Random, family: str, sex: str, *, wife: bool = False) -> str:
        """The family name as this person bears it."""
        if sex == MALE:
            return family
        if self.wives and (wife or random.random() < NAME_OF_HER_OWN):
            return random.choice(self.wives)
        if random.random() < UNKEPT_ENDING:
            return family
        return feminine(family, self.endings, wife=wife)


def _respelt(random: Random, name: str, spelt: Groups) -> str:
    others = spelt.get(name)
    return random.choice(others) if others and random.random() < OTHERWISE_SPELT else name


def feminine(family: str, endings: tuple[tuple[str, ...], ...], *, wife: bool = False) -> str:
    for forms in endings:
        if family.endswith(forms[0]):
            return family[: -len(forms[0])] + forms[-1 if wife else min(1, len(forms) - 1)]
    return family


def plain(text: str) -> str:
    """Without accents and in small letters, for comparing names of our own lists."""
    text = text.translate(str.maketrans("łŁøđı", "lLodi"))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def half_of(name: str) -> str:
    """Which half of the family names it belongs to: by the name alone, so that every community agrees."""
    return SPLITS[1 + zlib.crc32(plain(name).encode()) % 2]


@cache
def communities(split: str = "all") -> tuple[Community, ...]:
    return tuple(_community(path, split) for path in sorted(FOLDER.glob("*.toml")))


def _community(path: Path, split: str) -> Community:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    spelt = _groups(data["spelt"])
    family = _words(data["family"])
    rare = tuple(
        dict.fromkeys(
            (stem + tail).replace("_", " ")
            for stem in _words(data.get("stems", ""))
            for tail in _words(data.get("tails", ""))
        )
    )
    if split != "all":
        family = tuple(name for name in family if half_of(name) == split)
        rare = tuple(name for name in rare if half_of(name) == split)
    return Community(
        name=path.stem,
        share=data["share"],
        places=tuple(data["places"].split()),
        given={FEMALE: _words(data["female"]), MALE: _words(data["male"])},
        family=family,
        rare=rare,
        rare_share=data.get("tail_share", 0.0),
        endings=tuple(tuple(forms.split()) for forms in data.get("endings", ())),
        short=_groups(data["short"]),
        spelt=spelt,
        family_spelt=spelt if split == "all" else _of_one_half(spelt, split),
        double=data.get("double", 0.0),
        particle=data.get("particle", 0.0),
        estimated=data.get("estimated", 0.02),
        patronymic=data.get("patronymic", False),
        wives=_words(data.get("wives", "")),
        honours=_words(data.get("honour", "")),
        extra=_words(data.get("nick", "")),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.replace("_", " ") for word in text.split()))


def _groups(text: str) -> Groups:
    """`Name: other other; Name: other` as a dictionary."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for word in text.replace(";", " ").split():
        if word.endswith(":"):
            current = found.setdefault(word[:-1].replace("_", " "), [])
        else:
            current.append(word.replace("_", " "))
    return {name: tuple(dict.fromkeys(o for o in others if o != name)) for name, others in found.items()}


def _of_one_half(spelt: Groups, split: str) -> Groups:
    """A family name may not be respelt into one of the other half."""
    return {name: kept for name, others in spelt.items() if (kept := tuple(o for o in others if half_of(o) == split))}
