"""Planning a discharge: seats are facts, the agreement waits for its gate, leaving is always recorded."""

from datetime import timedelta

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Said, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.meetings import operations, queries
from reachable.meetings.choices import SeatKind
from reachable.meetings.models import DischargePlan, DischargeSeat
from reachable.responses import operations as responses
from reachable.responses.models import Action
from tests import counting
from tests.domain.discharge_hands import (
    COVERED,
    LATER,
    agree,
    cover,
    gate,
    place,
    ready,
    say,
    seat_all,
    set_seat,
    view,
    withdraw,
)
from tests.domain.incident_hands import answer, involved, new_action, people_in_last, person_key, said, timeline, verbs
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def in_hospital(count: int) -> tuple[ReportedYoungPerson, ...]:
    return tuple(ReportedYoungPerson(given_names=f"Given{n}", where=Where.HOSPITAL) for n in range(count))


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize("code", COVERED)
def test_the_discharge_waits_for_each_question(cast: Cast, incident: Incident, code: str) -> None:
    cover(cast, incident, without=code)
    seat_all(cast.hana, incident)
    with pytest.raises(Refused, match="The discharge of A cannot be agreed yet") as refused:
        agree(cast.hana, incident)
    assert refused.value.clause == "DIS-2"
    assert "can settle it" in refused.value.message
    assert not DischargePlan.objects.filter(agreed_at__isnull=False).exists()
    say(cast, incident, code, **COVERED[code])
    if code == "discharge-place":
        with pytest.raises(Refused, match="who checked that place, and when, is not said"):
            agree(cast.hana, incident)
        place(cast, incident)
    agree(cast.hana, incident)
    assert gate(cast.hana, incident).stands == "agreed"


@pytest.mark.clause("DIS-1")
def test_an_action_that_is_withdrawn_no_longer_covers_health(cast: Cast, incident: Incident) -> None:
    cover(cast, incident, without="discharge-health")
    seat_all(cast.hana, incident)
    answer(cast.hana, incident, "discharge-health", "ACTION_NEEDED", "A", actions=[new_action(cast.priya)])
    agree(cast.hana, incident)
    action = Action.objects.get(what="Write to the landlord")
    responses.withdraw_action(by=cast.hana, at=LATER, action_key=action.key, seen_version=action.version, because="No")
    found = gate(cast.hana, incident)
    assert found.stands == "agreed, no longer holds"
    assert "health is not covered" in found.early


@pytest.mark.clause("DIS-4")
@pytest.mark.clause("DIS-5")
@pytest.mark.clause("DIS-6")
@pytest.mark.clause("DIS-7")
@pytest.mark.clause("DIS-8")
@pytest.mark.parametrize("kind", SeatKind)
def test_an_empty_seat_waits_for_why_and_whom_was_asked_and_is_never_refused(
    cast: Cast, incident: Incident, kind: SeatKind
) -> None:
    cover(cast, incident)
    seat_all(cast.hana, incident, without=kind)
    with pytest.raises(Refused, match="not asked yet"):
        agree(cast.hana, incident)
    set_seat(cast.priya, incident, kind, "EMPTY")
    with pytest.raises(Refused, match="is empty, and why and whom its information was sought from is not said"):
        agree(cast.hana, incident)
    set_seat(cast.priya, incident, kind, "EMPTY", because="weekend", information_asked_of="the practice")
    agree(cast.hana, incident)


def test_everybody_who_sees_the_incident_says_how_a_seat_stands_and_a_stranger_finds_none(
    cast: Cast, incident: Incident
) -> None:
    row = set_seat(
        cast.sam, incident, "GP", "EMPTY", because="weekend", information_asked_of="Castle Surgery",
        information_asked_at=AT, information="Takes nothing. A sister is registered there too.",
    )  # fmt: skip
    assert (row.number, row.plan.number, row.plan.begun_by, row.plan.incident) == (1, 1, cast.sam, incident)
    now = view(cast.priya, incident).seats[1].now
    assert now
    assert (now.information, now.asked_of, now.by) == (row.information, "Castle Surgery", cast.sam.name)
    assert "discharge-seat-said" in verbs(incident)
    assert "discharge-seat" in timeline(incident)
    assert people_in_last("discharge-seat-said") == {person_key(involved(incident))}
    key = involved(incident).key
    with pytest.raises(NotFound):
        operations.set_seat(
            by=cast.stranger, at=AT, reference=incident.reference, involvement_key=key, kind="GP", state="COMING",
            seen_number=1,
        )  # fmt: skip
    with pytest.raises(NotFound):
        operations.set_seat(
            by=cast.sam, at=AT, reference=incident.reference, involvement_key=key, kind="CAT", state="COMING",
            seen_number=0,
        )  # fmt: skip


def test_of_two_who_say_it_the_second_is_shown_the_first(cast: Cast, incident: Incident) -> None:
    first = set_seat(cast.priya, incident, "GP", "INVITED")
    with pytest.raises(Stale) as stale:
        set_seat(cast.sam, incident, "GP", "COMING", seen_number=0)
    assert stale.value.current == first
    set_seat(cast.sam, incident, "GP", "COMING", seen_number=1)
    assert [one.state for one in view(cast.hana, incident).seats[1].said] == ["COMING", "INVITED"]


@pytest.mark.parametrize(("change", "says"), [
    ({"information_asked_at": LATER + HOUR}, "in the future"),
    ({"who": "x" * 201}, "200"),
])  # fmt: skip
def test_a_slip_of_the_hand_is_named(cast: Cast, incident: Incident, change: dict[str, object], says: str) -> None:
    with pytest.raises(Refused, match=says):
        set_seat(cast.priya, incident, "GP", "EMPTY", **change)
    assert not DischargeSeat.objects.exists()
    assert not DischargePlan.objects.exists()


@pytest.mark.clause("DIS-2")
def test_only_those_who_may_agree_do_and_what_it_rests_on_is_kept(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    for who in (cast.priya, cast.sam):
        with pytest.raises(NotPermitted):
            agree(who, incident)
    with pytest.raises(NotFound):
        agree(cast.stranger, incident, seen={})
    with pytest.raises(Refused, match="Say in a sentence what was agreed"):
        agree(cast.hana, incident, words=" ")
    plan = agree(cast.hana, incident)
    assert plan.rests_on["discharge-place"] == 1
    assert plan.rests_on["seat:GP"] == 1
    assert plan.rests_on["goes-to"] == "relative"
    shown = view(cast.priya, incident).plan
    assert shown
    assert (shown.words, shown.by, shown.at, shown.holds) == ("Leaves at noon with his aunt", "Hana Malik", LATER, True)
    assert {one.answer_label for one in shown.rests_on} == {"Already in place", "Coming"}
    found = gate(cast.priya, incident)
    assert (found.passed_at, found.passed_by, found.may_be_passed) == (LATER, "Hana Malik", True)
    assert verbs(incident)[-1] == "discharge-agreed"
    assert timeline(incident)[-1] == "discharge-agreed"


def test_hospital_safeguarding_agrees_it_too(cast: Cast, incident: Incident) -> None:
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.ward.key, why="Safeguards on the ward"
    )
    ready(cast, incident)
    assert agree(cast.ward, incident).agreed_by == cast.ward


@pytest.mark.clause("DIS-2")
def test_who_agrees_has_seen_what_stands(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    seen = view(cast.hana, incident).seen
    place(cast, incident, **{"goes-to": "placement"})
    with pytest.raises(Stale, match="said again while you looked"):
        agree(cast.hana, incident, seen=seen)
    with pytest.raises(Stale):
        agree(cast.hana, incident, seen={})
    agree(cast.hana, incident)
    with pytest.raises(Stale, match="Hana Malik agreed it meanwhile"):
        agree(cast.hana, incident)


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize("change", [{"place": "not-safe"}, {"place": "not-known"}, {"goes-to": "not-known"}])
def test_it_no_longer_holds_once_an_answer_turns_worse(cast: Cast, incident: Incident, change: dict[str, str]) -> None:
    ready(cast, incident)
    agree(cast.hana, incident)
    place(cast, incident, at=LATER, **change)
    found = gate(cast.hana, incident)
    assert found.stands == "agreed, no longer holds"
    assert found.passed_at is None
    assert found.early.startswith("It was agreed, and no longer holds: ")
    assert "where A is to go" in found.early
    shown = view(cast.hana, incident).plan
    assert shown
    assert [one.is_changed for one in shown.rests_on if one.ask.startswith("Has the place")] == [True]
    with pytest.raises(Refused, match="cannot be agreed yet"):
        agree(cast.hana, incident)


@pytest.mark.clause("DIS-2")
def test_another_place_is_agreed_anew_however_safe(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    agree(cast.hana, incident)
    place(cast, incident, at=LATER, **{"goes-to": "placement"})
    found = gate(cast.hana, incident)
    assert (found.stands, found.passed_at) == ("agreed, no longer holds", None)
    assert "is to go somewhere else now" in found.early
    agree(cast.hana, incident)
    assert gate(cast.hana, incident).stands == "agreed"


def test_what_is_answered_again_and_stays_good_leaves_it_agreed(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    agree(cast.hana, incident)
    place(cast, incident, at=LATER, journey="By car with his aunt")
    assert gate(cast.hana, incident).stands == "agreed"


def test_it_is_taken_back_with_why_and_agreed_again(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused, match="there is nothing to take back"):
        withdraw(cast.hana, incident)
    ready(cast, incident)
    agree(cast.hana, incident)
    with pytest.raises(NotPermitted):
        withdraw(cast.priya, incident)
    with pytest.raises(Refused, match="Say why"):
        withdraw(cast.hana, incident, " ")
    withdraw(cast.hana, incident)
    found = gate(cast.hana, incident)
    assert (found.stands, found.passed_at) == ("no longer agreed", None)
    assert verbs(incident)[-1] == "discharge-withdrawn"
    agree(cast.hana, incident)
    plan = DischargePlan.objects.get()
    assert (plan.withdrawn_at, plan.withdrawn_because) == (None, "")
    assert gate(cast.hana, incident).stands == "agreed"


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize(("where", "more", "says"), [
    (Where.HOME, {}, "is not in hospital"),
    (Where.DIED, {}, "A has died"),
    (Where.HOME, {"relation": Said.CONTRADICTS}, "Two places are said"),
])  # fmt: skip
def test_nothing_is_agreed_of_who_is_not_in_hospital(
    cast: Cast, incident: Incident, where: str, more: dict[str, str], says: str
) -> None:
    ready(cast, incident)
    said(cast.hana, incident, where, at=LATER, **more)
    for refused in (agree, withdraw):
        with pytest.raises(Refused, match=says):
            refused(cast.hana, incident)
    set_seat(cast.hana, incident, "GP", "TOOK_PART", at=LATER)  # still a fact


@pytest.mark.clause("DIS-2")
def test_home_that_is_not_safe_to_go_back_to_holds_back_going_home(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    place(cast, incident, **{"goes-to": "home"})
    say(cast, incident, "safe-to-return", home="not-safe", area="safe")
    with pytest.raises(Refused, match="it is also answered that home is not safe to go back to"):
        agree(cast.hana, incident)
    say(cast, incident, "safe-to-return", home="safe", area="not-safe")
    agree(cast.hana, incident)


def test_each_young_person_has_a_gate_and_it_costs_the_same(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=in_hospital(1)))
    more = with_team(cast, reported_incident(cast.hana, young_people=in_hospital(4)))
    ready(cast, more, "C")
    agree(cast.hana, more, "C")
    headings = {one.pk: view(cast.hana, one).heading for one in (incident, more)}
    found = [(one.letter, one.stands) for one in queries.discharge_gates(cast.hana, headings[more.pk], LATER)]
    assert found == [("A", "not agreed"), ("B", "not agreed"), ("C", "agreed"), ("D", "not agreed")]
    with counting.query_count(at_most=7) as one:
        queries.discharge_gates(cast.hana, headings[incident.pk], LATER)
    with counting.query_count(at_most=7) as four:
        queries.discharge_gates(cast.hana, headings[more.pk], LATER)
    assert len(four) - len(one) <= 2  # seats and who said them, once there are any
