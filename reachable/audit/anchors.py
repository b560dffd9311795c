"""Writes where the chain stands to a file outside the database, and compares.

The chain alone cannot show that its tail was cut off, or that all of it was written again by somebody who holds the
keys; the lines of this file, kept where the database's administrators cannot change them, can.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection

from . import chain
from .models import Head

BLOCK = 500
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class AnchorLine:
    """One line of the file; `sentence` says what is wrong with it, if anything."""

    number: int
    sentence: str


def write_anchor(at: datetime) -> str:
    """Append "number mac at" to settings.AUDIT_ANCHORS; on the disk when this returns. The worker does it hourly."""
    number, mac = Head.objects.values_list("number", "mac").get()
    line = f"{number} {mac} {at.astimezone(UTC).isoformat(timespec='seconds')}"
    path = Path(settings.AUDIT_ANCHORS)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(file).st_size
        cut_short = size > 0 and os.pread(file, 1, size - 1) != b"\n"  # a crash in mid-line must not spoil this one
        os.write(file, (("\n" if cut_short else "") + line + "\n").encode())
        os.fsync(file)
    finally:
        os.close(file)
    return line


def read(file: str | Path) -> Iterator[AnchorLine]:
    """Each line of the file, compared with the entry that it names."""
    highest = 0
    with Path(file).open(encoding="utf-8", errors="replace") as lines:
        written = (line.split() for line in lines if line.strip())
        while block := list(islice(written, BLOCK)):
            macs = _macs([int(parts[0]) for parts in block if _NUMBER.fullmatch(parts[0])])
            for parts in block:
                line = _compared(parts, macs, highest)
                highest = max(highest, line.number)
                yield line


def _compared(parts: list[str], macs: dict[int, str], highest: int) -> AnchorLine:
    if len(parts) != 3 or not _NUMBER.fullmatch(parts[0]):
        return AnchorLine(0, "A line of the anchors cannot be read.")
    number, mac = int(parts[0]), parts[1]
    if number < highest:
        return AnchorLine(number, f"is anchored after entry {highest}: the chain was once shorter than it had been")
    if number not in macs:
        return AnchorLine(number, f"is gone, and it was there at {parts[2]} according to the anchors")
    if macs[number] != mac:
        return AnchorLine(number, f"is not the entry that was there at {parts[2]} according to the anchors")
    return AnchorLine(number, "")


def _macs(numbers: list[int]) -> dict[int, str]:
    found = {0: chain.GENESIS}
    if numbers:
        marks = ", ".join(["%s"] * len(numbers))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT number, mac FROM audit_entry WHERE number IN ({marks})", numbers)
            found.update(cursor.fetchall())
    return found
