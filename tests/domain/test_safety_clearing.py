"""Clearing somebody for contact: refused until the risk is assessed and lessened (STF-1, CTX-18)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import ConnectionKind, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement, TimelineEntry
from reachable.people.choices import AddressUse
from reachable.people.facts import NewAddress
from reachable.safety import operations, policies, queries
from reachable.safety.choices import (
    ContactMode,
    MeasureKind,
    MeasureState,
    Mitigation,
    StaffRisk,
    SupportKind,
    SupportState,
)
from reachable.safety.models import Clearance, FitQuestion, Measure, SafetyPlan, StaffSupport, SupportStep
from tests.counting import costs_the_same
from tests.domain.clearing_hands import HOUR, cleared
from tests.domain.incident_hands import involved, people_in_last, person_key, timeline, verbs
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SERIOUS, LOW = StaffRisk.SERIOUS, StaffRisk.LOW
NOTHING: dict[str, Any] = {"mitigations": []}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def lines(who: Professional, incident: Incident, at=AT, key=None) -> tuple[queries.ClearanceLine, ...]:
    return queries.clearances(who, incident_queries.heading(who, incident.reference, at), at, key)


@pytest.mark.clause("STF-1")
def test_it_is_printed_as_it_was_given(cast: Cast, incident, kai) -> None:
    cleared(
        cast.hana,
        incident,
        kai,
        mitigations=[Mitigation.CHECK_IN, Mitigation.OTHER, Mitigation.TWO_TOGETHER],
        mitigation_words="Leave the engine running",
        check_in="Rings 01632 960123 before and after",
        worker_key=cast.priya.key,
        asked_by_telephone="Priya Nair, at 22:10",
    )
    [line] = lines(cast.priya, incident)
    assert (line.letter, line.involvement_key, line.worker, line.by) == ("A", kai.key, "Priya Nair", "Hana Malik")
    assert line.mitigations == ("Two go together", "Check-in before and after", "Leave the engine running")
    assert (line.mode_label, line.place, line.risk_label) == ("A visit at home", "at home", "Some")
    assert line.asked_by_telephone == "Priya Nair, at 22:10"
    assert line.stands.words == "cleared until tomorrow 02:15"


@pytest.mark.clause("STF-1")
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"risk": ""}, "risk", "how great"),
        ({"mode": "PIGEON"}, "mode", "how contact"),
        ({"place": " "}, "place", "where contact"),
        ({"because": " "}, "because", "judged on"),
        (NOTHING, "mitigations", "or why nothing is needed"),
        ({**NOTHING, "risk": SERIOUS, "none_needed_because": "She knows them"}, "mitigations", "risk is serious"),
        ({"mitigations": [Mitigation.OTHER]}, "mitigation_words", "what else"),
        ({"mitigations": ["LUCK"]}, "mitigations", "from the list"),
    ],
)
def test_what_has_to_be_said_first(cast, incident, kai, changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        cleared(cast.hana, incident, kai, **changes)
    assert (refused.value.field, refused.value.clause) == (field, "STF-1")
    assert not Clearance.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"risk": SERIOUS},
        {**NOTHING, "risk": LOW, "none_needed_because": "On the ward, with staff beside them"},
        {**NOTHING, "risk": SERIOUS, "mitigation_words": "Police wait in the next room"},
        {"mode": ContactMode.TELEPHONE, "place": "", "mitigations": [Mitigation.NUMBER_WITHHELD]},
    ],
)
def test_what_is_enough(cast: Cast, incident, kai, changes: dict[str, Any]) -> None:
    assert cleared(cast.hana, incident, kai, **changes).pk


@pytest.mark.clause("CTX-18")
@pytest.mark.parametrize(
    ("mode", "hours", "words"),
    [
        (ContactMode.HOME_VISIT, 0, "has passed"),
        (ContactMode.HOME_VISIT, -1, "has passed"),
        (ContactMode.HOME_VISIT, 24, ""),
        (ContactMode.HOME_VISIT, 24.1, "holds 24 hours at most"),
        (ContactMode.TELEPHONE, 72, ""),
        (ContactMode.TELEPHONE, 72.1, "holds 72 hours at most"),
    ],
)
def test_how_long_it_may_hold(cast: Cast, incident, kai, mode: str, hours: float, words: str) -> None:
    until = {"mode": mode, "until_at": AT + timedelta(hours=hours)}
    if not words:
        assert cleared(cast.hana, incident, kai, **until).pk
        return
    with pytest.raises(Refused, match=words) as refused:
        cleared(cast.hana, incident, kai, **until)
    assert (refused.value.field, refused.value.clause) == ("until_at", "CTX-18")
    assert policies.longest(mode) >= policies.HOLDS_UNLESS_SAID


@pytest.mark.parametrize(
    ("place", "refused"),
    [
        ("at 4 quay lane", True),
        ("NR219AA, ring first", True),
        ("with her aunt, nr21 9aa", True),
        ("where they stay", False),
        ("12 Other Street, NR1 3AB", False),
    ],
)
def test_a_safe_address_is_not_typed_as_the_place(cast: Cast, incident, kai, place: str, refused: bool) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "key": kai.key}
    safe = NewAddress(AddressUse.REFUGE, line1="4 Quay Lane", postcode="NR21 9AA", readers=(cast.hana.key,))
    incidents.add_address(**told, new=safe)
    incidents.add_address(**told, new=NewAddress(AddressUse.HOME, line1="12 Other Street", postcode="NR1 3AB"))
    at = AT + HOUR
    if not refused:
        assert cleared(cast.hana, incident, kai, at=at, place=place).place == place
        return
    with pytest.raises(Refused, match="let who knows it tell the worker") as found:
        cleared(cast.hana, incident, kai, at=at, place=place)
    assert found.value.field == "place"
    assert "Quay" not in found.value.message


def test_for_a_worker_who_is_on_the_team(cast: Cast, incident, kai) -> None:
    with pytest.raises(Refused, match="on the team") as refused:
        cleared(cast.hana, incident, kai, worker_key=cast.tyss.key)
    assert refused.value.field == "worker_key"
    assert cleared(cast.hana, incident, kai, worker_key=cast.priya.key).worker == cast.priya


@pytest.mark.clause("STF-1")
def test_who_may_clear(cast: Cast, incident, kai) -> None:
    for who in (cast.priya, cast.sam):
        with pytest.raises(NotPermitted):
            cleared(who, incident, kai)
    with pytest.raises(NotFound):
        cleared(cast.manager, incident, kai)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    incidents.add_to_team(**told, professional_key=cast.manager.key, why="Stands in tonight")
    one = cleared(cast.manager, incident, kai)
    incidents.declare_connection(by=cast.manager, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR)
    end = {"at": AT, "reference": incident.reference, "clearance_key": one.key, "because": "He lives there"}
    with pytest.raises(NotFound):
        operations.end_clearance(by=cast.manager, **end)
    with pytest.raises(NotPermitted):
        operations.end_clearance(by=cast.priya, **end)


def test_somebody_of_another_incident_is_not_found(cast: Cast, incident) -> None:
    other = reported_incident(cast.hana).involvements.get()
    with pytest.raises(NotFound):
        cleared(cast.hana, incident, other)


def test_the_trace_names_nobody(cast: Cast, incident, kai) -> None:
    one = cleared(cast.hana, incident, kai, asked_by_telephone="Priya Nair")
    entry = Entry.objects.get(verb="contact-cleared")
    assert people_in_last("contact-cleared") == {person_key(kai)}
    assert str(one.key) in entry.codes
    assert "Priya" not in entry.codes
    line = TimelineEntry.objects.get(code="clearance")
    assert line.words == "A: cleared for contact until tomorrow 02:15 (a visit at home)."
    assert "knives" not in line.words


def test_sent_twice_it_is_one(cast: Cast, incident, kai) -> None:
    key = uuid4()
    assert cleared(cast.hana, incident, kai, key=key) == cleared(cast.hana, incident, kai, key=key)
    assert verbs(incident).count("contact-cleared") == 1
    with pytest.raises(Refused, match="used already"):
        told = {"by": cast.hana, "at": AT, "reference": incident.reference}
        incidents.add_to_team(**told, professional_key=cast.manager.key, why="Stands in tonight")
        cleared(cast.manager, incident, kai, key=key)


def test_ending_it_says_why_and_is_done_once(cast: Cast, incident, kai) -> None:
    one = cleared(cast.hana, incident, kai)
    end = {"by": cast.hana, "at": AT + HOUR, "reference": incident.reference, "clearance_key": one.key}
    with pytest.raises(Refused, match="Say why"):
        operations.end_clearance(**end, because=" ")
    operations.end_clearance(**end, because="The visit is done")
    [line] = lines(cast.hana, incident, AT + HOUR)
    assert (line.stands.holds, line.stands.words) == (False, "ended: The visit is done")
    assert (line.ended_by, line.ended_because) == ("Hana Malik", "The visit is done")
    assert timeline(incident)[-1] == "clearance-ended"
    assert verbs(incident)[-1] == "clearance-ended"
    with pytest.raises(Refused, match="ended already"):
        operations.end_clearance(**end, because="Again")
    with pytest.raises(NotFound):
        operations.end_clearance(**{**end, "clearance_key": uuid4()}, because="No such")


def test_on_a_report_that_was_joined_nothing_is_cleared(cast: Cast, incident, kai) -> None:
    report = with_team(cast, reported_incident(cast.hana))
    same = report.involvements.get()
    told = {"by": cast.hana, "at": AT, "reference": report.reference}
    incidents.join_reports(**told, into=incident.reference, same={same.key: kai.key})
    with pytest.raises(Refused, match="joined to another incident"):
        cleared(cast.hana, report, same)


def test_newest_first_of_one_or_of_all_at_a_fixed_cost(cast: Cast, incident, kai) -> None:
    first, area = cleared(cast.hana, incident, kai), cleared(cast.hana, incident, None, at=AT + HOUR)
    later = AT + 2 * HOUR
    assert [line.key for line in lines(cast.priya, incident, later)] == [area.key, first.key]
    assert [line.key for line in lines(cast.priya, incident, later, kai.key)] == [first.key]
    heading = incident_queries.heading(cast.priya, incident.reference, later)
    costs_the_same(
        lambda: queries.clearances(cast.priya, heading, later),
        lambda: [cleared(cast.hana, incident, kai, worker_key=cast.priya.key) for _ in range(5)],
        at_most=8,
    )


def test_everything_of_a_joined_report_moves_over(cast: Cast, incident, kai) -> None:
    """Plans of both sides in the order in which they were written; support of one team as one line."""
    young = (ReportedYoungPerson(parts=(Part.VICTIM,)), ReportedYoungPerson(given_names="Jay"))
    report = with_team(cast, reported_incident(cast.hana, young_people=young))
    same, new = involved(report, "A"), involved(report, "B")
    plans = [plan(cast, *where, number=n, at=at) for where, n, at in written(incident, kai, report, same)]
    asked = FitQuestion.objects.create(plan=plans[1], involvement=same, asked_at=AT)
    measure = Measure.objects.create(
        incident=report, involvement=new, kind=MeasureKind.PATROL, asked_by=cast.hana, asked_at=AT
    )
    mine, theirs = [offered(cast, one, *states) for one, states in ((incident, ["OFFERED"]), (report, ["HELD"]))]
    elsewhere = offered(cast, report, SupportState.WANTED, team="Night shift")
    clearance = cleared(cast.hana, report, None)
    told = {"by": cast.hana, "at": AT + HOUR, "reference": report.reference}
    incidents.join_reports(**told, into=incident.reference, same={same.key: kai.key, new.key: None})
    jay = involved(incident, "B")
    of_kai = SafetyPlan.objects.filter(involvement=kai, incident=incident).order_by("number")
    assert list(of_kai.values_list("danger", "number")) == [("first", 1), ("second", 2), ("third", 3)]
    for row in (asked, measure, mine, elsewhere, clearance):
        row.refresh_from_db()
    assert (asked.involvement, measure.involvement, measure.incident) == (kai, jay, incident)
    assert (clearance.incident, clearance.involvement, elsewhere.incident) == (incident, None, incident)
    assert (mine.state, mine.version) == (SupportState.HELD, 2)
    assert list(mine.steps.order_by("number").values_list("number", "state")) == [(1, "OFFERED"), (2, "HELD")]
    assert not StaffSupport.objects.filter(pk=theirs.pk).exists()
    entry = Entry.objects.get(verb="safety-moved")
    assert '"plans":2' in entry.codes.replace(" ", "")


def written(incident: Incident, kai: Involvement, report: Incident, same: Involvement) -> list[Any]:
    return [
        ((report, same, "first"), 1, AT),
        ((report, same, "third"), 2, AT + timedelta(minutes=20)),
        ((incident, kai, "second"), 1, AT + timedelta(minutes=10)),
    ]


def plan(cast: Cast, incident: Incident, young: Involvement, danger: str, *, number: int, at: Any) -> SafetyPlan:
    facts = {"goals": "He is home by dark", "review_on": date(2026, 11, 30), "by": cast.hana, "at": at}
    return SafetyPlan.objects.create(incident=incident, involvement=young, number=number, danger=danger, **facts)


def offered(cast: Cast, incident: Incident, *states: str, team: str = "") -> StaffSupport:
    told = {"kind": SupportKind.DEBRIEF, "agency": cast.hana.agency, "team": team}
    found = StaffSupport.objects.create(incident=incident, state=states[-1], version=len(states), **told)
    later = timedelta(minutes=incident.pk)
    for number, state in enumerate(states, 1):
        SupportStep.objects.create(support=found, number=number, state=state, by=cast.hana, at=AT + later)
    return found


def test_a_measure_of_a_report_keeps_its_state(cast: Cast, incident, kai) -> None:
    report = with_team(cast, reported_incident(cast.hana))
    same = report.involvements.get()
    measure = Measure.objects.create(
        incident=report, involvement=same, kind=MeasureKind.PATROL, asked_by=cast.hana, asked_at=AT
    )
    told = {"by": cast.hana, "at": AT, "reference": report.reference}
    incidents.join_reports(**told, into=incident.reference, same={same.key: kai.key})
    measure.refresh_from_db()
    assert (measure.incident, measure.involvement, measure.state) == (incident, kai, MeasureState.ASKED_FOR)
