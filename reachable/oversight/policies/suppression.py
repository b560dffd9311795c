"""Which numbers of a table are not shown, so that nobody works out who is behind a small one.

A number below the minimum is not shown, and nor are as many others as it takes that it cannot be had from the totals.
What is left unshown is proved number by number: for each there is another table that agrees with all that is shown and
in which that number is another (a `_Move`). Whoever adds and subtracts cannot tell which of the two is true.

A zero is a small number too: that none of three is in care says it of all three. It is shown where its whole row or its
whole column is zero, because then the total says it already, of nobody in particular.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

ALL = ""  # the row and the column of the totals
Cell = tuple[str, str]  # row, column
_Move = dict[Cell, int]  # by how much each number may change so that every sum still holds
_DEAR = 1_000  # a total is worth more than many numbers


@dataclass(frozen=True)
class Table:
    """Numbers by row and column. The rows of each block, and the columns of each group, add up to ALL.

    Several blocks or groups divide the same people anew. Each row belongs to one block, each column to one group.
    """

    blocks: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, ...], ...]
    values: Mapping[Cell, int]

    @property
    def rows(self) -> tuple[str, ...]:
        return (ALL, *(row for block in self.blocks for row in block))

    @property
    def columns(self) -> tuple[str, ...]:
        return (ALL, *(column for group in self.groups for column in group))


def suppress(table: Table, minimum: int) -> dict[Cell, int | None]:
    """Every number, or None where it is not shown."""
    hidden: set[Cell] = set()
    small = [cell for cell in _cells(table) if _is_small(table, cell, minimum)]
    for cell in small:
        hidden.add(cell)
    for cell in small:
        cheapest = min(_moves(table, cell, hidden), key=lambda move: _cost(table, move, hidden))
        hidden.update(cheapest)  # a move protects every number that it changes
    return {cell: None if cell in hidden else table.values[cell] for cell in _cells(table)}


def _cells(table: Table) -> list[Cell]:
    return [(row, column) for row in table.rows for column in table.columns]


def _is_small(table: Table, cell: Cell, minimum: int) -> bool:
    value, (row, column) = table.values[cell], cell
    said_by_a_total = value == 0 and 0 in (table.values[row, ALL], table.values[ALL, column])
    return value < minimum and not said_by_a_total


def _cost(table: Table, move: _Move, hidden: set[Cell]) -> int:
    """How much more would have to go unshown: 0 where the move is there already."""
    return sum(_worth(table, cell) for cell in move if cell not in hidden)


def _worth(table: Table, cell: Cell) -> int:
    return table.values[cell] + _DEAR ** cell.count(ALL)


def _is_possible(table: Table, move: _Move) -> bool:
    return all(table.values[cell] + by >= 0 for cell, by in move.items())


def _moves(table: Table, cell: Cell, hidden: set[Cell]) -> Iterator[_Move]:
    """Other tables that agree with this one but for `cell` and what goes with it. There is always the last."""
    row, column = cell
    block = next((one for one in table.blocks if row in one), ())
    group = next((one for one in table.groups if column in one), ())
    found: list[_Move] = []
    for other_row in (one for one in block if one != row):
        for other_column in (one for one in group if one != column):
            square = {(row, column): 1, (other_row, column): -1, (row, other_column): -1, (other_row, other_column): 1}
            found += [square, {one: -by for one, by in square.items()}]
        found += _between_rows(table, (row, other_row), column, hidden)
        found += _between_rows(table, (other_row, row), column, hidden)
    for other_column in (one for one in group if one != column):
        found += _between_columns(table, (column, other_column), row, hidden)
        found += _between_columns(table, (other_column, column), row, hidden)
    yield from (move for move in found if _is_possible(table, move))
    yield _one_more(table, cell, hidden)


def _between_columns(table: Table, columns: tuple[str, str], row: str, hidden: set[Cell]) -> list[_Move]:
    """Somebody counted in the second column were in the first: in `row`, and in some row of each other block."""
    into, out_of = columns
    move: _Move = {(ALL, into): 1, (ALL, out_of): -1}
    for block in table.blocks:
        choices = [{(one, into): 1, (one, out_of): -1} for one in ((row,) if row in block else block)]
        best = _cheapest(table, choices, hidden)
        if best is None:
            return []
        move |= best
    return [move]


def _between_rows(table: Table, rows: tuple[str, str], column: str, hidden: set[Cell]) -> list[_Move]:
    """The same, the table turned by a quarter."""
    into, out_of = rows
    move: _Move = {(into, ALL): 1, (out_of, ALL): -1}
    for group in table.groups:
        choices = [{(into, one): 1, (out_of, one): -1} for one in ((column,) if column in group else group)]
        best = _cheapest(table, choices, hidden)
        if best is None:
            return []
        move |= best
    return [move]


def _one_more(table: Table, cell: Cell, hidden: set[Cell]) -> _Move:
    """There were one more: in one row of each block and one column of each group. The total is then not shown."""
    row, column = cell
    rows = [_one_of(table, block, row, hidden, is_row=True) for block in table.blocks]
    columns = [_one_of(table, group, column, hidden, is_row=False) for group in table.groups]
    return {(one, other): 1 for one in (ALL, *rows) for other in (ALL, *columns)}


def _one_of(table: Table, among: Sequence[str], wanted: str, hidden: set[Cell], *, is_row: bool) -> str:
    if wanted in among:
        return wanted
    return min(among, key=lambda one: _cost(table, {((one, ALL) if is_row else (ALL, one)): 1}, hidden))


def _cheapest(table: Table, choices: Sequence[_Move], hidden: set[Cell]) -> _Move | None:
    possible = [move for move in choices if _is_possible(table, move)]
    return min(possible, key=lambda move: _cost(table, move, hidden), default=None)
