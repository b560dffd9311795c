"""Looks for the people of a roster in a text. It opens no database and writes nothing.

Any verdict ends with 0; what cannot be read ends with 2 and one sentence.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reachable.common import clock
from reachable.people.naming import BRIEFING, Checked, Known, Roster, check
from reachable.people.naming.entries import UnreadableRoster, people_in

MOST_BYTES = {"roster": 20_000_000, "text": 1_000_000}
MOST_LETTERS = 100_000
_STANDARD_INPUT = "-"


class Command(BaseCommand):
    help = "Say whether a text names anybody of a roster: refuse, ask or clear, with the place of each hit, as JSON."
    requires_system_checks: list[str] = []  # they would ask the database, and this needs none

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--roster", required=True, metavar="ROSTER.json", help="a list of people; - for standard input"
        )
        parser.add_argument("--text", required=True, metavar="FILE", help="the text, in UTF-8; - for standard input")
        parser.add_argument(
            "--place", action="append", default=[], help="a place that the text is about; may be repeated"
        )
        parser.add_argument("--staff", metavar="STAFF.json", help="people who may be named: a list like the roster's")
        parser.add_argument("--warnings", action="store_true", help="add what tells who is meant without a name")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["roster"] == options["text"] == _STANDARD_INPUT:
            raise CommandError("Only one of the two can come from standard input.", returncode=2)
        text = _read(options["text"], "text")
        if len(text) > MOST_LETTERS:
            raise CommandError(f"The text is longer than {MOST_LETTERS:,} letters.", returncode=2)
        people = _people(options["roster"])
        staff = _people(options["staff"]) if options["staff"] else ()
        named = [(one.given, one.family) for one in staff if one.given and one.family]
        checked = check(text, Roster(people, named=named, tolerance=BRIEFING), places=options["place"])
        answer = json.dumps(_answer(checked, warnings=options["warnings"]), ensure_ascii=True)
        self.stdout.write(answer)


def _people(path: str) -> tuple[Known, ...]:
    try:
        return people_in(_read(path, "roster"), clock.local_date(clock.now()))
    except UnreadableRoster as error:
        raise CommandError(str(error), returncode=2) from error


def _read(path: str, what: str) -> str:
    """As it stands in the file, line ends and all, without the mark that some programs put before UTF-8."""
    most = MOST_BYTES[what]
    try:
        if path == _STANDARD_INPUT:
            given = sys.stdin.buffer.read(most + 1)
        else:
            with Path(path).open("rb") as file:
                given = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise CommandError(
            f"The {what} cannot be read: {getattr(error, 'strerror', None) or 'no such name'}.", returncode=2
        ) from error
    if len(given) > most:
        raise CommandError(f"The {what} is larger than {most // 1_000_000} MB.", returncode=2)
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"The {what} is not a text in UTF-8.", returncode=2) from error


def _answer(checked: Checked, *, warnings: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "verdict": checked.verdict.value,
        "hits": [
            {"start": hit.start, "end": hit.end, "text": hit.text, "kind": hit.kind.name.lower()}
            for hit in checked.hits
        ],
    }
    if warnings:
        answer["warnings"] = [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "kind": one.kind.name.lower(),
                "question": one.question,
            }
            for one in checked.warnings
        ]
    return answer
