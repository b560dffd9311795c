"""Starting, killing, starting again; then a last start, so that whatever was begun can end."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from scripts.chaos import counting
from scripts.chaos.people import Answerer, Finisher, Noter, Person, Reporter, Told
from scripts.console import say
from scripts.serving import Serving

SECONDS_TO_END = 90
ANSWERERS = ("Hana Whitcombe", "Priya Shah", "Sam Okafor")
WORKER = ("--skip-checks", "--poll", "0.05", "--lease", "1")


@dataclass
class Result:
    rounds: int
    seconds: float
    told: Told
    killed: dict[str, int] = field(default_factory=dict)
    interrupted: int = 0
    deliveries: int = 0
    problems: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        told = self.told
        kills = ", ".join(f"{what} {count}" for what, count in self.killed.items())
        return [
            f"{self.rounds} rounds of kill -9 in {self.seconds:.0f} s ({kills})",
            f"acknowledged: {len(told.reports)} reports, {len(told.answers)} answers, {len(told.actions)} actions, "
            f"{len(told.outcomes)} actions finished, {len(told.notes)} notes; {told.looks} pages opened; "
            f"{told.sent_again} times no answer came",
            f"{self.deliveries} messages; {self.interrupted} attempts to send were interrupted",
            *(self.problems or ["nothing lost, nothing doubled, every message sent once, the audit verifies"]),
        ]


def run(var: Path, *, rounds: int, seed: int) -> Result:
    serving, told, over = Serving(var), Told(), threading.Event()
    chance = random.Random(seed)  # noqa: S311  # it chooses moments and nothing secret
    serving.prepare()
    began = time.monotonic()
    result = Result(rounds, 0, told)
    try:
        serving.start_web()
        serving.start_worker(*WORKER)
        serving.wait_for_web()
        people = _people(serving, told, over)
        for person in people:
            person.start()
        for number in range(1, rounds + 1):
            _round(serving, told, people, chance, result)
            if number % 10 == 0:
                say(f"  {number} rounds, {time.monotonic() - began:.0f} s, {told.total} things acknowledged")
        over.set()
        for person in people:
            person.join(SECONDS_TO_END)
        result.problems += [f"{p.name}: {p.failure!r}" for p in people if p.failure] + [
            f"{p.name} is still at it" for p in people if p.is_alive()
        ]
        _drain(serving, var)
    finally:
        over.set()
        serving.stop()
    result.seconds = time.monotonic() - began
    _conclude(serving, var, result)
    return result


def _people(serving: Serving, told: Told, over: threading.Event) -> list[Person]:
    answerers = [
        Answerer(name, serving.browser(), told, over, share=(n, len(ANSWERERS)), gives_to="Tomasz Wilk")
        for n, name in enumerate(ANSWERERS)
    ]
    reporter = Reporter("Ravi Menon", serving.browser(), told, over)
    finisher = Finisher("Tomasz Wilk", serving.browser(), told, over)
    return [reporter, *answerers, finisher, Noter("Joy Adeyemi", serving.browser(), told, over)]


def _round(serving: Serving, told: Told, people: list[Person], chance: random.Random, result: Result) -> None:
    """Wait until people are at work again, then a random moment more."""
    _until_somebody_is_told(told, people)
    time.sleep(chance.uniform(0, 0.6))
    what = chance.choice(("web", "web", "one web process", "worker", "both"))
    result.killed[what] = result.killed.get(what, 0) + 1
    if what == "one web process":
        _kill_a_child(serving, chance)
    for name in ("web", "worker"):
        if what in (name, "both") or (name == "web" and what == "one web process"):
            serving.kill(name)
            serving.start_web() if name == "web" else serving.start_worker(*WORKER)
    if what != "worker":
        serving.wait_for_web()


def _until_somebody_is_told(told: Told, people: list[Person]) -> None:
    before, until = told.total, time.monotonic() + SECONDS_TO_END
    while told.total == before:
        for person in people:
            if person.failure:
                raise person.failure
        if time.monotonic() > until:
            raise RuntimeError("Nobody gets an answer.")
        time.sleep(0.01)


def _kill_a_child(serving: Serving, chance: random.Random) -> None:
    """The process that answers dies and the one that watches it does not, for a moment."""
    children = psutil.Process(serving.running["web"].pid).children(recursive=True)
    if children:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(children).pid, signal.SIGKILL)
    time.sleep(0.1)


def _drain(serving: Serving, var: Path) -> None:
    until = time.monotonic() + SECONDS_TO_END
    while counting.unsent(var) and time.monotonic() < until:
        time.sleep(0.1)


def _conclude(serving: Serving, var: Path, result: Result) -> None:
    result.problems += counting.problems(var, result.told)
    [(result.deliveries,)] = counting.ask(var, "SELECT count(*) FROM outbox_delivery")
    [(result.interrupted,)] = counting.ask(var, "SELECT count(*) FROM outbox_attempt WHERE outcome = 'INTERRUPTED'")
    try:
        serving.manage("verify_audit")
    except RuntimeError as failure:
        result.problems.append(str(failure))
