"""Writes the keys under which people are looked for again, after the rules that make them have changed."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from reachable.people import operations


class Command(BaseCommand):
    help = "Write the match keys of everybody on record again, some at a time; it can be stopped and run again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--chunk", type=int, default=1000, help="how many records at a time (default: 1000)")

    def handle(self, *args: Any, **options: Any) -> None:
        chunk = max(options["chunk"], 1)
        done = operations.rebuild_match_keys(lambda so_far: self.stdout.write(f"{so_far} records"), chunk=chunk)
        self.stdout.write(f"The match keys of {done} records are written.")
