"""Emptying the installation of a demo, the audit as well: what production can never do."""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection

from reachable.audit import chain, triggers

KEPT = frozenset({"django_content_type", "auth_permission", "django_site"})  # rows that migrations made


def empty_database() -> None:
    """Delete every row, inside the caller's transaction: until that ends, others see what was there before.

    The triggers of the audit refuse this to everybody else, so they are taken off and put back.
    """
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
    statements = connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=False)
    triggers.remove(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("INSERT INTO audit_head (id, number, mac) VALUES (1, 0, %s)", [chain.GENESIS])
    triggers.install(connection)


def empty_files() -> None:
    """What the old rows left outside the database: anchors of a chain that is gone, mail that nobody was sent."""
    cache.clear()
    Path(settings.AUDIT_ANCHORS).unlink(missing_ok=True)
    Path(settings.REMOVALS).unlink(missing_ok=True)
    for mail in Path(settings.OUTBOX_FOLDER).glob("*.eml"):
        mail.unlink(missing_ok=True)
