"""Whatever is recorded, cleared, directed and set out for: nobody is sent past a gate, and no fact is refused.

What the gates ask is worked out here a second time, from what the machine itself did. After every step each
instruction that could be given is tried, and let exactly where that says so. Runs are short and start in the middle of
a night: somebody is directed already, the three agree already, the ward was discussed already.
"""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, Where
from reachable.incidents.models import Fact, Incident
from reachable.responses import operations
from reachable.responses.models import Action
from reachable.responses.policies import review_due_at
from tests.domain.gates_hands import HOUR, NUMBERS, Errand, Ground, Machine, Sending, runs
from tests.domain.hospital_hands import agree
from tests.domain.hospital_hands import discussed as discussed_on_the_ward
from tests.domain.incident_hands import settled, told
from tests.domain.sending_hands import danger, deploy, discussed, goes, in_danger
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

HARMLESS = (FactKind.CONTACT_MADE, FactKind.OFFICER_ATTENDING, FactKind.OFFICER_LEFT, FactKind.SOCIAL_MEDIA_SEEN)


class Contact(Sending):
    """Priya is directed to A and could be directed to A once more."""

    @initialize()
    def somebody_is_directed_already(self) -> None:
        one, errand = self.clear("A"), self.propose("A", "priya")
        assert self.direct(errand, one)
        errand.on = one
        self.propose("A", "priya")

    @precondition(lambda self: len(self.errands) < 4)
    @rule(letter=st.sampled_from(("A", "B", "")), worker=st.sampled_from(("priya", "hana")))
    def contact_is_proposed(self, letter: str, worker: str) -> None:
        self.later()
        self.propose(letter, worker)

    @rule(letter=st.sampled_from(("A", "B", "")), worker=st.sampled_from(("", "priya")), hours=st.sampled_from((1, 6)))
    def contact_is_cleared(self, letter: str, worker: str, hours: int) -> None:
        self.later()
        self.clear(letter, worker, hours=hours)

    @rule(number=NUMBERS)
    def somebody_is_directed_in_danger(self, number: int) -> None:
        at, errand = self.later(), self.errand(number)
        assert self.tries(lambda: in_danger(self.cast.hana, errand.row, at=at)) is not errand.is_done
        if not errand.is_done:
            errand.on, errand.danger_until = None, review_due_at(at)

    @rule(number=NUMBERS, hours=st.sampled_from((3, 30)))
    def it_is_due_later(self, number: int, hours: int) -> None:
        at, errand = self.later(), self.errand(number)
        due = errand.due_at + hours * HOUR
        asked: dict[str, Any] = {"by": self.cast.hana, "at": at, "action_key": errand.row.key, "because": "Out"}
        seen = Action.objects.get(key=errand.row.key).version
        let = self.tries(lambda: operations.extend_action(**asked, seen_version=seen, due_at=due))
        if not let:
            return
        errand.due_at = due
        until = errand.on.until_at if errand.on else errand.danger_until
        if until and due > until:
            errand.is_not_directed()

    @rule(number=NUMBERS, worker=st.sampled_from(("priya", "hana")))
    def it_is_given_to_somebody(self, number: int, worker: str) -> None:
        at, errand = self.later(), self.errand(number)
        asked: dict[str, Any] = {"by": self.cast.hana, "at": at, "action_key": errand.row.key}
        seen, key = Action.objects.get(key=errand.row.key).version, self.who(worker).key
        let = self.tries(lambda: operations.assign_action(**asked, seen_version=seen, owner_key=key))
        assert not (let and errand.is_out), "who is on the way is not lost from sight"
        if let:
            errand.is_not_directed()
            errand.worker, errand.set_off, errand.arrived, errand.back = worker, False, False, False

    @rule(number=NUMBERS, how=st.sampled_from(("arrived", "back", "done")))
    def somebody_is_there_or_back_or_done(self, number: int, how: str) -> None:
        at, errand = self.later(), self.errand(number)
        if how != "done":
            goes(self.cast.hana, errand.row, {"arrived": "arrive", "back": "come_back"}[how], at=at)
            setattr(errand, how, True)
        elif not errand.is_done:
            asked: dict[str, Any] = {"by": self.cast.hana, "at": at, "action_key": errand.row.key, "outcome": "Made"}
            operations.finish_action(**asked, seen_version=Action.objects.get(key=errand.row.key).version)
            errand.is_done = True


SAYS = st.sampled_from(("agrees", "agrees", "does-not-agree", "not-asked"))


class YouthWorker(Sending):
    """The three agree, the ward is cleared, and Tomasz could be sent to A."""

    def __init__(self) -> None:
        super().__init__()
        self.says: list[tuple[Fact, bool]] = []

    def three_agree(self) -> bool:
        return bool(self.says) and self.says[-1][1]

    def may_be_directed(self, errand: Errand, one: Ground) -> bool:
        """To the ward only once the three agree, whatever the action is called."""
        return super().may_be_directed(errand, one) and (not one.is_for_ward or self.three_agree())

    def may_set_off(self, errand: Errand) -> bool:
        """To the ward: the discussion on which one was sent stands, and in the last one nobody disagrees."""
        if errand.is_done or errand.is_out or not errand.is_directed:
            return False
        if errand.on is None:
            return True
        stands = errand.rests_on is None or any(fact == errand.rests_on for fact, _ in self.says)
        agreed = stands and bool(self.says) and "does-not-agree" not in self.says[-1][0].said.values()
        asks_them = errand.on.is_for_ward or errand.rests_on is not None
        return super().may_be_directed(errand, errand.on) and (agreed or not asks_them)

    def sends(self, on: Ground | None) -> Action:
        more: dict[str, Any] = {"clearance_key": on.row.key} if on else {"danger": danger()}
        due, tyss = self.now + 2 * HOUR, self.cast.tyss
        found: Action = deploy(self.cast, self.incident, tyss, at=self.now, due_at=due, **more).action
        return found

    @initialize()
    def all_is_ready(self) -> None:
        self.says.append((discussed(self.cast, self.incident, at=self.now), True))
        self.later()
        self.clear("A", ward=True, hours=12)
        self.propose("A", "tyss")
        self.is_sent(self.grounds[-1])

    @rule(police=SAYS, social=SAYS, youth=SAYS)
    def the_three_discuss(self, police: str, social: str, youth: str) -> None:
        said = {"police_says": police, "social_work_says": social, "youth_support_says": youth}
        fact = discussed(self.cast, self.incident, at=self.later(), **said)
        self.says.append((fact, set(said.values()) == {"agrees"}))

    @rule(whose=st.sampled_from(("police_says", "social_work_says", "youth_support_says")))
    def one_of_the_three_does_not_agree(self, whose: str) -> None:
        self.says.append((discussed(self.cast, self.incident, at=self.later(), **{whose: "does-not-agree"}), False))

    @precondition(lambda self: self.says)
    @rule()
    def the_discussion_was_a_mistake(self) -> None:
        fact, _ = self.says.pop()
        settled(self.cast.hana, fact, "MISTAKE", self.later())

    @rule(letter=st.sampled_from("AAB"), ward=st.booleans())
    def contact_is_cleared(self, letter: str, ward: bool) -> None:
        self.later()
        self.clear(letter, ward=ward)

    @rule(on=NUMBERS, is_danger=st.booleans())
    def a_youth_worker_is_sent(self, on: int, is_danger: bool) -> None:
        self.later()
        assert self.is_sent(None if is_danger else self.ground(on)) or not is_danger

    def is_sent(self, on: Ground | None) -> bool:
        sent: list[Action] = []
        let = self.tries(lambda: sent.append(self.sends(on)))
        for row in sent:
            errand = Errand(row, "A", "tyss", row.due_at, on, None if on else review_due_at(self.now))
            errand.rests_on = self.says[-1][0] if self.says else None  # counts once it is on a clearance
            self.errands.append(errand)
        return let

    @invariant()
    def a_youth_worker_is_sent_where_the_three_agree_and_only_there(self) -> None:
        probe = Errand(self.errands[0].row, "A", "tyss", self.now)
        for one in self.grounds[-2:]:
            may = one.is_for_ward and self.may_be_directed(probe, one)
            assert self.would(partial(self.sends, one)) is may, "only where the three agree"


MISSING = st.sampled_from((None, "police", "health", "childrens_services", "visitors", "presence"))


class Officer(Machine):
    """Safety on the ward was discussed by all three, and A is there; what is said since counts from then on."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[Fact, bool]] = []

    def discuss(self, without: str | None) -> None:
        said: dict[str, Any] = {without: None} if without else {}
        fact = discussed_on_the_ward(self.cast.hana, self.incident, self.later(), **said)
        self.said.append((fact, without is None))

    @initialize()
    def it_is_discussed_already(self) -> None:
        self.discuss(None)

    @rule(without=MISSING)
    def safety_on_the_ward_is_discussed(self, without: str | None) -> None:
        self.discuss(without)

    @precondition(lambda self: self.said)
    @rule()
    def the_discussion_was_a_mistake(self) -> None:
        fact, _ = self.said.pop()
        settled(self.cast.hana, fact, "MISTAKE", self.later())

    @rule(kind=st.sampled_from(HARMLESS), said=st.sampled_from(({}, {"how": "repeatedly"})))
    def something_happens(self, kind: FactKind, said: dict[str, str]) -> None:
        fields = said if kind == FactKind.SOCIAL_MEDIA_SEEN else {}
        told(self.cast.priya, self.incident, kind, "A", self.later(), said=fields)

    @rule()
    def it_is_agreed_that_the_officer_leaves(self) -> None:
        self.later()
        self.tries(self.agrees)

    def agrees(self) -> None:
        agree(self.cast.hana, self.incident, self.said[-1][0].key if self.said else None, self.now)

    @invariant()
    def it_is_agreed_on_a_discussion_that_is_whole_and_on_no_other(self) -> None:
        assert self.would(self.agrees) is bool(self.said and self.said[-1][1])


@pytest.fixture
def incident(cast: Cast) -> Incident:
    kai, other = young_people(2)
    report = (replace(kai, where=Where.HOSPITAL), other)
    one = with_team(cast, reported_incident(cast.hana, young_people=report))
    asked: dict[str, Any] = {"by": cast.hana, "at": AT, "reference": one.reference, "why": "Youth support"}
    incidents.add_to_team(**asked, professional_key=cast.tyss.key)
    return one


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
@pytest.mark.django_db
def test_no_sequence_sends_anybody_to_contact_that_is_not_cleared(cast: Cast, incident: Incident) -> None:
    runs(Contact, cast, incident, times=18, steps=6)


@pytest.mark.clause("HOS-10")
@pytest.mark.django_db
def test_no_sequence_sends_a_youth_worker_before_the_three_agree(cast: Cast, incident: Incident) -> None:
    runs(YouthWorker, cast, incident, times=10, steps=6)


@pytest.mark.clause("HOS-6")
@pytest.mark.django_db
def test_no_sequence_lets_the_officer_leave_before_the_ward_was_discussed(cast: Cast, incident: Incident) -> None:
    runs(Officer, cast, incident, times=20, steps=6)
