"""How two dates of birth agree."""

from enum import IntEnum

from rapidfuzz.distance import OSA

from .prepared import Born


class BirthTie(IntEnum):
    SAME = 0
    SWAPPED = 1  # day and month
    SLIP = 2  # one digit, or two changed about
    YEAR_BESIDE = 3  # same day and month, the year before or after
    MONTH_AND_YEAR = 4
    DAY_AND_MONTH = 5
    DAYS_NEAR = 6
    YEAR = 7
    TWO_SLIPS = 8
    OTHER = 9
    GENERATION = 10  # so far apart that they may be parent and child
    ROUGH_SAME = 11  # one is an estimate or a placeholder, and the year is right
    ROUGH_BESIDE = 12
    ROUGH_OTHER = 13
    AGE = 14  # lies in the years that an age allows
    AGE_BESIDE = 15
    AGE_OTHER = 16
    MISSING = 17


_DAYS_NEAR, _YEAR_OF_DAYS, _GENERATION = 31, 366, 15


def compare_births(one: Born | None, other: Born | None) -> BirthTie:
    if one is None or other is None:
        return BirthTie.MISSING
    if not one.digits or not other.digits:
        return _age(one, other)
    if one.day == other.day and not (one.rough and other.rough and "AAA" not in {one.accuracy, other.accuracy}):
        return BirthTie.SAME
    if one.rough or other.rough:
        rough = _rough(one, other)
        if (
            (rough < BirthTie.ROUGH_OTHER and rough is not BirthTie.GENERATION)
            or one.accuracy != "AAA"
            or other.accuracy != "AAA"
        ):
            return rough
        exact = _exact(one, other)
        return exact if exact < BirthTie.MONTH_AND_YEAR else rough
    return _exact(one, other)


def _exact(one: Born, other: Born) -> BirthTie:
    a, b = one.day, other.day
    steps = OSA.distance(one.digits, other.digits, score_cutoff=2)
    found = BirthTie.OTHER
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        found = BirthTie.SWAPPED
    elif (a.month, a.day) == (b.month, b.day) and abs(a.year - b.year) == 1:
        found = BirthTie.YEAR_BESIDE
    elif steps == 1:
        found = BirthTie.SLIP
    elif (a.year, a.month) == (b.year, b.month):
        found = BirthTie.MONTH_AND_YEAR
    elif (a.month, a.day) == (b.month, b.day):
        found = BirthTie.DAY_AND_MONTH
    elif abs((a - b).days) <= _DAYS_NEAR:
        found = BirthTie.DAYS_NEAR
    elif a.year == b.year:
        found = BirthTie.YEAR
    elif steps == 2:
        found = BirthTie.TWO_SLIPS
    elif abs(a.year - b.year) >= _GENERATION:
        found = BirthTie.GENERATION
    return found


def _rough(one: Born, other: Born) -> BirthTie:
    if one.day.year == other.day.year:
        return BirthTie.ROUGH_SAME
    apart = abs(one.day.year - other.day.year)
    if apart >= _GENERATION:
        return BirthTie.GENERATION
    return BirthTie.ROUGH_BESIDE if apart == 1 else BirthTie.ROUGH_OTHER


def _age(one: Born, other: Born) -> BirthTie:
    if one.first <= other.last and other.first <= one.last:
        return BirthTie.AGE
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    return BirthTie.AGE_BESIDE if gap <= _YEAR_OF_DAYS else BirthTie.AGE_OTHER
