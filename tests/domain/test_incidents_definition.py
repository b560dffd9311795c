"""Deciding what it is: signed, confirmed or stopped, carried on, re-opened; the gang questions beside it."""

from typing import Any

import pytest

from reachable.common.refusals import NotPermitted, Refused, Stale
from reachable.incidents import operations, queries
from reachable.incidents.choices import Finding, Phase
from reachable.incidents.models import CarriedOn, DefinitionDecision, Incident
from reachable.responses import operations as responses
from reachable.responses import queries as response_queries
from reachable.responses.choices import Standing
from reachable.responses.models import Action
from tests.domain.incident_hands import new_action, timeline, verbs
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db

MET = {"offence": ("MET", "A knife"), "age": ("MET", "He is 15"), "setting": ("MET", "In a park")}
CARRIED = {"route": "SECTION_47", "their_reference": "S47-1", "named_person": "Dee Marsh", "telephone": "01632 960001"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def sign(by, incident: Incident, **changes: Any) -> DefinitionDecision:
    facts = {"holds": True, "seen_number": incident.definitions.count(), **MET, **changes}
    return operations.sign_definition(by=by, at=AT, reference=incident.reference, **facts)


def standings(who, incident: Incident) -> set[str]:
    return {line.standing for line in response_queries.strands(who, incident.reference, AT)}


@pytest.mark.clause("DEF-3")
def test_signing_confirms_what_runs_provisionally(cast: Cast, incident) -> None:
    assert standings(cast.hana, incident) == {Standing.PROVISIONAL}
    decision = sign(cast.hana, incident)
    incident.refresh_from_db()
    assert (decision.number, decision.holds, decision.overridden, incident.phase) == (1, True, False, Phase.CONFIRMED)
    assert standings(cast.hana, incident) == {Standing.CONFIRMED}
    assert "definition-signed" in timeline(incident)
    assert verbs(incident)[-2:] == ["definition-signed", "strands-opened"]
    assert list(incident.phases.order_by("number").values_list("phase", flat=True)) == ["PROVISIONAL", "CONFIRMED"]


@pytest.mark.clause("DEF-3")
def test_closing_stops_the_strands_and_open_safety_actions_continue(cast: Cast, incident) -> None:
    action = responses.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new_action(cast.priya))
    sign(cast.hana, incident, holds=False, offence=("NOT_MET", "No weapon"), **CARRIED)
    incident.refresh_from_db()
    assert (incident.phase, standings(cast.hana, incident)) == (Phase.NOT_SERIOUS, {Standing.STOPPED})
    assert CarriedOn.objects.get(decision__incident=incident).their_reference == "S47-1"
    [waiting] = response_queries.mine(cast.priya, AT).own
    assert waiting.key == action.key
    responses.accept_action(by=cast.priya, at=AT, action_key=action.key, seen_version=1)
    responses.finish_action(by=cast.priya, at=AT, action_key=action.key, seen_version=2, outcome="Written")
    assert Action.objects.get().state == "DONE"


@pytest.mark.clause("DEF-3")
def test_closing_takes_what_carries_it_on(cast: Cast, incident) -> None:
    for missing in ("route", "their_reference", "named_person"):
        with pytest.raises(Refused) as refused:
            sign(cast.hana, incident, holds=False, offence=("NOT_MET", "No"), **{**CARRIED, missing: ""})
        assert refused.value.field == missing
    with pytest.raises(Refused) as refused:
        sign(cast.hana, incident, holds=False, offence=("NOT_MET", "No"), **{**CARRIED, "their_reference": "x" * 61})
    assert refused.value.field == "their_reference"
    assert not DefinitionDecision.objects.exists()


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(("findings", "holds"), [("MET", False), ("NOT_KNOWN", False), ("NOT_MET", True)])
def test_deciding_otherwise_than_the_parts_takes_a_reason_that_is_kept(cast: Cast, incident, findings, holds) -> None:
    facts = {"setting": (findings, "So it was said"), "holds": holds, **({} if holds else CARRIED)}
    with pytest.raises(Refused) as refused:
        sign(cast.hana, incident, **facts)
    assert refused.value.field == "override_because"
    decision = sign(cast.hana, incident, **facts, override_because="Police say otherwise")
    assert (decision.overridden, decision.override_because) == (True, "Police say otherwise")


@pytest.mark.clause("DEF-3")
def test_a_part_that_is_not_known_counts_as_met(cast: Cast, incident) -> None:
    decision = sign(cast.hana, incident, age=("NOT_KNOWN", "Nobody has said"))
    assert (decision.age, decision.holds, decision.overridden) == (Finding.NOT_KNOWN, True, False)


def test_a_reason_is_kept_only_for_an_override(cast: Cast, incident) -> None:
    assert sign(cast.hana, incident, override_because="Left over").override_because == ""


def test_the_second_signer_is_shown_what_the_first_signed(cast: Cast, incident) -> None:
    first = sign(cast.hana, incident)
    with pytest.raises(Stale) as stale:
        sign(cast.hana, incident, seen_number=0, holds=False, offence=("NOT_MET", "No"), **CARRIED)
    assert stale.value.current == first
    sign(cast.hana, incident, age=("MET", "Confirmed by his school"))
    view = queries.definition(cast.sam, incident.reference, AT)
    assert [decision.number for decision in view.decisions] == [2, 1]


@pytest.mark.clause("DEF-3")
def test_a_social_worker_or_police_officer_does_not_sign(cast: Cast, incident) -> None:
    for who in (cast.priya, cast.sam):
        with pytest.raises(NotPermitted):
            sign(who, incident)
        with pytest.raises(NotPermitted):
            operations.reopen(by=who, at=AT, reference=incident.reference, because="No")


@pytest.mark.clause("DEF-3")
def test_what_was_closed_is_re_opened_provisionally_and_decided_anew(cast: Cast, incident) -> None:
    with pytest.raises(Refused, match="can be re-opened"):
        operations.reopen(by=cast.hana, at=AT, reference=incident.reference, because="A knife was found")
    sign(cast.hana, incident, holds=False, offence=("NOT_MET", "No weapon"), **CARRIED)
    with pytest.raises(Refused, match="Re-open it first"):
        sign(cast.hana, incident)
    operations.reopen(by=cast.hana, at=AT, reference=incident.reference, because="A knife was found")
    incident.refresh_from_db()
    assert (incident.phase, standings(cast.hana, incident)) == (Phase.PROVISIONAL, {Standing.PROVISIONAL})
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("reopened", "incident-reopened")
    assert sign(cast.hana, incident).number == 2
    history = incident.phases.order_by("number").values_list("number", "phase")
    assert list(history) == [(1, "PROVISIONAL"), (2, "NOT_SERIOUS"), (3, "PROVISIONAL"), (4, "CONFIRMED")]


@pytest.mark.clause("DEF-1")
@pytest.mark.clause("DEF-2")
@pytest.mark.parametrize("question", ["STREET_GANG", "GANG_IMPACTED_ENVIRONMENT"])
def test_a_gang_question_is_answered_about_the_incident_and_changes_nothing_that_runs(
    cast: Cast, incident, question: str
) -> None:
    common = {"by": cast.hana, "at": AT, "reference": incident.reference, "question": question}
    with pytest.raises(Refused, match="Say why"):
        operations.answer_context(**common, answer="YES", because="", seen_number=0)
    row = operations.answer_context(**common, answer="YES", because="Recognised locally", seen_number=0)
    with pytest.raises(Stale) as stale:
        operations.answer_context(**common, answer="NO", because="Not at all", seen_number=0)
    assert stale.value.current == row
    operations.answer_context(**common, answer="NOT_KNOWN", because="", seen_number=1)
    incident.refresh_from_db()
    assert (incident.phase, standings(cast.hana, incident)) == (Phase.PROVISIONAL, {Standing.PROVISIONAL})
    shown = {c.question: (c.number, c.answer) for c in queries.definition(cast.hana, incident.reference, AT).context}
    assert shown.pop(question) == (2, "NOT_KNOWN")
    assert list(shown.values()) == [(0, "")]
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("context-answered", "context-answered")


def test_the_carried_on_words_say_where_and_who(cast: Cast, incident) -> None:
    sign(cast.hana, incident, holds=False, offence=("NOT_MET", "No weapon"), **CARRIED)
    current = queries.definition(cast.hana, incident.reference, AT).current
    assert current is not None
    assert current.carried_on == "Section 47 enquiry S47-1, Dee Marsh, 01632 960001"
