"""Prints how each clause of the guide is carried; exits 1 when a clause that we claim has nothing."""

import argparse
import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reachable.playbook import coverage
from reachable.playbook.load import load


class Command(BaseCommand):
    help = "For each clause of the guide: the items, rules and tests that carry it, and the gates not yet enforced."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the rows as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
        clauses = coverage.register(settings.CLAUSES_FILE)
        rules = coverage.rules(settings.ROOT / "reachable")
        rows = coverage.rows(clauses, playbook, rules, coverage.tests(settings.ROOT / "tests"))
        gaps = coverage.gaps(rows, playbook.sections)
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=1))
        else:
            self._table(rows, playbook.sections, coverage.gates_not_enforced(clauses, rows))
        if gaps:
            raise CommandError("\n".join(gaps))

    def _table(self, rows: list[coverage.Row], sections: tuple[str, ...], gates: list[str]) -> None:
        for row in coverage.in_scope(rows, sections):
            self.stdout.write(f"{row['clause']:8}{row['level']}")
            for kind, names in (("item", row["items"]), ("rule", row["rules"]), ("test", row["tests"])):
                for name in names:
                    self.stdout.write(f"        {kind:6}{name}")
        carried = {row["clause"] for row in coverage.in_scope(rows, sections)}
        rest = [row["clause"] for row in rows if row["clause"] not in carried and row["level"] == coverage.NOT_CARRIED]
        early = [row["clause"] for row in rows if row["clause"] not in carried and row["level"] != coverage.NOT_CARRIED]
        self.stdout.write(f"\nCarried although their section is not complete: {', '.join(early) or 'none'}")
        self.stdout.write(f"Not yet carried ({len(rest)}): {', '.join(rest) or 'none'}")
        self.stdout.write(f"Gates not yet enforced: {', '.join(gates) or 'none'}")
