"""The two PostgreSQL roles: one owns and migrates the tables, the other runs the program.

The role that runs can add to the audit and read it. It cannot change it, and it cannot remove what would stop it.
"""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from .triggers import TABLES

_AUDIT = {
    "audit_entry": "SELECT, INSERT",
    "audit_entry_about": "SELECT, INSERT",
    "audit_erased": "SELECT, INSERT",
    "audit_entry_words": "SELECT, INSERT, DELETE",
    "audit_head": "SELECT, UPDATE",
}
_ALL_TABLES = "SELECT, INSERT, UPDATE, DELETE"
_TOO_MUCH = {
    "audit_entry": ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"),
    "audit_entry_about": ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"),
    "audit_erased": ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"),
    "audit_entry_words": ("UPDATE", "TRUNCATE", "TRIGGER"),
    "audit_head": ("INSERT", "DELETE", "TRUNCATE", "TRIGGER"),
}


def runtime_grants(role: str, schema: str = "public") -> list[str]:
    """Statements that the owner runs, after each migration, for the role that runs the program."""
    who, where = _quoted(role), _quoted(schema)
    statements = [
        f"GRANT USAGE ON SCHEMA {where} TO {who}",
        f"GRANT {_ALL_TABLES} ON ALL TABLES IN SCHEMA {where} TO {who}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {where} TO {who}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {where} GRANT {_ALL_TABLES} ON TABLES TO {who}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {where} GRANT USAGE, SELECT ON SEQUENCES TO {who}",
    ]
    for table, privileges in _AUDIT.items():
        statements.append(f"REVOKE ALL ON {where}.{table} FROM {who}")
        statements.append(f"GRANT {privileges} ON {where}.{table} TO {who}")
    return statements


def check_own_role() -> None:
    """The web process and the worker ask this as they start: a role that could change the audit must not run them."""
    if not settings.AUDIT_REFUSES_OWNER:
        return
    try:
        problems = role_problems(default_connection)
    finally:
        default_connection.close()  # the processes that are forked after this must not share it
    if problems:
        raise ImproperlyConfigured("Reachable does not start: " + " ".join(problems))


def role_problems(connection: BaseDatabaseWrapper) -> list[str]:
    """Why the role of this connection must not run the program; empty when it may. SQLite has no roles."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text")
        role = cursor.fetchone()[0]
        found = [*_powers(cursor), *_owned(cursor), *_excess(cursor)]
    return [f"The database role {role} {what}." for what in found]


def _powers(cursor: CursorWrapper) -> list[str]:
    cursor.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = current_user"
    )
    powers = (
        "is a superuser",
        "may bypass row security",
        "may create roles, and so become the owner of the audit tables",
        "may replicate, and so read the database past every grant",
    )
    return [power for power, has in zip(powers, cursor.fetchone(), strict=True) if has]


def _owned(cursor: CursorWrapper) -> list[str]:
    """Owners, and roles that may become the owner, can remove triggers and drop tables."""
    cursor.execute(
        "SELECT c.relname, pg_has_role(current_user, c.relowner, 'MEMBER'), "
        "pg_has_role(current_user, n.nspowner, 'MEMBER') "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.oid = ANY (%s::regclass[]) ORDER BY c.relname",
        [list(TABLES)],
    )
    found = []
    for table, owns_table, owns_schema in cursor.fetchall():
        if owns_table:
            found.append(f"owns the table {table}, or may become the role that does")
        if owns_schema:
            found.append(f"owns the schema of {table}, and so may drop the table")
    return found


def _excess(cursor: CursorWrapper) -> list[str]:
    found = []
    for table, privileges in _TOO_MUCH.items():
        for privilege in privileges:
            cursor.execute("SELECT has_table_privilege(current_user, %s::regclass, %s)", [table, privilege])
            if cursor.fetchone()[0]:
                found.append(f"holds {privilege} on {table}")
    return found


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
