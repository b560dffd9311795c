"""Loads the invented night into an empty installation: manage.py demo --if-empty."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reachable.audit import log
from reachable.common import clock
from reachable.jobs.demo import cast, story


class Command(BaseCommand):
    help = "Load the demo: invented professionals and an invented night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the demo is loaded already")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo does not exist under these settings.")
        if cast.is_made():
            if options["if_empty"]:
                return
            raise CommandError("The demo is loaded already.")
        now = clock.now()
        with log.trail():
            people = cast.make(now - story.KNOWN_SINCE)
            story.tell(people, now)
        self.stdout.write(f"Loaded the demo: {len(people)} invented professionals.")
