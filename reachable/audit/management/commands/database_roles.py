"""Prints, or applies, what the owner of the tables grants to the role that runs the program."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from reachable.audit import grants


class Command(BaseCommand):
    help = "Print the grants for the PostgreSQL role that runs the program; --apply runs them as the role that owns."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="the role that the web process and the worker connect as")
        parser.add_argument("--schema", default="public")
        parser.add_argument("--apply", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        statements = grants.runtime_grants(options["role"], options["schema"])
        if not options["apply"]:
            self.stdout.write("".join(f"{statement};\n" for statement in statements))
            return
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles; this database is not PostgreSQL.")
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"{options['role']} may now run the program and add to the audit, but not change it.")
