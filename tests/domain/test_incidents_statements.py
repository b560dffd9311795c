"""Which statements of where a young person is count: moved, corrected, contradicted, chosen, not known."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations

import pytest

from reachable.incidents import statements
from reachable.incidents.choices import Said, Where
from reachable.incidents.models import Whereabouts
from tests.factories import AT

MOVED, CORRECTS, CONTRADICTS = Said.MOVED, Said.CORRECTS, Said.CONTRADICTS
HOME, HOSPITAL, CUSTODY, NOT_KNOWN = Where.HOME, Where.HOSPITAL, Where.CUSTODY, Where.NOT_KNOWN
Row = tuple[Said, Where] | tuple[Said, Where, str]


def said(*rows: Row) -> list[Whereabouts]:
    """In the order in which they were said, as they are read from the database."""
    made = []
    for number, (relation, where, *place) in enumerate(rows, 1):
        made.append(Whereabouts(number=number, where=where, relation=relation, place="".join(place), at=AT))
    return made


def numbers(rows: Sequence[Whereabouts]) -> list[int]:
    return [row.number for row in rows]


@pytest.mark.parametrize(
    ("rows", "counting", "current", "contradictory"),
    [
        ([], [], [], False),
        ([(MOVED, HOSPITAL)], [1], [1], False),
        ([(MOVED, HOSPITAL), (MOVED, HOME)], [1, 2], [2], False),
        ([(MOVED, HOSPITAL), (MOVED, NOT_KNOWN)], [1, 2], [2], False),
        ([(MOVED, HOSPITAL), (CORRECTS, HOME)], [2], [2], False),
        ([(MOVED, HOSPITAL), (CORRECTS, NOT_KNOWN)], [2], [2], False),
        ([(MOVED, NOT_KNOWN), (CORRECTS, HOME)], [1, 2], [1, 2], False),
        ([(MOVED, HOSPITAL, "Cley ward"), (CORRECTS, HOSPITAL, "Langley ward")], [2], [2], False),
        ([(MOVED, HOSPITAL), (CORRECTS, HOSPITAL, "Cley ward")], [1, 2], [1, 2], False),
        ([(MOVED, HOSPITAL), (CONTRADICTS, HOME)], [1, 2], [1, 2], True),
        ([(MOVED, HOSPITAL), (CONTRADICTS, HOSPITAL)], [1, 2], [1, 2], False),
        ([(MOVED, HOSPITAL), (CONTRADICTS, NOT_KNOWN)], [1, 2], [1, 2], False),
        ([(MOVED, CUSTODY, "Wymondham"), (CONTRADICTS, CUSTODY, "Aylsham")], [1, 2], [1, 2], True),
        ([(MOVED, CUSTODY, "Wymondham"), (CONTRADICTS, CUSTODY, " wymondham")], [1, 2], [1, 2], False),
        ([(MOVED, HOSPITAL), (CONTRADICTS, HOME), (CORRECTS, HOSPITAL)], [1, 3], [1, 3], False),
        ([(MOVED, HOSPITAL), (CONTRADICTS, HOME), (CORRECTS, HOME)], [2, 3], [2, 3], False),
        ([(MOVED, HOSPITAL), (CONTRADICTS, HOME), (CORRECTS, CUSTODY)], [3], [3], False),
        ([(MOVED, HOSPITAL), (CONTRADICTS, HOME), (MOVED, CUSTODY)], [1, 2, 3], [3], False),
        ([(MOVED, HOSPITAL), (CONTRADICTS, HOME), (CORRECTS, HOME), (MOVED, CUSTODY)], [2, 3, 4], [4], False),
        ([(MOVED, HOSPITAL), (MOVED, HOME), (CORRECTS, CUSTODY)], [1, 3], [3], False),
        ([(MOVED, HOSPITAL), (MOVED, HOME), (CONTRADICTS, HOSPITAL)], [1, 2, 3], [2, 3], True),
    ],
)
def test_which_statements_count(rows: list[Row], counting: list[int], current: list[int], contradictory: bool) -> None:
    found = said(*rows)
    assert numbers(statements.counting(found)) == counting
    assert numbers(statements.current(found)) == current
    assert statements.are_contradictory(statements.current(found)) is contradictory


def test_a_time_that_was_wrong_no_longer_counts_and_one_that_was_not_said_does() -> None:
    first, second, third = said((MOVED, HOSPITAL), (CORRECTS, HOSPITAL), (CORRECTS, HOSPITAL))
    first.happened_at, second.happened_at = AT - timedelta(hours=3), AT - timedelta(hours=1)
    assert numbers(statements.counting([first, second])) == [2]
    assert numbers(statements.counting([first, second, third])) == [2, 3]


@pytest.mark.parametrize(
    "rows",
    [
        [(MOVED, HOSPITAL), (CONTRADICTS, HOME), (CORRECTS, HOME), (MOVED, CUSTODY), (CONTRADICTS, HOME)],
        [(MOVED, NOT_KNOWN), (MOVED, HOSPITAL, "Cley ward"), (CONTRADICTS, HOSPITAL), (CORRECTS, NOT_KNOWN)],
    ],
)
def test_the_order_in_which_they_are_read_changes_nothing(rows: list[Row]) -> None:
    found = said(*rows)
    expected = numbers(statements.counting(found)), numbers(statements.current(found))
    for read in permutations(found):
        assert (numbers(statements.counting(read)), numbers(statements.current(read))) == expected


def test_statements_that_contradict_each_other_count_in_whatever_order_they_were_said() -> None:
    """Property: nobody loses a strand by being the second to speak."""
    places = [HOSPITAL, HOME, CUSTODY, Where.MISSING]
    for order in permutations(places):
        first, *others = order
        found = said((MOVED, first), *((CONTRADICTS, where) for where in others))
        assert {row.where for row in statements.counting(found)} == set(places)
        assert statements.are_contradictory(statements.current(found))
        chosen = said((MOVED, first), *((CONTRADICTS, where) for where in others), (CORRECTS, HOME))
        assert {row.where for row in statements.counting(chosen)} == {HOME}
