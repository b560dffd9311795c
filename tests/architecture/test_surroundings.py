"""The tests run where production runs: no network, a database in a file or a server, a role without rights to spare."""

import socket
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from reachable.audit import log, triggers
from reachable.audit.models import Entry
from tests import databases
from tests.at_once import at_once
from tests.factories import AT
from tests.sockets import NetworkBlocked


def _write_an_entry() -> None:
    with log.trail():
        log.record("signed-out", by=None, at=AT)


def test_another_machine_cannot_be_reached() -> None:
    with pytest.raises(NetworkBlocked):
        socket.getaddrinfo("reachable.example", 443)
    with pytest.raises(NetworkBlocked):
        socket.create_connection(("192.0.2.1", 443), timeout=1)


@pytest.mark.django_db
def test_the_database_is_a_file_or_a_server() -> None:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        assert Path(name).is_file()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == ("reachable_app", False, False)


@pytest.mark.django_db
def test_the_role_of_the_tests_cannot_change_the_audit() -> None:
    _write_an_entry()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(verb="signed-in")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()


@pytest.mark.usefixtures("committed_db")
def test_cleaning_leaves_the_tables_as_migrated_and_the_triggers_in_place() -> None:
    _write_an_entry()
    assert Entry.objects.count() == 1
    databases.clean()
    assert Entry.objects.count() == 0
    assert triggers.missing(connection) == []
    _write_an_entry()
    assert Entry.objects.get().number == 1


@pytest.mark.usefixtures("committed_db")
def test_threads_see_and_write_the_same_database() -> None:
    assert at_once(*[_write_an_entry] * 4) == [None] * 4
    assert Entry.objects.count() == 4
