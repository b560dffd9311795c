"""Checks the playbook, compares two editions, starts another county's, and writes the pages of docs/reference."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from reachable.directory.choices import AgencyKind
from reachable.directory.roles import ROLES
from reachable.incidents.choices import Audience
from reachable.jobs.management.commands.role_matrix import role_matrix
from reachable.playbook import coverage, edition, reference, starting
from reachable.playbook.changes import Changes, changes
from reachable.playbook.load import PlaybookError, load
from reachable.playbook.schema import Playbook
from reachable.responses import checks, editions
from reachable.responses.gates import GATES
from reachable.responses.triggers import TRIGGERS


class Command(BaseCommand):
    help = (
        "Is the playbook sound? What does the next edition change? Start a county's; write the pages of docs/reference."
    )
    requires_system_checks = []  # a broken playbook is what this command is for: it reports it itself

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True)
        check = commands.add_parser("check", help="is it sound?")
        diff = commands.add_parser("diff", help="what does the folder change? Fails where something was taken away")
        for command in (check, diff):
            command.add_argument("--county", default=settings.PLAYBOOK_COUNTY, help="the county's folder")
        diff.add_argument(
            "--from",
            dest="before",
            default="",
            metavar="FOLDER|HASH",
            help="another county, a folder, or the first letters of a stored edition; default: the newest stored one",
        )
        new = commands.add_parser("new", help="write the first folder of another county")
        new.add_argument("county", help="the name of its folder, such as suffolk")
        new.add_argument("--title", required=True, help="what the playbook is called")
        new.add_argument(
            "--take",
            nargs="+",
            default=list(starting.FIRST),
            metavar="STRAND",
            choices=[*starting.strand_codes(), "all"],
            help="the strands to begin with, or all",
        )
        commands.add_parser("reference", help="write docs/reference anew")

    def handle(self, *args: Any, **options: Any) -> None:
        does = {"check": self._check, "diff": self._diff, "new": self._new, "reference": self._reference}
        try:
            does[options["what"]](options)
        except (PlaybookError, starting.CannotStart) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError("the database cannot be read: compare with a folder (--from)") from error

    def _check(self, options: dict[str, Any]) -> None:
        county = options["county"]
        playbook = load(settings.PLAYBOOK_FOLDER, county)
        faults = checks.faults(playbook)
        if faults:
            raise CommandError("\n".join(faults))
        digest = edition.content_hash(edition.canonical(playbook))
        items = len(playbook.considerations())
        self.stdout.write(f"{playbook.title}, {playbook.edition_name}: {items} considerations, sound. {digest}")
        left = starting.to_review(settings.PLAYBOOK_FOLDER / county)
        if left:
            self.stdout.write(f'Still to be reviewed: {left}. Each has a comment that begins "{starting.TO_REVIEW}".')

    def _diff(self, options: dict[str, Any]) -> None:
        after = load(settings.PLAYBOOK_FOLDER, options["county"])
        before = self._before(options["before"], after.county)
        found = changes(before, after)
        self.stdout.write(f"{before.title}, {before.edition_name} → {after.title}, {after.edition_name}")
        self._say(found)
        if found.faults:
            raise CommandError("\n".join(found.faults))

    def _say(self, found: Changes) -> None:
        if found.is_empty:
            self.stdout.write("Nothing changes.")
        parts = [(strand.title, strand.sentences) for strand in found.strands]
        for title, sentences in [*parts, ("Definitions and Tonight", found.definitions)]:
            if sentences:
                self.stdout.write("\n".join([f"\n{title}", *(f"- {sentence}" for sentence in sentences)]))

    def _before(self, named: str, county: str) -> Playbook:
        """What the folder is compared with: a county, a folder, or a stored edition."""
        if not named:
            stored = editions.newest(county)
            if stored is None:
                raise CommandError(f"no edition of {county} is stored yet: compare with a folder (--from)")
            return stored
        path = Path(named)
        if path.name == named and (settings.PLAYBOOK_FOLDER / named).is_dir():
            return load(settings.PLAYBOOK_FOLDER, named)
        if path.is_dir():
            return load(path.parent, path.name)
        found = editions.starting_with(named)
        if found is None:
            raise CommandError(f"{named} is neither a county, nor a folder, nor the beginning of one stored edition")
        return found

    def _new(self, options: dict[str, Any]) -> None:
        county, taken = options["county"], options["take"]
        strands = starting.strand_codes() if "all" in taken else taken
        written = starting.start(settings.PLAYBOOK_FOLDER, county, options["title"], strands)
        for path in written:
            self.stdout.write(f"Wrote {county}/{path.name}")
        left = starting.to_review(settings.PLAYBOOK_FOLDER / county)
        self.stdout.write(f"{left} entries to review. Then: manage.py playbook check --county {county}")

    def _reference(self, options: dict[str, Any]) -> None:
        folder = settings.CLAUSES_FILE.parent
        pages = references()
        for old in folder.joinpath("playbook").glob("*.md"):
            if f"playbook/{old.name}" not in pages:
                old.unlink()
        for name, text in pages.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {len(pages)} files in {folder.relative_to(settings.ROOT)}")


def references() -> dict[str, str]:
    """Everything in docs/reference that is generated, by its place there."""
    playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    known = reference.Known(
        roles={role.kebab: role.name for role in ROLES.values()},
        agencies={_kebab(kind.value): str(kind.label) for kind in AgencyKind},
        audiences={_kebab(audience.value): str(audience.label) for audience in Audience},
        triggers=TRIGGERS,
        gates=GATES,
    )
    clauses = coverage.register(settings.CLAUSES_FILE)
    rules = coverage.rules(Path(coverage.__file__).parents[1])
    rows = coverage.rows(clauses, playbook, rules, {}, GATES.values())
    return {
        **reference.pages(playbook, known),
        "guide.md": reference.guide(playbook, clauses, rows, known),
        coverage.RULES_FILE: coverage.rules_as_json(rules),
        "roles.md": role_matrix(),
    }


def _kebab(code: str) -> str:
    return code.lower().replace("_", "-")
