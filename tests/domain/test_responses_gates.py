"""The table of gates: what each will refuse, which questions it waits for, and that none is enforced in silence."""

import pytest

from reachable.common.refusals import Refused
from reachable.incidents.models import Incident
from reachable.playbook.schema import Consideration
from reachable.responses import editions, operations
from reachable.responses.choices import ActionState
from reachable.responses.gates import GATES
from tests.domain.incident_hands import answer, involved, new_action
from tests.factories import AT, Cast, reported_incident, with_team

# By gate: what it will refuse, and the questions that it waits for. A new gate, or another question, is decided here.
TABLE = {
    "officer-may-leave": ("agreeing that the officer leaves the hospital", {"officer-leaving"}),
    "youth-worker-to-hospital": ("sending a youth worker to the ward", {"youth-worker-agreed"}),
    "contact": (
        "directing somebody to a young person or a family",
        {"staff-risk-assessed", "staff-mitigation-applied", "staff-risk-in-instructions"},
    ),
    "discharge-plan": (
        "agreeing the plan for leaving hospital",
        {"discharge-meeting", "discharge-health", "discharge-place", "discharge-household", "discharge-surroundings"},
    ),
    "purpose": ("using what a meeting holds for a purpose that was not agreed", {"purposes-agreed"}),
    "media": ("recording a version as released with partners", {"media-principles", "media-oversight"}),
    "briefing": ("issuing a briefing", {"briefing-names-nobody"}),
    "stand-down": ("moving to business as usual", {"return-to-mace", "every-action-taken"}),
}


def items(code: str) -> list[Consideration]:
    return [item for item in editions.in_force().considerations() if item.gate == code]


@pytest.mark.parametrize("code", GATES)
def test_a_gate_says_what_it_refuses_and_waits_for_these_questions(code: str) -> None:
    gate = GATES[code]
    assert gate.code == code
    assert (gate.refuses, {item.code for item in items(code)}) == TABLE[code]


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(GATES)


@pytest.mark.parametrize("code", GATES)
def test_the_clauses_of_a_gate_are_those_that_its_questions_carry(code: str) -> None:
    carried = {clause for item in items(code) for clause in item.clauses}
    assert set(GATES[code].clauses) <= carried


@pytest.mark.parametrize("code", GATES)
def test_the_readers_of_a_gates_questions_are_the_whole_team(code: str) -> None:
    """Whoever is refused can see what is waited for."""
    assert {item.audience for item in items(code)} == {"team"}


@pytest.mark.clause("STF-1")
@pytest.mark.django_db
def test_answering_the_questions_of_the_gate_on_contact_sends_nobody(cast: Cast) -> None:
    """What makes contact stays proposed until somebody directs it on a clearance."""
    assert GATES["contact"].enforced
    incident: Incident = with_team(cast, reported_incident(cast.hana))
    new = new_action(cast.priya, what="Visit the family at home", makes_contact=True)
    about = involved(incident).key
    action = operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new, about_key=about)
    for code in ("staff-risk-assessed", "staff-mitigation-applied"):
        answer(cast.hana, incident, code, "IN_PLACE", "A")
    action.refresh_from_db()
    assert action.state == ActionState.PROPOSED
    with pytest.raises(Refused) as refused:
        operations.accept_action(by=cast.priya, at=AT, action_key=action.key, seen_version=1)
    assert refused.value.clause == "STF-1"
