"""Least and greatest of one unknown under linear equations, none below nought: exactly, by the simplex method."""

from collections.abc import Sequence
from fractions import Fraction

Line = tuple[list[Fraction], Fraction]


def bounds(lines: Sequence[Line], place: int, *, start: Sequence[Fraction]) -> tuple[Fraction, Fraction | None]:
    """`start` satisfies the lines. The greatest is None where there is none."""
    tableau, basis = _begin(lines, start)
    up = _best(tableau, basis, place, Fraction(1))
    down = _best(tableau, basis, place, Fraction(-1))
    assert down is not None
    return -down, up


def _begin(lines: Sequence[Line], start: Sequence[Fraction]) -> tuple[list[list[Fraction]], list[int]]:
    """A first corner, by phase one. `start` proves that there is one."""
    width = len(start)
    rows = []
    for line, rest in lines:
        sign = -1 if rest < 0 else 1
        rows.append([*(sign * one for one in line), sign * rest])
    many = len(rows)
    table = [[*row[:-1], *(Fraction(int(n == at)) for n in range(many)), row[-1]] for at, row in enumerate(rows)]
    basis = list(range(width, width + many))
    cost = [Fraction(0)] * width + [Fraction(-1)] * many
    _climb(table, basis, cost, width + many)
    for at, column in enumerate(basis):
        if column >= width:
            assert table[at][-1] == 0
            into = next((n for n in range(width) if table[at][n] != 0), None)
            if into is not None:
                _pivot(table, basis, at, into)
    kept = [at for at, column in enumerate(basis) if column < width]
    return [[*table[at][:width], table[at][-1]] for at in kept], [basis[at] for at in kept]


def _best(table: list[list[Fraction]], basis: list[int], place: int, sign: Fraction) -> Fraction | None:
    rows, own = [list(row) for row in table], list(basis)
    width = len(rows[0]) - 1 if rows else place + 1
    if not rows:
        return None if sign > 0 else Fraction(0)
    cost = [sign if n == place else Fraction(0) for n in range(width)]
    if not _climb(rows, own, cost, width):
        return None
    at = own.index(place) if place in own else None
    return sign * rows[at][-1] if at is not None else Fraction(0)


def _climb(table: list[list[Fraction]], basis: list[int], cost: list[Fraction], width: int) -> bool:
    """By Bland's rule, which never goes round in circles. False: there is no greatest."""
    while True:
        gains = (
            n
            for n in range(width)
            if n not in basis and cost[n] - sum(cost[basis[at]] * row[n] for at, row in enumerate(table)) > 0
        )
        into = next(gains, None)
        if into is None:
            return True
        limits = [(row[-1] / row[into], basis[at], at) for at, row in enumerate(table) if row[into] > 0]
        if not limits:
            return False
        _pivot(table, basis, min(limits)[2], into)


def _pivot(table: list[list[Fraction]], basis: list[int], at: int, into: int) -> None:
    by = table[at][into]
    table[at] = [one / by for one in table[at]]
    for other, row in enumerate(table):
        if other != at and row[into] != 0:
            factor = row[into]
            table[other] = [one - factor * own for one, own in zip(row, table[at], strict=True)]
    basis[at] = into
