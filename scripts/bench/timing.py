"""Medians, statements, and how long nobody else could write."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

Do = Callable[[], object]


@dataclass(frozen=True)
class Thing:
    """`before` makes what `do` is timed with, and is not timed itself."""

    name: str
    do: Callable[[Any], object]
    before: Callable[[], Any] = lambda: None


@dataclass
class Cost:
    seconds: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    statements: int = 0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def hold(self) -> float:
        return statistics.median(self.held) if self.held else 0.0

    @property
    def longest_hold(self) -> float:
        return max(self.held, default=0.0)


class Holds:
    """Times each transaction of the default connection, from BEGIN to COMMIT or ROLLBACK."""

    def __init__(self) -> None:
        self.times: list[float] = []

    @contextmanager
    def watched(self) -> Iterator[None]:
        switch = connection.set_autocommit
        began: list[float] = []

        def timed(autocommit: bool, *args: Any, **kwargs: Any) -> None:
            if not autocommit:
                switch(autocommit, *args, **kwargs)  # SQLite waits here for others; the hold begins after it
                began.append(time.perf_counter())
                return
            switch(autocommit, *args, **kwargs)
            if began:
                self.times.append(time.perf_counter() - began.pop())

        connection.set_autocommit = timed  # type: ignore[method-assign]  # there is no hook for it
        try:
            yield
        finally:
            connection.set_autocommit = switch  # type: ignore[method-assign]  # as above


def measure(things: list[Thing], *, rounds: int) -> dict[str, Cost]:
    """One after the other, `rounds` times over, so that a slow moment of the machine meets all of them."""
    costs = {thing.name: Cost() for thing in things}
    for thing in things:
        thing.do(thing.before())  # templates and editions that a process remembers
        given = thing.before()
        with CaptureQueriesContext(connection) as counted:
            thing.do(given)
        costs[thing.name].statements = len([q for q in counted.captured_queries if _is_ours(q["sql"])])
    for _ in range(rounds):
        for thing in things:
            given, holds = thing.before(), Holds()
            with holds.watched():
                began = time.perf_counter()
                thing.do(given)
                costs[thing.name].seconds.append(time.perf_counter() - began)
            costs[thing.name].held.append(max(holds.times, default=0.0))
    return costs


def _is_ours(sql: str) -> bool:
    return not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA"))
