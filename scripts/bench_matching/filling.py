"""A database with many people in it, written past the operations: they are for one person at a time."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import count, islice
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from reachable.people import likeness
from reachable.people.choices import AddressUse, IdentifierSystem, NameUse, Stage
from reachable.people.matching import fold_name
from reachable.people.models import Address, Belonging, Identifier, MatchKey, OtherName, Person, PersonRecord
from reachable.people.queries.compared import as_details
from scripts.bench_matching.measures import Pair

AT_ONCE = 20_000
FIRST = 1_000_001  # past those that the cast may have made
STAGING = "bench_keys"
_numbers = count(1)
Values = dict[str, Any]


def fill(path: Path, *, at: datetime, agency_id: int, professional_id: int) -> Iterator[Pair]:
    """Each row of A.csv as a person with a record; answers (its id, the key of the person)."""
    stamp = at.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    said = {"recorded_by_id": professional_id, "recorded_at": stamp}
    told = {"by_id": professional_id, "at": stamp}
    belongings = {"from_at": stamp, "decided_by_id": professional_id}
    _hurry()
    with path.open(encoding="utf-8", newline="") as file:
        rows = enumerate(csv.DictReader(file), FIRST)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {STAGING} (record_id bigint, key varchar(80))")
        while some := list(islice(rows, AT_ONCE)):
            people = [(pk, _uuid(), row) for pk, row in some]
            with transaction.atomic():
                _insert(Person, [{"id": pk, "key": key, "created_at": stamp} for pk, key, _ in people])
                _insert(PersonRecord, [_record(pk, row, {**said, "held_by_id": agency_id}) for pk, _, row in people])
                _insert(Belonging, [{**belongings, "record_id": pk, "person_id": pk} for pk, *_ in people])
                for model, beside in _beside(some, told, said).items():
                    _insert(model, beside)
                _write(STAGING, ("record_id", "key"), ((pk, key) for pk, row in some for key in _keys(row)))
            yield from ((row["id"], str(uuid.UUID(key))) for _, key, row in people)
    _settle()


def _hurry() -> None:
    """Nothing is lost with this database. The usual cache of 2 MB would be read and written once for each name."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for said in ("synchronous = OFF", "secure_delete = OFF", "foreign_keys = OFF", "cache_size = -2000000"):
                cursor.execute(f"PRAGMA {said}")


def _uuid() -> str:
    """In order, so that the indexes are written from one end to the other."""
    return f"{next(_numbers):032x}"


def _record(pk: int, row: dict[str, str], said: Values) -> Values:
    born = row["date_of_birth"] or None
    return {
        **said, "id": pk, "key": _uuid(), "stage": Stage.YOUNG_PERSON.value, "name_known": True,
        "given_names": row["given_names"], "family_name": row["family_name"], "date_of_birth": born,
        "dob_accuracy": "AAA" if born else "UUU", "folded_name": fold_name(row["given_names"], row["family_name"]),
    }  # fmt: skip


def _beside(
    some: list[tuple[int, dict[str, str]]], told: Values, said: Values
) -> dict[type[models.Model], list[Values]]:
    use, home, system = NameUse.values[0], AddressUse.values[0], IdentifierSystem.NHS_NUMBER.value
    names = [
        {**told, "key": _uuid(), "record_id": pk, "use": use, "name": name}
        for pk, row in some
        for name in row["other_names"].split("; ")
        if name
    ]
    homes = [
        {**told, "key": _uuid(), "record_id": pk, "use": home, "postcode": row["postcode"],
         "is_safe": False}
        for pk, row in some
        if row["postcode"]
    ]  # fmt: skip
    numbers = [
        {**said, "record_id": pk, "system": system, "value": row["nhs_number"]} for pk, row in some if row["nhs_number"]
    ]
    return {OtherName: names, Address: homes, Identifier: numbers}


def _keys(row: dict[str, str]) -> tuple[str, ...]:
    born = _day(row["date_of_birth"])
    beside = [("name", name) for name in row["other_names"].split("; ") if name]
    beside += [("postcode", row["postcode"])] if row["postcode"] else []
    beside += [(IdentifierSystem.NHS_NUMBER.value, row["nhs_number"])] if row["nhs_number"] else []
    named = (row["given_names"], row["family_name"], born, "AAA" if born else "UUU", None, None)
    return likeness.keys(likeness.prepare(as_details(named, beside)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _settle() -> None:
    """The keys go in in the order of their index: a tenth of the time that they take in any other.

    Then as autovacuum leaves PostgreSQL: an index alone answers, and the planner knows the tables.
    """
    table = MatchKey._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (record_id, key) SELECT record_id, key FROM {STAGING} ORDER BY key, record_id"
        )
        cursor.execute(f"DROP TABLE {STAGING}")
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _insert(model: type[models.Model], rows: list[Values]) -> None:
    """Rows that name the same fields; the others have their defaults."""
    if not rows:
        return
    named, fields = list(rows[0]), model._meta.concrete_fields
    left = [field for field in fields if not field.primary_key and field.attname not in named]
    columns = (*(str(model._meta.get_field(name).column) for name in named), *(str(field.column) for field in left))
    defaults = tuple(field.get_default() for field in left)
    _write(model._meta.db_table, columns, ((*row.values(), *defaults) for row in rows))


def _write(table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Plain text and figures, which both databases take."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(rows))
