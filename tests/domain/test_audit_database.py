"""The database itself refuses to change the audit, and says so when its refusals are missing."""

from io import StringIO

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from reachable.audit import grants, triggers
from reachable.audit.models import Entry, EntryWords
from reachable.audit.verify import verify
from tests import postgres
from tests.domain.audit_hands import ask, erase_some, owning, run, write_entries

REFUSED = [
    "UPDATE audit_entry SET verb = 'looked-away' WHERE number = 2",
    "UPDATE audit_entry SET number = number + 100",
    "DELETE FROM audit_entry WHERE number = 8",
    "UPDATE audit_entry_about SET key = 'nobody'",
    "DELETE FROM audit_entry_about",
    "UPDATE audit_entry_words SET words = '\"nothing\"'",
    "DELETE FROM audit_entry_words",
    "DELETE FROM audit_erased",
    "UPDATE audit_erased SET number = 6",
    "UPDATE audit_head SET number = number - 1",
    "UPDATE audit_head SET mac = ''",
    "DELETE FROM audit_head",
]
POSTGRESQL_REFUSED = [f"TRUNCATE {table}" for table in triggers.TABLES]
SQLITE_REFUSED = [  # OR REPLACE would delete the old row without its DELETE trigger
    "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE number = 3",
    "INSERT OR REPLACE INTO audit_entry SELECT 99, at, verb, by_key, incident, codes, words_digest, previous, mac,"
    " key_id FROM audit_entry WHERE number = 3",
    "INSERT OR REPLACE INTO audit_entry_about SELECT * FROM audit_entry_about",
    "INSERT OR REPLACE INTO audit_entry_words SELECT number, '\"nothing\"', salt FROM audit_entry_words",
    "INSERT OR REPLACE INTO audit_head (id, number, mac) VALUES (1, 0, '')",
]


def _all_refused() -> list[str]:
    return REFUSED + (POSTGRESQL_REFUSED if connection.vendor == "postgresql" else SQLITE_REFUSED)


def _rows() -> list[list[tuple[object, ...]]]:
    return [ask(f"SELECT * FROM {table} ORDER BY 1, 2") for table in triggers.TABLES if table != "audit_erased"]


@pytest.fixture
def written(committed_db: None) -> None:
    write_entries(8)
    erase_some(1)


def test_even_the_owner_of_the_tables_cannot_change_the_audit(written: None) -> None:
    with owning():
        before = _rows()
        for statement in _all_refused():
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                run(statement)
        assert _rows() == before
    assert verify().holds


def test_the_role_that_runs_the_program_cannot_either(written: None) -> None:
    before = _rows()
    expected = "permission denied|append-only" if connection.vendor == "postgresql" else "append-only"
    for statement in _all_refused():
        with pytest.raises(DatabaseError, match=expected), transaction.atomic():
            run(statement)
    assert _rows() == before


def test_words_are_deleted_only_where_their_erasure_is_marked(written: None) -> None:
    kept = EntryWords.objects.order_by("number").values_list("number", flat=True)[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        run("DELETE FROM audit_entry_words WHERE number = %s", [kept])
    run("INSERT INTO audit_erased (number) VALUES (%s)", [kept])
    assert run("DELETE FROM audit_entry_words WHERE number = %s", [kept]) == 1


@pytest.mark.django_db
def test_every_trigger_is_there_after_all_migrations() -> None:
    assert triggers.missing(connection) == []
    assert checks.run_checks(tags=[checks.Tags.database], databases=["default"]) == []


def test_a_missing_trigger_is_an_error_of_the_system_check_until_it_is_put_back(committed_db: None) -> None:
    with owning():
        suffix = " ON audit_entry" if connection.vendor == "postgresql" else ""
        run(f"DROP TRIGGER audit_entry_update{suffix}")
        assert triggers.missing(connection) == ["audit_entry_update"]
        [error] = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
        assert error.id == "audit.E001"
        assert "audit_entry_update" in error.msg
        out = StringIO()
        call_command("audit_triggers", stdout=out)
        assert out.getvalue() == "Put back: audit_entry_update.\n"
        assert triggers.missing(connection) == []
        out = StringIO()
        call_command("audit_triggers", stdout=out)
        assert out.getvalue() == "Nothing was missing.\n"


def test_a_trigger_that_does_something_else_counts_as_missing(committed_db: None) -> None:
    with owning():
        if connection.vendor == "postgresql":
            run("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_delete")
        else:
            run("DROP TRIGGER audit_entry_delete")
            run("CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry BEGIN SELECT 1; END")
        assert triggers.missing(connection) == ["audit_entry_delete"]
        triggers.install(connection)
        assert triggers.missing(connection) == []


def test_triggers_can_be_removed_and_installed_again(committed_db: None) -> None:
    write_entries(2)
    with owning(), transaction.atomic():
        triggers.remove(connection)
        assert len(triggers.missing(connection)) == 15
        assert run("DELETE FROM audit_entry") == 2
        transaction.set_rollback(True)
    assert triggers.missing(connection) == []
    assert Entry.objects.count() == 2


def test_the_role_that_runs_the_program_has_no_problem_and_the_owner_has(committed_db: None) -> None:
    assert grants.role_problems(connection) == []
    with owning():
        problems = grants.role_problems(connection)
    if connection.vendor == "postgresql":
        assert any("owns the table audit_entry," in problem for problem in problems)
        assert any("holds DELETE on audit_entry." in problem for problem in problems)
    else:
        assert problems == []


def test_grants_leave_the_audit_readable_and_growing_but_nothing_more() -> None:
    statements = grants.runtime_grants("reachable app")
    assert 'GRANT SELECT, INSERT ON "public".audit_entry TO "reachable app"' in statements
    assert 'GRANT SELECT, UPDATE ON "public".audit_head TO "reachable app"' in statements
    granted = [s for s in statements if s.startswith("GRANT") and ".audit_" in s]
    assert len(granted) == len(triggers.TABLES)
    everything = next(n for n, s in enumerate(statements) if "ALL TABLES" in s)
    assert all(everything < n for n, s in enumerate(statements) if s.startswith("REVOKE"))


def test_the_grants_are_printed_or_applied(committed_db: None) -> None:
    out = StringIO()
    call_command("database_roles", postgres.RUNTIME, stdout=out)
    assert out.getvalue().count(";\n") == len(grants.runtime_grants(postgres.RUNTIME))
    with owning():
        if connection.vendor == "postgresql":
            call_command("database_roles", postgres.RUNTIME, apply=True, stdout=out)
            assert "not change it" in out.getvalue()
        else:
            with pytest.raises(CommandError, match="not PostgreSQL"):
                call_command("database_roles", postgres.RUNTIME, apply=True)
    assert grants.role_problems(connection) == []
