"""Writes the audit: every operation runs inside a trail, every page that shows a young person is a look.

Entries are collected while a trail runs and chained by the outermost trail as the last statements of its
transaction, under the locked head row: what was done and the trace of it are committed together or not at all.
A nested trail joins the outer one. It is also a savepoint: when it fails and its caller carries on, neither its
changes nor its entries remain. A bare transaction.atomic() inside a trail would undo the changes alone: use trail().
"""

import functools
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction

from reachable.common.actors import Actor

from . import chain
from .choices import ERASED, LOOKED_AT, VERB, VERB_LENGTH, WAS_REFUSED
from .models import EntryWords, Erased, Head

P = ParamSpec("P")
R = TypeVar("R")
CODES_LENGTH = 8_000
ERASED_IN_ONE_ENTRY = 500
CHECKPOINT_WAITS = 250  # milliseconds


@dataclass(frozen=True)
class _Noted:
    """An entry that waits for the end of its trail."""

    verb: str
    by_key: str
    at: datetime
    incident: str
    about: tuple[str, ...]
    words: str
    codes: str


class _Trails(threading.local):
    noted: list[_Noted] | None = None


_trails = _Trails()


@contextmanager
def trail() -> Iterator[None]:
    """One transaction and its trace."""
    if _trails.noted is not None:
        with _nested(_trails.noted):
            yield
        return
    noted: list[_Noted] = []
    _trails.noted = noted
    try:
        with transaction.atomic():
            yield
            _append(noted)
            _trails.noted = None  # what runs on commit has a trail of its own
    finally:
        _trails.noted = None


@contextmanager
def _nested(noted: list[_Noted]) -> Iterator[None]:
    before = len(noted)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        del noted[before:]
        raise


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Every operation of every room: runs inside a trail."""

    @functools.wraps(function)
    def inside_a_trail(*args: P.args, **kwargs: P.kwargs) -> R:
        with trail():
            return function(*args, **kwargs)

    return inside_a_trail


def record(
    verb: str,
    *,
    by: Actor | None,
    at: datetime,
    incident: str = "",
    about: Iterable[object] = (),
    words: str | Mapping[str, Any] | None = None,
    codes: Mapping[str, Any] | None = None,
) -> None:
    """Note that `by` (None: the system) did this. `codes` hold codes and keys and stay for good;
    whatever a person typed belongs in `words`, which lawful erasure can delete."""
    if _trails.noted is None:
        raise RuntimeError(f"'{verb}' was recorded outside a trail: decorate the operation with @operation.")
    if not VERB.fullmatch(verb) or len(verb) > VERB_LENGTH:
        raise ValueError(f"'{verb}' is not a verb of the audit: lower case, hyphenated, as in 'incident-reported'.")
    if at.tzinfo is None:
        raise ValueError("The audit takes an instant with its time zone.")
    codes_text = chain.canonical(dict(codes or {}))
    if len(codes_text) > CODES_LENGTH:
        raise ValueError(f"The codes of '{verb}' are too long: text belongs in words.")
    _trails.noted.append(
        _Noted(
            verb=verb,
            by_key="" if by is None else str(by.key),
            at=at,
            incident=incident,
            about=chain.unique(about),
            words=chain.canonical(words) if words else "",
            codes=codes_text,
        )
    )


@dataclass(frozen=True)
class Look:
    """Which young people are shown, through which incident, for which purpose: one entry of the audit."""

    incident: str = ""
    about: tuple[UUID | str, ...] = ()
    purpose: str = ""
    words: str | dict[str, str] | None = None


def look(page: str, *, by: Actor | None, at: datetime, shown: Iterable[Look] = (Look(),)) -> None:
    """Note that `by` is about to be shown this page; the page is refused when this fails.

    A page that shows young people of several incidents leaves one entry for each, in one transaction.
    """
    with trail():
        for one in shown:
            codes = {"page": page, "purpose": one.purpose} if one.purpose else {"page": page}
            record(LOOKED_AT, by=by, at=at, incident=one.incident, about=one.about, words=one.words, codes=codes)


def refusal(page: str, *, by: Actor, at: datetime, why: str, incident: str = "", codes: Mapping[str, str]) -> None:
    """Note that `by` asked for this page and was not shown it; `codes` hold keys, and nothing that was typed."""
    with trail():
        record(WAS_REFUSED, by=by, at=at, incident=incident, codes={**codes, "page": page, "why": why})


@operation
def erase_words(numbers: Iterable[int], *, by: Actor | None, at: datetime, reason: str) -> int:
    """Delete the words of these entries for good; the chain still verifies. Returns how many were there.

    The caller has checked that erasure is lawful and that no hold stands against it.
    """
    wanted = sorted(set(numbers))
    erased = 0
    for start in range(0, len(wanted), ERASED_IN_ONE_ENTRY):
        asked = wanted[start : start + ERASED_IN_ONE_ENTRY]
        part = sorted(EntryWords.objects.filter(number__in=asked).values_list("number", flat=True))
        if not part:
            continue
        Erased.objects.bulk_create([Erased(number=number) for number in part], ignore_conflicts=True)
        EntryWords.objects.filter(number__in=part).delete()
        record(ERASED, by=by, at=at, words=reason, codes={"numbers": part})
        erased += len(part)
    if erased:
        transaction.on_commit(empty_write_ahead_log, robust=True)
    return erased


def empty_write_ahead_log() -> bool:
    """Leave nothing of what was removed in SQLite's log. False: somebody was in the way, so try again later.

    Every operation that removes for good runs this on commit. PostgreSQL: see docs/operations/audit.md.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [patience] = cursor.fetchone()
        # While it waits for a reader nobody can write, so it does not wait as long as a writer would.
        cursor.execute(f"PRAGMA busy_timeout = {min(patience, CHECKPOINT_WAITS)}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy


def _append(noted: Sequence[_Noted]) -> None:
    """Chain what was noted: at most five statements, however many entries."""
    if not noted:
        return
    head = Head.objects.select_for_update().get()
    key_id, key = chain.newest_key()
    number, previous = head.number, head.mac
    entries: list[tuple[Any, ...]] = []
    about: list[tuple[Any, ...]] = []
    words: list[tuple[Any, ...]] = []
    for note in noted:
        number += 1
        salt = secrets.token_hex(16) if note.words else ""
        digest = chain.words_digest(note.words, salt) if note.words else ""
        payload = chain.Payload(
            number, note.at, note.verb, note.by_key, note.incident, note.codes, note.about, digest, key_id
        )
        mac = chain.mac(key, previous, payload)
        at = connection.ops.adapt_datetimefield_value(note.at)
        entries.append((number, at, note.verb, note.by_key, note.incident, note.codes, digest, previous, mac, key_id))
        about += [(number, young_person) for young_person in note.about]
        if note.words:
            words.append((number, note.words, salt))
        previous = mac
    _insert("audit_entry", "number at verb by_key incident codes words_digest previous mac key_id", entries)
    _insert("audit_entry_about", "number key", about)
    _insert("audit_entry_words", "number words salt", words)
    Head.objects.filter(id=head.id).update(number=number, mac=previous)


def _insert(table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """One statement for any number of rows (the ORM splits them by SQLite's limit on parameters)."""
    if not rows:
        return
    names = columns.split()
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)
