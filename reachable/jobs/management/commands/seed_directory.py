"""Adds the agencies and contact points of the county's folder that the directory does not have yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reachable.common import clock
from reachable.directory import operations
from reachable.playbook import directory_seed


class Command(BaseCommand):
    help = "Add the county's agencies and contact points that are not in the directory. What people edited stays."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seed = directory_seed.read(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
        except directory_seed.DirectorySeedError as error:
            raise CommandError(str(error)) from error
        added = operations.seed_contact_points(by=None, at=clock.now(), seed=seed)
        self.stdout.write(
            f"Added {added.agencies} agencies and {added.contact_points} contact points of {settings.PLAYBOOK_COUNTY}. "
            "None is confirmed: ring before first use, and say so in the directory."
        )
