"""Small numbers are not shown, and cannot be worked out: not from the table, not from all that its totals tell."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reachable.oversight.policies.suppression import ALL, Cell, Table, suppress
from tests.domain.linear import bounds

MINIMUM = 5
Shape = tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]


def table(blocks: tuple[tuple[str, ...], ...], groups: tuple[tuple[str, ...], ...], people: list[list[str]]) -> Table:
    """Each of `people` is one row of every block and one column of every group."""
    values: dict[Cell, int] = {
        (row, column): sum({row, column} <= {ALL, *one} for one in people)
        for row in (ALL, *(r for block in blocks for r in block))
        for column in (ALL, *(c for group in groups for c in group))
    }
    return Table(blocks, groups, values)


def counts(numbers: list[list[int]]) -> Table:
    """One block and one group with these numbers inside."""
    rows = tuple(f"r{n}" for n in range(len(numbers)))
    columns = tuple(f"c{n}" for n in range(len(numbers[0])))
    people = [
        [rows[r], columns[c]] for r, line in enumerate(numbers) for c, many in enumerate(line) for _ in range(many)
    ]
    return table((rows,), (columns,), people)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Of people in up to two blocks of rows and two groups of columns, most of them alike."""
    blocks = tuple(tuple(f"r{b}{n}" for n in range(draw(st.integers(1, 3)))) for b in range(draw(st.integers(1, 2))))
    groups = tuple(tuple(f"c{g}{n}" for n in range(draw(st.integers(1, 3)))) for g in range(draw(st.integers(1, 2))))
    one = st.tuples(*(st.sampled_from(names) for names in (*blocks, *groups)))
    many = draw(st.lists(st.tuples(one, st.integers(1, 12)), max_size=8))
    return table(blocks, groups, [list(who) for who, times in many for _ in range(times)])


def sums(of: Table) -> list[tuple[Cell, list[Cell]]]:
    """Every total, and what adds up to it."""
    across = [((row, ALL), [(row, one) for one in group]) for row in of.rows for group in of.groups]
    down = [((ALL, column), [(one, column) for one in block]) for column in of.columns for block in of.blocks]
    return across + down


def worked_out(of: Table, shown: dict[Cell, int | None]) -> dict[Cell, int]:
    """What is not shown and yet can have one value only, for a reader who solves every sum at once."""
    unknown = [cell for cell, value in shown.items() if value is None]
    place = {cell: n for n, cell in enumerate(unknown)}
    lines: list[tuple[list[Fraction], Fraction]] = []
    for total, parts in sums(of):
        line, rest = [Fraction(0)] * len(unknown), Fraction(0)
        for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
            value = shown[cell]
            if value is None:
                line[place[cell]] += sign
            else:
                rest -= sign * value
        lines.append((line, rest))
    found: dict[Cell, int] = {}
    for cell in unknown:
        least, most = bounds(lines, place[cell], start=[Fraction(of.values[one]) for one in unknown])
        if most is not None and most - least < 1:
            found[cell] = of.values[cell]
    return found


@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(2, 8))
def test_nothing_that_is_not_shown_can_be_worked_out(of: Table, minimum: int) -> None:
    shown = suppress(of, minimum)
    assert worked_out(of, shown) == {}


@settings(max_examples=150, deadline=None)
@given(tables())
def test_what_is_shown_is_true_and_no_small_number_is_shown(of: Table) -> None:
    for cell, value in suppress(of, MINIMUM).items():
        if value is not None:
            row, column = cell
            assert value == of.values[cell]
            assert value >= MINIMUM or (value == 0 and 0 in (of.values[row, ALL], of.values[ALL, column]))


def test_hiding_the_small_number_alone_would_not_do() -> None:
    """That the reader of these tests is able to work something out."""
    of = counts([[2, 20], [30, 40]])
    alone: dict[Cell, int | None] = {**of.values, ("r0", "c0"): None}
    assert worked_out(of, alone) == {("r0", "c0"): 2}
    in_one_row = {**alone, ("r0", "c1"): None}
    assert worked_out(of, in_one_row) == {("r0", "c0"): 2, ("r0", "c1"): 20}


def test_one_small_number_takes_three_others_with_it_and_every_total_stays() -> None:
    shown = suppress(counts([[2, 20, 50], [30, 40, 60], [70, 80, 90]]), MINIMUM)
    assert {cell for cell, value in shown.items() if value is None} == {
        ("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1"),
    }  # fmt: skip


def test_where_all_is_large_all_is_shown() -> None:
    of = counts([[5, 20], [30, 40]])
    assert suppress(of, MINIMUM) == of.values


@pytest.mark.parametrize(
    ("numbers", "cell", "is_shown"),
    [
        pytest.param([[0, 0], [30, 40]], ("r0", "c0"), True, id="nobody at all in the row"),
        pytest.param([[0, 20], [0, 40]], ("r0", "c0"), True, id="nobody at all in the column"),
        pytest.param([[0, 20], [30, 40]], ("r0", "c0"), False, id="none of those in the column"),
    ],
)
def test_a_zero_is_shown_where_its_total_says_it_already(numbers: list[list[int]], cell: Cell, is_shown: bool) -> None:
    assert (suppress(counts(numbers), MINIMUM)[cell] is not None) == is_shown


def test_so_few_people_that_their_number_is_small_show_nothing() -> None:
    of = counts([[1, 1], [0, 1]])
    assert {value for value in suppress(of, MINIMUM).values()} == {None}


def test_no_people_are_a_zero() -> None:
    of = counts([[0, 0], [0, 0]])
    assert suppress(of, MINIMUM) == of.values


def test_what_two_blocks_say_of_the_same_people_is_taken_together() -> None:
    """A total that one block must not tell is not told by another."""
    people = [["yes", "high", "a"]] * 2 + [["no", "high", "a"]] * 20 + [["no", "low", "b"]] * 20
    of = table((("yes", "no"), ("high", "low")), (("a", "b"),), people)
    assert worked_out(of, suppress(of, MINIMUM)) == {}


def test_a_minimum_of_one_hides_nothing_but_what_is_none_of_some() -> None:
    of = counts([[1, 2], [3, 4]])
    assert suppress(of, 1) == of.values
