"""Whatever is recorded, cleared, directed and set out for: nobody is sent past a gate, and no fact is refused.

What the gates ask is worked out here a second time, from what the machine itself did. After every step each
instruction that could be given is tried, and let exactly where that says so. Runs are short and start in the middle of
a night: somebody is directed already, the three agree already, the ward was discussed already.
"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, Where
from reachable.incidents.models import Fact, Incident
from reachable.responses import operations
from reachable.responses.choices import ActionState
from reachable.responses.models import Action
from reachable.responses.policies import review_due_at
from reachable.safety import operations as safety
from tests.domain.gates_hands import EVERYBODY, HOUR, Errand, Ground, Machine, runs
from tests.domain.hospital_hands import agree
from tests.domain.hospital_hands import discussed as discussed_on_the_ward
from tests.domain.incident_hands import involved, settled, told
from tests.domain.sending_hands import contact, danger, deploy, direct, discussed, goes, in_danger
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

ONE = (FactKind.WHO_IS_THERE, FactKind.ADDRESS_KNOWN)
NUMBERS = st.integers(0, 2)
HARMLESS = (FactKind.CONTACT_MADE, FactKind.OFFICER_ATTENDING, FactKind.OFFICER_LEFT, FactKind.SOCIAL_MEDIA_SEEN)


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
        return self.tries(lambda: direct(self.cast.hana, errand.row, one.row, at=self.now))

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
        asked = {"by": self.cast.hana, "at": at, "reference": self.incident.reference, "because": "Moved"}
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
                assert self.would(lambda e=errand, o=one: direct(self.cast.hana, e.row, o.row, at=self.now)) is (
                    self.may_be_directed(errand, one)
                )

    @invariant()
    def each_sets_off_where_what_they_were_directed_on_holds_and_only_there(self) -> None:
        for errand in self.errands[-3:]:
            assert self.would(lambda e=errand: self.sets_off(e)) is self.may_set_off(errand)

    @invariant()
    def no_contact_stands_as_directed_that_was_not_let(self) -> None:
        rows = Action.objects.filter(incident=self.incident, makes_contact=True, state=ActionState.OPEN)
        let = {one.row.key for one in self.errands if one.is_directed and not one.is_done}
        assert set(rows.values_list("key", flat=True)) == let


class Contact(Sending):
    """Priya is directed to A and could be directed to A once more."""

    @initialize()
    def somebody_is_directed_already(self) -> None:
        one = self.clear("A")
        self.propose("A", "priya")
        errand = self.propose("A", "priya")
        assert self.direct(errand, one)
        errand.on = one

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
        """The discussion on which one was sent counts for that; nothing else that is said of it later does."""
        if errand.is_done or errand.is_out or not errand.is_directed:
            return False
        stands = errand.rests_on is None or any(fact == errand.rests_on for fact, _ in self.says)
        return errand.on is None or (super().may_be_directed(errand, errand.on) and stands)

    def sends(self, on: Ground | None, sent: list[Any]) -> bool:
        more: dict[str, Any] = {"clearance_key": on.row.key} if on else {"danger": danger()}
        due, tyss = self.now + 2 * HOUR, self.cast.tyss
        return self.tries(
            lambda: sent.append(deploy(self.cast, self.incident, tyss, at=self.now, due_at=due, **more))
        )

    @initialize()
    def all_is_ready(self) -> None:
        self.says.append((discussed(self.cast, self.incident, at=self.now), True))
        self.later()
        self.clear("A", ward=True)
        self.propose("A", "tyss")

    @rule(police=SAYS, social=SAYS, youth=SAYS)
    def the_three_discuss(self, police: str, social: str, youth: str) -> None:
        said = {"police_says": police, "social_work_says": social, "youth_support_says": youth}
        fact = discussed(self.cast, self.incident, at=self.later(), **said)
        self.says.append((fact, set(said.values()) == {"agrees"}))

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
        one, sent = None if is_danger else self.ground(on), []
        if self.sends(one, sent):
            row = sent[0].action
            errand = Errand(row, "A", "tyss", row.due_at, one, None if one else review_due_at(self.now))
            errand.rests_on = self.says[-1][0] if one else None
            self.errands.append(errand)

    @invariant()
    def a_youth_worker_is_sent_where_the_three_agree_and_only_there(self) -> None:
        probe = Errand(self.errands[0].row, "A", "tyss", self.now)
        for one in self.grounds[-2:]:
            may = one.is_for_ward and self.may_be_directed(probe, one)
            assert self.would(lambda o=one: self.sends_or_raises(o)) is may


class Officer(Machine):
    """The ward was discussed by all three."""
