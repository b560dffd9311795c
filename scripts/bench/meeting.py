"""A complex strategy discussion about fourteen young people, with its whole agenda and forty notes: what its pages cost
while it runs, and what is made of it afterwards.

`python -m scripts.bench.meeting` runs it alone; `make bench` runs it after the list. Needs Django to be ready.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

HEAD = f"{'':38}{'ms':>8}{'× empty':>9}{'SQL':>6}"


def main() -> int:
    from scripts.serving import Serving

    arguments = argparse.ArgumentParser(prog="python -m scripts.bench.meeting")
    arguments.add_argument("--rounds", type=int, default=11)
    with tempfile.TemporaryDirectory(prefix="reachable-bench-") as folder:
        serving = Serving(Path(folder))
        serving.manage("migrate", "--no-input", "--verbosity", "0")
        os.environ.update(serving.environment)
        import django

        django.setup()
        from scripts.bench import data

        print("\n".join(report(data.people(), rounds=arguments.parse_args().rounds)))
    return 0


def report(who: dict[str, Any], *, rounds: int) -> list[str]:
    """The lines to print."""
    from scripts.bench import filling_meeting as filling
    from scripts.bench import things, timing

    running, agreed = filling.Held(who, 20_000), filling.Held(who, 20_001)
    agreed.conclude()
    agreed.agree()
    every = [things.plain_django(who["hana"], running.incident)[0], *_while_it_runs(running), *_afterwards(agreed)]
    costs = timing.measure(every, rounds=rounds)
    unit = costs[things.EMPTY].median
    lines = (
        f"{name:38}{cost.median * 1000:8.1f}{cost.median / unit:9.1f}{cost.statements:6}"
        for name, cost in costs.items()
    )
    return [f"\nA meeting about {filling.YOUNG} young people, {filling.NOTES} notes; medians of {rounds}", HEAD, *lines]


def _while_it_runs(held: Any) -> list[Any]:
    """As whoever takes the minutes meets them, through the addresses of the page and as its script asks."""
    from scripts.bench import things
    from scripts.bench.timing import Thing

    home = f"/meetings/{held.meeting}/"
    client = _for_the_purpose(held, "OPEN")
    script = {"headers": {"X-Fragment": "1"}}

    def note() -> dict[str, str]:
        words = {"words": "She walks the same way each day.", "kind": "VIEW", "audience": "TEAM"}
        return {f"note-{name}": value for name, value in {"key": str(uuid4()), "item": str(held.item), **words}.items()}

    def draft() -> dict[str, str]:
        return {**note(), "form": f"{home}run/notes/", "at_item": str(held.item)}

    page = f"{home}run/?item={held.item}"
    return [
        Thing("page of the meeting", lambda _: things.right(client.get(page))),
        Thing(
            "one note, and the parts of the page",
            lambda f: things.right(client.post(f"{home}run/notes/", f, **script)),
            note,
        ),
        Thing("draft kept while somebody types", lambda f: things.right(client.post(f"{home}run/typing/", f)), draft),
        Thing("asking whether there is news", lambda _: things.right(client.get(f"{home}run/live/?since=0"))),
    ]


def _afterwards(agreed: Any) -> list[Any]:
    """Agreeing and preparing can be done once: each time by a meeting of its own."""
    from scripts.bench import filling_meeting as filling
    from scripts.bench import things
    from scripts.bench.timing import Thing

    home, numbers = f"/meetings/{agreed.meeting}/", count(21_000)
    key = agreed.final()

    def ended() -> Any:
        held = filling.Held(agreed.who, next(numbers))
        held.conclude()
        return held

    def to_prepare() -> Any:
        held = ended()
        held.agree()
        return held

    return [
        Thing("operation: agree the minutes", lambda held: held.agree(), ended),
        Thing("operation: prepare 14 records", lambda held: held.prepare(), to_prepare),
        Thing(
            "a record as PDF",
            lambda client: things.right(client.get(f"{home}records/{key}/file.pdf")),
            lambda: _for_the_purpose(agreed, "EXPORT", str(key)),
        ),
        Thing(
            "the pack as PDF",
            lambda client: things.right(client.get(f"{home}pack.pdf")),
            lambda: _for_the_purpose(agreed, "PRINT", "pack"),
        ),
    ]


def _for_the_purpose(held: Any, use_for: str, item: str = "") -> Any:
    """Joy at her computer, having said what it is for."""
    from scripts.bench import filling_meeting as filling
    from scripts.bench import things

    client = things.in_the_demo(held.who["joy"])
    said = {"use_for": use_for, "item": item, "purpose": f"for:{filling.PURPOSE}"}
    things.right(client.post(f"/meetings/{held.meeting}/purpose/", said), 302)
    return client


if __name__ == "__main__":
    sys.exit(main())
