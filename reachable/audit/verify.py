"""Checks the whole chain, in order, without holding it in memory and without stopping those who write.

Each block of entries is read with its words and erasures in one statement, so that an erasure that is committed
meanwhile is seen whole or not at all. What is kept besides the block: the numbers of erased words.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from . import anchors, chain
from .choices import ERASED

BLOCK = 2_000
KEPT = 100
_BEFORE_ALL = -(2**63)
_ROWS = """
SELECT e.number, {at}, e.verb, e.by_key, e.incident, e.codes, e.words_digest, e.previous, e.mac, e.key_id,
       w.words, w.salt, x.number
FROM audit_entry e
LEFT JOIN audit_entry_words w ON w.number = e.number
LEFT JOIN audit_erased x ON x.number = e.number
WHERE e.number > %s ORDER BY e.number LIMIT %s"""
# Read as text: what a tamperer put there may not be an instant that the driver can make.
_AT_AS_TEXT = {
    "sqlite": "CAST(e.at AS TEXT)",
    "postgresql": "to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
}
_ORPHANS = """
SELECT t.number FROM {table} t LEFT JOIN audit_entry e ON e.number = t.number
WHERE e.number IS NULL ORDER BY t.number LIMIT %s"""
_HEAD = """
SELECT h.number, h.mac, e.mac, (SELECT COALESCE(MAX(number), 0) FROM audit_entry), (SELECT COUNT(*) FROM audit_head)
FROM audit_head h LEFT JOIN audit_entry e ON e.number = h.number"""


@dataclass(frozen=True)
class Problem:
    number: int  # of the entry; 0 for what concerns the whole
    sentence: str


@dataclass
class Report:
    """What was found; `problems` holds the first hundred, the entries among them in order of number."""

    entries: int = 0
    last: int = 0
    found: int = 0
    anchors: int | None = None  # how many were compared
    problems: list[Problem] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.found == 0

    @property
    def first(self) -> Problem | None:
        """The first entry that breaks; else the first problem of the whole."""
        rows = [problem for problem in self.problems if problem.number]
        return min(rows, key=lambda p: p.number, default=None) or next(iter(self.problems), None)

    def add(self, number: int, sentence: str) -> None:
        self.found += 1
        if len(self.problems) < KEPT:
            self.problems.append(Problem(number, sentence))


@dataclass(frozen=True)
class _Row:
    about: tuple[str, ...]
    number: Any  # from here on, what _ROWS selects
    at: Any
    verb: Any
    by_key: Any
    incident: Any
    codes: Any
    words_digest: Any
    previous: Any
    mac: Any
    key_id: Any
    words: Any
    salt: Any
    erased: Any


def verify(*, anchors_file: str | None = None) -> Report:
    """Walk the chain from the first entry to the last; with `anchors_file`, compare what was written outside too."""
    report = Report()
    keys = chain.keys()
    previous = chain.GENESIS
    named: set[int] = set()
    erased: set[int] = set()
    for row in _rows():
        if not isinstance(row.number, int):  # SQLite keeps whatever it is given
            report.add(0, "An entry has something else than a number for its number.")
            continue
        if row.number != report.last + 1:
            report.add(row.number, f"comes where entry {report.last + 1} should be")
        sentence = _row_problem(row, previous, keys)
        if sentence:
            report.add(row.number, sentence)
        if row.erased is not None:
            erased.add(row.number)
        if row.verb == ERASED:
            named |= _named(row.codes)
        previous = row.mac
        report.last = row.number
        report.entries += 1
    _check_erasures(report, named, erased)
    _check_orphans(report)
    _check_head(report)
    if anchors_file is not None:
        _check_anchors(report, anchors_file)
    return report


def _rows() -> Iterator[_Row]:
    last = _BEFORE_ALL
    at = _AT_AS_TEXT[connection.vendor]
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS.format(at=at), [last, BLOCK])
            block = cursor.fetchall()
            if not block:
                return
            cursor.execute(
                "SELECT number, key FROM audit_entry_about WHERE number BETWEEN %s AND %s", [block[0][0], block[-1][0]]
            )
            about: dict[int, list[str]] = defaultdict(list)
            for number, key in cursor.fetchall():
                about[number].append(str(key))
        for row in block:
            yield _Row(tuple(about[row[0]]), *row)
        last = block[-1][0]


def _row_problem(row: _Row, previous: str, keys: dict[str, bytes]) -> str:
    """What is wrong with this entry, in one sentence; empty when nothing is."""
    if row.previous != previous:
        return "is not bound to the entry before it"
    key = keys.get(row.key_id)
    if key is None:
        return f"was made with the key '{row.key_id}', which is not among the audit keys"
    try:
        payload = chain.Payload(
            row.number, _instant(row.at), row.verb, row.by_key, row.incident, row.codes, row.about, row.words_digest,
            row.key_id,
        )  # fmt: skip
        expected = chain.mac(key, row.previous, payload)
    except (TypeError, ValueError, AttributeError):
        return "holds values that the audit does not write"
    if row.mac != expected:
        return "was changed after it was written (the entry itself, or whom it is about)"
    return _words_problem(row)


def _words_problem(row: _Row) -> str:
    if row.words is None:
        if row.words_digest and row.erased is None:
            return "has lost its words, and no erasure says so"
        if row.erased is not None and not row.words_digest:
            return "is marked as erased but never had words"
        return ""
    if not row.words_digest:
        return "has words that were not there when it was written"
    if row.erased is not None:
        return "still has its words, or has them again, after their erasure"
    if chain.words_digest(str(row.words), str(row.salt)) != row.words_digest:
        return "has words that were changed after it was written"
    return ""


def _check_erasures(report: Report, named: set[int], erased: set[int]) -> None:
    for number in sorted(erased - named):
        report.add(number, "had its words erased, and no entry says who did it")
    if missing := sorted(named - erased - _erased_meanwhile(named - erased)):
        for number in missing:
            report.add(number, "had its words erased according to a later entry, but the mark of it is gone")


def _erased_meanwhile(numbers: set[int]) -> set[int]:
    found: set[int] = set()
    wanted = sorted(numbers)
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(f"SELECT number FROM audit_erased WHERE number IN ({marks})", part)
            found |= {number for (number,) in cursor.fetchall()}
    return found


def _check_orphans(report: Report) -> None:
    tables = {
        "audit_entry_about": "A young person is named for an entry that does not exist",
        "audit_entry_words": "There are words for an entry that does not exist",
        "audit_erased": "An erasure is marked for an entry that does not exist",
    }
    with connection.cursor() as cursor:
        for table, sentence in tables.items():
            cursor.execute(_ORPHANS.format(table=table), [KEPT])
            for (number,) in cursor.fetchall():
                report.add(0, f"{sentence}: number {number}.")


def _check_head(report: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_HEAD)
        rows = cursor.fetchall()
    if len(rows) != 1:
        report.add(0, f"The head of the chain must be one row, and there are {len(rows)}.")
        return
    number, mac, entry_mac, last, _ = rows[0]
    if number != last:
        report.add(0, f"The head of the chain says that the last entry is {number}, but it is {last}.")
    elif mac != (entry_mac if last else chain.GENESIS):
        report.add(0, "The head of the chain does not carry the mac of the last entry.")


def _check_anchors(report: Report, file: str) -> None:
    report.anchors = 0
    try:
        for line in anchors.read(file):
            report.anchors += 1
            if line.sentence:
                report.add(line.number, line.sentence)
    except OSError as error:
        report.add(0, f"The anchors cannot be read ({error.strerror}).")
        return
    if not report.anchors:
        report.add(0, "The file of anchors is empty.")


def _instant(text: str) -> datetime:
    """The instant that this text in UTC stands for, where it is written as the database writes it."""
    naive = datetime.fromisoformat(text)
    if text not in (naive.isoformat(" "), naive.isoformat(" ", "microseconds")) or naive.tzinfo is not None:
        raise ValueError("not an instant as the audit writes it")
    return naive.replace(tzinfo=UTC)


def _named(codes: Any) -> set[int]:
    try:
        return {int(number) for number in json.loads(codes)["numbers"]}
    except (TypeError, ValueError, KeyError):
        return set()
