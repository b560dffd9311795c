"""What each level of agreement says, by what the two may be to each other.

A pair is one person, or two strangers, two siblings, twins, namesakes, parent and child of one name, or strangers of
whom one was given the other's number. For each of these a table says how often every level is seen; a missing field
says nothing. The order of the numbers is that of the levels. How they were found: docs/operations/matching.md.
"""

from math import log

from .dates import BirthTie
from .names import Family, Given, Way
from .numbers import NumberTie, PostcodeTie

SAME_PERSON, STRANGERS, SIBLINGS, TWINS, NAMESAKES, NAMED_AFTER, WRONG_NUMBER = range(7)
CLASSES = range(7)
BY_GIVEN_SHARE = (STRANGERS, SIBLINGS, TWINS, WRONG_NUMBER)
BY_FAMILY_SHARE = (STRANGERS, WRONG_NUMBER)
# How many of each kind a person who is asked about has in a file on average; strangers are as many as the file holds.
Levels = dict[int, tuple[float, ...]]
# Those of siblings, twins and whoever was named after a parent are in commonness.py, for a file counts them.
HELD, NAMESAKE_HELD, NUMBER_MIXED_UP = 0.55, 0.08, 0.002

_GIVEN: Levels = {
    SAME_PERSON: (0.04, 0.70, 0.004, 0.05, 0.045, 0.035, 0.008, 0.006, 0.02, 0.03, 0.012, 0.004, 0.035),
    # Of strangers and siblings: how often beyond the share of the name itself.
    STRANGERS: (1.0, 1.0, 0.5, 0.6, 0.6, 0.5, 4e-4, 1.0, 1.5, 0.005, 0.003, 0.003, 0.98),
    SIBLINGS: (0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 5e-4, 1.0, 4.0, 0.006, 0.005, 0.004, 0.95),
    TWINS: (0.5, 1.0, 1.0, 1.0, 2.0, 3.0, 1e-3, 1.0, 4.0, 0.008, 0.015, 0.006, 0.94),
}
_GIVEN[NAMESAKES] = _GIVEN[NAMED_AFTER] = _GIVEN[SAME_PERSON]
_FAMILY: Levels = {
    SAME_PERSON: (0.78, 0.09, 0.05, 0.03, 0.005, 0.002, 0.007, 0.036),
    STRANGERS: (1.0, 0.8, 0.7, 1.2, 2.0, 0.001, 0.0015, 0.99),
}
for _kind in (SIBLINGS, TWINS, NAMESAKES, NAMED_AFTER):
    _FAMILY[_kind] = _FAMILY[SAME_PERSON]
# Where strangers agree as often as the name, the day or the postcode is common, the table holds a factor of that.
_GIVEN_SHARED = {*Given} - {Given.PART, Given.INITIAL, Given.NEAR, Given.FILLER, Given.OTHER, Given.MISSING}
_FAMILY_SHARED = {Family.SAME, Family.ENDING, Family.SLIP, Family.HALF, Family.MOVED}
_WAY = {Way.STRAIGHT: 0.93, Way.SWAPPED: 0.045, Way.OTHER_NAME: 0.1, Way.OTHER_SWAPPED: 0.005}

_BIRTH: Levels = {
    SAME_PERSON: (
        0.84, 0.017, 0.05, 0.03, 0.003, 0.002, 0.002, 0.002, 0.004, 0.006, 0.003,
        0.05, 0.006, 0.0015, 0.9, 0.08, 0.02,
    ),
    STRANGERS: (
        1.0, 7e-5, 3e-3, 1.6e-4, 2e-3, 1.5e-3, 3e-3, 0.03, 0.015, 0.65, 0.22, 0.004, 0.008, 0.065, 0.1, 0.1, 0.8,
    ),
    SIBLINGS: (
        1e-3, 6e-5, 3e-3, 5e-4, 5e-4, 2e-3, 8e-4, 0.006, 0.025, 0.8, 0.1, 0.002, 0.008, 0.05, 0.12, 0.15, 0.73,
    ),
    NAMESAKES: (
        2e-3, 1e-3, 8e-3, 5e-3, 1e-2, 4e-3, 8e-3, 0.08, 0.04, 0.6, 0.24, 0.01, 0.012, 0.055, 0.15, 0.15, 0.7,
    ),
    NAMED_AFTER: (
        1e-3, 1e-4, 2e-3, 1e-4, 1e-4, 4e-3, 1e-4, 1e-3, 4e-3, 0.08, 0.91, 0.0005, 0.0005, 0.008, 0.02, 0.02, 0.96,
    ),
}  # fmt: skip
_BIRTH[TWINS] = _BIRTH[SAME_PERSON]
_BIRTH[WRONG_NUMBER] = _BIRTH[STRANGERS]
_POSTCODE: Levels = {
    SAME_PERSON: (0.72, 0.05, 0.1, 0.02, 0.07, 0.08, 0.06),
    STRANGERS: (1.0, 4e-4, 0.012, 3e-3, 0.03, 0.5, 0.45),
    SIBLINGS: (0.72, 0.05, 0.1, 0.02, 0.07, 0.08, 0.06),
    TWINS: (0.72, 0.05, 0.1, 0.02, 0.06, 0.05, 0.04),
    NAMESAKES: (0.01, 0.005, 0.012, 0.02, 0.08, 0.5, 0.4),
    NAMED_AFTER: (0.72, 0.05, 0.1, 0.02, 0.07, 0.08, 0.06),
    WRONG_NUMBER: (0.1, 0.02, 0.02, 0.02, 0.08, 0.43, 0.33),
}
_NUMBER: Levels = {
    SAME_PERSON: (0.90, 0.06, 0.05, 0.012),
    STRANGERS: (1e-7, 2e-6, 1.0, 1.0),
    SIBLINGS: (2e-3, 1e-3, 1.0, 1.0),
    TWINS: (1e-2, 1e-2, 1.0, 1.0),
    NAMESAKES: (1e-3, 1e-5, 1.0, 1.0),
    NAMED_AFTER: (2e-3, 1e-4, 1.0, 1.0),
    WRONG_NUMBER: (0.90, 0.0, 0.0, 0.0),
}


def _logs(table: Levels, size: int, alike: dict[int, int] | None = None) -> list[list[float]]:
    """By level, then by class; the last level is a missing field and says nothing."""
    rows = [[log(max(table[(alike or {}).get(c, c)][level], 1e-12)) for c in CLASSES] for level in range(size)]
    return [*rows, [0.0] * len(CLASSES)]


_AS_STRANGERS = {WRONG_NUMBER: STRANGERS}
GIVEN = _logs(_GIVEN, len(Given) - 1, _AS_STRANGERS)
FAMILY = _logs(_FAMILY, len(Family) - 1, _AS_STRANGERS)
BIRTH = _logs(_BIRTH, len(BirthTie) - 1)
POSTCODE = _logs(_POSTCODE, len(PostcodeTie) - 1)
NUMBER = _logs(_NUMBER, len(NumberTie) - 1)
GIVEN_BY_SHARE = tuple(level in _GIVEN_SHARED for level in Given)
FAMILY_BY_SHARE = tuple(level in _FAMILY_SHARED for level in Family)
WAY = tuple(log(_WAY[way]) for way in Way)
# The odds that the tables give, and what was seen at such odds: between two points in a straight line.
CALIBRATION: tuple[tuple[float, float], ...] = (
    (-30.0, -29.0), (-8.0, -7.5), (-6.0, -5.0), (-4.6, -3.3), (-3.4, -2.5), (-2.5, -1.9), (-1.8, -1.15), (-1.0, -0.9),
    (-0.4, 0.1), (0.4, 0.75), (1.5, 1.5), (3.0, 3.2), (4.0, 4.8), (5.8, 5.8), (8.0, 7.0), (30.0, 12.0),
)  # fmt: skip
