"""Many at once, each in a thread of its own with real commits: nothing fails, and the chain verifies."""

import threading
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from reachable.audit import log
from reachable.audit.models import Entry, Erased
from reachable.audit.verify import verify
from tests.at_once import at_once
from tests.domain.audit_hands import AT, Somebody, write_entries

ROUNDS = 15


def _write() -> int:
    by = Somebody()
    for n in range(ROUNDS):
        with log.trail():
            log.record("action-added", by=by, at=AT + timedelta(seconds=n), about=[by.key], words="Ring the ward")
            with log.trail():
                log.record("action-given", by=by, at=AT + timedelta(seconds=n), codes={"n": n})
    return ROUNDS


def _look() -> int:
    by = Somebody()
    for n in range(ROUNDS):
        log.look(
            "incident-overview",
            by=by,
            at=AT + timedelta(seconds=n),
            shown=[log.Look(about=(uuid.uuid4(), uuid.uuid4()))],
        )
        list(Entry.objects.order_by("-number")[:5])
    return ROUNDS


def test_eight_writing_and_four_looking_at_once_leave_a_chain_that_holds(committed_db: None) -> None:
    assert at_once(*[_write] * 8, *[_look] * 4) == [ROUNDS] * 12
    report = verify()
    assert report.problems == []
    assert report.entries == 8 * 2 * ROUNDS + 4 * ROUNDS
    for by_key in set(Entry.objects.values_list("by_key", flat=True)):
        own = list(Entry.objects.filter(by_key=by_key).order_by("number").values_list("at", flat=True))
        assert own == sorted(own)


def test_verifying_while_others_write_and_erase_finds_nothing(committed_db: None) -> None:
    write_entries(30)
    done = threading.Event()

    def write() -> None:
        _write()
        for number in range(2, 30, 2):
            log.erase_words([number], by=None, at=AT, reason="The end of the retention period")
        done.set()

    def check() -> list[str]:
        found: list[str] = []
        while not done.is_set():
            found += [problem.sentence for problem in verify().problems]
        return found

    assert at_once(write, check, check) == [None, [], []]
    assert verify().holds


def test_the_trail_of_one_thread_is_not_that_of_another(committed_db: None) -> None:
    inside, over = threading.Event(), threading.Event()

    def first() -> None:
        with log.trail():  # on SQLite it holds the only right to write, so the other thread may not wait for one
            log.record("action-added", by=None, at=AT)
            inside.set()
            assert over.wait(10)

    def second() -> None:
        assert inside.wait(10)
        try:
            with pytest.raises(RuntimeError, match="outside a trail"):
                log.record("action-given", by=None, at=AT)
        finally:
            over.set()

    assert at_once(first, second) == [None, None]
    assert list(Entry.objects.values_list("verb", flat=True)) == ["action-added"]


def test_an_operation_that_fails_among_others_leaves_no_hole(committed_db: None) -> None:
    def fail() -> int:
        for n in range(ROUNDS):
            with pytest.raises(LookupError), log.trail():
                Erased.objects.create(number=n)
                log.record("strand-opened", by=None, at=AT)
                raise LookupError
        return ROUNDS

    assert at_once(_write, fail, _write) == [ROUNDS] * 3
    assert verify().entries == 4 * ROUNDS
    assert verify().holds


def test_what_is_done_and_its_trace_are_not_seen_before_they_are_committed(committed_db: None) -> None:
    with log.trail():
        log.record("action-added", by=None, at=AT)
        log.record("action-given", by=None, at=AT)
        assert at_once(lambda: Entry.objects.count()) == [0]
    assert at_once(lambda: Entry.objects.count()) == [2]


def test_an_operation_that_runs_on_commit_leaves_its_own_trace(committed_db: None) -> None:
    with log.trail():
        transaction.on_commit(lambda: log.look("incident-overview", by=None, at=AT))
        log.record("action-added", by=None, at=AT)
    assert list(Entry.objects.order_by("number").values_list("verb", flat=True)) == ["action-added", "looked-at"]
    assert verify().holds


def test_the_write_ahead_log_cannot_be_emptied_under_a_reader(committed_db: None) -> None:
    if connection.vendor != "sqlite":
        assert log.empty_write_ahead_log()
        return
    write_entries(2)
    reading, over = threading.Event(), threading.Event()

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT * FROM audit_entry")
            cursor.fetchall()
            reading.set()
            assert over.wait(10)
            cursor.execute("COMMIT")

    def empty() -> bool:
        assert reading.wait(10)
        write_entries(1)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
        emptied = log.empty_write_ahead_log()
        over.set()
        return emptied

    assert at_once(read, empty) == [None, False]
    assert log.empty_write_ahead_log()


def _bytes_on_the_disk() -> bytes:
    """The database file and its write-ahead log; on PostgreSQL, every row that the table still shows anybody."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT words FROM audit_entry_words")
            return repr(cursor.fetchall()).encode()
    file = Path(connection.settings_dict["NAME"])
    return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


@pytest.mark.parametrize("length", [40, 20_000])
def test_erased_words_are_not_left_in_the_bytes_of_the_database(committed_db: None, length: int) -> None:
    secret = "hides at the flat over the bakery"
    with log.trail():
        log.record("action-added", by=None, at=AT, words=secret + " and" * (length // 4))
    write_entries(400)
    assert secret.encode() in _bytes_on_the_disk()
    started = time.monotonic()
    assert log.erase_words([1], by=None, at=AT, reason="Recorded about the wrong child") == 1
    assert time.monotonic() - started < 5
    assert secret.encode() not in _bytes_on_the_disk()
    assert verify().holds


def test_a_whole_table_of_words_can_be_erased_without_a_trace_in_the_bytes(committed_db: None) -> None:
    write_entries(400)
    for number in range(2, 401, 4):
        log.erase_words([number], by=None, at=AT, reason="x")
    log.erase_words(range(1, 401), by=None, at=AT, reason="x")
    assert b"What was said" not in _bytes_on_the_disk()
    assert verify().holds
