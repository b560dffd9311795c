"""Loads the invented night: manage.py demo, demo --if-empty, demo --reset."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from reachable.audit import log
from reachable.common import clock
from reachable.jobs.demo import cast, directory, emptying, story


class Command(BaseCommand):
    help = "Load the demo: invented professionals and an invented night. Its times run back from now."

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--if-empty", action="store_true", help="do nothing where the demo is loaded already")
        how.add_argument(
            "--reset", action="store_true", help="delete everything, the audit as well, and load the demo anew"
        )
        parser.add_argument("--yes", action="store_true", help="with --reset: even where people were invited")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo does not exist under these settings.")
        reset = options["reset"]
        if reset and not options["yes"] and (invited := cast.invited()):
            raise CommandError(
                f"{invited} with an account did not come with the demo. They and all that they did would be deleted. "
                "If that is meant: manage.py demo --reset --yes"
            )
        if cast.is_made() and not reset:
            if options["if_empty"]:
                return
            raise CommandError("The demo is loaded already. To begin again: manage.py demo --reset")
        now = clock.now()
        made = self._load(reset=reset)
        done = "Deleted everything and loaded the demo anew" if reset else "Loaded the demo"
        took = (clock.now() - now).total_seconds()
        self.stdout.write(f"{done}: {made} invented professionals, in {took:.0f} s.")
        if reset:
            self.stdout.write("Whoever was signed in signs in again.")

    def _load(self, *, reset: bool) -> int:
        """In one transaction: it is all there, or what was there before."""
        now = clock.now()
        with log.trail():
            if reset:
                try:
                    emptying.empty_database()
                except DatabaseError as error:
                    raise CommandError("Only the role that owns the tables can empty them. Nothing changed.") from error
            people = cast.make(now - story.KNOWN_SINCE)
            directory.keep(people, now)
            story.tell(people, now)
        if reset:
            emptying.empty_files()
        return len(cast.CAST)
