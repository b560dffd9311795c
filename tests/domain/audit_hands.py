"""What the audit tests share: a chain to work on, and the hands of somebody who owns the database."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from reachable.audit import log
from reachable.audit.models import EntryWords
from reachable.common.permission_codes import Permission
from tests import postgres

AT = datetime(2026, 11, 21, 23, 40, 12, 345678, tzinfo=UTC)


@dataclass
class Somebody:
    permissions: frozenset[Permission] = frozenset()
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    def holds(self, permission: Permission) -> bool:
        return permission in self.permissions


@contextmanager
def owning() -> Iterator[None]:
    """Be the role that owns the tables (SQLite has no roles: whoever has the file). Needs `committed_db`."""
    if connection.vendor != "postgresql":
        yield
        return
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = postgres.OWNER
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = before


def run(sql: str, parameters: Sequence[Any] = ()) -> int:
    """One statement, past the ORM; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def ask(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def write_entries(count: int, *, by: Somebody | None = None) -> None:
    """Looks and operations, some about nobody, some without words."""
    young_people = [uuid.uuid4() for _ in range(5)]
    for n in range(count):
        with log.trail():
            log.record(
                "incident-reported" if n % 3 else "looked-at",
                by=by,
                at=AT + timedelta(minutes=n),
                incident=f"INC-2026-{n % 4:04d}",
                about=young_people[: n % 4],
                words=f"What was said, the {n}th time" if n % 2 else None,
                codes={"page": n},
            )


def erase_some(count: int) -> list[int]:
    numbers = list(EntryWords.objects.order_by("number").values_list("number", flat=True)[:count])
    log.erase_words(numbers, by=None, at=AT, reason="The person's right to erasure")
    return numbers
