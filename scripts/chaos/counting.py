"""What is in the database, in the folder of the outbox and in the audit, against what people were told."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.chaos.people import Told

_TYPED = {
    "reports": "SELECT place FROM incidents_incident",
    "answers": "SELECT because FROM responses_answer",
    "actions": "SELECT what FROM responses_action",
    "outcomes": "SELECT words FROM responses_actionstep WHERE step = 'DONE'",
    "notes": "SELECT words FROM meetings_note",
}


def ask(var: Path, sql: str) -> list[tuple[Any, ...]]:
    database = sqlite3.connect(f"file:{var / 'reachable.sqlite3'}?mode=ro", uri=True, timeout=10)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def unsent(var: Path) -> int:
    [(count,)] = ask(var, "SELECT count(*) FROM outbox_delivery WHERE status <> 'SENT'")
    return int(count)


def problems(var: Path, told: Told) -> list[str]:
    """Empty when everything that was acknowledged is there once, and every message went out once."""
    return [*_recorded(var, told), *_told_once(var, told), *_sent_once(var), *_sound(var)]


def _recorded(var: Path, told: Told) -> Iterator[str]:
    for kind, sql in _TYPED.items():
        there = Counter(words for (words,) in ask(var, sql))
        acknowledged = set(getattr(told, kind))
        yield from (f"{kind}: '{words}' was acknowledged and is lost" for words in acknowledged if not there[words])
        ours = {words: n for words, n in there.items() if words in acknowledged}
        yield from (f"{kind}: '{words}' is there {n} times" for words, n in ours.items() if n > 1)


def _told_once(var: Path, told: Told) -> Iterator[str]:
    """One message for each action given to somebody else, and the same number for each report of one area.

    What is given to an agency, and what is to be found out, tells others as well; what the demo came with may have been
    given to somebody else since. They are not counted here.
    """
    wrong = """
        SELECT a.what FROM responses_action a JOIN directory_professional p ON p.id = a.owner_id
        WHERE a.owner_id <> a.created_by_id AND 1 <> (
            SELECT count(*) FROM outbox_delivery d
            WHERE d.message = 'ACTION_WAITING' AND d.professional_key = p.key AND d.queued_at = a.created_at
        )
    """
    count = sum(what in set(told.actions) for (what,) in ask(var, wrong))
    if count:
        yield f"{count} actions were given without exactly one message about them"
    each = ask(
        var,
        "SELECT i.place, count(d.id) FROM incidents_incident i LEFT JOIN outbox_delivery d "
        "ON d.reference = i.reference AND d.message = 'INCIDENT_REPORTED' GROUP BY i.id",
    )
    counts = {count for place, count in each if place in set(told.reports)}
    if len(counts) > 1 or 0 in counts:
        yield f"reports of one area were told to different numbers of people: {sorted(counts)}"


def _sent_once(var: Path) -> Iterator[str]:
    keys = Counter(str(key).replace("-", "") for (key,) in ask(var, "SELECT key FROM outbox_delivery"))
    files = Counter(path.name.removesuffix(".eml").replace("-", "") for path in (var / "outbox").iterdir())
    if keys != files:
        yield f"{len(keys)} messages, {files.total()} files, {len(keys - files)} missing, {len(files - keys)} too many"
    if count := unsent(var):
        yield f"{count} messages were not sent"
    [(sent,)] = ask(var, "SELECT count(*) FROM audit_entry WHERE verb = 'delivery-sent'")
    [(tries,)] = ask(var, "SELECT count(*) FROM outbox_attempt WHERE outcome = 'SENT'")
    if not sent == tries == len(keys):
        yield f"{len(keys)} messages, {tries} attempts that succeeded, {sent} in the audit"


def _sound(var: Path) -> Iterator[str]:
    if ask(var, "PRAGMA integrity_check") != [("ok",)]:
        yield "the database file is damaged"
    if broken := ask(var, "PRAGMA foreign_key_check"):
        yield f"{len(broken)} rows point to nothing"
    codes = "SELECT count(*), count(DISTINCT number), max(number) FROM audit_entry"
    [(rows, numbers, highest)] = ask(var, codes)
    if not rows == numbers == highest:
        yield f"the audit has {rows} entries, and the highest number is {highest}"
