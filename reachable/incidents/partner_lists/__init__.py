"""Reads the list of young people that a partner sends, and says what it could not read. Plain Python.

Three steps, so that a person can correct the second: `read` makes a table of the file, `guess_columns` says what each
column holds, `read_people` answers what each row says. Nothing is written, kept or looked up here.
"""

from .columns import Column, Columns, guess_columns
from .fields import Field
from .people import ReadPerson, ReadRow
from .reading import read
from .rows import read_people
from .tables import LARGEST_FILE, MOST_CELL_TEXT, MOST_COLUMNS, MOST_ROWS, NO_HEADER, Table, Unreadable

__all__ = [
    "LARGEST_FILE",
    "MOST_CELL_TEXT",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "NO_HEADER",
    "Column",
    "Columns",
    "Field",
    "ReadPerson",
    "ReadRow",
    "Table",
    "Unreadable",
    "guess_columns",
    "read",
    "read_people",
]
