"""One look-up among very many, in the house's own function, on SQLite and on PostgreSQL.

`python -m scripts.bench_matching.lookup` runs itself once for each database.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from scripts.bench_matching.ours import read
from scripts.console import ROOT

DATABASES = ("sqlite", "postgresql")
WARM = 200
GOAL = 5.0


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m scripts.bench_matching.lookup")
    arguments.add_argument("--people", type=int, default=1_000_000)
    arguments.add_argument("--queries", type=int, default=2_000)
    arguments.add_argument("--database", choices=DATABASES, help="only this one")
    arguments.add_argument("--folder", type=Path, help="with the people, already made")
    options = arguments.parse_args()
    if options.database and options.folder:
        _measure(options.folder, options.database)
        return 0
    with tempfile.TemporaryDirectory(prefix="reachable-bench-matching-") as folder:
        size = ["--people", str(options.people), "--queries", str(options.queries + WARM), "--seed", "7"]
        _run("scripts.matching_data", *size, "--out", folder)
        for database in [options.database] if options.database else DATABASES:
            _run("scripts.bench_matching.lookup", "--database", database, "--folder", folder)
    return 0


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True)


def _measure(folder: Path, database: str) -> None:
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.test", REACHABLE_TEST_DATABASE=database)
    import django

    django.setup()
    with _database(database):
        from reachable.audit import log
        from reachable.common import clock
        from reachable.jobs.demo import cast
        from scripts.bench_matching.filling import fill

        at, began = clock.now(), time.monotonic()
        with log.trail():
            who = cast.make(at - timedelta(days=400))["hana"]
        keys = dict(fill(folder / "A.csv", at=at, agency_id=who.agency_id, professional_id=who.pk))
        print(f"\n{database}: {len(keys):,} people written in {time.monotonic() - began:.0f} s", flush=True)
        _look_up(who, folder, keys)


@contextmanager
def _database(name: str) -> Iterator[None]:
    """As the tests have it; a server of its own for PostgreSQL, in the role that runs in production."""
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


def _look_up(who: Any, folder: Path, keys: dict[str, str]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from reachable.people import queries

    truth = {row["query_id"]: row["id"] for row in read(folder / "truth.csv")}
    today, times, busy, ranks = date(2026, 11, 23), list[float](), list[float](), list[int]()
    asked = [(row["query_id"], [_entry(row)]) for row in read(folder / "B.csv")]
    for _, entry in asked[:WARM]:
        queries.likely(who, entry, today)
    with CaptureQueriesContext(connection) as counted:
        queries.likely(who, asked[0][1], today)
    for query, entry in asked[WARM:]:
        began, used = time.perf_counter(), time.process_time()
        found = queries.likely(who, entry, today).get(0, ())
        times.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - used) * 1000)
        if truth[query]:
            shown = [str(match.person_key) for match in found]
            wanted = keys[truth[query]]
            ranks.append(shown.index(wanted) + 1 if wanted in shown else 0)
    print(f"{len(times):,} look-ups, ms: {_spread(times)} (goal {GOAL:g} at p95); of our own processor {_spread(busy)}")
    first, among = ranks.count(1) / len(ranks), sum(map(bool, ranks)) / len(ranks)
    print(f"{len(counted)} statements; of those held, shown first {first:.1%}, among five {among:.1%}", flush=True)


def _spread(times: list[float]) -> str:
    ordered = sorted(times)
    p50, p95, p99 = (f"{ordered[int(len(ordered) * part)]:.2f}" for part in (0.5, 0.95, 0.99))
    return f"p50 {p50}, p95 {p95}, p99 {p99}, longest {ordered[-1]:.1f}"


def _entry(row: dict[str, str]) -> Any:
    from stdnum.gb import nhs

    from reachable.people.matching import Entry

    return Entry(
        given_names=row["given_names"],
        family_name=row["family_name"],
        date_of_birth=date.fromisoformat(row["date_of_birth"]) if row["date_of_birth"] else None,
        nhs_number=row["nhs_number"] if nhs.is_valid(row["nhs_number"]) else "",  # else the page refuses it
        other_names=tuple(name for name in row["other_names"].split("; ") if name),
        postcodes=(row["postcode"],) if row["postcode"] else (),
    )


if __name__ == "__main__":
    sys.exit(main())
