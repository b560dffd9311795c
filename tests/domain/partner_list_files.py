"""Partners' files as bytes, made in memory: good ones and awkward ones. Nobody in them exists."""

import csv
import struct
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("Surname", "Forename(s)", "Date of Birth", "Postcode", "NHS Number", "Why relevant", "Notes")
KAI = ("Fenwick", "Kai", "12/03/2011", "PE30 1AA", "9990000018", "Friend of the boy who was hurt", "")
NOOR = ("Halloway", "Noor", "2010-07-04", "NR2 3BB", "9990000026", "Was there", "Plays football")
ROWS = (HEADINGS, KAI, NOOR)


def text(rows: Sequence[Sequence[str]] = ROWS, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    written = StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def workbook(
    rows: Sequence[Sequence[object]] = ROWS,
    *,
    title: str = "List",
    others: Mapping[str, Sequence[Sequence[object]]] | None = None,
    change: Callable[[openpyxl.Workbook, Worksheet], None] | None = None,
) -> bytes:
    """A workbook as Excel would write it; `change` is given the sheet with the rows before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for name, cells in (others or {}).items():
        other = book.create_sheet(name)
        for row in cells:
            other.append(list(row))
    if change:
        change(book, sheet)
    return _saved(book)


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive with further parts, or with parts in the place of its own."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def archive(*names: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in names:
            new.writestr(name, b"<x/>")
    return made.getvalue()


@cache
def bomb() -> bytes:
    """A few kilobytes that would unpack into thirty megabytes."""
    return with_parts(workbook(), {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>"})


def lying_bomb() -> bytes:
    """The same, with a directory that says it is small."""
    content = bytearray(bomb())
    for place in _places(bytes(content), b"PK\x01\x02"):
        name_length = struct.unpack("<H", content[place + 28 : place + 30])[0]
        if content[place + 46 : place + 46 + name_length].endswith(b"sheet1.xml"):
            content[place + 24 : place + 28] = struct.pack("<I", 500)
    return bytes(content)


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + stream.encode("utf-16-le") + b"\x00" * 512


def _places(content: bytes, mark: bytes) -> list[int]:
    places = []
    place = content.find(mark)
    while place != -1:
        places.append(place)
        place = content.find(mark, place + 1)
    return places


def _saved(book: openpyxl.Workbook) -> bytes:
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
