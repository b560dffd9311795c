"""Keeps outside the database what was removed from it for good, so that a backup that is restored can be told again.

Each line repeats an entry of the audit: number, verb, time, incident, who, and codes, which are keys. Nothing of what
was removed is in it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from .models import Entry

VERBS = ("connection-removed", "network-person-removed", "person-record-taken-out", "hold-ended")


@dataclass(frozen=True)
class Removal:
    number: int
    verb: str
    at: str
    incident: str
    by: str
    codes: dict[str, Any]


def write_removals() -> int:
    """Append what was removed since the last line; on the disk when this returns. The worker does it every minute."""
    path = Path(settings.REMOVALS)
    written = max((one.number for one in read([path])), default=0) if path.exists() else 0
    rows = Entry.objects.filter(number__gt=written, verb__in=VERBS).order_by("number")
    found = [_removal(row) for row in rows]
    if found:
        _append(path, found)
    return len(found)


def _removal(row: Entry) -> Removal:
    return Removal(row.number, row.verb, row.at.isoformat(), row.incident, row.by_key, json.loads(row.codes))


def read(files: Iterable[str | Path]) -> Iterator[Removal]:
    """Every line of the files that can be read; one that a crash cut short is left out: the audit has it still."""
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            try:
                yield Removal(**json.loads(line))
            except (ValueError, TypeError):
                continue


def _append(path: Path, found: list[Removal]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(asdict(one)) + "\n" for one in found)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(file).st_size
        cut_short = size > 0 and os.pread(file, 1, size - 1) != b"\n"
        os.write(file, (("\n" if cut_short else "") + lines).encode())
        os.fsync(file)
    finally:
        os.close(file)
