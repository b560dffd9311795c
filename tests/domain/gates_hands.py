"""What the machines of the gates share: the log of what they did, and trying without doing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Fact, Incident
from reachable.responses.choices import ActionState
from reachable.responses.models import Action
from reachable.safety import operations as safety
from reachable.safety.models import Clearance
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved, settled, told
from tests.domain.sending_hands import contact, direct, goes
from tests.factories import AT, Cast

HOUR = timedelta(hours=1)
A_WHILE = timedelta(minutes=5)
EVERYBODY = (FactKind.NEW_THREAT, FactKind.WEAPON_KNOWN)
ONE = (FactKind.WHO_IS_THERE, FactKind.ADDRESS_KNOWN)
NUMBERS = st.integers(0, 2)
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


class Sending(Machine):
    """What both ways of sending somebody share. A fact raises nothing: a refusal of one ends the run."""

    def errand(self, number: int) -> Errand:
        return self.errands[number % len(self.errands)]

    def ground(self, number: int) -> Ground:
        return self.grounds[number % len(self.grounds)]

    def propose(self, letter: str, worker: str) -> Errand:
        due = self.now + 2 * HOUR
        row = contact(self.cast, self.incident, self.who(worker), letter=letter, at=self.now, due_at=due)
        self.errands.append(Errand(row, letter, worker, due))
        return self.errands[-1]

    def direct(self, errand: Errand, one: Ground) -> bool:
        return self.tries(partial(self.directs, errand, one))

    def directs(self, errand: Errand, one: Ground) -> Action:
        return direct(self.cast.hana, errand.row, one.row, at=self.now)

    def may_be_directed(self, errand: Errand, one: Ground) -> bool:
        return not errand.is_done and self.covers(one, errand) and self.holds(one)

    def may_set_off(self, errand: Errand) -> bool:
        """What it was directed on holds now; danger to life holds nothing up."""
        if errand.is_done or errand.is_out or not errand.is_directed:
            return False
        return errand.on is None or self.may_be_directed(errand, errand.on)

    def sets_off(self, errand: Errand) -> Any:
        return goes(self.who(errand.worker), errand.row, "set_off", at=self.now)

    @rule(kind=st.sampled_from((*EVERYBODY, *EVERYBODY, *ONE, FactKind.RELEASED)), letter=st.sampled_from("AAB"))
    def news_comes(self, kind: FactKind, letter: str) -> None:
        self.later()
        self.hear(kind, letter)

    @precondition(lambda self: self.news)
    @rule(number=NUMBERS)
    def news_was_a_mistake(self, number: int) -> None:
        self.later()
        self.unsay(number)

    @rule(minutes=st.sampled_from((30, 180)))
    def time_passes(self, minutes: int) -> None:
        self.now += minutes * HOUR / 60

    @rule(on=NUMBERS)
    def a_clearance_is_ended(self, on: int) -> None:
        at, one = self.later(), self.ground(on)
        asked: dict[str, Any] = {"by": self.cast.hana, "at": at, "because": "Moved"}
        asked["reference"] = self.incident.reference
        assert self.tries(lambda: safety.end_clearance(**asked, clearance_key=one.row.key)) is not one.is_ended
        one.is_ended = True

    @rule(number=NUMBERS, on=NUMBERS)
    def somebody_is_directed(self, number: int, on: int) -> None:
        self.later()
        errand, one = self.errand(number), self.ground(on)
        if self.direct(errand, one):
            errand.on, errand.danger_until = one, None

    @rule(number=NUMBERS)
    def somebody_sets_off(self, number: int) -> None:
        self.later()
        errand = self.errand(number)
        if self.tries(lambda: self.sets_off(errand)):
            errand.set_off, errand.arrived, errand.back = True, False, False

    @invariant()
    def each_is_directed_where_the_gate_holds_and_only_there(self) -> None:
        for errand in self.errands[-3:]:
            for one in self.grounds[-2:]:
                let = self.would(partial(self.directs, errand, one))
                assert let is self.may_be_directed(errand, one), f"directed: {let}"

    @invariant()
    def each_sets_off_where_what_they_were_directed_on_holds_and_only_there(self) -> None:
        for errand in self.errands[-3:]:
            let = self.would(partial(self.sets_off, errand))
            assert let is self.may_set_off(errand), f"set off: {let}"

    @invariant()
    def no_contact_stands_as_directed_that_was_not_let(self) -> None:
        rows = Action.objects.filter(incident=self.incident, makes_contact=True, state=ActionState.OPEN)
        let = {one.row.key for one in self.errands if one.is_directed and not one.is_done}
        assert set(rows.values_list("key", flat=True)) == let, "directed, though nobody was let"


def runs(machine: type[Machine], cast: Cast, incident: Incident, *, times: int, steps: int) -> None:
    machine.cast, machine.incident = cast, incident
    how_much = settings(
        max_examples=times, stateful_step_count=steps, deadline=None, suppress_health_check=SLOW, database=None
    )
    run_state_machine_as_test(machine, settings=how_much)
