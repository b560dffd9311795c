"""What a load balancer is told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client

from reachable.outbox import operations, queries
from tests.counting import query_count
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_health_says_in_three_lines_that_all_is_well(client: Client) -> None:
    token = operations.take_tick("alive", every=timedelta(minutes=1), at=AT, lease=timedelta(minutes=1))
    assert token is not None
    operations.finish_tick("alive", token, at=AT)
    with query_count(at_most=1):
        answer = client.get("/health/")
    assert answer.content.decode() == ("ok\ndatabase: ok\nworker: ok. The worker last ran less than a minute ago.\n")


def test_a_late_worker_is_said_but_takes_no_page_away(client: Client) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert "worker: late. The worker has never run." in answer.content.decode()


def test_without_a_database_it_is_not_well_and_says_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise DatabaseError("password of reachable at db.internal")

    monkeypatch.setattr(queries, "last_tick", gone)
    answer = client.get("/health/")
    assert (answer.status_code, answer.content.decode()) == (503, "not ok\ndatabase: does not answer\n")


def test_health_takes_no_post(client: Client) -> None:
    assert client.post("/health/").status_code == 405
