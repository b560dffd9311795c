"""Leaving hospital is a fact: recorded whenever it happened, and where no plan was agreed by then the bell is rung."""

from datetime import timedelta

import pytest

from reachable.common.refusals import Refused
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, Said, TeamPart, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.meetings import queries
from reachable.meetings.models import DischargePlan
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from reachable.responses import queries as responses
from reachable.responses.choices import Waits
from reachable.responses.models import CameEarly
from tests.domain.discharge_hands import LATER, agree, gate, missing, place, ready, set_seat, view, withdraw
from tests.domain.incident_hands import involved, said, verbs
from tests.domain.same_person_hands import same, three
from tests.domain.test_incidents_joining import join
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def bells(incident: Incident) -> list[str]:
    return list(CameEarly.objects.filter(incident=incident).order_by("pk").values_list("missing", flat=True))


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize("where", [Where.HOME, Where.ELSEWHERE, Where.MISSING, Where.CUSTODY, Where.NOT_KNOWN])
def test_leaving_before_it_was_agreed_is_recorded_and_rings_once(cast: Cast, incident: Incident, where: str) -> None:
    ready(cast, incident)
    place(cast, incident, place="not-safe")
    said(cast.priya, incident, where, at=LATER)
    [was_missing] = bells(incident)
    assert was_missing.startswith("where A is to go (relative or friend) is not safe")
    bell = CameEarly.objects.get()
    assert (bell.gate, bell.involvement, bell.by) == ("discharge-plan", involved(incident), cast.priya)
    assert bell.action
    assert (bell.action.owner, bell.action.about) == (cast.hana, involved(incident))
    assert "find out whether they are safe" in bell.action.what
    told = Delivery.objects.filter(message=Message.CAME_EARLY)
    assert cast.hana.email in {one.to for one in told}
    said(cast.priya, incident, Where.ELSEWHERE, at=LATER + HOUR)  # where they went afterwards
    assert len(bells(incident)) == 1
    found = view(cast.hana, incident, at=LATER + HOUR)
    assert found.gate.stands == "left before the plan was agreed"
    assert found.early
    assert (found.early.missing, found.early.owner) == (was_missing, "Hana Malik")
    assert queries.discharge_gates(cast.hana, found.heading, LATER + HOUR) == [found.gate]
    assert [one.gate for one in responses.early(cast.hana, found.heading)] == ["discharge-plan"]
    waits = responses.standings(cast.hana, incident.reference, LATER + HOUR).attention
    assert [one.letter for one in waits if one.kind == Waits.EARLY] == ["A"]


def test_a_plan_that_nobody_agreed_is_no_agreement(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    said(cast.priya, incident, Where.HOME, at=LATER)
    assert bells(incident) == ["nothing was missing, and nobody had agreed it"]


@pytest.mark.clause("DIS-2")
def test_leaving_as_agreed_is_quiet(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    agree(cast.hana, incident)
    said(cast.priya, incident, Where.HOME, at=LATER + HOUR)
    assert bells(incident) == []
    found = view(cast.hana, incident, at=LATER + 2 * HOUR)
    assert (found.gate.stands, found.gate.passed_at, found.early) == ("left as agreed", LATER, None)
    place(cast, incident, at=LATER + 2 * HOUR, place="not-safe")  # what is found out afterwards changes nothing of that
    assert gate(cast.hana, incident, at=LATER + 3 * HOUR).stands == "left as agreed"
    assert queries.discharge_gates(cast.hana, found.heading, LATER + 3 * HOUR) == []


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize(("before", "early"), [(timedelta(minutes=30), True), (timedelta(0), False)])
def test_agreed_after_they_had_left_is_not_agreed_before(
    cast: Cast, incident: Incident, before: timedelta, early: bool
) -> None:
    ready(cast, incident)
    agree(cast.hana, incident, at=LATER + timedelta(seconds=40))
    said(cast.priya, incident, Where.HOME, at=LATER + HOUR, happened_at=LATER - before)
    assert bool(bells(incident)) is early


@pytest.mark.clause("DIS-2")
def test_leaving_on_a_plan_that_was_taken_back_or_no_longer_holds_rings(cast: Cast) -> None:
    for spoil in (withdraw, lambda by, one: place(cast, one, at=LATER, place="not-safe")):
        incident = with_team(cast, reported_incident(cast.hana))
        ready(cast, incident)
        agree(cast.hana, incident)
        spoil(cast.hana, incident)
        said(cast.priya, incident, Where.HOME, at=LATER + HOUR)
        assert len(bells(incident)) == 1


def test_what_was_never_so_does_not_ring(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.HOSPITAL, at=AT + HOUR, place="Another ward")
    said(cast.priya, incident, Where.DIED, at=AT + 2 * HOUR)
    said(cast.priya, incident, Where.HOSPITAL, at=AT + 3 * HOUR, relation=Said.CORRECTS, because="Another child")
    said(cast.priya, incident, Where.HOME, at=AT + 4 * HOUR, relation=Said.CONTRADICTS)
    assert bells(incident) == []
    other = with_team(cast, reported_incident(cast.hana))
    said(cast.priya, other, Where.HOME, at=AT + HOUR, relation=Said.CORRECTS, because="The ward never had him")
    assert bells(other) == []


def test_a_leaving_that_was_wrong_is_taken_back_and_the_next_one_rings_again(cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.HOME, at=AT + HOUR)
    assert len(bells(incident)) == 1
    said(cast.priya, incident, Where.ELSEWHERE, at=AT + HOUR, relation=Said.CORRECTS, because="With his aunt")
    assert len(bells(incident)) == 1
    said(cast.priya, incident, Where.HOSPITAL, at=AT + 2 * HOUR, relation=Said.CORRECTS, because="Still on the ward")
    found = view(cast.hana, incident, at=AT + 2 * HOUR)
    assert (found.is_in_hospital, found.early, found.stay) == (True, None, 1)
    said(cast.priya, incident, Where.HOME, at=AT + 3 * HOUR)
    assert len(bells(incident)) == 2


@pytest.mark.clause("DIS-2")
def test_admitted_again_everything_is_planned_again(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    agree(cast.hana, incident)
    said(cast.priya, incident, Where.HOME, at=LATER + HOUR)
    said(cast.priya, incident, Where.HOSPITAL, at=LATER + 2 * HOUR)
    then = LATER + 3 * HOUR
    found = view(cast.hana, incident, at=then)
    assert (found.stay, found.plan, found.gate.stands) == (2, None, "not agreed")
    assert [one.now for one in found.seats] == [None] * 5
    assert any("answered for the stay before" in words for words in missing(cast.hana, incident, at=then))
    with pytest.raises(Refused, match="answered for the stay before"):
        agree(cast.hana, incident, at=then)
    ready(cast, incident, at=then)
    agree(cast.hana, incident, at=then)
    assert list(DischargePlan.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    said(cast.priya, incident, Where.HOME, at=then + HOUR)
    assert bells(incident) == []


def test_from_one_hospital_to_another_the_plan_goes_on(cast: Cast, incident: Incident) -> None:
    ready(cast, incident)
    agree(cast.hana, incident)
    said(cast.priya, incident, Where.HOSPITAL, at=LATER + HOUR, place="Addenbrooke's")
    found = view(cast.hana, incident, at=LATER + HOUR)
    assert (found.gate.stands, found.stay, bells(incident)) == ("agreed", 1, [])


def test_a_plan_goes_with_a_report_that_is_joined(cast: Cast, incident: Incident) -> None:
    report = with_team(cast, reported_incident(cast.hana))
    ready(cast, report)
    agree(cast.hana, report)
    join(cast.hana, report, incident, None, at=LATER + HOUR)
    found = view(cast.hana, incident, "B", at=LATER + HOUR)
    assert found.plan
    assert (found.gate.stands, found.plan.words, found.plan.by) == (
        "agreed",
        "Leaves at noon with his aunt",
        "Hana Malik",
    )
    assert all(one.is_taken for one in found.seats)
    assert "discharge-plans-carried" in verbs(incident)


def test_where_both_planned_the_seats_stand_as_they_were_said(cast: Cast, incident: Incident) -> None:
    report = with_team(cast, reported_incident(cast.hana))
    set_seat(cast.hana, report, "GP", "INVITED", at=AT + HOUR)
    set_seat(cast.hana, report, "POLICE", "COMING", at=AT + 3 * HOUR)
    set_seat(cast.priya, incident, "GP", "COMING", at=AT + 2 * HOUR)
    set_seat(cast.priya, incident, "POLICE", "INVITED", at=AT + 2 * HOUR)
    set_seat(cast.priya, incident, "HOSPITAL", "COMING", at=AT + 2 * HOUR)
    join(cast.hana, report, incident, incident.involvements.get(), at=LATER)
    found = {one.kind: [said.state for said in one.said] for one in view(cast.hana, incident).seats}
    assert found["GP"] == ["COMING", "INVITED", "COMING"]
    assert found["POLICE"] == ["COMING", "INVITED"]
    assert found["HOSPITAL"] == ["COMING"]
    set_seat(cast.hana, incident, "GP", "TOOK_PART", at=LATER)


def test_a_leaving_that_rang_in_the_report_does_not_ring_again(cast: Cast, incident: Incident) -> None:
    report = with_team(cast, reported_incident(cast.hana))
    said(cast.priya, report, Where.HOME, at=AT + HOUR)
    join(cast.hana, report, incident, None, at=LATER)
    said(cast.priya, incident, Where.ELSEWHERE, "B", at=LATER + HOUR)
    assert CameEarly.objects.count() == 1
    found = view(cast.hana, incident, "B", at=LATER + HOUR)
    assert found.early
    assert found.gate.stands == "left before the plan was agreed"


def test_a_leaving_that_only_the_joining_shows_rings(cast: Cast, incident: Incident) -> None:
    at_home = ReportedYoungPerson(given_names="Kai", approximate_age=15, parts=(Part.VICTIM,))
    report = with_team(cast, reported_incident(cast.hana, young_people=(at_home,)))
    said(cast.priya, report, Where.HOME, at=AT + 2 * HOUR, happened_at=AT + HOUR)
    assert not CameEarly.objects.exists()  # the report knows of no hospital
    join(cast.hana, report, incident, incident.involvements.get(), at=LATER)
    assert view(cast.hana, incident).gate.stands == "left before the plan was agreed"
    assert len(bells(incident)) == 1


def test_the_lead_alone_is_not_the_only_one_told(cast: Cast, incident: Incident) -> None:
    incidents.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, part=TeamPart.DEPUTY,
        why="Deputises",
    )  # fmt: skip
    said(cast.priya, incident, Where.HOME, at=LATER)
    told = {one.to for one in Delivery.objects.filter(message=Message.CAME_EARLY)}
    assert {cast.hana.email, cast.manager.email} <= told


def test_what_was_planned_of_a_letter_that_is_another_now_is_planned_of_that_one(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    set_seat(cast.hana, incident, "GP", "COMING", letter="C")
    same(cast.hana, incident, "A", "C")
    found = view(cast.hana, incident)
    assert (found.is_in_hospital, found.is_disputed) == (True, True)  # A was said to be at home
    assert found.seats[1].state == "COMING"
    set_seat(cast.hana, incident, "GP", "TOOK_PART", at=LATER)
    assert DischargePlan.objects.count() == 1
