"""PostgreSQL keeps a deleted row in its file until the table is vacuumed. SQLite overwrites what it deletes."""

from django.apps import apps
from django.db import connection

_ROOM = "people"  # all of it
_BESIDE = ("NetworkPerson", "GroupRelation", "PartnerList", "PartnerListRow", "Sealed", "TimelineEntry", "Disposition")


def tables() -> list[str]:
    """Those from which something is removed for good."""
    found = [model for model in apps.get_models() if model._meta.app_label == _ROOM or model.__name__ in _BESIDE]
    return sorted(model._meta.db_table for model in found)


def vacuum_removed() -> int:
    """Ask for it; a role that may not is told so in the log of the database, and nothing fails. How many tables.

    See docs/operations/removal.md for what the owner configures.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return 0
    names = tables()
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"VACUUM {connection.ops.quote_name(name)}")
    return len(names)
