"""Prints how each clause of the guide is carried; exits 1 when one has nothing, or a gate is only asked."""

import argparse
import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reachable.playbook import coverage
from reachable.playbook.load import load
from reachable.responses.gates import GATES


class Command(BaseCommand):
    help = (
        "For each clause of the guide: the items, rules and tests that carry it, and the gates not yet enforced. "
        "Fails where a clause has nothing, and where a gate is only asked."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the rows as JSON")
        parser.add_argument(
            "--write",
            action="store_true",
            help=f"write the rules that the page reads into docs/reference/{coverage.RULES_FILE}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
        clauses = coverage.register(settings.CLAUSES_FILE)
        rules = coverage.rules(settings.ROOT / "reachable")
        if options["write"]:
            path = settings.CLAUSES_FILE.parent / coverage.RULES_FILE
            path.write_text(coverage.rules_as_json(rules), encoding="utf-8")
        rows = coverage.rows(clauses, playbook, rules, coverage.tests(settings.ROOT / "tests"), GATES.values())
        failing = coverage.gaps(rows, playbook.sections) + coverage.gates_only_asked(rows)
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=1))
        else:
            self._table(rows, playbook.sections)
            self._summary(clauses, rows)
        if failing:
            raise CommandError("\n".join(failing))

    def _table(self, rows: list[coverage.Row], sections: tuple[str, ...]) -> None:
        for row in coverage.in_scope(rows, sections):
            self.stdout.write(f"{row['clause']:8}{row['level']}")
            for kind, names in (("item", row["items"]), ("rule", row["rules"]), ("test", row["tests"])):
                for name in names:
                    self.stdout.write(f"        {kind:6}{name}")
        carried = {row["clause"] for row in coverage.in_scope(rows, sections)}
        rest = [row["clause"] for row in rows if row["clause"] not in carried]
        if rest:
            self.stdout.write(f"\nOf sections that are not claimed ({len(rest)}): {', '.join(rest)}")

    def _summary(self, clauses: list[coverage.Clause], rows: list[coverage.Row]) -> None:
        self.stdout.write(f"\n{coverage.counts(rows).sentence}")
        waiting = [gate for gate in GATES.values() if not gate.enforced]
        self.stdout.write(f"Gates not yet enforced ({len(waiting)} of {len(GATES)}):")
        for gate in waiting:
            self.stdout.write(f"  {', '.join(gate.clauses):14}{gate.title}: will refuse {gate.refuses}")
        named = {clause for gate in GATES.values() for clause in gate.clauses}
        for clause in coverage.gates_not_enforced(clauses, rows):
            if clause not in named:
                self.stdout.write(f"  {clause:14}no gate of the software carries it")
