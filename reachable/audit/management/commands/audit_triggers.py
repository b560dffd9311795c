"""Puts the triggers of the audit tables back in place."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from reachable.audit import triggers


class Command(BaseCommand):
    help = "Install the triggers that make the audit append-only (as the role that owns the tables)."
    requires_system_checks: list[str] = []  # the check would refuse to run this

    def handle(self, *args: Any, **options: Any) -> None:
        absent = triggers.missing(connection)
        with transaction.atomic():
            triggers.install(connection)
        self.stdout.write(f"Put back: {', '.join(absent)}." if absent else "Nothing was missing.")
