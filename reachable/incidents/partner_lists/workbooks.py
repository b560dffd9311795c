"""Lists as Excel workbooks (.xlsx). The archive has been checked before anything here unpacks a part of it."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

import openpyxl
from openpyxl.utils import range_boundaries

from .delimited import said_rows
from .header_row import has_heading
from .kinds_of_file import SAVE_AS
from .tables import MOST_ROWS, ROWS_LOOKED_AT, Grid, Unreadable, said_together
from .zips import check_archive

_MOST_CELLS = 200_000
_MOST_GAPS = 20 * ROWS_LOOKED_AT
_MOST_SHEETS = 60
_MOST_MERGED = 2000
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_STILL_COMING = 20  # rows
_COLOURED = (
    "This sheet has formatted cells far beyond its list, too many to look through. "
    "Copy the list into a new workbook, and bring that in."
)
_CANNOT_OPEN = f"This workbook cannot be opened. Open it in Excel, and look whether it is whole. {SAVE_AS}"


def read_workbook(content: bytes, filename: str) -> Grid:
    check_archive(content, filename)
    try:
        return _read(content)
    except Unreadable:
        raise
    except Exception:  # the library raises whatever its parts raise on a damaged file, and lists none of it
        raise Unreadable(_CANNOT_OPEN) from None


def _read(content: bytes) -> Grid:
    _check_parts(content)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")  # it warns of what it leaves out: colours, rules
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = book.worksheets[:_MOST_SHEETS]
        second_best: tuple[Any, list[list[str]], bool] | None = None
        # A hidden sheet is read only where no other has a list on it.
        for sheet in sorted(sheets, key=lambda one: one.sheet_state != "visible"):
            rows, more = _rows(sheet)
            if has_heading(rows):
                return _grid(content, sheet, sheets, rows, more)
            if sum(map(bool, rows)) > 1 and not second_best:
                second_best = (sheet, rows, more)  # words on a cover, or a list without headings
        if second_best:
            sheet, rows, more = second_best
            return _grid(content, sheet, sheets, rows, more)
    raise Unreadable("There is no list on any sheet of this workbook. Check that it is the right one.")


def _check_parts(content: bytes) -> None:
    """No part of a workbook declares entities of its own."""
    with ZipFile(BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.filename.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                raise Unreadable(_CANNOT_OPEN)


def _rows(sheet: Any) -> tuple[list[list[str]], bool]:
    """The rows of a sheet as text, and whether it goes on: it may be coloured in down to its last row."""
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    rows: list[list[str]] = []
    filled = cells = 0
    found: Iterator[Any] = sheet.iter_rows(values_only=True)
    for values in found:
        row = [_as_text(value) for value in values]
        while row and not row[-1]:
            row.pop()
        rows.append(row)
        cells += len(values)
        filled += bool(row)
        if filled > ROWS_LOOKED_AT or len(rows) >= _MOST_GAPS or cells > _MOST_CELLS:
            return rows, True
    return rows, False


def _as_text(value: object) -> str:
    """What the cell shows, near enough: a date as ISO, a whole number without its decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return "" if text in _ERRORS else text


def _grid(content: bytes, sheet: Any, sheets: list[Any], rows: list[list[str]], more: bool) -> Grid:
    others = [one.title for one in sheets if one is not sheet]
    remarks = []
    filled = sum(map(bool, rows))
    if more and filled <= ROWS_LOOKED_AT:
        if any(rows[-_STILL_COMING:]):
            raise Unreadable(_COLOURED)
        remarks.append(f"Only the first {len(rows):,} rows of the sheet were looked at.")
    if sheet.sheet_state != "visible":
        remarks.append(f"The sheet “{sheet.title}” is hidden in the workbook; it was read.")
    if others:
        verb = "was" if len(others) == 1 else "were"
        noun = "sheet" if len(others) == 1 else "sheets"
        names = said_together(f"“{title}”" for title in others)
        remarks.append(f"Only the sheet “{sheet.title}” was read; the {noun} {names} {verb} not.")
    look = _Look(content, sheet)
    if _spread(rows, look.merged):
        remarks.append("Cells that are merged over several rows are read in each of those rows.")
    return Grid(
        rows=rows,
        sheet=sheet.title,
        sheet_names=tuple(one.title for one in sheets),
        described="Excel workbook",
        remarks=(*remarks, *look.remarks(rows)),
        more_rows=filled > ROWS_LOOKED_AT,
    )


def _spread(rows: list[list[str]], merged: list[str]) -> bool:
    """A cell that is merged downwards is seen in every row that it covers: brothers under one surname."""
    spread = False
    for reference in merged:
        first_column, first_row, last_column, last_row = range_boundaries(reference)
        above = rows[first_row - 1] if first_row <= len(rows) else []
        words = above[first_column - 1] if first_column <= len(above) else ""
        if first_column != last_column or not words:
            continue
        for row in rows[first_row : min(last_row, first_row + MOST_ROWS)]:
            if any(row):
                row.extend([""] * (first_column - len(row)))
                row[first_column - 1] = words
                spread = True
    return spread


class _Look:
    """What a person who has the sheet open may not see: hidden rows and columns, formulas without a value."""

    def __init__(self, content: bytes, sheet: Any) -> None:
        self.hidden_rows: list[int] = []
        self.hidden_columns = 0
        self.merged: list[str] = []
        self.formulas = 0
        self.without_value: list[int] = []
        self._row = 0
        self._formula = self._value = self._in_value = False
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        with ZipFile(BytesIO(content)) as archive:
            parser.Parse(archive.read(sheet._worksheet_path), True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isdigit() and given.isascii() else self._row + 1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.append(self._row)
        elif name == "mergeCell" and len(self.merged) < _MOST_MERGED:
            self.merged.append(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self.hidden_columns += 1
        elif name == "c":
            self._formula = self._value = False
        elif name == "f":
            self._formula = True
        self._in_value = name in ("v", "t")

    def _text(self, text: str) -> None:
        self._value |= self._in_value and bool(text.strip())

    def _end(self, name: str) -> None:
        self._in_value = False
        if name.rpartition(":")[2] == "c" and self._formula:
            self.formulas += 1
            if not self._value:
                self.without_value.append(self._row)

    def remarks(self, rows: list[list[str]]) -> list[str]:
        hidden = [number for number in self.hidden_rows if number <= len(rows) and any(rows[number - 1])]
        remarks = []
        if hidden:
            verb = "is" if len(hidden) == 1 else "are"
            remarks.append(f"{said_rows(hidden).capitalize()} {verb} hidden in the workbook, and read here.")
        if self.hidden_columns:
            remarks.append("Some columns are hidden in the workbook, and read here.")
        if self.formulas:
            remarks.append(
                "Some cells have formulas; what was last worked out is read, and nothing is worked out anew."
            )
        if self.without_value:
            missing = sorted(set(self.without_value))
            remarks.append(
                f"A formula has no stored value in {said_rows(missing)}. Open the workbook in Excel and save it again."
            )
        return remarks
