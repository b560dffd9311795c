"""Checks the playbook, and writes its page in docs/reference."""

import argparse
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand, CommandError

from reachable.playbook import edition, reference
from reachable.playbook.load import PlaybookError, load
from reachable.playbook.schema import Playbook

TAG = "playbook"  # the system check that knows the triggers, roles and agency kinds


class Command(BaseCommand):
    help = "playbook check: is the playbook sound?  playbook reference: write docs/reference/playbook.md"
    requires_system_checks = []  # a broken playbook is what this command is for: it reports it itself

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "reference"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
        except PlaybookError as error:
            raise CommandError(str(error)) from error
        if options["what"] == "check":
            self._check(playbook)
        else:
            self._reference(playbook)

    def _check(self, playbook: Playbook) -> None:
        if not checks.tag_exists(TAG):
            raise CommandError("no system check is registered for the playbook")
        found = checks.run_checks(tags=[TAG])
        if found:
            raise CommandError("\n".join(str(problem.msg) for problem in found))
        digest = edition.content_hash(edition.canonical(playbook))
        items = len(playbook.considerations())
        self.stdout.write(f"{playbook.title}, {playbook.edition_name}: {items} considerations, sound. {digest}")

    def _reference(self, playbook: Playbook) -> None:
        path = settings.CLAUSES_FILE.parent / "playbook.md"
        path.write_text(reference.page(playbook), encoding="utf-8")
        self.stdout.write(f"Wrote {path.relative_to(settings.ROOT)}")
