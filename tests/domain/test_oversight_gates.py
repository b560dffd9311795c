"""The gate board: how each gate stands in one incident, in the words that its own page uses."""

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import FactKind
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.meetings import operations as meetings
from reachable.meetings.choices import Ground, UseFor
from reachable.oversight.queries import BoardLine, gate_board
from reachable.responses import queries as responses
from tests.counting import query_count
from tests.domain.clearing_hands import HOUR, cleared
from tests.domain.incident_hands import involved
from tests.domain.meeting_hands import convened
from tests.domain.sending_hands import contact, direct, discussed
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def board(cast: Cast, incident: Incident, at=AT) -> dict[str, BoardLine]:
    heading = incident_queries.heading(cast.hana, incident.reference, at)
    return {line.gate.code: line for line in gate_board(cast.hana, heading, at)}


def test_it_has_the_gates_that_are_enforced_and_says_where_nothing_was_asked(cast: Cast, incident) -> None:
    found = board(cast, incident)
    of_care = ["contact", "officer-may-leave", "youth-worker-to-hospital", "discharge-plan"]
    assert list(found) == [*of_care, "purpose", "briefing", "media", "stand-down"]
    assert found["contact"].states == found["youth-worker-to-hospital"].states == ()


@pytest.mark.clause("STF-1")
def test_contact_reads_as_on_its_own_board(cast: Cast, incident) -> None:
    action = contact(cast, incident)
    assert board(cast, incident)["contact"].together == (("do not make contact yet", ("A",)),)
    direct(cast.hana, action, cleared(cast.hana, incident, involved(incident)))
    for at in (AT, AT + 24 * HOUR):
        shown = responses.contact_board(cast.hana, incident.reference, at).states
        here = board(cast, incident, at)["contact"].states
        assert [(one.letter, one.stands) for one in here] == [(one.letter, one.stands) for one in shown]


@pytest.mark.clause("HOS-10")
def test_a_youth_worker_is_asked_for_then_discussed(cast: Cast, incident) -> None:
    common = {"at": AT, "reference": incident.reference}
    incidents.add_to_team(**common, by=cast.hana, professional_key=cast.tyss.key, why="Youth support")
    incidents.record_fact(
        **common, by=cast.priya, involvement_key=involved(incident).key, kind=FactKind.YOUTH_WORKER_ASKED
    )
    assert board(cast, incident)["youth-worker-to-hospital"].together == (("asked for, not discussed yet", ("A",)),)
    discussed(cast, incident, police_says="does-not-agree")
    assert board(cast, incident)["youth-worker-to-hospital"].together == (("not agreed", ("A",)),)


@pytest.mark.clause("CTX-6")
def test_each_meeting_says_whether_its_purposes_are_agreed_and_which_uses_wait(cast: Cast, incident) -> None:
    first, second = convened(cast.hana, incident), convened(cast.hana, incident)
    said = {"at": AT, "meeting": first.reference, "use_for": UseFor.OPEN}
    assert board(cast, incident)["purpose"].together == (
        ("proposed, not agreed yet", (first.reference, second.reference)),
    )
    meetings.state_purpose(**said, by=cast.priya, ground=Ground.FURTHER, purpose="A grant report")
    meetings.state_purpose(**said, by=cast.priya, ground=Ground.LEGAL_DUTY, duty="CORONER", because="By Friday")
    meetings.state_purpose(**said, by=cast.priya, ground=Ground.RISK_TO_LIFE, because="A threat")
    second.purposes_agreed_at, second.purposes_agreed_by = AT, cast.hana
    second.save()
    assert [one.stands for one in board(cast, incident)["purpose"].states] == [
        "proposed, not agreed yet; 1 use waits for a decision; 1 use waits for information governance; "
        "1 because a life was at risk to be looked at",
        "purposes agreed",
    ]


def test_it_costs_as_much_for_one_as_for_six(cast: Cast, incident) -> None:
    for letter in "ABCDEF":
        if letter != "A":
            young = ReportedYoungPerson(given_names=f"Child{letter}", approximate_age=14)
            incidents.add_young_person(by=cast.hana, at=AT, reference=incident.reference, facts=young)
        contact(cast, incident, letter=letter)
        cleared(cast.hana, incident, involved(incident, letter))
    heading = incident_queries.heading(cast.hana, incident.reference, AT)
    with query_count(at_most=30):
        found = gate_board(cast.hana, heading, AT)
    assert found[0].together[0][1] == tuple("ABCDEF")
