"""The worker: sends what is due, survives what goes wrong, and shares the work with other workers."""

import logging
import threading
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError
from pytest_django import Settings

from reachable.audit import log
from reachable.common import clock
from reachable.jobs import ticks, work
from reachable.jobs.work import Worker
from reachable.outbox import operations
from reachable.outbox.choices import Message, Status
from reachable.outbox.models import Attempt, Delivery, WorkerTick
from reachable.outbox.transports import Letter, NotSent, Transport
from tests.at_once import at_once

BEFORE = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Memory(Transport):
    """Remembers what it was given; raises what it is told to."""

    def __init__(self, *problems: Exception) -> None:
        self.problems = list(problems)
        self.sent: list[Letter] = []
        self.lock = threading.Lock()

    @classmethod
    def from_settings(cls) -> "Memory":
        return cls()

    def send(self, letter: Letter) -> None:
        with self.lock:
            if self.problems:
                raise self.problems.pop()
            self.sent.append(letter)


@log.operation
def tell(count: int = 1) -> None:
    for number in range(count):
        to = f"person{number}@council.example"
        operations.queue(Message.ACTION_WAITING, to=to, at=BEFORE, professional_key=uuid.uuid4())


@pytest.mark.django_db
def test_everything_due_is_sent_once() -> None:
    tell(3)
    worker = Worker(Memory(), ticks=())
    assert (worker.once(), worker.once()) == (3, 0)
    assert len(worker.transport.sent) == 3  # type: ignore[attr-defined]  # it is a Memory
    assert set(Delivery.objects.values_list("status", flat=True)) == {Status.SENT}


@pytest.mark.django_db
def test_one_message_that_goes_wrong_does_not_stop_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    tell(3)
    Worker(Memory(NotSent("TimeoutError"), ZeroDivisionError("person1@council.example")), ticks=()).once()
    assert Counter(Delivery.objects.values_list("status", flat=True)) == {Status.SENT: 1, Status.QUEUED: 2}
    assert set(Attempt.objects.values_list("error", flat=True)) == {"", "TimeoutError", "ZeroDivisionError"}
    assert "council.example" not in caplog.text


@pytest.mark.django_db
def test_a_letter_that_cannot_be_made_fails_where_somebody_sees_it(settings: Settings) -> None:
    with log.trail():
        key = operations.queue(
            Message.INVITATION, to="a@council.example", at=BEFORE, professional_key=None, link="/invitation/x"
        )
    settings.FIELD_KEYS = ["A" * 43 + "="]
    Worker(Memory(), ticks=()).once()
    assert Delivery.objects.get(key=key).status == Status.FAILED
    assert Attempt.objects.get().error == "LinkUnreadable"


def test_a_worker_told_to_stop_finishes_the_delivery_in_hand_and_takes_no_other(committed_db: None) -> None:
    tell(3)
    worker = Worker(Memory(), ticks=())
    send = worker.transport.send

    def stopped_while_sending(letter: Letter) -> None:
        worker.stop()
        send(letter)

    worker.transport.send = stopped_while_sending  # type: ignore[method-assign]  # a signal arrives in the middle
    worker.run(poll=0.1)
    assert Counter(Delivery.objects.values_list("status", flat=True)) == {Status.SENT: 1, Status.QUEUED: 2}


@pytest.mark.django_db
def test_periodic_work_runs_when_due_and_a_failure_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    ran: list[datetime] = []

    def fails(at: datetime) -> None:
        raise ZeroDivisionError("INC-2026-0012")

    rows = (("fails", timedelta(hours=1), fails), ("works", timedelta(hours=1), ran.append))
    for _ in range(2):
        Worker(Memory(), ticks=rows).once()
    assert len(ran) == 1
    assert {row.name: row.last_run_at for row in WorkerTick.objects.all()} == {"fails": None, "works": ran[0]}
    assert "ZeroDivisionError" in caplog.text
    assert "INC-" not in caplog.text


@pytest.mark.django_db
def test_sessions_that_have_ended_leave_no_row_behind(settings: Settings) -> None:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.set_expiry(-1)
    session.create()
    functions = {name: function for name, _, function in ticks.TICKS}
    functions["clear-sessions"](clock.now())
    assert not session.exists(session.session_key)


@pytest.mark.django_db
def test_the_table_of_periodic_work_runs() -> None:
    names = [name for name, _, _ in ticks.TICKS]
    assert len(set(names)) == len(names)
    for _, _, function in ticks.TICKS:
        function(clock.now())


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Worker(Memory(), ticks=())
    tries = []

    def once(self: Worker) -> int:
        tries.append(1)
        if len(tries) == 2:
            worker.stop()
            return 0
        raise OperationalError("could not connect to 10.0.0.1")

    monkeypatch.setattr(Worker, "once", once)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(work.connection, "close", lambda: None)
    with caplog.at_level(logging.ERROR):
        worker.run(poll=0)
    assert len(tries) == 2
    assert "OperationalError" in caplog.text
    assert "10.0.0.1" not in caplog.text


@pytest.mark.django_db
def test_the_command_does_everything_due_once(settings: Settings, tmp_path: Path) -> None:
    settings.OUTBOX_FOLDER = tmp_path
    tell(2)
    call_command("worker", "--once")
    assert Delivery.objects.filter(status=Status.SENT).count() == 2


def test_workers_at_the_same_time_send_each_delivery_once(committed_db: None) -> None:
    tell(40)
    memory = Memory()
    results = at_once(*[Worker(memory, ticks=()).once] * 3)
    assert sum(results) == 40
    assert len({letter.key for letter in memory.sent}) == len(memory.sent) == 40
    assert set(Delivery.objects.values_list("status", "attempts")) == {(Status.SENT, 1)}


def test_workers_at_the_same_time_run_periodic_work_once(committed_db: None) -> None:
    ran: list[datetime] = []
    rows = (("hourly", timedelta(hours=1), ran.append),)
    at_once(*[Worker(Memory(), ticks=rows).once] * 4)
    assert len(ran) == 1
