"""Verifies the audit chain and names the entry that breaks."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from reachable.audit.verify import Problem, verify


class Command(BaseCommand):
    help = "Verify the audit chain. Exits 1, and names the entry that breaks, when it does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchors",
            nargs="?",
            const=str(settings.AUDIT_ANCHORS),
            metavar="FILE",
            help="compare with the anchors written outside the database (settings.AUDIT_ANCHORS without FILE)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = verify(anchors_file=options["anchors"])
        except DatabaseError as error:
            raise CommandError(f"The audit tables cannot be read: {error}") from error
        if report.first is None:
            compared = "" if report.anchors is None else f" It agrees with {report.anchors} anchors."
            self.stdout.write(f"The audit holds: {report.entries} entries, the last is {report.last}.{compared}")
            return
        for problem in report.problems:
            self.stderr.write(_sentence(problem))
        more = report.found - len(report.problems)
        if more > 0:
            self.stderr.write(f"… and {more} more.")
        raise CommandError(f"The audit does not hold. First: {_sentence(report.first)}", returncode=1)


def _sentence(problem: Problem) -> str:
    return f"Entry {problem.number} {problem.sentence}." if problem.number else problem.sentence
