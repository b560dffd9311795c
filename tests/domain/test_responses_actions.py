"""Actions: one owner, a due time, an outcome; given, accepted, extended, handed back, never deleted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Incident, TimelineEntry
from reachable.outbox.models import Delivery
from reachable.responses import operations, queries
from reachable.responses.choices import ActionState
from reachable.responses.models import Action
from tests.domain.incident_hands import answer, new_action, people_in_last, person_key, timeline, verbs
from tests.factories import AT, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def add(by: Professional, incident: Incident, owner: Professional | None = None, **more: Any) -> Action:
    about = more.pop("about_key", None)
    new = new_action(owner, **more)
    return operations.add_action(by=by, at=AT, reference=incident.reference, new=new, about_key=about)


ACTS: dict[str, Callable[..., Action]] = {
    "accept": lambda by, key, n: operations.accept_action(by=by, at=AT, action_key=key, seen_version=n),
    "extend": lambda by, key, n: operations.extend_action(
        by=by, at=AT, action_key=key, seen_version=n, due_at=AT + 9 * HOUR, because="The ward is slow"
    ),
    "hand back": lambda by, key, n: operations.hand_back_action(
        by=by, at=AT, action_key=key, seen_version=n, because="Not mine"
    ),
    "finish": lambda by, key, n: operations.finish_action(
        by=by, at=AT, action_key=key, seen_version=n, outcome="Written"
    ),
    "withdraw": lambda by, key, n: operations.withdraw_action(
        by=by, at=AT, action_key=key, seen_version=n, because="Settled otherwise"
    ),
}
STEPS = {
    "accept": "ACCEPTED",
    "extend": "EXTENDED",
    "hand back": "HANDED_BACK",
    "finish": "DONE",
    "withdraw": "WITHDRAWN",
}


def test_an_action_is_added_with_a_trace_and_its_owner_is_told(cast: Cast, incident) -> None:
    kai = incident.involvements.get()
    action = add(cast.hana, incident, cast.priya, about_key=kai.key)
    assert (action.state, action.owner, action.about, action.accepted_at) == ("OPEN", cast.priya, kai, None)
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("action-added", "action-added")
    assert people_in_last("action-added") == {person_key(kai)}
    told = Delivery.objects.get(message="ACTION_WAITING")
    assert (told.professional_key, told.reference) == (cast.priya.key, incident.reference)
    [line] = queries.actions_for(cast.sam, incident.reference, AT)
    assert (line.owner, line.label, line.mine, line.is_overdue) == ("Priya Nair", "Kai Mensah (A)", False, False)


def test_ones_own_action_is_accepted_at_once(cast: Cast, incident) -> None:
    assert add(cast.priya, incident, cast.priya).accepted_at == AT
    assert not Delivery.objects.filter(message="ACTION_WAITING").exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "x" * 501}, "what"),
        ({"due_at": AT}, "due_at"),
        ({"due_at": AT + 400 * 24 * HOUR}, "due_at"),
        ({"what": "Ring the mother"}, "makes_contact"),
        ({"owner_key": None}, "owner"),
        ({"owner_key": uuid4()}, "owner"),
    ],
)
def test_what_an_action_lacks_is_refused_by_field(cast: Cast, incident, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        add(cast.hana, incident, cast.priya, **more)
    assert refused.value.field == field
    assert not Action.objects.exists()


def test_it_has_one_owner_who_can_open_the_incident(cast: Cast, incident) -> None:
    with pytest.raises(Refused) as refused:
        add(cast.hana, incident, cast.priya, agency_key=agency("police").key)
    assert refused.value.field == "owner"
    with pytest.raises(Refused, match="on the team"):
        add(cast.hana, incident, cast.tyss)
    with pytest.raises(NotFound):
        add(cast.hana, incident, agency_key=uuid4())
    with pytest.raises(NotFound):
        add(cast.hana, incident, cast.priya, about_key=uuid4())
    action = add(cast.hana, incident, cast.priya)
    for wrong in ({"owner_agency": agency("police")}, {"owner": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.filter(pk=action.pk).update(**wrong)


@pytest.mark.clause("STF-1")
def test_contact_stays_proposed_and_cannot_be_taken_up(cast: Cast, incident) -> None:
    action = add(cast.hana, incident, cast.priya, what="Visit Kai", makes_contact=True)
    assert (action.state, action.accepted_at) == (ActionState.PROPOSED, None)
    assert add(cast.priya, incident, cast.priya, what="Visit Kai", makes_contact=True).accepted_at is None
    with pytest.raises(Refused, match="Do not make contact yet"):
        operations.accept_action(by=cast.priya, at=AT, action_key=action.key, seen_version=1)
    assigned = operations.assign_action(
        by=cast.hana, at=AT, action_key=action.key, seen_version=1, owner_key=cast.hana.key
    )
    assert (assigned.state, assigned.accepted_at) == (ActionState.PROPOSED, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(state="OPEN")


def test_contact_that_was_made_early_is_a_fact_and_says_so(cast: Cast, incident) -> None:
    action = add(cast.hana, incident, cast.priya, what="Visit Kai", makes_contact=True)
    operations.finish_action(by=cast.priya, at=AT, action_key=action.key, seen_version=1, outcome="He was asleep")
    [*_, last] = queries.action(cast.hana, action.key, AT).steps
    assert last.words == "Contact was made before it was cleared. He was asleep"
    told = TimelineEntry.objects.filter(incident=incident).order_by("pk").last()
    assert told.words == "Contact was made before it was cleared: Visit Kai"


def test_being_asked_again_is_kept_with_the_answer_that_was_given(cast: Cast, incident) -> None:
    no = add(cast.hana, incident, cast.priya, what="Ring the landlord", asked_again=True)
    yes = add(cast.hana, incident, cast.priya, what="Ring the mother", asked_again=True, makes_contact=True)
    innocent = add(cast.hana, incident, cast.priya, asked_again=True)
    for action, words in ((no, "it makes no contact."), (yes, "it makes contact.")):
        step = action.steps.get(number=2)
        assert (action.version, step.step) == (2, "ASKED_AGAIN")
        assert step.words.endswith(words)
    assert (no.asked_again, yes.asked_again, innocent.asked_again, innocent.version) == (True, False, False, 1)
    operations.finish_action(by=cast.priya, at=AT, action_key=no.key, seen_version=2, outcome="He knows")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("priya", set(ACTS)),
        ("hana", {"extend", "finish", "withdraw"}),
        ("sam", set()),
    ],
)
def test_the_owner_changes_it_and_a_manager_may_for_him(cast: Cast, incident, act: str, name: str, allowed) -> None:
    action = add(cast.hana, incident, cast.priya)
    who = getattr(cast, name)
    if act not in allowed:
        with pytest.raises(NotPermitted):
            ACTS[act](who, action.key, 1)
        return
    ACTS[act](who, action.key, 1)
    [*_, last] = Action.objects.get().steps.order_by("number")
    assert (last.step, last.number, last.by, Action.objects.get().version) == (STEPS[act], 2, who, 2)
    assert timeline(incident)[-1] == "action"
    assert verbs(incident)[-1] == ("action-finished" if act == "finish" else "action-changed")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", ["mace", "stranger", "edt"])
def test_out_of_reach_it_does_not_exist(cast: Cast, incident, act: str, name: str) -> None:
    action = add(cast.hana, incident, cast.priya)
    for key in (action.key, uuid4()):
        with pytest.raises(NotFound):
            ACTS[act](getattr(cast, name), key, 1)
    with pytest.raises(NotFound):
        queries.action(getattr(cast, name), action.key, AT)
    with pytest.raises(NotPermitted):
        ACTS[act](cast.ig, action.key, 1)


@pytest.mark.parametrize("act", ACTS)
def test_a_change_by_somebody_else_meanwhile_is_told(cast: Cast, incident, act: str) -> None:
    action = add(cast.hana, incident, cast.priya)
    ACTS["extend"](cast.hana, action.key, 1)
    with pytest.raises(Stale, match="was changed by somebody else") as stale:
        ACTS[act](cast.priya, action.key, 1)
    assert stale.value.current.version == 2
    ACTS["withdraw"](cast.hana, action.key, 2)
    with pytest.raises(Stale, match="was finished by somebody else"):
        ACTS[act](cast.priya, action.key, 2)
    with pytest.raises(Refused, match="finished already"):
        ACTS[act](cast.priya, action.key, 3)
    assert Action.objects.get().steps.count() == 3


@pytest.mark.parametrize(
    ("act", "wrong", "field"),
    [
        ("extend_action", {"due_at": AT + 9 * HOUR, "because": " "}, "because"),
        ("extend_action", {"due_at": AT + 3 * HOUR, "because": "Later"}, "due_at"),
        ("extend_action", {"due_at": AT - HOUR, "because": "Later"}, "due_at"),
        ("hand_back_action", {"because": ""}, "because"),
        ("finish_action", {"outcome": " "}, "outcome"),
        ("withdraw_action", {"because": ""}, "because"),
    ],
)
def test_each_step_says_why_or_what_came_of_it(cast: Cast, incident, act: str, wrong: dict[str, Any], field) -> None:
    action = add(cast.hana, incident, cast.priya)
    with pytest.raises(Refused) as refused:
        getattr(operations, act)(by=cast.priya, at=AT, action_key=action.key, seen_version=1, **wrong)
    assert refused.value.field == field
    assert Action.objects.get().version == 1


def test_what_belongs_to_an_agency_is_taken_up_by_somebody_there(cast: Cast, incident) -> None:
    action = add(cast.hana, incident, agency_key=agency("police").key)
    with pytest.raises(NotPermitted):
        ACTS["accept"](cast.priya, action.key, 1)
    taken = ACTS["accept"](cast.sam, action.key, 1)
    assert (taken.owner, taken.owner_agency, taken.accepted_at) == (cast.sam, None, AT)


def test_it_is_given_on_to_somebody_who_is_told(cast: Cast, incident) -> None:
    action = add(cast.hana, incident, cast.hana)
    given = operations.assign_action(by=cast.hana, at=AT, action_key=action.key, seen_version=1, owner_key=cast.sam.key)
    assert (given.owner, given.accepted_at) == (cast.sam, None)
    assert Delivery.objects.filter(message="ACTION_WAITING", professional_key=cast.sam.key).count() == 1
    line = queries.action(cast.hana, action.key, AT).steps[-1]
    assert line.words == "Given to Sam Okafor."
    given = operations.assign_action(
        by=cast.sam, at=AT, action_key=action.key, seen_version=2, agency_key=agency("police").key
    )
    assert (given.owner, given.owner_agency) == (None, agency("police"))


def hand_back(cast: Cast, action: Action, by: Professional) -> Action:
    return operations.hand_back_action(
        by=by, at=AT, action_key=action.key, seen_version=action.version, because="Not mine"
    )


def test_handed_back_it_goes_to_whoever_gave_it(cast: Cast, incident) -> None:
    action = hand_back(cast, add(cast.sam, incident, cast.priya), cast.priya)
    assert (action.owner, action.accepted_at) == (cast.sam, None)
    assert Delivery.objects.filter(message="ACTION_WAITING", professional_key=cast.sam.key).count() == 1
    action = hand_back(cast, action, cast.sam)
    assert (action.owner, action.owner_agency) == (None, agency("police"))


@pytest.mark.parametrize("gone", ["left", "connected"])
def test_where_the_giver_can_no_longer_open_it_it_goes_to_the_lead(cast: Cast, incident, gone: str) -> None:
    action = add(cast.sam, incident, cast.priya)
    if gone == "left":
        incidents.leave_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.sam.key)
    else:
        incidents.declare_connection(by=cast.sam, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert hand_back(cast, action, cast.priya).owner == cast.hana


def test_without_a_lead_it_goes_to_ones_agency(cast: Cast, incident) -> None:
    action = add(cast.hana, incident, cast.priya)
    incidents.declare_connection(by=cast.hana, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    back = hand_back(cast, action, cast.priya)
    assert (back.owner, back.owner_agency) == (None, cast.priya.agency)


def test_an_action_whose_owner_stepped_back_is_seen_to_wait(cast: Cast, incident) -> None:
    action = add(cast.hana, incident, cast.priya, due_at=AT + timedelta(days=3))
    assert action.key not in [a.action_key for a in queries.attention(cast.hana, incident.reference, AT)]
    incidents.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    [waiting] = [a for a in queries.attention(cast.hana, incident.reference, AT) if a.action_key]
    assert (waiting.action_key, waiting.who, waiting.note) == (action.key, "Priya Nair", "not on the team")
    assert not waiting.is_overdue
    with pytest.raises(NotFound):
        ACTS["finish"](cast.priya, action.key, 1)
    operations.assign_action(by=cast.hana, at=AT, action_key=action.key, seen_version=1, owner_key=cast.sam.key)
    assert not [a for a in queries.attention(cast.hana, incident.reference, AT) if a.action_key]


def test_a_minute_taker_records_actions_and_a_reader_without_the_role_does_not(cast: Cast, incident) -> None:
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Takes the minutes"
    )
    add(cast.joy, incident, cast.priya)
    for who in (cast.mace, cast.ig):
        with pytest.raises(NotFound):
            add(who, incident, cast.priya)


def test_finished_ones_stay_to_be_read(cast: Cast, incident) -> None:
    action = add(cast.hana, incident, cast.priya)
    ACTS["finish"](cast.priya, action.key, 1)
    assert queries.actions_for(cast.hana, incident.reference, AT) == []
    [line] = queries.actions_for(cast.hana, incident.reference, AT, finished=True)
    assert (line.state, line.is_overdue) == ("DONE", False)
    view = queries.action(cast.sam, action.key, AT)
    assert [s.label for s in view.steps] == ["Created", "Done"]
    assert not view.may_change


def test_a_find_out_shows_what_is_left_on_it(cast: Cast, incident) -> None:
    for code in ("threat-to-life", "continuing-risk"):
        answer(cast.priya, incident, code, "NOT_YET_KNOWN", "A")
    answer(cast.priya, incident, "threat-to-life", "NOT_NEEDED", "A")
    [line] = queries.actions_for(cast.sam, incident.reference, AT)
    assert (line.unknowns, line.mine, line.owner_is_agency) == (1, True, True)


def test_an_action_can_be_given_to_the_team_or_to_an_agency(cast: Cast, incident) -> None:
    found = queries.owners_for(cast.priya, incident.reference, AT)
    assert [o.label.split(",")[0] for o in found if o.value.startswith("p:")] == [
        "Priya Nair",
        "Hana Malik",
        "Sam Okafor",
    ]
    incidents.declare_connection(by=cast.sam, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert f"p:{cast.sam.key}" not in [o.value for o in queries.owners_for(cast.priya, incident.reference, AT)]
