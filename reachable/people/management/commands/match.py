"""Looks for the people of one file among those of another. It opens no database."""

import csv
import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reachable.common import clock
from reachable.people.likeness.batch import Held
from reachable.people.likeness.rows import Unreadable, read_people

HEADER = ("query_id", "candidate_id", "rank", "score", "agrees")


class Command(BaseCommand):
    help = "Look for each person of one CSV file among the people of another; write the likeliest with a score."
    requires_system_checks: list[str] = []  # they would ask the database, and this needs none

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--against", required=True, type=Path, metavar="A.csv", help="the people held, by id")
        parser.add_argument(
            "--query", required=True, type=Path, metavar="B.csv", help="who is asked about, by query_id"
        )
        parser.add_argument("--out", required=True, type=Path, metavar="C.csv", help="where the answers are written")

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.local_date(clock.now())
        try:
            with _whole(options["out"]) as file:
                held = Held(read_people(options["against"], "id", today))
                lines = csv.writer(file)
                lines.writerow(HEADER)
                for query in read_people(options["query"], "query_id", today):
                    for rank, (key, found) in enumerate(held.search(query.person), 1):
                        lines.writerow((query.key, key, rank, f"{found.score:.4f}", "; ".join(found.agrees)))
        except Unreadable as error:
            raise CommandError(str(error)) from error


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file that appears when it is complete; what stood there stays when anything fails."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        opened = gzip.open if path.suffix == ".gz" else open
        file: TextIO = opened(part, "wt", encoding="utf-8", newline="")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
