"""Nobody is directed to make contact before the risk to them is assessed and lessened (STF-1, CTX-18)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from inspect import signature
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from reachable.audit.models import Entry
from reachable.common.gates import missing
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.responses import operations, policies, queries
from reachable.responses.choices import ActionState, Step
from reachable.responses.models import Action
from reachable.responses.operations import NewClearance
from reachable.responses.policies import Going, Ground
from reachable.safety import operations as safety
from reachable.safety.models import Clearance
from tests.at_once import at_once
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved, people_in_last, person_key, timeline, told, verbs
from tests.domain.sending_hands import contact, direct, directed, goes, in_danger, letters, version
from tests.factories import AT, Cast, agency, reported_incident, with_team

HOUR = timedelta(hours=1)
GROUND = Ground(
    about=1,
    letter="A",
    worker=None,
    worker_name="",
    is_assessed=True,
    is_lessened=True,
    until_at=AT + HOUR,
    ended_at=None,
    holds=True,
    words="cleared until 23:15",
)
GOING = Going(about=1, letter="A", worker=7)
BREAKS: dict[str, dict[str, Any]] = {
    "not assessed": {"is_assessed": False},
    "not lessened": {"is_lessened": False},
    "of somebody else": {"about": 2, "letter": "B"},
    "of the incident": {"about": None, "letter": ""},
    "for another worker": {"worker": 8, "worker_name": "Sam"},
    "ended": {"ended_at": AT - HOUR},
    "ran out": {"until_at": AT},
    "lapsed": {"holds": False, "words": "lapsed: a new threat, today 21:40"},
}
SAYS = {
    "not assessed": "the risk to staff has not been assessed",
    "not lessened": "nothing that lessens the risk is recorded, nor why nothing is needed",
    "of somebody else": "the clearance is for B, not for A",
    "of the incident": "the clearance is for the incident, not for A",
    "for another worker": "the clearance is for Sam alone",
    "ended": "the clearance was ended",
    "ran out": "the clearance ran out at 22:15",
    "lapsed": "the clearance lapsed: a new threat, today 21:40",
}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def says(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.message


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
def test_the_gate_on_contact_over_all_combinations() -> None:
    """256 of them: it holds where nothing is wrong, and every single thing that is wrong holds it back."""
    for wrong in product((False, True), repeat=len(BREAKS)):
        names = [name for name, is_wrong in zip(BREAKS, wrong, strict=True) if is_wrong]
        changes = {key: value for name in names for key, value in BREAKS[name].items()}
        lines = policies.contact_lines(replace(GROUND, **changes), GOING, AT, who="Hana")
        assert (not missing(lines)) == (not names), names
        if len(names) == 1:
            [line] = missing(lines)
            assert (line.words, line.who) == (SAYS[names[0]], "Hana")
        if names:
            with pytest.raises(Refused, match=r"^Do not make contact yet: "):
                policies.check_contact_cleared(lines)
        else:
            policies.check_contact_cleared(lines)


@pytest.mark.clause("STF-1")
def test_without_a_clearance_two_things_are_missing_and_who_can_supply_them_is_said_once() -> None:
    with pytest.raises(Refused) as refused:
        policies.check_contact_cleared(policies.contact_lines(None, GOING, AT, who="Hana or Owen"))
    assert says(refused) == (
        "Do not make contact yet: the risk to staff has not been assessed; nothing that lessens it is recorded "
        "(Hana or Owen can settle it)."
    )
    assert refused.value.clause == "STF-1"


def test_what_a_worker_is_not_asked_about_holds_nothing_back() -> None:
    """Whether anybody may go; whether it is due before it runs out."""
    for_sam = replace(GROUND, worker=8, worker_name="Sam")
    assert not missing(policies.contact_lines(for_sam, replace(GOING, worker=None), AT))
    late = policies.contact_lines(GROUND, replace(GOING, due_at=AT + 30 * HOUR), AT)
    assert not missing(late)
    [line] = [one for one in late if not one.met]
    assert line.words == "it is due at 04:15 on 23 November, after the clearance runs out: cleared again for then"


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_directing_opens_it_with_a_trace_and_its_owner_is_told(cast: Cast, incident) -> None:
    action, clearance = contact(cast, incident), cleared(cast.hana, incident, involved(incident))
    direct(cast.hana, action, clearance)
    action.refresh_from_db()
    assert (action.state, action.directed_by, action.directed_at) == (ActionState.OPEN, cast.hana, AT)
    assert (action.clearance, action.danger, action.accepted_at) == (clearance, None, None)
    assert action.steps.get(number=2).step == Step.DIRECTED
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("action", "action-changed")
    assert people_in_last("action-changed") == {person_key(involved(incident))}
    assert str(clearance.key) in Entry.objects.order_by("-number").filter(verb="action-changed")[0].codes
    assert letters("ACTION_WAITING") == ["Priya Nair", "Priya Nair"], "when it was proposed, and now"
    goes(cast.priya, action, "accept_action")
    goes(cast.priya, action, "set_off", at=AT + HOUR)
    action.refresh_from_db()
    assert (action.accepted_at, action.set_off_at) == (AT, AT + HOUR)


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_the_instruction_carries_what_lessens_the_risk(cast: Cast, incident) -> None:
    action = contact(cast, incident)
    assert queries.action(cast.priya, action.key, AT).instruction is None
    clearance = cleared(cast.hana, incident, involved(incident), check_in="Rings Hana", mitigation_words="Back by 11")
    direct(cast.hana, action, clearance)
    told_to = queries.action(cast.priya, action.key, AT).instruction
    assert told_to is not None
    assert (told_to.mode, told_to.place, told_to.check_in) == ("A visit at home", "at home", "Rings Hana")
    assert told_to.mitigations == ("Two go together", "Back by 11")
    assert (told_to.directed_by, told_to.until_at, told_to.in_danger) == ("Hana Malik", clearance.until_at, False)


@pytest.mark.django_db
def test_one_who_directs_himself_has_accepted(cast: Cast, incident) -> None:
    action = contact(cast, incident, cast.hana)
    assert direct(cast.hana, action, cleared(cast.hana, incident, involved(incident))).accepted_at == AT


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_only_who_may_clear_contact_directs_it(cast: Cast, incident) -> None:
    action, clearance = contact(cast, incident), cleared(cast.hana, incident, involved(incident))
    for nobody in (cast.priya, cast.sam):
        with pytest.raises(NotPermitted):
            direct(nobody, action, clearance)
        with pytest.raises(NotPermitted):
            in_danger(nobody, action)
    with pytest.raises(NotFound):
        direct(cast.manager, action, clearance)
    with pytest.raises(NotFound):
        direct(cast.hana, action, uuid4())
    action.refresh_from_db()
    assert action.state == ActionState.PROPOSED


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_an_agency_is_sent_nowhere_and_what_makes_no_contact_needs_no_direction(cast: Cast, incident) -> None:
    clearance = cleared(cast.hana, incident, involved(incident))
    of_agency = contact(cast, incident, agency=agency("police").key)
    with pytest.raises(Refused) as refused:
        direct(cast.hana, of_agency, clearance)
    assert says(refused).startswith("Do not make contact yet: nobody is named who goes. Give the action to somebody of")
    with pytest.raises(Refused):
        in_danger(cast.hana, of_agency)
    with pytest.raises(Refused, match="needs no direction"):
        direct(cast.hana, contact(cast, incident, what="Write", makes_contact=False), clearance)
    done = contact(cast, incident)
    operations.withdraw_action(by=cast.hana, at=AT, action_key=done.key, seen_version=1, because="No")
    with pytest.raises(Refused, match="finished already"):
        direct(cast.hana, done, clearance)


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
def test_a_clearance_that_does_not_cover_it_is_refused_in_a_sentence_with_names(cast: Cast) -> None:
    people = tuple(ReportedYoungPerson(given_names=f"Given{n}", approximate_age=15) for n in range(2))
    incident = with_team(cast, reported_incident(cast.hana, young_people=people))
    action = contact(cast, incident)
    young = involved(incident)
    for clearance, words in (
        (cleared(cast.hana, incident, involved(incident, "B")), "the clearance is for B, not for A"),
        (cleared(cast.hana, incident, None), "the clearance is for the incident, not for A"),
        (cleared(cast.hana, incident, young, worker_key=cast.sam.key), "the clearance is for Sam Okafor alone"),
    ):
        with pytest.raises(Refused) as refused:
            direct(cast.hana, action, clearance)
        assert says(refused) == f"Do not make contact yet: {words} (Hana Malik can settle it)."
    ran_out = cleared(cast.hana, incident, young)
    with pytest.raises(Refused, match="ran out"):
        direct(cast.hana, action, ran_out, at=AT + 5 * HOUR)
    ended = cleared(cast.hana, incident, young)
    safety.end_clearance(
        by=cast.hana, at=AT + HOUR, reference=incident.reference, clearance_key=ended.key, because="He moved"
    )
    with pytest.raises(Refused, match="the clearance was ended: He moved"):
        direct(cast.hana, action, ended, at=AT + HOUR)
    lapsed = cleared(cast.hana, incident, young)
    told(cast.priya, incident, FactKind.NEW_THREAT, "A", AT + HOUR)
    with pytest.raises(Refused, match="the clearance lapsed: a new threat"):
        direct(cast.hana, action, lapsed, at=AT + HOUR)
    action.refresh_from_db()
    assert (action.state, action.version) == (ActionState.PROPOSED, 1)


@pytest.mark.django_db
def test_whoever_is_on_duty_can_supply_it_too(cast: Cast, incident) -> None:
    directory.add_shift(
        by=None,
        at=AT,
        professional=cast.edt,
        role=RoleCode.EMERGENCY_DUTY_SENIOR,
        from_at=AT,
        until_at=AT + 9 * HOUR,
    )
    clearance = cleared(cast.hana, incident, None)
    with pytest.raises(Refused, match=r"\(Hana Malik or Edith Lamb \(on duty\) can settle it\)"):
        direct(cast.hana, contact(cast, incident), clearance)


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_what_lapsed_is_cleared_and_directed_again(cast: Cast, incident) -> None:
    action = directed(cast, incident)
    goes(cast.priya, action, "accept_action")
    told(cast.priya, incident, FactKind.WEAPON_KNOWN, "A", AT + HOUR)
    with pytest.raises(Refused, match="a weapon is at hand"):
        goes(cast.priya, action, "set_off", at=AT + HOUR)
    again = cleared(cast.hana, incident, involved(incident), at=AT + HOUR)
    direct(cast.hana, action, again, at=AT + HOUR)
    action.refresh_from_db()
    assert (action.clearance, action.accepted_at) == (again, None), "she is asked again, as it is another evening"
    goes(cast.priya, action, "set_off", at=AT + HOUR)


def clearance_of(**changes: Any) -> NewClearance:
    facts: dict[str, Any] = {
        "mode": "HOME_VISIT",
        "place": "at home",
        "risk": "SOME",
        "because": "Two may be near",
        "mitigations": ["TWO_TOGETHER"],
        "until_at": AT + 4 * HOUR,
    }
    return NewClearance(**{**facts, **changes})


@pytest.mark.django_db
@pytest.mark.clause("CTX-18")
def test_on_one_screen_a_manager_clears_and_directs_and_sent_twice_it_is_one(cast: Cast, incident) -> None:
    chosen, other = contact(cast, incident), contact(cast, incident)
    sent = {
        "by": cast.hana,
        "at": AT,
        "reference": incident.reference,
        "involvement_key": involved(incident).key,
        "clearance": clearance_of(asked_by_telephone="Priya"),
        "action_keys": [chosen.key],
        "key": uuid4(),
    }
    first = operations.clear_and_direct(**sent)
    assert operations.clear_and_direct(**sent) == first
    assert Clearance.objects.count() == 1
    states = dict(Action.objects.values_list("key", "state"))
    assert states == {chosen.key: ActionState.OPEN, other.key: ActionState.PROPOSED}
    assert chosen.steps.filter(step=Step.DIRECTED).count() == 1
    assert letters("ACTION_WAITING") == ["Priya Nair"] * 3


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_where_one_of_the_chosen_cannot_be_directed_nothing_is_done(cast: Cast, incident) -> None:
    keys = [contact(cast, incident).key, contact(cast, incident, agency=agency("police").key).key]
    common = {"by": cast.hana, "at": AT, "reference": incident.reference, "involvement_key": involved(incident).key}
    with pytest.raises(Refused, match="nobody is named who goes"):
        operations.clear_and_direct(**common, clearance=clearance_of(), action_keys=keys)
    elsewhere = with_team(cast, reported_incident(cast.hana))
    with pytest.raises(NotFound):
        operations.clear_and_direct(**common, clearance=clearance_of(), action_keys=[contact(cast, elsewhere).key])
    assert not Clearance.objects.exists()
    assert set(Action.objects.values_list("state", flat=True)) == {ActionState.PROPOSED}


UNDIRECTS: dict[str, Callable[[Cast, Action], object]] = {
    "given to somebody else": lambda cast, action: operations.assign_action(
        by=cast.hana, at=AT, action_key=action.key, seen_version=version(action), owner_key=cast.sam.key
    ),
    "given to the same again": lambda cast, action: operations.assign_action(
        by=cast.hana, at=AT, action_key=action.key, seen_version=version(action), owner_key=cast.priya.key
    ),
    "given to an agency": lambda cast, action: operations.assign_action(
        by=cast.hana, at=AT, action_key=action.key, seen_version=version(action), agency_key=agency("police").key
    ),
    "handed back": lambda cast, action: operations.hand_back_action(
        by=cast.priya, at=AT, action_key=action.key, seen_version=version(action), because="Not mine"
    ),
    "due after it runs out": lambda cast, action: operations.extend_action(
        by=cast.priya,
        at=AT,
        action_key=action.key,
        seen_version=version(action),
        due_at=AT + 26 * HOUR,
        because="Not home",
    ),
}


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
@pytest.mark.parametrize("how", UNDIRECTS)
@pytest.mark.parametrize("ground", ["clearance", "danger"])
def test_it_is_proposed_again_and_never_silently_keeps_its_direction(
    cast: Cast, incident, how: str, ground: str
) -> None:
    action = directed(cast, incident) if ground == "clearance" else in_danger(cast.hana, contact(cast, incident))
    goes(cast.priya, action, "accept_action")
    UNDIRECTS[how](cast, action)
    action.refresh_from_db()
    assert (action.state, action.accepted_at, action.set_off_at) == (ActionState.PROPOSED, None, None)
    assert (action.directed_by, action.directed_at, action.clearance, action.danger) == (None, None, None, None)
    assert action.steps.filter(step=Step.NO_LONGER_DIRECTED).count() == 1
    with pytest.raises(Refused, match="Do not make contact yet"):
        goes(action.owner or cast.hana, action, "set_off")


@pytest.mark.django_db
def test_more_time_within_the_clearance_keeps_it(cast: Cast, incident) -> None:
    action = directed(cast, incident, due_at=AT + HOUR)
    common = {"by": cast.priya, "at": AT, "action_key": action.key, "because": "He is out"}
    operations.extend_action(**common, seen_version=version(action), due_at=AT + 4 * HOUR)
    action.refresh_from_db()
    assert action.state == ActionState.OPEN


# Every operation on an action that is not a direction; those that end it apart.
TRIES: dict[str, Callable[[Cast, dict[str, Any]], object]] = {
    "accept_action": lambda cast, told_to: operations.accept_action(by=cast.priya, **told_to),
    "assign_action": lambda cast, told_to: operations.assign_action(by=cast.hana, owner_key=cast.hana.key, **told_to),
    "extend_action": lambda cast, told_to: operations.extend_action(
        by=cast.hana, due_at=AT + 9 * HOUR, because="Later", **told_to
    ),
    "hand_back_action": lambda cast, told_to: operations.hand_back_action(by=cast.priya, because="No", **told_to),
    "set_off": lambda cast, told_to: operations.set_off(by=cast.priya, **told_to),
    "arrive": lambda cast, told_to: operations.arrive(by=cast.priya, **told_to),
    "come_back": lambda cast, told_to: operations.come_back(by=cast.priya, **told_to),
    "accept_as_guest": lambda cast, told_to: operations.accept_as_guest(by=cast.priya, **told_to),
    "extend_as_guest": lambda cast, told_to: operations.extend_as_guest(
        by=cast.priya, due_at=AT + 9 * HOUR, because="Later", **told_to
    ),
    "hand_back_as_guest": lambda cast, told_to: operations.hand_back_as_guest(by=cast.priya, because="No", **told_to),
    "record_call": lambda cast, told_to: operations.record_call(
        by=cast.hana, at=AT, action_key=told_to["action_key"], outcome=Step.RANG_NO_ANSWER
    ),
}
ENDS = {"finish_action", "withdraw_action", "finish_as_guest"}
DIRECTS = {"direct_contact", "direct_in_danger"}  # and `clear_and_direct`, `deploy_youth_worker`, which make their own


@pytest.mark.clause("STF-1")
def test_every_operation_on_an_action_is_known_here() -> None:
    offered = {name: getattr(operations, name) for name in operations.__all__}
    on_one = {name for name, one in offered.items() if callable(one) and "action_key" in signature(one).parameters}
    assert on_one == {*TRIES, *ENDS, *DIRECTS}


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
@pytest.mark.parametrize("name", TRIES)
def test_no_operation_on_an_action_leads_to_it_another_way(cast: Cast, incident, name: str) -> None:
    """On a proposed contact, by whoever may, first by itself and then after all others: it stays proposed."""
    key = contact(cast, incident, cast.priya).key
    for one in (name, *TRIES, name):
        action = Action.objects.get(key=key)
        with suppress(Refused, NotPermitted, NotFound):
            TRIES[one](cast, {"at": AT, "action_key": key, "seen_version": action.version})
        action.refresh_from_db()
        assert (action.state, action.directed_at) == (ActionState.PROPOSED, None)


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_the_database_knows_no_open_contact_that_nobody_directed(cast: Cast, incident) -> None:
    action = contact(cast, incident)
    rows = Action.objects.filter(pk=action.pk)
    for wrong in (
        {"state": ActionState.OPEN},
        {"state": ActionState.OPEN, "directed_by": cast.hana, "directed_at": AT},
        {"directed_by": cast.hana},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_a_clearance_of_the_same_young_person_by_another_letter_counts(cast: Cast) -> None:
    people = tuple(ReportedYoungPerson(given_names=f"Given{n}", approximate_age=15) for n in range(2))
    incident = with_team(cast, reported_incident(cast.hana, young_people=people))
    action = contact(cast, incident, letter="B")
    first, second = involved(incident), involved(incident, "B")
    clearance = cleared(cast.hana, incident, first)
    incidents.say_same_person(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        who=first.key,
        other=UUID(person_key(second)),
        because="His mother says so",
    )
    direct(cast.hana, action, clearance)
    goes(cast.priya, action, "set_off")
    [state] = queries.contact_board(cast.hana, incident.reference, AT).states
    assert (state.letter, state.stands) == ("A", "cleared until tomorrow 02:15")


@pytest.mark.clause("STF-1")
def test_of_two_at_once_one_directs_and_the_other_is_told(committed_db: None, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    action, clearance = contact(cast, incident), cleared(cast.hana, incident, involved(incident))
    fresh = [type(cast.hana).objects.get(pk=cast.hana.pk) for _ in range(2)]
    common: dict[str, Any] = {"at": AT, "action_key": action.key, "seen_version": 1}
    results = at_once(
        lambda: operations.direct_contact(by=fresh[0], clearance_key=clearance.key, **common),
        lambda: operations.assign_action(by=fresh[1], owner_key=cast.sam.key, **common),
    )
    assert sorted(type(one).__name__ for one in results) == ["Action", "Stale"], results
    action.refresh_from_db()
    assert (action.state == ActionState.OPEN) == (action.owner == cast.priya)


@pytest.mark.clause("CTX-18")
def test_of_a_threat_and_a_setting_off_at_once_none_is_lost(committed_db: None, cast: Cast) -> None:
    """Either it came first and she does not go, or she had set off and is told to look again."""
    incident = with_team(cast, reported_incident(cast.hana))
    action = directed(cast, incident)
    key, young, number = action.key, involved(incident).key, version(action)
    fresh = [type(cast.hana).objects.get(pk=one.pk) for one in (cast.priya, cast.hana)]
    results = at_once(
        lambda: operations.set_off(by=fresh[0], at=AT + HOUR, action_key=key, seen_version=number),
        lambda: incidents.record_fact(
            by=fresh[1], at=AT + HOUR, reference=incident.reference, kind="NEW_THREAT", involvement_key=young
        ),
    )
    action.refresh_from_db()
    assert (action.set_off_at is not None) == (letters("LOOK_AGAIN") == ["Priya Nair", "Hana Malik"]), results
    assert type(results[1]).__name__ == "Fact"


@pytest.mark.django_db
def test_who_saw_an_earlier_version_is_told(cast: Cast, incident) -> None:
    action = directed(cast, incident)
    common: dict[str, Any] = {"by": cast.priya, "at": AT, "action_key": action.key, "seen_version": 1}
    for one in (operations.accept_action, operations.set_off):
        with pytest.raises(Stale):
            one(**common)
    operations.arrive(**common)  # a fact


REVIEWS: dict[datetime, datetime] = {
    datetime.fromisoformat("2026-11-21T22:15+00:00"): datetime.fromisoformat("2026-11-22T12:00+00:00"),
    datetime.fromisoformat("2026-11-21T23:59+00:00"): datetime.fromisoformat("2026-11-22T12:00+00:00"),
    datetime.fromisoformat("2026-11-22T00:01+00:00"): datetime.fromisoformat("2026-11-23T12:00+00:00"),
    # British summer: past midnight in Norfolk is the day before in UTC
    datetime.fromisoformat("2026-07-01T22:59+00:00"): datetime.fromisoformat("2026-07-02T11:00+00:00"),
    datetime.fromisoformat("2026-07-01T23:30+00:00"): datetime.fromisoformat("2026-07-03T11:00+00:00"),
    # The nights on which the clocks change: 29 March and 25 October 2026
    datetime.fromisoformat("2026-03-28T22:00+00:00"): datetime.fromisoformat("2026-03-29T11:00+00:00"),
    datetime.fromisoformat("2026-10-24T21:00+00:00"): datetime.fromisoformat("2026-10-25T12:00+00:00"),
    datetime.fromisoformat("2026-10-25T00:30+00:00"): datetime.fromisoformat("2026-10-26T12:00+00:00"),
    datetime.fromisoformat("2026-10-25T01:30+00:00"): datetime.fromisoformat("2026-10-26T12:00+00:00"),
}


@pytest.mark.parametrize("at", REVIEWS)
def test_danger_is_reviewed_at_noon_of_the_next_day_in_norfolk(at: datetime) -> None:
    assert policies.review_due_at(at) == REVIEWS[at]


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
def test_nobody_is_sent_who_may_not_open_the_incident_any_longer(cast: Cast, incident) -> None:
    action, other = directed(cast, incident), contact(cast, incident)
    incidents.leave_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.priya.key, because="Moved on"
    )
    for refused in (
        lambda: direct(cast.hana, other, cleared(cast.hana, incident, involved(incident))),
        lambda: goes(cast.hana, action, "set_off"),
    ):
        with pytest.raises(Refused, match="Priya Nair may not open this incident any longer"):
            refused()
    in_danger(cast.hana, other)
    assert goes(cast.hana, other, "set_off").set_off_at, "danger to life is never held up"
