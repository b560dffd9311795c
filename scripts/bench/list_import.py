"""A list of 500 is brought in while four people read: how long each waits, and how long nobody else could write.

`python -m scripts.bench.list_import` runs it alone; `make bench` runs it after the pages. The readers are processes of
their own, as they would be.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from scripts.bench import timing

ROWS = 500
READERS = ("hana", "priya", "hana", "priya")
GOAL = 200.0
HEAD = f"{'':42}{'times':>6}{'median ms':>11}{'longest ms':>12}{'held at most':>14}{'of our own processor':>22}"


def main() -> int:
    from scripts.serving import Serving

    with tempfile.TemporaryDirectory(prefix="reachable-bench-") as folder:
        serving = Serving(Path(folder))
        serving.manage("migrate", "--no-input", "--verbosity", "0")
        os.environ.update(serving.environment)
        import django

        django.setup()
        from scripts.bench import data

        print("\n".join(report(data.people())))
    return 0


def report(who: dict[str, Any]) -> list[str]:
    """The lines to print."""
    from scripts.bench import data

    reference = data.staffed(who, 9000)
    told, lines = _confirmed(who["sam"], reference)
    ended = multiprocessing.Event()
    waits: Queue[Any] = multiprocessing.Queue()
    readers = _started(who, reference, ended, waits)
    from reachable.incidents import operations

    lines.append(_all_of("one step of bringing in", lambda: operations.write_some(**told).is_finished))
    ended.set()
    found = [waits.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    lines += [
        _waited(what, [one for each in found for one in each[what]]) for what in ("write a look", "open and look")
    ]
    operations.begin_undoing(**told)
    lines.append(_all_of("one step of undoing", lambda: operations.undo_some(**told).is_finished))
    return [f"\nA list of {ROWS} and {len(READERS)} readers, SQLite", HEAD, *lines]


def _confirmed(by: Any, reference: str) -> tuple[dict[str, Any], list[str]]:
    """A list that waits to be written, and what the steps before it took."""
    from reachable.common import clock
    from reachable.incidents import operations, queries
    from reachable.incidents.choices import RowDecision
    from reachable.incidents.partner_lists.staged import look_through

    told: dict[str, Any] = {"by": by, "at": clock.now(), "reference": reference}
    staged, lines, kept = look_through(_file(), "list.csv"), [], {}

    def stage() -> None:
        words: dict[str, Any] = {
            "purpose": "Who else may be hurt",
            "relevance": "",
            "from_agency": "MACE police",
            "source": "WRITTEN",
        }
        kept["one"] = operations.stage_list(**told, staged=staged, **words)
        told["key"] = kept["one"].key

    def settle() -> None:
        rows, skipped = queries.find_rows(by, reference, staged.table, staged.columns, told["at"])
        read: dict[str, Any] = {"table": staged.table, "columns": staged.columns, "rows": rows, "skipped": skipped}
        kept["one"] = operations.settle_columns(**told, **read, seen_version=kept["one"].version)

    def decide() -> None:
        rows = kept["one"].rows.values_list("pk", flat=True)
        leave = {pk: (RowDecision.LEAVE, None) for pk in rows}
        for decisions in (leave, {pk: (RowDecision.BRING, None) for pk in rows}):
            version = kept["one"].version
            kept["one"] = operations.decide_rows(**told, decisions=decisions, seen_version=version)

    def confirm() -> None:
        operations.confirm_list(**told, seen_version=kept["one"].version)

    for name, do in (("keep the cells", stage), ("find and keep the rows", settle), ("decide about all, twice", decide),
                     ("confirm", confirm)):  # fmt: skip
        lines.append(_all_of(name, lambda do=do: do() is None))
    return told, lines


def _file() -> bytes:
    """Names out of syllables, which look no more alike than names do."""
    parts = ("ka", "lo", "mir", "ten", "su", "bra", "vin", "dor", "e", "shi", "wul", "ag", "pel")
    rows = []
    for n in range(ROWS):
        given, family = parts[n % 13] + parts[n // 13 % 13], parts[n * 7 % 13] + parts[n // 7 % 13] + parts[n * 5 % 11]
        rows.append(f"{given.title()},{family.title()},{n % 28 + 1:02}/{n % 12 + 1:02}/{2008 + n % 7},Seen together")
    return "\n".join(["Forename,Surname,DOB,Reason", *rows]).encode()


def _all_of(name: str, do: Any) -> str:
    """Until it answers that it is done, with a pause as long as each took."""
    holds, times, busy, done = timing.Holds(), [], [], False
    with holds.watched():
        while not done:
            began, used = time.perf_counter(), time.process_time()
            done = do()
            times.append(time.perf_counter() - began)
            busy.append(time.process_time() - used)
            time.sleep(times[-1])
    held, own = max(holds.times, default=0.0) * 1000, statistics.median(busy) * 1000
    return f"{_line(name, times)}{held:14.1f}{own:22.1f}"


def _started(who: dict[str, Any], reference: str, ended: Event, waits: Queue[Any]) -> list[Any]:
    from django.db import connection

    connection.close()  # each process has one of its own
    made = multiprocessing.get_context("fork")
    readers = [made.Process(target=_read, args=(who[name], reference, ended, waits)) for name in READERS]
    for reader in readers:
        reader.start()
    return readers


def _read(who: Any, reference: str, ended: Event, waits: Queue[Any]) -> None:
    """Open the network and leave the look, over and over."""
    from reachable.audit import log
    from reachable.common import clock
    from reachable.incidents import queries

    found: dict[str, list[float]] = {"write a look": [], "open and look": []}
    while not ended.is_set():
        began = time.perf_counter()
        view = queries.network(who, reference, clock.now())
        shown = log.Look(incident=reference, about=tuple(node.person_key for node in view.nodes))
        seen = time.perf_counter()
        log.look("network", by=who, at=clock.now(), shown=(shown,))
        found["write a look"].append(time.perf_counter() - seen)
        found["open and look"].append(time.perf_counter() - began)
        time.sleep(0.5)
    waits.put(found)


def _waited(name: str, times: list[float]) -> str:
    late = "" if max(times) * 1000 <= GOAL else "  over the goal of 200 ms"
    return f"{_line(f'a reader, to {name}', times)}{late}"


def _line(name: str, times: list[float]) -> str:
    return f"{name:42}{len(times):6}{statistics.median(times) * 1000:11.1f}{max(times) * 1000:12.1f}"


if __name__ == "__main__":
    sys.exit(main())
