"""Lists as text: which encoding, which character between the cells, which cells."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from .fields import Field, field_headed
from .kinds_of_file import SAVE_AS
from .tables import ROWS_LOOKED_AT, Grid, Unreadable, said_together

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_MARKED = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_SAMPLE_LINES = 200
_MOST_LINES_IN_A_CELL = 30
_MOST_CELLS = 400_000
_SHARE_OF_NULS = 0.3
_ROWS_SAID = 10
_GUESSED_ENCODING = "No encoding is given; it was read as Windows-1252. Check names with accents."


def read_delimited(content: bytes) -> Grid:
    text, encoding = _decoded(content)
    text, said = _separator_said(text)
    delimiter = said or _guessed_delimiter(text)
    rows, more = _cells(text, delimiter)
    width = _width(rows)
    kind = f"separated by {_DELIMITERS.get(delimiter, repr(delimiter))}" if width > 1 else "one cell in a line"
    return Grid(
        rows=rows,
        sheet="",
        sheet_names=(),
        described=f"Text, {kind}, {encoding}".removesuffix(", "),
        remarks=(_GUESSED_ENCODING,) if encoding == "Windows-1252" else (),
        uneven=_uneven(rows, width),
        more_rows=more,
    )


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKED:
        if content.startswith(mark):
            return _decode(content[len(mark) :], codec, name), name
    codec = _utf_16_without_mark(content)
    if codec:
        return _decode(content, codec, "UTF-16"), "UTF-16"
    if b"\x00" in content:
        raise Unreadable(f"This file has bytes in it that are not text. {SAVE_AS}")
    try:
        return _text_only(content.decode("utf-8")), "" if content.isascii() else "UTF-8"
    except UnicodeDecodeError:
        return _decode(content, "cp1252", "Windows-1252"), "Windows-1252"


def _utf_16_without_mark(content: bytes) -> str:
    """Most letters of a list are of Latin script, whose other byte is nought."""
    sample = content[:4000]
    half = len(sample) // 2
    if half and len(content) % 2 == 0:
        if sample[1::2].count(0) / half > _SHARE_OF_NULS and sample[0::2].count(0) == 0:
            return "utf-16-le"
        if sample[0::2].count(0) / half > _SHARE_OF_NULS and sample[1::2].count(0) == 0:
            return "utf-16-be"
    return ""


def _decode(content: bytes, codec: str, name: str) -> str:
    try:
        return _text_only(content.decode(codec))
    except UnicodeDecodeError:
        raise Unreadable(
            f"The letters of this file cannot be read as {name}. Save it as “CSV UTF-8”, and bring that in."
        ) from None


def _text_only(text: str) -> str:
    """Raise Unreadable for bytes that happen to decode, but are no text."""
    strange = sum(1 for letter in text[:100_000] if letter < " " and letter not in "\t\n\r\f\v\x1a")
    if "\x00" in text or strange > max(2, len(text[:100_000]) // 50):
        raise Unreadable(f"This file has bytes in it that are not text. {SAVE_AS}")
    return text.lstrip("\ufeff")


def _separator_said(text: str) -> tuple[str, str]:
    """Excel reads a line `sep=;` above a list. The line stays, empty, so that rows keep their numbers."""
    found = re.match(r"\"?sep=(.)\"?[ ,;\t]*(?=\r?\n|\r)", text, re.IGNORECASE)
    return (text[found.end() :], found.group(1)) if found and found.group(1) not in '"\r\n' else (text, "")


def _guessed_delimiter(text: str) -> str:
    """The character that cuts the most lines into the same number of cells."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    best, best_score = "", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _parsed(sample, delimiter) if any(cell.strip() for cell in row))
        lines = sum(widths.values())
        if sum(count for width, count in widths.items() if width > 1) * 2 <= lines:
            continue  # a comma in some of the names cuts no columns
        score = max((count / lines * min(width, 8) for width, count in widths.items() if width > 1), default=0.0)
        if score > best_score:
            best, best_score = delimiter, score
    return "\t" if not best or (best == "," and _names_with_commas(sample)) else best


def _names_with_commas(sample: str) -> bool:
    """One column of `Smith, Kai`: its heading has no comma, and no line has more than one."""
    lines = [line.strip() for line in sample.splitlines() if line.strip()]
    return (
        len(lines) > 1
        and "," not in lines[0]
        and field_headed(lines[0]) == Field.WHOLE_NAME
        and all(line.count(",") <= 1 and '"' not in line for line in lines)
    )


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t")
        return list(reader)
    except csv.Error:
        return []


def _cells(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    rows: list[list[str]] = []
    filled = cells = 0
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t")
        for row in reader:
            if any(cell.count("\n") > _MOST_LINES_IN_A_CELL for cell in row):
                raise Unreadable(
                    f"A quotation mark is opened in row {len(rows) + 1} and not closed, so that the rows after it run "
                    "together. Close it or take it out, and bring the list in again."
                )
            rows.append(row)
            cells += len(row)
            filled += any(cell.strip() for cell in row)
            if filled > ROWS_LOOKED_AT or len(rows) > 20 * ROWS_LOOKED_AT or cells > _MOST_CELLS:
                return rows, True
    except csv.Error:
        raise Unreadable(f"Row {len(rows) + 1} cannot be read: a cell in it does not end. {SAVE_AS}") from None
    return rows, False


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many cells most rows have."""
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _uneven(rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    return tuple(
        number for number, row in enumerate(rows, start=1) if width > 1 and any(cell.strip() for cell in row[width:])
    )


def said_rows(numbers: Sequence[int]) -> str:
    said = [f"{number:,}" for number in numbers[:_ROWS_SAID]]
    if len(numbers) > _ROWS_SAID:
        said.append(f"{len(numbers) - _ROWS_SAID:,} more")
    return ("row " if len(numbers) == 1 else "rows ") + said_together(said)
