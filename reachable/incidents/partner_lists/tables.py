"""A table as it was read: text in rows, without the rows and columns that are empty."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
MOST_ROWS = 500  # people
MOST_COLUMNS = 60
MOST_CELL_TEXT = 2000
ROWS_LOOKED_AT = 5000  # enough to say how many too many there are; nobody waits for a million of them
NO_HEADER = -1

_KEPT_CONTROL = "\n"


class Unreadable(Exception):
    """Nothing can be brought in from this file. The sentence says why, and what would help."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Table:
    """`numbers` are the rows as the sheet numbers them; `header_row` is an index into `rows`, or NO_HEADER.

    `cut` and `uneven` are numbers of rows: a cell was longer than can be kept; there are more cells than in others,
    which happens where a comma stands outside quotation marks. `left_out`: the kinds of thing that were taken out of a
    row before it was kept, each with the number of the row.
    """

    sheet_names: tuple[str, ...]
    sheet: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    header_row: int
    described: str
    remarks: tuple[str, ...] = ()
    cut: tuple[int, ...] = ()
    uneven: tuple[int, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def header(self) -> tuple[str, ...]:
        return ("",) * self.width if self.header_row == NO_HEADER else self.rows[self.header_row]

    @property
    def above(self) -> tuple[tuple[str, ...], ...]:
        """Titles and the like above the header."""
        return self.rows[: max(self.header_row, 0)]

    @property
    def body(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """What stands below the header, each row with its number; a header that is repeated is left out."""
        below = range(self.header_row + 1, len(self.rows))
        return tuple((self.numbers[one], self.rows[one]) for one in below if self.rows[one] != self.header)

    def with_header_row(self, index: int) -> "Table":
        return replace(self, header_row=index if 0 <= index < len(self.rows) else NO_HEADER)


@dataclass(frozen=True)
class Grid:
    """Cells as a format gives them, before anything is left out; the first row is number 1."""

    rows: Sequence[Sequence[str]]
    sheet: str
    sheet_names: tuple[str, ...]
    described: str
    remarks: tuple[str, ...] = ()
    uneven: tuple[int, ...] = ()
    more_rows: bool = False


def clean(text: str) -> str:
    """Text without what cannot be seen: control and formatting characters, halves of a character, odd spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = []
    for letter in text.replace("\r\n", "\n").replace("\r", "\n"):
        category = unicodedata.category(letter)
        if letter == _KEPT_CONTROL:
            kept.append(letter)
        elif category == "Cc" or category.startswith("Z"):
            kept.append(" ")
        elif category not in ("Cf", "Cs", "Cn"):
            kept.append(letter)
    one_space = re.sub(r"  +", " ", "".join(kept))
    return re.sub(r" ?\n[ \n]*", "\n", one_space).strip()


def without_empties(grid: Grid) -> Table:
    """The table in a grid, its header not yet looked for. Raises Unreadable where nothing is in it or too much."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    cut: list[int] = []
    for number, cells in enumerate(grid.rows, start=1):
        cleaned = [clean(cell) for cell in cells]
        if not any(cleaned):
            continue
        if any(len(cell) > MOST_CELL_TEXT for cell in cleaned):
            cut.append(number)
        rows.append([cell[:MOST_CELL_TEXT].strip() for cell in cleaned])
        numbers.append(number)
    used = sorted({index for row in rows for index, cell in enumerate(row) if cell})
    if not any(letter.isalnum() for row in rows for cell in row for letter in cell):
        raise Unreadable("There is nothing in this file. Check that it is the right one, and that the list is in it.")
    if len(used) > MOST_COLUMNS:
        raise Unreadable(
            f"The table has {len(used):,} columns; at most {MOST_COLUMNS} can be read. "
            "Leave only the columns that say who each person is and why they are relevant."
        )
    return Table(
        sheet_names=grid.sheet_names,
        sheet=grid.sheet,
        rows=tuple(tuple(row[index] if index < len(row) else "" for index in used) for row in rows),
        numbers=tuple(numbers),
        header_row=NO_HEADER,
        described=grid.described,
        remarks=grid.remarks,
        cut=tuple(cut),
        uneven=grid.uneven,
    )


def check_number_of_rows(table: Table, more: bool) -> None:
    found = len(table.body)
    if found > MOST_ROWS or more:
        said = f"more than {found:,}" if more else f"{found:,}"
        raise Unreadable(
            f"The list has {said} rows; at most {MOST_ROWS} people can be brought in for one incident. "
            "Leave only those who are relevant to this incident."
        )
    if not found:
        raise Unreadable("There is a row of headings in this file, but nobody below it.")


def said_together(words: Iterable[str]) -> str:
    """One, two and three."""
    said = list(words)
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""
