"""How postcodes and numbers agree."""

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA
from stdnum.gb import nhs

from .prepared import Prepared

_UK = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9])[A-Z]{2}$")
_LONG = 5


class PostcodeTie(IntEnum):
    SAME = 0
    SLIP = 1
    SHORT_SLIP = 2  # in a code of four figures, where it happens by chance too
    SECTOR = 3
    DISTRICT = 4
    AREA = 5
    OTHER = 6
    MISSING = 7


class NumberTie(IntEnum):
    SAME = 0
    SLIP = 1
    DIFFERENT = 2  # at least one cannot be right
    BOTH_VALID = 3
    MISSING = 4


def compare_postcodes(one: Prepared, other: Prepared) -> PostcodeTie:
    if not one.postcodes or not other.postcodes:
        return PostcodeTie.MISSING
    return min(_postcode(a, b) for a in one.postcodes for b in other.postcodes)


@lru_cache(maxsize=100_000)
def _parts(code: str) -> tuple[str, str, str]:
    """District, sector and area of a postcode; of one that is not British its first letters."""
    found = _UK.fullmatch(code)
    if found:
        district = found.group(1)
        return district, district + found.group(2), district.rstrip("0123456789")
    return code[:3], code[:3], code[:2]


def _postcode(a: str, b: str) -> PostcodeTie:
    if a == b:
        return PostcodeTie.SAME
    if OSA.distance(a, b, score_cutoff=1) == 1:
        return PostcodeTie.SLIP if min(len(a), len(b)) >= _LONG else PostcodeTie.SHORT_SLIP
    one, other = _parts(a), _parts(b)
    if one[1] == other[1]:
        return PostcodeTie.SECTOR
    if one[0] == other[0]:
        return PostcodeTie.DISTRICT
    return PostcodeTie.AREA if one[2] == other[2] else PostcodeTie.OTHER


@lru_cache(maxsize=100_000)
def _is_valid(number: str) -> bool:
    return bool(nhs.is_valid(number))


def compare_numbers(one: frozenset[str], other: frozenset[str]) -> NumberTie:
    if not one or not other:
        return NumberTie.MISSING
    if one & other:
        return NumberTie.SAME
    if any(OSA.distance(a, b, score_cutoff=1) == 1 for a in one for b in other):
        return NumberTie.SLIP
    valid = any(map(_is_valid, one)) and any(map(_is_valid, other))
    return NumberTie.BOTH_VALID if valid else NumberTie.DIFFERENT


def compare_other_numbers(one: frozenset[str], other: frozenset[str]) -> NumberTie:
    """Numbers of one kind are compared with numbers of that kind."""
    kinds = {number.partition(":")[0] for number in one} & {number.partition(":")[0] for number in other}
    if not kinds:
        return NumberTie.MISSING
    return NumberTie.SAME if one & other else NumberTie.DIFFERENT
