"""What the machines of the gates share: the log of what they did, and trying without doing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Fact, Incident
from reachable.responses.models import Action
from reachable.safety.models import Clearance
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved, settled, told
from tests.factories import AT, Cast

HOUR = timedelta(hours=1)
A_WHILE = timedelta(minutes=5)
EVERYBODY = (FactKind.NEW_THREAT, FactKind.WEAPON_KNOWN)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@dataclass
class Ground:
    """A clearance as the machine remembers it."""

    row: Clearance
    letter: str
    worker: str
    is_for_ward: bool
    at: datetime
    until_at: datetime
    is_ended: bool = False


@dataclass
class Errand:
    """An action that sends `worker` to `letter`, and what it was directed on: a clearance, or danger until its review.

    `rests_on` is the discussion of the three on which a youth worker was sent.
    """

    row: Action
    letter: str
    worker: str
    due_at: datetime
    on: Ground | None = None
    danger_until: datetime | None = None
    rests_on: Fact | None = None
    is_done: bool = False
    set_off: bool = False
    arrived: bool = False
    back: bool = False

    @property
    def is_directed(self) -> bool:
        return self.on is not None or self.danger_until is not None

    @property
    def is_out(self) -> bool:
        return (self.set_off or self.arrived) and not self.back and not self.is_done

    def is_not_directed(self) -> None:
        self.on = self.danger_until = None


class Machine(RuleBasedStateMachine):
    """`cast` and `incident` are those of the test; what a run does is undone after it. Time passes with every step, so
    that nothing of which the order counts happens at once.
    """

    cast: Cast
    incident: Incident

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = AT
        self.grounds: list[Ground] = []
        self.news: list[tuple[Fact, str]] = []
        self.errands: list[Errand] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def who(self, name: str) -> Professional:
        found: Professional = getattr(self.cast, name)
        return found

    def later(self) -> datetime:
        self.now += A_WHILE
        return self.now

    def tries(self, instruct: Callable[[], Any]) -> bool:
        """Whether it was let."""
        try:
            instruct()
        except Refused:
            return False
        return True

    def would(self, instruct: Callable[[], Any]) -> bool:
        """Whether it would be let now; nothing of it stays."""
        with transaction.atomic():
            let = self.tries(instruct)
            transaction.set_rollback(True)
        return let

    def clear(self, letter: str = "A", worker: str = "", *, ward: bool = False, hours: int = 4) -> Ground:
        until = self.now + hours * HOUR
        more: dict[str, Any] = {"worker_key": self.who(worker).key if worker else None, "until_at": until}
        mode = {"mode": "WARD", "place": "Ward 4"} if ward else {}
        young = involved(self.incident, letter) if letter else None
        row = cleared(self.cast.hana, self.incident, young, at=self.now, **more, **mode)
        self.grounds.append(Ground(row, letter, worker, ward, self.now, until))
        return self.grounds[-1]

    def hear(self, kind: str, letter: str) -> None:
        self.news.append((told(self.cast.priya, self.incident, kind, letter, self.now), letter))

    def unsay(self, number: int) -> None:
        fact, _ = self.news.pop(number % len(self.news))
        settled(self.cast.priya, fact, "MISTAKE", self.now)

    def holds(self, one: Ground) -> bool:
        """Not ended, not run out, and nothing of the listed facts came after it."""
        later = (said for said in self.news if said[0].at > one.at)
        lapsed = any(_concerns(fact, letter, one.letter) for fact, letter in later)
        return not one.is_ended and self.now < one.until_at and not lapsed

    def covers(self, one: Ground, errand: Errand) -> bool:
        return one.letter == errand.letter and one.worker in ("", errand.worker)


def _concerns(fact: Fact, letter: str, cleared_for: str) -> bool:
    if fact.kind == FactKind.RELEASED or (fact.kind in EVERYBODY and "" in (letter, cleared_for)):
        return True
    return letter == cleared_for


def runs(machine: type[Machine], cast: Cast, incident: Incident, *, times: int, steps: int) -> None:
    machine.cast, machine.incident = cast, incident
    how_much = settings(
        max_examples=times, stateful_step_count=steps, deadline=None, suppress_health_check=SLOW, database=None
    )
    run_state_machine_as_test(machine, settings=how_much)
