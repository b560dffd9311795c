import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts.bench import memory
from scripts.serving import Serving

WHO = "Hana Whitcombe"
HEAD = f"{'':30}{'ms':>8}{'× empty':>9}{'SQL':>6}{'held ms':>9}{'longest':>9}"


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m scripts.bench")
    arguments.add_argument("--rounds", type=int, default=11, help="times that each thing is timed")
    arguments.add_argument("--requests", type=int, default=200, help="of each page, before memory is read")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="reachable-bench-") as folder:
        serving = Serving(Path(folder))
        serving.prepare(demo=False)
        os.environ.update(serving.environment)
        addresses = _times(options.rounds)
        print(f"\nMemory\n{'=' * 6}")
        lines = memory.report(Path(folder), addresses, requests=options.requests, who=WHO)
        print("\n".join(lines))
    return 0


def _times(rounds: int) -> list[str]:
    import django

    django.setup()
    from scripts.bench import data, list_import, meeting, name_check, things, timing  # they need Django to be ready

    print(f"Python {platform.python_version()}, Django {django.get_version()}, SQLite, {os.cpu_count()} cores")
    print(f"Medians of {rounds}; SQL without transaction control; held: how long nobody else could write")
    who = data.people()
    reference = data.staffed(who, 1)
    for incidents in (1, 50):
        data.grow(who, incidents)
        every = things.all_of(who, reference)
        costs, written = timing.measure(every, rounds=rounds), _written_by(every, things)
        unit = costs[things.EMPTY].median
        title = f"{incidents} incident{'s' if incidents > 1 else ''}"
        print(f"\n{title}\n{'=' * len(title)}\n{HEAD}")
        for name, cost in costs.items():
            times = f"{cost.median * 1000:8.1f}{cost.median / unit:9.1f}"
            held = f"{cost.hold * 1000:9.1f}{cost.longest_hold * 1000:9.1f}"
            print(f"{name:30}{times}{cost.statements:6}{held}", flush=True)
        print(_opening(costs, written, things), flush=True)
    print("\n".join(list_import.report(who)), flush=True)
    print("\n".join(meeting.report(who, rounds=rounds)), flush=True)
    print("\n".join(name_check.report()), flush=True)
    return list(things.pages(reference).values())


def _written_by(every: list[Any], things: Any) -> int:
    """Rows that opening a response with six young people writes, in every table."""
    opening = next(thing for thing in every if thing.name == things.OPENING)
    given, before = opening.before(), things.rows()
    opening.do(given)
    return int(things.rows() - before)


def _opening(costs: dict[str, Any], written: int, things: Any) -> str:
    """The goal is 1.5."""
    one, opening = costs[things.ONE_ROW].median, costs[things.OPENING].median
    ratio = opening / one / (written / 50)
    return f"Opening writes {written} rows: {ratio:.2f} × a plain form of one row for each 50 of them (goal 1.5)"


if __name__ == "__main__":
    sys.exit(main())
