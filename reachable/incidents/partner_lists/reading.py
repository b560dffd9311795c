"""A file to a table."""

from dataclasses import replace

from .delimited import read_delimited
from .header_row import guess_header_row
from .kinds_of_file import ZIP, check_kind
from .tables import Table, check_number_of_rows, without_empties
from .workbooks import read_workbook


def read(content: bytes, filename: str) -> Table:
    """The table in a partner's file. Raises Unreadable, with a sentence for people, and nothing else."""
    check_kind(content)
    grid = read_workbook(content, filename) if content.startswith(ZIP) else read_delimited(content)
    bare = without_empties(grid)
    table = replace(bare, header_row=guess_header_row(bare.rows))
    check_number_of_rows(table, grid.more_rows)
    return table
