"""That somebody was rung: a fact, recorded whatever became of the action, and shown beside the number."""

import json
from datetime import timedelta

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents.models import Incident, TimelineEntry
from reachable.responses import operations, queries
from reachable.responses.choices import Step, Waits
from reachable.responses.models import Action, ActionStep
from tests.domain.incident_hands import new_action, people_in_last, person_key
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NUMBER = "01632 960005"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def action(cast: Cast, incident: Incident) -> Action:
    return operations.add_action(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        new=new_action(cast.priya),
        about_key=incident.involvements.get().key,
    )


def ring(by, action: Action, outcome: Step = Step.RANG_NO_ANSWER, at=AT, **said) -> ActionStep:
    return operations.record_call(by=by, at=at, action_key=action.key, outcome=outcome, telephone=NUMBER, **said)


def test_a_call_is_a_step_a_line_and_an_entry(cast: Cast, incident, action) -> None:
    step = ring(cast.hana, action, Step.RANG_SPOKE, spoke_to=" Priya Nair ")
    assert (step.number, step.step, step.words) == (2, Step.RANG_SPOKE, f"Rang {NUMBER}, spoke to Priya Nair")
    line = TimelineEntry.objects.filter(incident=incident).latest("id")
    assert (line.code, line.about) == ("rang", incident.involvements.get())
    assert line.words == f"Rang {NUMBER}, spoke to Priya Nair. About the action: Write to the landlord"
    entry = Entry.objects.get(verb="call-recorded")
    assert (entry.incident, json.loads(entry.codes)["step"]) == (incident.reference, "RANG_SPOKE")
    assert people_in_last("call-recorded") == {person_key(incident.involvements.get())}


def test_no_answer_names_nobody_and_an_earlier_call_says_when(cast: Cast, incident, action) -> None:
    assert ring(cast.hana, action).words == f"Rang {NUMBER}: no answer"
    earlier = AT - 2 * HOUR
    words = f"Rang {NUMBER} at 20:15 on 21 November 2026: no answer"
    assert ring(cast.hana, action, happened_at=earlier).words == words
    assert TimelineEntry.objects.filter(incident=incident).latest("id").happened_at == earlier


def test_who_answered_is_owed_and_nobody_rings_in_the_future(cast: Cast, action) -> None:
    with pytest.raises(Refused, match="whom you spoke to"):
        ring(cast.hana, action, Step.RANG_SPOKE, spoke_to="  ")
    with pytest.raises(Refused, match="future"):
        ring(cast.hana, action, happened_at=AT + HOUR)
    with pytest.raises(Refused, match="whether anybody answered"):
        ring(cast.hana, action, Step.DONE)
    assert ActionStep.objects.filter(action=action).count() == 1


def test_a_finished_action_takes_it_and_keeps_its_state(cast: Cast, action) -> None:
    operations.finish_action(by=cast.priya, at=AT, action_key=action.key, seen_version=1, outcome="Sent")
    ring(cast.hana, action)
    action.refresh_from_db()
    assert (action.state, action.version) == ("DONE", 3)


def test_who_cannot_see_the_action_cannot_record_it(cast: Cast, action) -> None:
    with pytest.raises(NotFound):
        ring(cast.stranger, action)
    with pytest.raises(NotPermitted):
        ring(cast.admin, action)


def test_the_last_call_stands_beside_the_number(cast: Cast, incident, action) -> None:
    ring(cast.hana, action)
    ring(cast.sam, action, Step.RANG_SPOKE, at=AT + HOUR, spoke_to="Priya Nair")
    [waiting] = [
        one
        for one in queries.attention(cast.hana, incident.reference, AT + HOUR)
        if one.kind == Waits.ACTION and one.action_key == action.key
    ]
    assert waiting.last_call is not None
    assert (waiting.last_call.words, waiting.last_call.by) == (f"Rang {NUMBER}, spoke to Priya Nair", "Sam Okafor")
    [mine] = queries.mine(cast.priya, AT + HOUR).own
    assert mine.last_call == waiting.last_call
    view = queries.action(cast.hana, action.key, AT + HOUR)
    assert [(n.who, n.telephone) for n in view.to_ring] == [("Priya Nair", "01632 960123")]
    assert [step.label for step in view.steps] == ["Created", "", ""], "the words say that somebody rang"
