"""Which row holds the headings. Titles, dates and handling instructions often stand above it."""

from collections.abc import Sequence

from .fields import field_headed
from .looks import looks_like_a_value
from .tables import NO_HEADER

_ROWS_LOOKED_AT = 30


def guess_header_row(rows: Sequence[Sequence[str]]) -> int:
    """The row, among the first, in which most cells are words that people put over columns."""
    best, most = NO_HEADER, 0
    widest = max((_filled(row) for row in rows), default=0)
    for index, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        score = _headings(row)
        enough = score >= 2 or (score == 1 and (_filled(row) * 2 > widest or widest <= 2))
        if enough and score > most:
            best, most = index, score
    return best if best != NO_HEADER else _words_above_values(rows, widest)


def has_heading(rows: Sequence[Sequence[str]]) -> bool:
    return any(_headings(row) > 1 for row in rows[:_ROWS_LOOKED_AT])


def _headings(row: Sequence[str]) -> int:
    if any(looks_like_a_value(cell) for cell in row):
        return 0
    return len({field for cell in row if (field := field_headed(cell))})


def _words_above_values(rows: Sequence[Sequence[str]], widest: int) -> int:
    """Headings in words that are not known: the first full row, if it is of words and a column below it of values."""
    full = [index for index, row in enumerate(rows[:_ROWS_LOOKED_AT]) if _filled(row) == widest and widest > 1]
    if not full or any(map(_has_digits, rows[full[0]])) or any(map(looks_like_a_value, rows[full[0]])):
        return NO_HEADER
    below = rows[full[0] + 1 : full[0] + 6]
    columns = zip(*below, strict=True)
    of_values = len(below) > 1 and any(all(map(looks_like_a_value, column)) for column in columns)
    return full[0] if of_values else NO_HEADER


def _has_digits(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)
