"""Whatever is recorded, cleared, directed and set out for: nobody is sent past a gate, and no fact is refused.

What the gates ask is worked out here a second time, from what the machine itself did.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Fact, Incident
from reachable.responses import operations
from reachable.responses.choices import UNFINISHED, ActionState
from reachable.responses.models import Action
from reachable.safety import operations as safety
from reachable.safety.models import Clearance
from tests.domain.clearing_hands import cleared
from tests.domain.hospital_hands import agree
from tests.domain.hospital_hands import discussed as discussed_on_the_ward
from tests.domain.incident_hands import involved, settled, told
from tests.domain.sending_hands import contact, danger, deploy, direct, discussed, goes, in_danger
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

HOUR = timedelta(hours=1)
EVERYBODY = (FactKind.NEW_THREAT, FactKind.WEAPON_KNOWN)
ONE = (FactKind.WHO_IS_THERE, FactKind.ADDRESS_KNOWN)
HARMLESS = (FactKind.CONTACT_MADE, FactKind.OFFICER_ATTENDING, FactKind.OFFICER_LEFT, FactKind.SOCIAL_MEDIA_SEEN)
LETTERS = st.sampled_from(("A", "B", ""))
WORKERS = st.sampled_from(("priya", "tyss", "hana"))


@dataclass
class Ground:
    """A clearance as the machine remembers it."""

    row: Clearance
    letter: str
    worker: str
    until_at: datetime
    is_ended: bool = False


@dataclass
class News:
    fact: Fact
    letter: str


class Gates(RuleBasedStateMachine):
    """`cast` and `incident` are those of the test; what a run does is undone after it."""

    cast: Cast
    incident: Incident

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = AT
        self.grounds: list[Ground] = []
        self.news: list[News] = []
        self.actions: list[UUID] = []
        self.says: list[tuple[Fact, bool]] = []
        self.ward: list[bool] = []
        self.open: set[UUID] = set()
        self.out: dict[UUID, datetime] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def who(self, name: str) -> Professional:
        found: Professional = getattr(self.cast, name)
        return found

    def action(self, number: int) -> Action:
        return Action.objects.select_related("owner", "about").get(key=self.actions[number % len(self.actions)])

    def ground(self, number: int) -> Ground:
        return self.grounds[number % len(self.grounds)]

    def holds(self, one: Ground, letter: str, worker: str) -> bool:
        """The gate on contact, once more."""
        covers = one.letter == letter and one.worker in ("", worker)
        later = (said for said in self.news if said.fact.at > one.row.at)
        lapsed = any(self.concerns(said, one.letter) for said in later)
        return covers and not one.is_ended and self.now < one.until_at and not lapsed

    def concerns(self, said: News, letter: str) -> bool:
        if said.fact.kind == FactKind.RELEASED or (said.fact.kind in EVERYBODY and "" in (said.letter, letter)):
            return True
        return said.letter == letter

    def three_agree(self) -> bool:
        return bool(self.says) and self.says[-1][1]

    def name_of(self, action: Action) -> str:
        owner = action.owner
        return next((name for name in ("priya", "tyss", "hana") if owner and self.who(name) == owner), "")

    def may_be_sent(self, action: Action, one: Ground) -> bool:
        """A youth worker to the ward only once the three agree, whatever the action is called."""
        letter, worker = action.about.letter if action.about else "", self.name_of(action)
        three = letter == "A" and self.three_agree()
        asks_three = one.row.mode == "WARD" and worker == "tyss" and bool(letter)
        return bool(worker) and self.holds(one, letter, worker) and (three or not asks_three)

    def tries(self, instruct: Callable[[], Any]) -> bool:
        """Whether it was let."""
        try:
            instruct()
        except Refused:
            return False
        return True

    @initialize()
    def somebody_is_to_go(self) -> None:
        """So that most of a run is about somebody who may be sent: Priya home to A, Tomasz to the ward."""
        self.contact_is_proposed("A", "priya")
        self.contact_is_proposed("A", "tyss")
        self.contact_is_cleared("A", "", ward=False, hours=1)
        self.contact_is_cleared("A", "", ward=True, hours=6)

    # Facts: none of these may raise Refused

    @rule(kind=st.sampled_from((*EVERYBODY, FactKind.RELEASED, *ONE)), letter=LETTERS)
    def news_comes(self, kind: FactKind, letter: str) -> None:
        about = letter or ("" if kind in EVERYBODY else "A")
        self.news.append(News(told(self.cast.priya, self.incident, kind, about, self.now), about))

    @rule(kind=st.sampled_from(HARMLESS), said=st.sampled_from(({}, {"how": "repeatedly"})))
    def something_happens(self, kind: FactKind, said: dict[str, str]) -> None:
        fields = said if kind == FactKind.SOCIAL_MEDIA_SEEN else {}
        told(self.cast.priya, self.incident, kind, "A", self.now, said=fields)

    @precondition(lambda self: self.news)
    @rule(number=st.integers(0, 2))
    def news_was_a_mistake(self, number: int) -> None:
        one = self.news.pop(number % len(self.news))
        settled(self.cast.priya, one.fact, "MISTAKE", self.now)

    @rule(agrees=st.booleans(), seat=st.sampled_from(("police", "social-work", "youth-support")))
    def the_three_discuss(self, agrees: bool, seat: str) -> None:
        said = {} if agrees else {f"{seat}_says": "not-asked"}
        self.says.append((discussed(self.cast, self.incident, at=self.now, **said), agrees))

    @precondition(lambda self: self.says)
    @rule()
    def the_discussion_was_a_mistake(self) -> None:
        fact, _ = self.says.pop()
        settled(self.cast.hana, fact, "MISTAKE", self.now)

    @rule(whole=st.booleans())
    def safety_on_the_ward_is_discussed(self, whole: bool) -> None:
        said: dict[str, Any] = {} if whole else {"health": None}
        discussed_on_the_ward(self.cast.hana, self.incident, self.now, **said)
        self.ward.append(whole)

    @precondition(lambda self: self.actions)
    @rule(number=st.integers(0, 2), how=st.sampled_from(("arrive", "come_back")))
    def somebody_is_there_or_back(self, number: int, how: str) -> None:
        action = self.action(number)
        goes(self.cast.hana, action, how, at=self.now)

    @precondition(lambda self: self.actions)
    @rule(number=st.integers(0, 2))
    def contact_was_made(self, number: int) -> None:
        action = self.action(number)
        if action.state in UNFINISHED:
            operations.finish_action(
                by=self.cast.hana, at=self.now, action_key=action.key, seen_version=action.version, outcome="Made"
            )
            self.open.discard(action.key)

    # Instructions: let where the gate holds, and only there

    @rule(minutes=st.sampled_from((5, 60, 300)))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(letter=LETTERS, worker=WORKERS)
    def contact_is_proposed(self, letter: str, worker: str) -> None:
        due = self.now + 2 * HOUR
        made = contact(self.cast, self.incident, self.who(worker), letter=letter, at=self.now, due_at=due)
        self.actions.append(made.key)

    @rule(letter=LETTERS, worker=st.sampled_from(("", "priya")), ward=st.booleans(), hours=st.sampled_from((1, 6)))
    def contact_is_cleared(self, letter: str, worker: str, ward: bool, hours: int) -> None:
        until = self.now + hours * HOUR
        more = {"worker_key": self.who(worker).key if worker else None, "until_at": until}
        young = involved(self.incident, letter) if letter else None
        mode = {"mode": "WARD", "place": "Ward 4"} if ward else {}
        row = cleared(self.cast.hana, self.incident, young, at=self.now, **more, **mode)
        self.grounds.append(Ground(row, letter, worker, until))

    @precondition(lambda self: self.grounds)
    @rule(number=st.integers(0, 2))
    def a_clearance_is_ended(self, number: int) -> None:
        one = self.ground(number)
        common = {"by": self.cast.hana, "at": self.now, "reference": self.incident.reference, "because": "Moved"}
        assert self.tries(lambda: safety.end_clearance(**common, clearance_key=one.row.key)) is not one.is_ended
        one.is_ended = True

    @precondition(lambda self: self.actions and self.grounds)
    @rule(number=st.integers(0, 2), on=st.integers(0, 2))
    def it_is_directed(self, number: int, on: int) -> None:
        action, one = self.action(number), self.ground(on)
        may = action.state in UNFINISHED and self.may_be_sent(action, one)
        assert self.tries(lambda: direct(self.cast.hana, action, one.row, at=self.now)) is may
        if may:
            self.open.add(action.key)

    @precondition(lambda self: self.actions)
    @rule(number=st.integers(0, 2))
    def it_is_directed_in_danger(self, number: int) -> None:
        action = self.action(number)
        may = action.state in UNFINISHED and action.owner is not None
        assert self.tries(lambda: in_danger(self.cast.hana, action, at=self.now)) is may
        if may:
            self.open.add(action.key)

    @precondition(lambda self: self.grounds)
    @rule(on=st.integers(0, 2), in_danger_=st.booleans())
    def a_youth_worker_is_sent(self, on: int, in_danger_: bool) -> None:
        one = self.ground(on)
        may = in_danger_ or (self.three_agree() and self.holds(one, "A", "tyss") and one.row.mode == "WARD")
        more = {"danger": danger()} if in_danger_ else {"clearance_key": one.row.key}
        due = self.now + 2 * HOUR
        sent: list[Any] = []
        let = self.tries(
            lambda: sent.append(deploy(self.cast, self.incident, self.cast.tyss, at=self.now, due_at=due, **more))
        )
        assert let is may
        self.actions += [one.action.key for one in sent]
        self.open |= {one.action.key for one in sent}

    @precondition(lambda self: self.actions)
    @rule(number=st.integers(0, 2), worker=WORKERS)
    def it_is_given_to_somebody(self, number: int, worker: str) -> None:
        action = self.action(number)
        common = {"by": self.cast.hana, "at": self.now, "action_key": action.key, "seen_version": action.version}
        if self.tries(lambda: operations.assign_action(**common, owner_key=self.who(worker).key)):
            self.open.discard(action.key)

    @precondition(lambda self: self.actions)
    @rule(number=st.integers(0, 2), hours=st.sampled_from((3, 30)))
    def it_is_due_later(self, number: int, hours: int) -> None:
        action, due = self.action(number), self.now + hours * HOUR
        until = action.clearance.until_at if action.clearance else None
        until = action.danger.review_due_at if action.danger else until
        common = {"by": self.cast.hana, "at": self.now, "action_key": action.key, "seen_version": action.version}
        if self.tries(lambda: operations.extend_action(**common, due_at=due, because="Out")) and until and due > until:
            self.open.discard(action.key)

    @precondition(lambda self: self.actions)
    @rule(number=st.integers(0, 2), how=st.sampled_from(("accept_action", "set_off")))
    def somebody_takes_it_up_or_sets_off(self, number: int, how: str) -> None:
        action = self.action(number)
        let = self.tries(lambda: goes(action.owner, action, how, at=self.now) if action.owner else None)
        if let and how == "set_off" and action.owner:
            assert self.stands(action), "nobody sets off without a ground that holds"
            self.out[action.key] = self.now
        if let and how == "accept_action" and action.owner:
            assert self.stands(action)

    def stands(self, action: Action) -> bool:
        """What it was directed on holds now; danger to life holds nothing up."""
        if action.key not in self.open:
            return False
        if action.danger_id:
            return True
        one = next(one for one in self.grounds if one.row.pk == action.clearance_id)
        return self.holds(one, action.about.letter if action.about else "", self.name_of(action))

    @rule()
    def it_is_agreed_that_the_officer_leaves(self) -> None:
        last = Fact.objects.filter(incident=self.incident, kind=FactKind.WARD_DISCUSSION).order_by("at", "pk").last()
        let = self.tries(lambda: agree(self.cast.hana, self.incident, last.key if last else None, self.now))
        assert not let or self.ward[-1], "only on a discussion that is whole"

    # What is never so

    @invariant()
    def no_contact_is_open_that_was_not_let(self) -> None:
        rows = Action.objects.filter(incident=self.incident, makes_contact=True)
        opened = set(rows.filter(state=ActionState.OPEN).values_list("key", flat=True))
        assert opened == self.open

    @invariant()
    def nobody_is_under_way_who_was_not_let(self) -> None:
        rows = Action.objects.filter(incident=self.incident, set_off_at__isnull=False)
        for key, set_off_at in rows.values_list("key", "set_off_at"):
            assert self.out.get(key) == set_off_at


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
@pytest.mark.clause("HOS-10")
@pytest.mark.clause("HOS-6")
@pytest.mark.django_db
def test_no_sequence_sends_anybody_past_a_gate_and_none_makes_a_fact_unrecordable(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.tyss.key, why="Youth support"
    )
    Gates.cast, Gates.incident = cast, incident
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    how_much = settings(max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=slow)
    run_state_machine_as_test(Gates, settings=how_much)
