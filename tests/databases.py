"""The database of a test run: SQLite in a file, or PostgreSQL as the role that runs in production.

On PostgreSQL the owner creates and migrates, then the default connection becomes the runtime role,
so that a test fails where production would: the runtime role cannot change the audit tables.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from reachable.audit import grants
from tests import postgres

_KEPT = "django_migrations"
_after_migration: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}


@contextlib.contextmanager
def prepared(folder: Path) -> Iterator[None]:
    """Create and migrate the test database; leave the default connection ready for tests."""
    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
    original = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    if connection.vendor == "postgresql":
        _become_runtime_role()
    _remember()
    yield
    if connection.vendor == "sqlite":
        connection.creation.destroy_test_db(original, verbosity=0)
    connection.close()


def clean() -> None:
    """Leave every table as the migrations left it, past the triggers that guard the audit tables.

    This is what `transaction=True` tests and `committed_db` use in place of Django's flush.
    """
    connection.close()
    if connection.vendor == "postgresql":
        _clean_postgresql()
    else:
        _clean_sqlite()


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return [t for t in connection.introspection.table_names(cursor) if t != _KEPT]


def _remember() -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == _KEPT:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if rows := cursor.fetchall():
                _after_migration[table] = ([column[0] for column in cursor.description], rows)


def _refill(execute: Any, mark: str) -> None:
    for table, (columns, rows) in _after_migration.items():
        names = ", ".join(f'"{c}"' for c in columns)
        marks = ", ".join([mark] * len(columns))
        for row in rows:
            execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', row)


def _clean_sqlite() -> None:
    tables = _tables()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for table in tables:
            cursor.execute(f'DELETE FROM "{table}"')
        cursor.execute("DELETE FROM sqlite_sequence")
        _refill(cursor.execute, "%s")
        for _, sql in triggers:
            cursor.execute(sql)
        cursor.execute("COMMIT")
    connection.close()


def _clean_postgresql() -> None:
    tables = [f'"{t}"' for t in _tables()]
    database = connection.settings_dict["NAME"]
    connection.close()
    with postgres.as_owner(database) as owner:
        guards = _enabled_triggers(owner)
        for table, name, _ in guards:
            owner.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{name}"')
        owner.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")
        _refill(owner.execute, "%s")
        for table, name, always in guards:
            owner.execute(f'ALTER TABLE {table} ENABLE {"ALWAYS " if always else ""}TRIGGER "{name}"')


def _enabled_triggers(owner: Any) -> list[tuple[str, str, bool]]:
    """(table, trigger, whether it fires always): each is switched on again as it was."""
    found = owner.execute(
        "SELECT tgrelid::regclass::text, tgname, tgenabled = 'A' FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    return list(found.fetchall())


def _become_runtime_role() -> None:
    database = connection.settings_dict["NAME"]
    connection.close()
    with postgres.as_owner(database) as owner:
        for statement in grants.runtime_grants(postgres.RUNTIME):
            owner.execute(statement)
    connection.settings_dict["USER"] = postgres.RUNTIME
