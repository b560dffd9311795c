"""Removes again, after a backup was restored, what had been removed since it was made."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reachable.audit import removals
from reachable.common import clock
from reachable.incidents import operations


class Command(BaseCommand):
    help = "After a restore: remove again what the files of removals say was removed since. May be run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", default=[str(settings.REMOVALS)], metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = sorted(removals.read(options["files"]), key=lambda one: (one.at, one.number))
        except OSError as error:
            raise CommandError(f"The file of removals cannot be read: {error.strerror}") from error
        at = clock.now()
        done = sum(
            operations.replay_removal(by=None, at=at, verb=one.verb, who=one.by, codes=one.codes) for one in found
        )
        self.stdout.write(f"{len(found)} removals were read, {done} were to be done again and are done.")
