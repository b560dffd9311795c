"""What every test can ask for: a database, the cast, a clock that stands still, a signed-in client."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase
from pytest_django import DjangoDbBlocker

from reachable.common import clock
from reachable.directory.models import Professional
from tests import databases, postgres, sockets
from tests import signing_in as signing
from tests.factories import AT, Cast

_server: list[Path] = []


def pytest_configure(config: pytest.Config) -> None:
    """The process that controls the run starts PostgreSQL once; its workers find the socket in the environment."""
    if postgres.wanted():
        if not hasattr(config, "workerinput"):
            _server.append(postgres.start())
        connection.settings_dict["HOST"] = os.environ[postgres.SOCKET]
        connection.settings_dict["USER"] = postgres.OWNER
    sockets.block()


def pytest_unconfigure(config: pytest.Config) -> None:
    for folder in _server:
        connection.close()
        postgres.stop(folder)
    _server.clear()
    shutil.rmtree(settings.VAR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, worker_id: str
) -> Iterator[None]:
    """In place of pytest-django's: a file or a real server, and the role that runs in production."""
    if postgres.wanted():
        connection.settings_dict["TEST"]["NAME"] = f"test_reachable_{worker_id}"
    with django_db_blocker.unblock(), databases.prepared(Path(settings.VAR)):
        # Flushing would be refused by the audit's own triggers and by the rights of the runtime role.
        TransactionTestCase._fixture_teardown = lambda self: databases.clean()  # type: ignore[method-assign]  # see above
        yield


@pytest.fixture
def committed_db(transactional_db: None) -> None:
    """Real commits that other threads and processes see; every table is cleaned afterwards (see tests/at_once.py)."""


@pytest.fixture
def at() -> datetime:
    """Saturday 21 November 2026, 22:15."""
    return AT


@pytest.fixture(autouse=True)
def set_clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """The clock stands at `at`; call this to move it. In the journeys it runs, as the browser's does."""

    def move(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)

    if "journeys" not in request.path.parts:
        move(AT)
    return move


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Cast:
    if "committed_db" not in request.fixturenames and "live_server" not in request.fixturenames:
        request.getfixturevalue("db")
    return Cast()


@pytest.fixture
def sign_in() -> signing.SignIn:
    """sign_in(client, professional): past password and second factor."""
    return signing.sign_in


@pytest.fixture
def signed_in(client: Client) -> Callable[[Professional], Client]:
    """signed_in(hana): the test's client, signed in as Hana."""
    return lambda professional: signing.sign_in(client, professional)


def _member(name: str) -> Callable[[Cast], Professional]:
    @pytest.fixture(name=name)
    def member(cast: Cast) -> Professional:
        made: Professional = getattr(cast, name)
        return made

    return member


hana, priya, manager, sam, mace = map(_member, ("hana", "priya", "manager", "sam", "mace"))
joy, tyss, ward, youth_justice, edt = map(_member, ("joy", "tyss", "ward", "youth_justice", "edt"))
ig, admin, stranger, school = map(_member, ("ig", "admin", "stranger", "school"))
