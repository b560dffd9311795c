"""A youth worker is sent to hospital when the three agree and the risk to the worker is cleared (HOS-10)."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from reachable.common.gates import missing
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, TeamPart
from reachable.incidents.models import Incident
from reachable.responses import operations, policies, queries
from reachable.responses.choices import ActionState, Step
from reachable.responses.models import Action, Deployment, InDanger
from reachable.responses.policies import Spoke
from reachable.responses.queries import YouthWorkerView
from reachable.safety.choices import ContactMode
from reachable.safety.models import Clearance
from tests.counting import costs_the_same
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved, people_in_last, person_key, settled, told, verbs
from tests.domain.sending_hands import contact, danger, deploy, direct, discussed, goes, letters, version
from tests.factories import AGENCIES, AT, LONG_AGO, Cast, agency, reported_incident, with_team

HOUR = timedelta(hours=1)
SEATS = [seat.whom for seat in policies.THREE]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """With Tomasz (TYSS) and a youth worker on the team."""
    found = with_team(cast, reported_incident(cast.hana))
    for one in (cast.tyss, youth_worker(cast)):
        incidents.add_to_team(
            by=cast.hana, at=AT, reference=found.reference, professional_key=one.key, why="Youth support"
        )
    return found


def youth_worker(cast: Cast) -> Professional:
    found = Professional.objects.filter(name="Zoe Hart").first()
    return found or directory.create_professional(
        by=None,
        at=LONG_AGO,
        name="Zoe Hart",
        email="zoe.hart@youth-support.example",
        job_title="Youth worker",
        agency=agency("youth-support"),
        roles=[RoleCode.CUSTODY_WORKER],
        telephone="07700 900123",
        opens_account=True,
    )


def holding(role: RoleCode, of: str, name: str) -> Professional:
    assert of in AGENCIES
    return directory.create_professional(
        by=None,
        at=LONG_AGO,
        name=name,
        email=f"{name.split()[0].lower()}@{of}.example",
        job_title=str(role.label),
        agency=agency(of),
        roles=[role],
        telephone="01632 960555",
        opens_account=True,
    )


def on_team(cast: Cast, incident: Incident, one: Professional) -> Professional:
    incidents.add_to_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=one.key, why="On call")
    return one


def for_ward(cast: Cast, incident: Incident, **changes: Any) -> Clearance:
    more = {"mode": ContactMode.WARD, "place": "Ward 4", **changes}
    return cleared(cast.hana, incident, involved(incident), **more)


def view(cast: Cast, incident: Incident, at=AT) -> YouthWorkerView:
    return queries.youth_worker(cast.hana, incident.reference, involved(incident).key, at)


def lacks(cast: Cast, incident: Incident, at=AT) -> list[str]:
    """What the discussion lacks; the clearance is another matter."""
    return [one.words for one in view(cast, incident, at).gate.missing if one.clause == "HOS-10"]


@pytest.mark.clause("HOS-10")
def test_the_gate_over_all_combinations() -> None:
    """4096 of them: it holds where each of the three is named, may speak for the seat and agrees."""
    each = list(product(("", "Kim"), (False, True), ("", "agrees", "does-not-agree", "not-asked")))
    for seats in product(each, repeat=3):
        spoke = [Spoke(whom, name, fits, says) for whom, (name, fits, says) in zip(SEATS, seats, strict=True)]
        short = missing(policies.discussion_lines(spoke, is_asked_for=False))
        good = [bool(name) and fits and says == "agrees" for name, fits, says in seats]
        assert len(short) == good.count(False), seats


@pytest.mark.clause("HOS-10")
@pytest.mark.parametrize(
    ("spoke", "words", "who"),
    [
        (Spoke("the ward"), "nobody is named for the ward", "Ada"),
        (Spoke("the ward", "Kim", False, "agrees"), "Kim does not speak for the ward", "Ada"),
        (Spoke("the ward", "Kim", True, "does-not-agree"), "Kim does not agree for the ward", "Kim"),
        (Spoke("the ward", "Kim", True, "not-asked"), "Kim has not been asked", "Kim"),
        (Spoke("the ward", "Kim", True, ""), "Kim has not been asked", "Kim"),
    ],
)
def test_what_is_missing_is_said_by_name(spoke: Spoke, words: str, who: str) -> None:

    [line] = missing(policies.discussion_lines([replace(spoke, who="Ada")], is_asked_for=True))
    assert (line.words, line.who) == (words, who)


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_without_the_three_nobody_is_sent_and_it_says_who_is_missing(cast: Cast, incident) -> None:
    clearance = for_ward(cast, incident)
    with pytest.raises(Refused) as refused:
        deploy(cast, incident, youth_worker(cast), clearance_key=clearance.key)
    assert refused.value.message == (
        "No youth worker is sent to the ward yet: nobody is named for the police investigation (Sam Okafor can settle "
        "it); nobody is named for the Head of Social Work (Hana Malik can settle it); nobody is named for the Head of "
        "Targeted Youth Support (Tomasz Wilk can settle it)."
    )
    assert refused.value.clause == "HOS-10"
    assert not Deployment.objects.exists()
    assert not Action.objects.exists(), "nothing of it stays"


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
@pytest.mark.clause("STF-1")
def test_the_three_alone_are_not_enough_the_risk_to_the_worker_is_cleared_too(cast: Cast, incident) -> None:
    discussed(cast, incident)
    worker = youth_worker(cast)
    with pytest.raises(Refused, match=r"^No youth worker is sent to the ward yet: the risk to staff has not been"):
        deploy(cast, incident, worker)
    home = cleared(cast.hana, incident, involved(incident))
    with pytest.raises(Refused, match="the clearance is for a visit at home, not for the ward"):
        deploy(cast, incident, worker, clearance_key=home.key)
    for_another = for_ward(cast, incident, worker_key=cast.priya.key)
    with pytest.raises(Refused, match="for Priya Nair alone"):
        deploy(cast, incident, worker, clearance_key=for_another.key)
    with pytest.raises(NotFound):
        deploy(cast, incident, worker, clearance_key=uuid4())


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_a_youth_worker_is_sent_with_a_directed_contact_and_a_trace(cast: Cast, incident) -> None:
    fact, clearance, worker = discussed(cast, incident), for_ward(cast, incident), youth_worker(cast)
    key = uuid4()
    sent = deploy(cast, incident, worker, clearance_key=clearance.key, key=key)
    assert (sent.worker, sent.discussion, sent.danger, sent.by) == (worker, fact, None, cast.hana)
    action = sent.action
    assert (action.state, action.owner, action.clearance, action.makes_contact) == (
        ActionState.OPEN,
        worker,
        clearance,
        True,
    )
    assert "youth-worker-deployed" in verbs(incident)
    assert people_in_last("youth-worker-deployed") == {person_key(involved(incident))}
    assert letters("ACTION_WAITING") == ["Zoe Hart", "Zoe Hart"]
    assert deploy(cast, incident, worker, clearance_key=clearance.key, key=key) == sent
    assert (Deployment.objects.count(), Action.objects.count()) == (1, 1)
    shown = view(cast, incident)
    assert (shown.gate.stands, shown.gate.passed_by) == ("Zoe Hart is sent", "Hana Malik")
    [line] = shown.deployments
    assert (line.worker, line.telephone, line.ground, line.in_danger) == ("Zoe Hart", "07700 900123", "", False)
    goes(worker, action, "set_off")


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_whether_they_were_asked_for_is_shown_and_holds_nothing_back(cast: Cast, incident) -> None:
    discussed(cast, incident)
    for_ward(cast, incident)
    [line] = [one for one in view(cast, incident).gate.lines if one.clause == "HOS-8"]
    assert (line.met, line.is_needed, view(cast, incident).gate.stands) == (False, False, "agreed")
    told(cast.priya, incident, FactKind.YOUTH_WORKER_ASKED, "A")
    [line] = [one for one in view(cast, incident).gate.lines if one.clause == "HOS-8"]
    assert line.met


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
@pytest.mark.parametrize("seat", ["police", "social-work", "youth-support"])
@pytest.mark.parametrize("says", ["does-not-agree", "not-asked", ""])
def test_each_of_the_three_says_yes(cast: Cast, incident, seat: str, says: str) -> None:
    discussed(cast, incident, **{f"{seat}_says": says})
    assert len(lacks(cast, incident)) == 1


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_who_may_speak_for_the_police_the_inspector_until_an_officer_is_named(cast: Cast, incident) -> None:
    inspector = on_team(cast, incident, holding(RoleCode.POLICE_DUTY_INSPECTOR, "police", "Ines Dale"))
    discussed(cast, incident, for_police=f"p:{inspector.key}")
    assert lacks(cast, incident) == ["Ines Dale does not speak for the police investigation"]
    discussed(cast, incident, for_police=f"p:{cast.priya.key}", at=AT)
    assert lacks(cast, incident) == ["Priya Nair does not speak for the police investigation"]
    without = reported_incident(cast.hana)
    common = {"by": cast.hana, "at": AT, "reference": without.reference}
    incidents.name_lead(**common, professional_key=cast.hana.key, why="Leads")
    for one in (inspector, cast.tyss):
        incidents.add_to_team(**common, professional_key=one.key, why="On call")
    discussed(cast, without, for_police=f"p:{inspector.key}")
    assert lacks(cast, without) == []
    part = TeamPart.SENIOR_INVESTIGATING_OFFICER
    incidents.name_lead(**common, professional_key=cast.sam.key, part=part, why="Leads the investigation")
    assert lacks(cast, without) == ["Ines Dale does not speak for the police investigation"]


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_whoever_leads_the_investigation_of_this_incident_speaks_for_it_whatever_his_role(cast: Cast) -> None:
    found = reported_incident(cast.hana)
    common = {"by": cast.hana, "at": AT, "reference": found.reference}
    part = TeamPart.SENIOR_INVESTIGATING_OFFICER
    incidents.name_lead(**common, professional_key=cast.hana.key, why="Leads")
    incidents.name_lead(**common, professional_key=cast.mace.key, part=part, why="Leads the investigation")
    incidents.add_to_team(**common, professional_key=cast.tyss.key, why="Youth support")
    discussed(cast, found, for_police=f"p:{cast.mace.key}")
    assert lacks(cast, found) == []


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
@pytest.mark.parametrize(
    ("role", "fits"),
    [
        (RoleCode.HEAD_OF_SOCIAL_WORK, True),
        (RoleCode.ON_CALL_SENIOR_MANAGER, True),
        (RoleCode.EMERGENCY_DUTY_SENIOR, True),
        (RoleCode.TEAM_MANAGER, False),
        (RoleCode.SOCIAL_WORKER, False),
    ],
)
def test_who_may_speak_for_the_head_of_social_work(cast: Cast, incident, role: RoleCode, fits: bool) -> None:
    one = on_team(cast, incident, holding(role, "childrens-services", "Una Bell"))
    discussed(cast, incident, for_social_work=f"p:{one.key}")
    assert (lacks(cast, incident) == []) is fits


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_a_role_that_ended_before_it_was_discussed_does_not_count_and_one_that_ended_since_does(
    cast: Cast, incident
) -> None:
    head = on_team(cast, incident, holding(RoleCode.TYSS_HEAD, "youth-support", "Olga Reed"))
    discussed(cast, incident, for_youth_support=f"p:{head.key}")
    head.holdings.update(until_at=AT + HOUR)
    assert lacks(cast, incident, AT + 2 * HOUR) == []
    discussed(cast, incident, for_youth_support=f"p:{head.key}", at=AT + 2 * HOUR)
    assert lacks(cast, incident, AT + 2 * HOUR) == ["Olga Reed does not speak for the Head of Targeted Youth Support"]


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_the_latest_discussion_that_stands_counts(cast: Cast, incident) -> None:
    first = discussed(cast, incident, police_says="not-asked")
    again = discussed(cast, incident, at=AT + HOUR)
    assert lacks(cast, incident, AT + HOUR) == []
    settled(cast.hana, again, "MISTAKE", AT + HOUR)
    assert lacks(cast, incident, AT + HOUR) == ["Sam Okafor has not been asked"]
    discussed(cast, incident, at=AT + HOUR, replaces_key=first.key)
    assert lacks(cast, incident, AT + HOUR) == []


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_a_discussion_of_somebody_else_does_not_count(cast: Cast, incident) -> None:
    other = with_team(cast, reported_incident(cast.hana))
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=other.reference, professional_key=cast.tyss.key, why="Youth support"
    )
    discussed(cast, other)
    assert len(lacks(cast, incident)) == 3


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_a_deployment_whose_discussion_is_corrected_is_shown_as_that_and_nobody_sets_off(cast: Cast, incident) -> None:
    fact, worker = discussed(cast, incident), youth_worker(cast)
    sent = deploy(cast, incident, worker, clearance_key=for_ward(cast, incident).key)
    goes(worker, sent.action, "accept_action")
    discussed(cast, incident, at=AT + HOUR, replaces_key=fact.key, police_says="does-not-agree")
    shown = view(cast, incident, AT + HOUR)
    assert shown.deployments[0].ground == "the discussion on which it was agreed was corrected"
    assert (shown.gate.stands, shown.gate.passed_at) == ("do not send a youth worker yet", None)
    with pytest.raises(Refused, match="the discussion on which it was agreed was corrected"):
        goes(worker, sent.action, "set_off", at=AT + HOUR)
    assert letters("LOOK_AGAIN") == ["Zoe Hart", "Hana Malik"]


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_in_danger_to_life_they_are_sent_and_it_is_reviewed(cast: Cast, incident) -> None:
    sent = deploy(cast, incident, youth_worker(cast), danger=danger())
    found = InDanger.objects.get()
    assert (sent.danger, sent.discussion, found.gate) == (found, None, "youth-worker-to-hospital")
    assert sent.action.steps.filter(step=Step.DIRECTED_IN_DANGER).exists()
    goes(sent.worker, sent.action, "set_off")
    assert view(cast, incident).deployments[0].in_danger


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_no_plain_contact_sends_a_youth_worker_to_the_ward_past_the_three(cast: Cast, incident) -> None:
    worker, clearance = youth_worker(cast), for_ward(cast, incident)
    action = contact(cast, incident, worker, what="See how Kai is")
    with pytest.raises(Refused, match="nobody is named for the police investigation"):
        direct(cast.hana, action, clearance)
    discussed(cast, incident)
    direct(cast.hana, action, clearance)
    direct(cast.hana, contact(cast, incident, cast.priya), clearance)  # a social worker is another matter


@pytest.mark.django_db
def test_ending_it_withdraws_what_they_were_to_do_and_tells_whoever_is_out(cast: Cast, incident) -> None:
    discussed(cast, incident)
    worker = youth_worker(cast)
    sent = deploy(cast, incident, worker, clearance_key=for_ward(cast, incident).key)
    goes(worker, sent.action, "set_off")
    common = {"at": AT, "reference": incident.reference, "deployment_key": sent.key, "because": "Discharged"}
    with pytest.raises(NotPermitted):
        operations.end_deployment(by=cast.priya, **common)
    operations.end_deployment(by=cast.hana, **common)
    sent.refresh_from_db()
    sent.action.refresh_from_db()
    assert (sent.ended_by, sent.ended_because, sent.action.state) == (cast.hana, "Discharged", ActionState.WITHDRAWN)
    assert letters("LOOK_AGAIN") == ["Zoe Hart"]
    with pytest.raises(Refused, match="ended already"):
        operations.end_deployment(by=cast.hana, **common)
    assert view(cast, incident).deployments[0].ended_by == "Hana Malik"


@pytest.mark.django_db
def test_it_ends_when_what_they_were_to_do_goes_to_somebody_else(cast: Cast, incident) -> None:
    discussed(cast, incident)
    sent = deploy(cast, incident, youth_worker(cast), clearance_key=for_ward(cast, incident).key)
    operations.assign_action(
        by=cast.hana,
        at=AT,
        action_key=sent.action.key,
        seen_version=version(sent.action),
        owner_key=cast.priya.key,
    )
    sent.refresh_from_db()
    assert sent.ended_at == AT


@pytest.mark.django_db
def test_only_who_may_clear_contact_sends_and_only_somebody_on_the_team(cast: Cast, incident) -> None:
    discussed(cast, incident)
    key = for_ward(cast, incident).key
    with pytest.raises(NotPermitted):
        deploy(cast, incident, youth_worker(cast), by=cast.priya, clearance_key=key)
    with pytest.raises(Refused, match="on the team"):
        deploy(cast, incident, cast.youth_justice, clearance_key=key)
    with pytest.raises(NotFound):
        deploy(cast, incident, youth_worker(cast), clearance_key=key, involvement_key=uuid4())
    with pytest.raises(NotFound):
        queries.youth_worker(cast.stranger, incident.reference, involved(incident).key, AT)
    assert not queries.youth_worker(cast.priya, incident.reference, involved(incident).key, AT).may_deploy
    assert "Zoe Hart" in {one.name for one in view(cast, incident).workers}
    assert [one.mode for one in view(cast, incident).clearances] == [ContactMode.WARD]


@pytest.mark.django_db
def test_the_view_costs_the_same_however_many_were_sent(cast: Cast, incident) -> None:
    def more() -> None:
        for _ in range(3):
            clearance = for_ward(cast, incident)
            deploy(cast, incident, youth_worker(cast), clearance_key=clearance.key)

    discussed(cast, incident)
    more()
    costs_the_same(lambda: view(cast, incident), more, at_most=34)


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
@pytest.mark.parametrize("is_plain", [False, True])
def test_whoever_no_longer_agrees_in_a_later_discussion_holds_them_back(cast: Cast, incident, is_plain: bool) -> None:
    discussed(cast, incident)
    worker, clearance = youth_worker(cast), for_ward(cast, incident)
    if is_plain:
        action = direct(cast.hana, contact(cast, incident, worker, what="See how Kai is"), clearance)
    else:
        action = deploy(cast, incident, worker, clearance_key=clearance.key).action
    goes(worker, action, "accept_action")
    discussed(cast, incident, at=AT + HOUR, police_says="does-not-agree")
    with pytest.raises(Refused, match="it was discussed again, and not everybody agrees"):
        goes(worker, action, "set_off", at=AT + HOUR)
    assert letters("LOOK_AGAIN") == ["Zoe Hart", "Hana Malik"]
    discussed(cast, incident, at=AT + HOUR * 2)
    assert goes(worker, action, "set_off", at=AT + HOUR * 2).set_off_at


@pytest.mark.django_db
@pytest.mark.clause("HOS-10")
def test_no_contact_about_nobody_sends_a_youth_worker_to_the_ward(cast: Cast, incident) -> None:
    discussed(cast, incident)
    clearance = cleared(cast.hana, incident, None, mode=ContactMode.WARD, place="Ward 4")
    action = contact(cast, incident, youth_worker(cast), letter="")
    with pytest.raises(Refused, match="which young person on the ward"):
        direct(cast.hana, action, clearance)


@pytest.mark.django_db
def test_the_form_of_somebody_else_sends_nobody(cast: Cast, incident) -> None:
    key = uuid4()
    deploy(cast, incident, youth_worker(cast), danger=danger(), key=key)
    with pytest.raises(Refused, match="used already"):
        deploy(cast, incident, youth_worker(cast), danger=danger(), key=key, by=cast.tyss)
