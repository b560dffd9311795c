"""How two names agree: level by level, in whichever order and under whichever name they agree best."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from .commonness import Commonness
from .prepared import FILLERS, Name, Prepared, Word


class Tie(IntEnum):
    """How two single names agree, best first."""

    SAME = 0
    VARIANT = 1  # one stands for the other: a short name, another language
    SOUND = 2
    SLIP = 3  # a typing error
    PART = 4  # one begins the other
    INITIAL = 5
    NEAR = 6
    OTHER = 7


class Given(IntEnum):
    """How the given names agree."""

    MORE = 0  # the first and another
    SAME = 1
    BUT = 2  # the first, while the second contradicts
    VARIANT = 3
    SOUND = 4
    SLIP = 5
    PART = 6
    REORDERED = 7  # the same names in another order
    MIDDLE = 8  # the first of one is another of the other
    INITIAL = 9
    NEAR = 10
    FILLER = 11  # only a name that half a community carries
    OTHER = 12
    MISSING = 13


class Family(IntEnum):
    """How the family names agree."""

    SAME = 0
    ENDING = 1  # but for the ending that says whose it is, or as it sounds
    SLIP = 2
    HALF = 3
    MOVED = 4  # among the given names of the other
    INITIAL = 5
    NEAR = 6
    OTHER = 7
    MISSING = 8


class Way(IntEnum):
    STRAIGHT = 0
    SWAPPED = 1
    OTHER_NAME = 2
    OTHER_SWAPPED = 3


@dataclass(frozen=True, slots=True)
class NameTie:
    """The levels, and how often somebody else would agree so by chance."""

    given: Given
    family: Family
    way: Way
    given_share: float
    family_share: float


_LONG, _VERY_LONG, _SHORT_SLIP = 5, 7, 4
_ALIKE, _NEAR = 0.75, 0.88
# The sum of two levels from which on the names may stand in each other's place.
_POOR = 9
# How often a middle name agrees too by chance, and how many names are one letter away from a name.
_A_MIDDLE_NAME, _SLIPPED = 0.3, 0.0005


@lru_cache(maxsize=400_000)
def tie(one: Word, other: Word, of_family: bool) -> Tie:
    a, b = one.text, other.text
    if one.is_initial or other.is_initial:
        return Tie.INITIAL if a[:1] == b[:1] or one.sound[:1] == other.sound[:1] else Tie.OTHER
    if a == b:
        return Tie.SAME
    if one.groups & other.groups:
        return Tie.VARIANT
    if of_family and one.stem == other.stem:
        return Tie.VARIANT
    return _close(one, other, of_family)


def _close(one: Word, other: Word, of_family: bool) -> Tie:
    a, b = one.text, other.text
    short, long = sorted((len(a), len(b)))
    steps = OSA.distance(a, b, score_cutoff=2)
    if not of_family and _different(one, other, steps):
        return Tie.OTHER
    likeness = JaroWinkler.similarity(a, b)
    if one.sound == other.sound or (of_family and one.stem_sound == other.stem_sound):
        return Tie.SOUND if likeness >= _ALIKE and len(one.sound) > 1 else Tie.NEAR
    if (steps == 1 and short >= _SHORT_SLIP) or (steps == 2 and short >= _VERY_LONG):
        return Tie.SLIP
    if short >= 3 and (a.startswith(b) or b.startswith(a)):
        return Tie.PART
    if steps == 1 or (steps == 2 and short >= _LONG) or (likeness >= _NEAR and long - short <= 3):
        return Tie.NEAR
    return Tie.OTHER


def _different(one: Word, other: Word, steps: int) -> bool:
    """Two names that people do have, or a boy's and a girl's of one root, are no slip of each other."""
    if one.groups and other.groups:
        return True
    a, b = sorted((one.text, other.text), key=len)
    return steps <= 1 and len(b) == len(a) + 1 and b[:-1] == a and b[-1] in "ae"


def compare_names(one: Prepared, other: Prepared, common: Commonness) -> list[NameTie]:
    """Every way in which the two may be set side by side that is worth weighing."""
    found: list[NameTie] = []
    for i, a in enumerate(one.names):
        for j, b in enumerate(other.names):
            straight = _side_by_side(a, b, Way.OTHER_NAME if i or j else Way.STRAIGHT, common)
            found.append(straight)
            if straight.given <= Given.SAME and straight.family is Family.SAME:
                if straight.way is Way.STRAIGHT:
                    return found
            elif a.given and a.family and b.given and b.family and straight.given + straight.family >= _POOR:
                way = Way.OTHER_SWAPPED if i or j else Way.SWAPPED
                found.append(_side_by_side(a, other.turned[j], way, common))
                found.append(_side_by_side(one.turned[i], b, way, common))
    return found


def _side_by_side(a: Name, b: Name, way: Way, common: Commonness) -> NameTie:
    given, given_share = _given(a, b, common)
    family, family_share = _family(a, b, common)
    return NameTie(given, family, way, given_share, family_share)


_GIVEN = {
    Tie.SAME: Given.SAME,
    Tie.VARIANT: Given.VARIANT,
    Tie.SOUND: Given.SOUND,
    Tie.SLIP: Given.SLIP,
    Tie.PART: Given.PART,
    Tie.INITIAL: Given.INITIAL,
    Tie.NEAR: Given.NEAR,
    Tie.OTHER: Given.OTHER,
}


_FAMILY = {
    Tie.SAME: Family.SAME,
    Tie.VARIANT: Family.ENDING,
    Tie.SOUND: Family.ENDING,
    Tie.SLIP: Family.SLIP,
    Tie.PART: Family.NEAR,
    Tie.INITIAL: Family.INITIAL,
    Tie.NEAR: Family.NEAR,
    Tie.OTHER: Family.OTHER,
}


def _joined(names: tuple[Word, ...]) -> str:
    return "".join(name.text for name in names)


def _given(a: Name, b: Name, common: Commonness) -> tuple[Given, float]:
    one, other = a.own, b.own
    if not one or not other:
        return Given.MISSING, 1.0
    best = (one[0], other[0])
    first = tie(one[0], other[0], False)
    level = _GIVEN[first]
    if len(one) + len(other) > 2:
        level, best = _of_several(one, other, first)
    if level is Given.OTHER and (_fills(a) or _fills(b)) and {w.text for w in a.given} & {w.text for w in b.given}:
        return Given.FILLER, 1.0
    return level, _share_given(level, best[0], best[1], common)


def _fills(name: Name) -> bool:
    """It holds no given name but such as half a community carries."""
    return name.own == name.given and all(word.text in FILLERS for word in name.own)


def _of_several(one: tuple[Word, ...], other: tuple[Word, ...], first: Tie) -> tuple[Given, tuple[Word, Word]]:
    """The first names decide; where they differ, a middle name may have been used first."""
    best = (one[0], other[0])
    if first is Tie.SAME:
        return _with_middles(one, other), best
    if _run_together(one, other):
        return Given.SAME, best
    if len(one) == len(other) and {w.text for w in one} == {w.text for w in other}:
        return Given.REORDERED, best
    if first > Tie.SLIP:
        crossed, pair = _closest(one, other, False)
        if crossed <= Tie.SLIP:
            return Given.MIDDLE, pair
    return _GIVEN[first], best


def _closest(one: tuple[Word, ...], other: tuple[Word, ...], of_family: bool) -> tuple[Tie, tuple[Word, Word]]:
    """The two names that agree best; of several the first by letter, so that either side may come first."""
    pairs = [(x, y) for x in one for y in other]
    best = min(pairs, key=lambda pair: (tie(*pair, of_family), *sorted((pair[0].text, pair[1].text))))
    return tie(*best, of_family), best


def _with_middles(one: tuple[Word, ...], other: tuple[Word, ...]) -> Given:
    if len(one) == 1 or len(other) == 1:
        return Given.SAME
    best = min(tie(x, y, False) for x in one[1:] for y in other[1:])
    if best <= Tie.SLIP:
        return Given.MORE
    return Given.BUT if best >= Tie.NEAR else Given.SAME


def _run_together(one: tuple[Word, ...], other: tuple[Word, ...]) -> bool:
    a, b = _joined(one), _joined(other)
    return (
        a == b
        or (len(other) == 1 and a.startswith(b) and _joined(one[:2]) == b)
        or (len(one) == 1 and b.startswith(a) and _joined(other[:2]) == a)
    )


def _share_given(level: Given, a: Word, b: Word, common: Commonness) -> float:
    one, other = common.share_given(a.text), common.share_given(b.text)
    if level <= Given.BUT:
        return max(one, other) * (_A_MIDDLE_NAME if level is Given.MORE else 1.0)
    if level is Given.REORDERED:
        return max(one, other) * _A_MIDDLE_NAME
    if level is Given.SLIP:
        return one + other + _SLIPPED
    return one + other if level in (Given.VARIANT, Given.SOUND, Given.MIDDLE) else 1.0


def _family(a: Name, b: Name, common: Commonness) -> tuple[Family, float]:
    one, other = a.family, b.family
    if not one or not other:
        return _moved(a, b, common) or (Family.MISSING, 1.0)
    if len(one) == len(other) == 1:
        pair = (one[0], other[0])
        level = _FAMILY[tie(*pair, True)]
    else:
        level, pair = _several(one, other)
    if level > Family.MOVED:
        moved = _moved(a, b, common)
        if moved:
            return moved
    if level >= Family.INITIAL:
        return level, 1.0
    x, y = common.share_family(pair[0].text), common.share_family(pair[1].text)
    return level, x if pair[0].text == pair[1].text else x + y + (0.0002 if level is Family.SLIP else 0.0)


def _several(one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[Family, tuple[Word, Word]]:
    """Double-barrelled names: whole in any order, run together, or a half."""
    best, pair = _closest(one, other, True)
    joined, other_joined = _joined(one), _joined(other)
    if joined == other_joined or {w.text for w in one} == {w.text for w in other}:
        return Family.SAME, pair
    short, long = sorted((joined, other_joined), key=lambda text: (len(text), text))
    if len(long) >= 7 and OSA.distance(joined, other_joined, score_cutoff=1) <= 1:
        return Family.SLIP, pair
    if best <= Tie.SLIP or (len(short) >= 4 and (long.startswith(short) or long.endswith(short))):
        return Family.HALF, pair
    return _FAMILY[best], pair


def _moved(a: Name, b: Name, common: Commonness) -> tuple[Family, float] | None:
    """The family name of one stands among the given names of the other, behind the first."""
    shares = [
        common.share_family(family.text) + common.share_given(given.text)
        for mine, theirs in ((a, b), (b, a))
        for family in mine.family
        for given in theirs.given[1:]
        if len(family.text) > 2 and tie(family, given, True) <= Tie.SLIP
    ]
    return (Family.MOVED, min(shares)) if shares else None
