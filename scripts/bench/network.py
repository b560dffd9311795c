"""Who is connected with whom, among very many: hop by hop and from one to another, on SQLite and on PostgreSQL.

`python -m scripts.bench.network` runs itself once for each database. The reader may open every incident, so that
nothing is spared; most people have about ten connections, a few have thousands.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from scripts.console import ROOT

DATABASES = ("sqlite", "postgresql")
INCIDENTS = 200
HUBS = 20
OF_A_HUB = 2000
GOAL = 50.0
ROUNDS = 60


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m scripts.bench.network")
    arguments.add_argument("--people", type=int, default=100_000)
    arguments.add_argument("--associations", type=int, default=500_000)
    arguments.add_argument("--database", choices=DATABASES, help="only this one")
    options = arguments.parse_args()
    if options.database:
        _measure(options.database, options.people, options.associations)
        return 0
    size = ["--people", str(options.people), "--associations", str(options.associations)]
    for database in DATABASES:
        words = [sys.executable, "-m", "scripts.bench.network", "--database", database, *size]
        subprocess.run(words, cwd=ROOT, check=True)
    return 0


def _measure(database: str, people: int, associations: int) -> None:
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.test", REACHABLE_TEST_DATABASE=database)
    import django

    django.setup()
    with _database(database):
        from reachable.audit import log
        from reachable.common import clock
        from reachable.jobs.demo import cast
        from scripts.bench import filling_network

        at, began = clock.now(), time.monotonic()
        with log.trail():
            who = cast.make(at - timedelta(days=400))["sam"]
        keys = filling_network.fill(who, at, people, associations, INCIDENTS, HUBS, OF_A_HUB)
        took = time.monotonic() - began
        print(f"\n{database}: {people:,} people, {associations:,} connections, written in {took:.0f} s", flush=True)
        _time(who, at, keys)


@contextmanager
def _database(name: str) -> Iterator[None]:
    """As the tests have it; a server of its own for PostgreSQL."""
    from django.conf import settings
    from django.db import connection

    from tests import databases, postgres

    server = postgres.start() if name == "postgresql" else None
    try:
        if server:
            connection.settings_dict["HOST"] = os.environ[postgres.SOCKET]
            connection.settings_dict["USER"] = postgres.OWNER
        with databases.prepared(Path(settings.VAR)):
            if server:
                connection.settings_dict["USER"] = postgres.OWNER
                connection.close()
            yield
    finally:
        connection.close()
        if server:
            postgres.stop(server)
        shutil.rmtree(settings.VAR, ignore_errors=True)


def _time(who: Any, at: Any, keys: list[Any]) -> None:
    from reachable.common import clock
    from reachable.incidents import access
    from reachable.people import queries
    from reachable.people.permissions import readable_handlings

    today, readable, draw = clock.local_date(at), readable_handlings(who), random.Random(11)
    hubs, others = keys[:HUBS], keys[HUBS:]

    def around(some: list[Any], hops: int) -> Callable[[], Any]:
        return lambda: queries.neighbours(access.reach(who, at), [draw.choice(some)], today, hops, readable)

    def between(some: list[Any], more: list[Any]) -> Callable[[], Any]:
        return lambda: queries.paths(access.reach(who, at), draw.choice(some), draw.choice(more), today, readable)

    for hops in (1, 2, 3):
        _say(f"{hops} hop{'s' if hops > 1 else ''} around somebody", around(others, hops))
    for hops in (1, 2, 3):
        _say(f"{hops} hop{'s' if hops > 1 else ''} around a hub", around(hubs, hops))
    _say("ways between two people", between(others, others))
    _say("ways from a hub to somebody", between(hubs, others))
    _say("ways between two hubs", between(hubs, hubs[::-1]))


def _say(what: str, do: Callable[[], Any]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as counted:
        do()
    times, busy, found = [], [], []
    gc.collect()
    gc.freeze()  # what building the people left behind is not looked through again in the middle of a question
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        reached = do()
        times.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - used) * 1000)
        found.append(len(reached.lines) if hasattr(reached, "lines") else len(reached.found))
    late = "" if _part(times, 0.95) <= GOAL else "  over the goal"
    spread = f"p50 {_part(times, 0.5):6.1f} ms  p95 {_part(times, 0.95):6.1f} ms"
    own = f"of our own processor {_part(busy, 0.5):5.1f} and {_part(busy, 0.95):5.1f}"
    print(f"{what:30} {spread}  {own}  {len(counted):2} SQL  {_part(found, 0.5):4.0f} found{late}", flush=True)


def _part(values: list[Any], part: float) -> float:
    return float(sorted(values)[int(len(values) * part)])


if __name__ == "__main__":
    sys.exit(main())
