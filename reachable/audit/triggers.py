"""The database's own refusal to change the audit, whoever asks and by whatever program.

Every migration that touches these tables installs the triggers again (SQLite drops them with the table that it
remakes); `checks.py` proves that they are there.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("audit_entry", "audit_entry_about", "audit_erased")
TABLES = (*APPEND_ONLY, "audit_entry_words", "audit_head")
REFUSAL = "The audit is append-only."
_ERASABLE = "EXISTS (SELECT 1 FROM audit_erased WHERE number = OLD.number)"
# SQLite's INSERT OR REPLACE deletes the old row without firing its DELETE trigger, so taken keys are refused.
_TAKEN = {
    "audit_entry": "EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number OR previous = NEW.previous)",
    "audit_entry_about": "EXISTS (SELECT 1 FROM audit_entry_about WHERE key = NEW.key AND number = NEW.number)",
    "audit_entry_words": "EXISTS (SELECT 1 FROM audit_entry_words WHERE number = NEW.number)",
    "audit_erased": "EXISTS (SELECT 1 FROM audit_erased WHERE number = NEW.number)",
    "audit_head": "EXISTS (SELECT 1 FROM audit_head)",
}

_POSTGRESQL_REFUSE = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $audit$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $audit$"""
# The schema is spelt out so that a temporary table of the same name cannot stand in for the real one.
_POSTGRESQL_WORDS = f"""
CREATE OR REPLACE FUNCTION audit_words_delete() RETURNS trigger LANGUAGE plpgsql AS $audit$
DECLARE erased boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.audit_erased WHERE number = $1)', TG_TABLE_SCHEMA)
        INTO erased USING OLD.number;
    IF NOT erased THEN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $audit$"""
_POSTGRESQL_HEAD = f"""
CREATE OR REPLACE FUNCTION audit_head_forwards() RETURNS trigger LANGUAGE plpgsql AS $audit$
BEGIN
    IF NEW.number <= OLD.number OR NEW.id <> OLD.id THEN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $audit$"""
_POSTGRESQL_FUNCTIONS = ("audit_refuse", "audit_words_delete", "audit_head_forwards")


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place; those that are there already are replaced."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for function in (_POSTGRESQL_REFUSE, _POSTGRESQL_WORDS, _POSTGRESQL_HEAD):
                cursor.execute(function)
        for name, (table, sql) in _wanted(connection).items():
            cursor.execute(sql)
            if connection.vendor == "postgresql":  # fires even where session_replication_role says "replica"
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """For a migration that remakes the tables, and for tests; `install` belongs right after it."""
    with connection.cursor() as cursor:
        for name, (table, _) in _wanted(connection).items():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        if connection.vendor == "postgresql":
            for function in _POSTGRESQL_FUNCTIONS:
                cursor.execute(f"DROP FUNCTION IF EXISTS {function}()")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers that are absent, switched off or not as this file writes them; none before the first migration."""
    if not set(TABLES) <= set(connection.introspection.table_names()):
        return []
    wanted = _wanted(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
                "WHERE NOT tgisinternal AND tgenabled = 'A' AND tgrelid = ANY (%s::regclass[])",
                [list(TABLES)],
            )
            present = {name: table.rsplit(".")[-1] for name, table in cursor.fetchall()}
            return sorted(name for name, (table, _) in wanted.items() if present.get(name) != table)
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        written = dict(cursor.fetchall())
    return sorted(name for name, (_, sql) in wanted.items() if written.get(name) != sql)


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Name of trigger → its table and the statement that makes it."""
    if connection.vendor == "postgresql":
        return _postgresql()
    return _sqlite()


def _postgresql() -> dict[str, tuple[str, str]]:
    made: dict[str, tuple[str, str]] = {}

    def add(table: str, event: str, function: str, each: str = "ROW") -> None:
        name = f"{table}_{event.lower()}"
        sql = f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
        made[name] = (table, sql)

    for table in TABLES:
        add(table, "UPDATE", "audit_head_forwards" if table == "audit_head" else "audit_refuse")
        add(table, "DELETE", "audit_words_delete" if table == "audit_entry_words" else "audit_refuse")
        add(table, "TRUNCATE", "audit_refuse", "STATEMENT")
    return made


def _sqlite() -> dict[str, tuple[str, str]]:
    made: dict[str, tuple[str, str]] = {}

    def add(table: str, event: str, when: str = "") -> None:
        name = f"{table}_{event.lower()}"
        condition = f" WHEN {when}" if when else ""
        refusal = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        made[name] = (table, f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition} {refusal}")

    for table in TABLES:
        add(table, "INSERT", _TAKEN[table])
        add(table, "UPDATE", "NEW.number <= OLD.number OR NEW.id <> OLD.id" if table == "audit_head" else "")
        add(table, "DELETE", f"NOT {_ERASABLE}" if table == "audit_entry_words" else "")
    return made
