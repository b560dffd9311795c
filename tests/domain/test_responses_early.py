"""What came before its gate was passed is recorded, rings the bell once, and is shown with what was missing."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit import log
from reachable.common.refusals import NotFound
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import ConnectionKind, FactKind, TeamPart
from reachable.incidents.models import Fact, Incident, TimelineEntry
from reachable.responses import operations, queries
from reachable.responses.choices import ActionState, Waits
from reachable.responses.models import Action, CameEarly, Deployment, InDanger
from reachable.responses.queries import EarlyLine
from tests.domain.clearing_hands import cleared
from tests.domain.hospital_hands import NOT_DISCUSSED, agree
from tests.domain.hospital_hands import discussed as discussed_on_the_ward
from tests.domain.incident_hands import involved, settled, told, verbs
from tests.domain.sending_hands import contact, deploy, direct, directed, discussed, goes, in_danger, letters, version
from tests.domain.test_incidents_joining import join
from tests.factories import AT, LONG_AGO, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = AT + HOUR
OFFICER = "The officer left the hospital before it was agreed: make sure of the safety of the young person there"
CONTACT = "Contact was made before it was cleared: make sure that staff, young person and family are safe"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def early(cast: Cast, incident: Incident, by: Professional | None = None) -> list[EarlyLine]:
    who = by or cast.hana
    return list(queries.early(who, incident_queries.heading(who, incident.reference, LATER)))


def finish(by: Professional, action: Action, at=AT) -> Action:
    return operations.finish_action(
        by=by, at=at, action_key=action.key, seen_version=version(action), outcome="Spoke with her"
    )


def left(cast: Cast, incident: Incident, at=LATER, **more: Any) -> Fact:
    return told(cast.priya, incident, FactKind.OFFICER_LEFT, "A", at, **more)


def on_call() -> Professional:
    return directory.create_professional(
        by=None,
        at=LONG_AGO,
        name="Nell Gray",
        email="nell.gray@childrens-services.example",
        job_title="Head of service",
        agency=agency("childrens-services"),
        roles=[RoleCode.ON_CALL_SENIOR_MANAGER],
        telephone="01632 960444",
        opens_account=True,
    )


def on_shift(one: Professional, role: RoleCode, hours: int = 9) -> None:
    directory.add_shift(by=None, at=AT, professional=one, role=role, from_at=AT, until_at=AT + hours * HOUR)


# The officer


@pytest.mark.clause("HOS-6")
def test_that_the_officer_left_early_is_recorded_and_rings_the_bell(cast: Cast, incident) -> None:
    fact = left(cast, incident)
    [line] = early(cast, incident)
    assert (line.gate, line.letter, line.what) == ("officer-may-leave", "A", OFFICER)
    assert NOT_DISCUSSED in line.missing
    action = Action.objects.get(key=line.action_key)
    assert (action.owner, action.due_at, action.state) == (cast.hana, LATER + 2 * HOUR, ActionState.OPEN)
    assert CameEarly.objects.get().source_key == str(fact.key)
    assert "came-early" in verbs(incident)
    [waits] = [o for o in queries.attention(cast.hana, incident.reference, LATER) if o.kind == Waits.EARLY]
    assert (waits.what, waits.letter, waits.action_key, waits.who) == (OFFICER, "A", action.key, "Hana Malik")
    assert waits.note == f"missing then: {line.missing}"
    assert not [
        o
        for o in queries.attention(cast.hana, incident.reference, LATER)
        if o.kind == Waits.ACTION and o.action_key == action.key
    ], "it is shown once"
    finish(cast.hana, action, LATER)
    assert early(cast, incident)[0].is_settled
    assert not [o for o in queries.attention(cast.hana, incident.reference, LATER) if o.kind == Waits.EARLY]


@pytest.mark.clause("HOS-6")
def test_once_it_is_agreed_nothing_rings(cast: Cast, incident) -> None:
    agree(cast.hana, incident, discussed_on_the_ward(cast.hana, incident).key)
    left(cast, incident)
    assert early(cast, incident) == []
    assert letters("CAME_EARLY") == []


@pytest.mark.clause("HOS-6")
def test_sent_twice_followed_twice_and_put_right_it_rings_once(cast: Cast, incident) -> None:
    key = uuid4()
    for _ in range(2):
        fact = left(cast, incident, key=key)
    told(cast.priya, incident, FactKind.CONTACT_MADE, "A", LATER)
    right = left(cast, incident, happened_at=AT, replaces_key=fact.key, because="It was earlier")
    assert [line.what for line in early(cast, incident)] == [OFFICER]
    assert CameEarly.objects.get().source_key == str(right.key)
    assert Action.objects.count() == 1
    settled(cast.priya, right, "MISTAKE", LATER)
    assert early(cast, incident) == [], "he had not left"


def test_the_bell_is_idempotent_for_each_source(cast: Cast, incident) -> None:
    common: dict[str, Any] = {
        "gate": "discharge-plan",
        "missing": "no plan",
        "what": "Find A",
        "by": cast.priya,
        "at": AT,
    }
    with log.trail():
        first = operations.ring_the_bell(incident, source_key="w-1", involvement=involved(incident), **common)
        assert operations.ring_the_bell(incident, source_key="w-1", involvement=involved(incident), **common) == first
        operations.ring_the_bell(incident, source_key="w-2", **common)
    assert (CameEarly.objects.count(), Action.objects.count()) == (2, 2)


# Who is told


def test_the_lead_deputies_and_whoever_is_on_call_are_told_without_content(cast: Cast, incident) -> None:
    on_shift(on_call(), RoleCode.ON_CALL_SENIOR_MANAGER)
    on_shift(cast.edt, RoleCode.EMERGENCY_DUTY_SENIOR, hours=1)
    incidents.name_lead(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        professional_key=cast.manager.key,
        part=TeamPart.DEPUTY,
        why="Deputises",
    )
    left(cast, incident)
    assert sorted(letters("CAME_EARLY")) == ["Hana Malik", "Nell Gray", "Owen Pryce"], "Edith's shift has ended"
    assert letters("ACTION_WAITING") == [], "nobody is told twice"


def test_while_nobody_is_on_the_rota_those_who_hold_the_roles_are_told(cast: Cast, incident) -> None:
    assert cast.edt
    left(cast, incident)
    assert sorted(letters("CAME_EARLY")) == ["Edith Lamb", "Hana Malik"]


def test_whoever_stepped_back_is_not_told_nor_whoever_recorded_it(cast: Cast, incident) -> None:
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.edt.key, why="On duty"
    )
    incidents.declare_connection(
        by=cast.edt, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR, words=""
    )
    told(cast.hana, incident, FactKind.OFFICER_LEFT, "A", LATER)
    assert letters("CAME_EARLY") == []
    assert Action.objects.get().accepted_at == LATER, "Hana recorded it, and has it"


def test_without_a_lead_it_is_for_childrens_services(cast: Cast) -> None:
    assert cast.hana
    incident = reported_incident(cast.mace)
    told(cast.mace, incident, FactKind.OFFICER_LEFT, "A", LATER)
    action = Action.objects.get()
    assert (action.owner, action.owner_agency) == (None, agency("childrens-services"))


# Contact


@pytest.mark.clause("STF-1")
def test_contact_that_nobody_directed_is_a_fact_and_rings(cast: Cast, incident) -> None:
    action = contact(cast, incident)
    finish(cast.priya, action)
    [line] = early(cast, incident)
    assert (line.gate, line.letter, line.what) == ("contact", "A", CONTACT)
    assert line.missing == "the risk to staff has not been assessed; nothing that lessens it is recorded"
    assert sorted(letters("CAME_EARLY"))[0] == "Hana Malik"


@pytest.mark.clause("STF-1")
def test_contact_after_the_ground_lapsed_rings_unless_they_had_set_off(cast: Cast, incident) -> None:
    stayed, went = directed(cast, incident), directed(cast, incident)
    goes(cast.priya, stayed, "accept_action")
    goes(cast.priya, went, "set_off")
    told(cast.hana, incident, FactKind.NEW_THREAT, "A", LATER)
    finish(cast.priya, went, LATER)
    assert early(cast, incident) == []
    finish(cast.priya, stayed, LATER)
    assert [line.missing for line in early(cast, incident)] == ["the clearance lapsed: a new threat (A), today 23:15"]


@pytest.mark.parametrize("accepted", [True, False])
def test_what_ran_out_since_rings_only_where_nobody_had_taken_it_up(cast: Cast, incident, accepted: bool) -> None:
    """Told late, after the contact itself."""
    action = directed(cast, incident)
    if accepted:
        goes(cast.priya, action, "accept_action")
    finish(cast.priya, action, AT + 5 * HOUR)
    assert bool(early(cast, incident)) is not accepted


def test_being_there_before_it_was_directed_rings_once(cast: Cast, incident) -> None:
    action = contact(cast, incident)
    for how in ("arrive", "come_back"):
        goes(cast.priya, action, how)
    finish(cast.priya, action)
    assert [line.gate for line in early(cast, incident)] == ["contact"]


def test_on_a_ground_that_holds_and_in_danger_nothing_rings(cast: Cast, incident) -> None:
    finish(cast.priya, directed(cast, incident))
    finish(cast.priya, in_danger(cast.hana, contact(cast, incident)))
    assert early(cast, incident) == []


# Looking at posts


@pytest.mark.clause("SAF-6")
@pytest.mark.clause("CTX-17")
@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ({"how": "repeatedly"}, True),
        ({"how": "repeatedly", "legal": "not-asked"}, True),
        ({"how": "repeatedly", "legal": "asked-waiting"}, True),
        ({"how": "repeatedly", "legal": "asked"}, False),
        ({"how": "once"}, False),
        ({"how": "told"}, False),
        ({"how": "in-passing"}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("letter", ["A", ""])
def test_looking_repeatedly_sends_to_legal_services_first(
    cast: Cast, incident, said: dict[str, str], asks: bool, letter: str
) -> None:
    key = uuid4()
    for _ in range(2):
        told(cast.priya, incident, FactKind.SOCIAL_MEDIA_SEEN, letter, LATER, said=said, key=key)
    found = list(Action.objects.values_list("what", "owner__name"))
    assert found == ([("Ask legal services before anybody looks again", "Hana Malik")] if asks else [])


@pytest.mark.clause("CTX-17")
def test_putting_it_right_asks_again_only_once_that_was_done(cast: Cast, incident) -> None:
    said = {"how": "repeatedly"}
    first = told(cast.priya, incident, FactKind.SOCIAL_MEDIA_SEEN, "A", LATER, said=said)
    more: dict[str, Any] = {"said": said, "because": "Another day", "replaces_key": first.key}
    second = told(cast.priya, incident, FactKind.SOCIAL_MEDIA_SEEN, "A", LATER, **more)
    assert Action.objects.count() == 1
    finish(cast.hana, Action.objects.get(), LATER)
    told(cast.priya, incident, FactKind.SOCIAL_MEDIA_SEEN, "A", LATER, said=said)
    assert Action.objects.count() == 2
    assert second.replaces == first


# A report that is joined


def test_what_was_sent_directed_and_came_early_goes_with_a_report(cast: Cast, incident) -> None:
    report = with_team(cast, reported_incident(cast.hana))
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=report.reference, professional_key=cast.tyss.key, why="Youth support"
    )
    fact = discussed(cast, report)
    ward = cleared(cast.hana, report, involved(report), mode="WARD", place="Ward 4")
    sent = deploy(cast, report, cast.tyss, clearance_key=ward.key)
    goes(cast.tyss, sent.action, "set_off")
    in_danger(cast.hana, contact(cast, report))
    officer = left(cast, report)
    join(cast.hana, report, incident, incident.involvements.get(), at=LATER)
    here = involved(incident)
    moved = [Deployment.objects.get(), InDanger.objects.get(), *CameEarly.objects.all()]
    assert {(one.incident, one.involvement) for one in moved} == {(incident, here)}
    copies = dict(Fact.objects.filter(incident=incident).values_list("kind", "key"))
    assert Deployment.objects.get().discussion.key == copies["YOUTH_WORKER_DISCUSSED"] != fact.key
    assert CameEarly.objects.get().source_key == str(copies["OFFICER_LEFT"]) != str(officer.key)
    board = queries.contact_board(cast.hana, incident.reference, LATER)
    [out] = board.travelling
    assert (out.owner, out.stop) == ("Tomasz Wilk", "")
    assert (len(board.dangers), len(early(cast, incident))) == (1, 1)
    told(cast.hana, incident, FactKind.NEW_THREAT, "A", LATER + HOUR)
    assert letters("LOOK_AGAIN") == ["Tomasz Wilk", "Hana Malik"], "what is known here reaches who was sent there"


def test_what_the_other_report_knew_stops_whoever_was_sent(cast: Cast, incident) -> None:
    report = with_team(cast, reported_incident(cast.hana))
    action = directed(cast, incident)
    goes(cast.priya, action, "set_off")
    told(cast.hana, report, FactKind.NEW_THREAT, "A", AT + HOUR / 2)
    assert letters("LOOK_AGAIN") == []
    join(cast.hana, report, incident, incident.involvements.get(), at=LATER)
    assert letters("LOOK_AGAIN") == ["Priya Nair", "Hana Malik"]


def test_looking_at_a_danger_that_few_read_of_stays_with_those_few(cast: Cast, incident) -> None:
    action = contact(cast, incident, cast.hana)
    Action.objects.filter(pk=action.pk).update(audience="NOTIFICATION_DECISION")
    in_danger(cast.hana, action)
    for one in (cast.tyss, cast.manager):
        incidents.add_to_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=one.key, why="Sends")
    review = {"at": LATER, "reference": incident.reference, "danger_key": InDanger.objects.get().key, "review": "Fine"}
    with pytest.raises(NotFound):
        operations.review_danger(by=cast.tyss, **review)
    operations.review_danger(by=cast.manager, **review)
    lines = TimelineEntry.objects.filter(code="danger-reviewed")
    assert list(lines.values_list("audience", flat=True)) == ["NOTIFICATION_DECISION"]


def test_the_bell_for_few_tells_those_few(cast: Cast, incident) -> None:
    on_shift(on_call(), RoleCode.ON_CALL_SENIOR_MANAGER)
    deputy = directory.create_professional(
        by=None,
        at=LONG_AGO,
        name="Ivy Cole",
        email="ivy.cole@childrens-services.example",
        job_title="Manager",
        agency=cast.hana.agency,
        roles=[RoleCode.FRONT_DOOR_MANAGER],
        telephone="01632 960777",
        opens_account=True,
    )
    named = {"professional_key": deputy.key, "part": TeamPart.DEPUTY, "why": "Deputises"}
    incidents.name_lead(by=cast.hana, at=AT, reference=incident.reference, **named)
    action = contact(cast, incident, cast.hana)
    Action.objects.filter(pk=action.pk).update(audience="NOTIFICATION_DECISION")
    finish(cast.hana, action)
    assert letters("CAME_EARLY") == ["Nell Gray"], "Hana said so herself, and Ivy reads nothing of it"


def test_whoever_stepped_back_is_told_to_look_again_only_while_on_the_way(cast: Cast, incident) -> None:
    action = directed(cast, incident)
    goes(cast.priya, action, "set_off")
    directed_by_owen(cast, incident)
    for one in (cast.manager, cast.priya):
        incidents.declare_connection(
            by=one, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR, words=""
        )
    told(cast.hana, incident, FactKind.NEW_THREAT, "A", LATER)
    assert set(letters("LOOK_AGAIN")) == {"Priya Nair", "Hana Malik", "Sam Okafor"}


def directed_by_owen(cast: Cast, incident: Incident) -> None:
    incidents.add_to_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="x")
    action = contact(cast, incident, cast.sam)
    goes(cast.sam, direct(cast.manager, action, cleared(cast.hana, incident, involved(incident))), "set_off")


def test_what_few_may_read_of_is_early_for_those_few(cast: Cast, incident) -> None:
    action = contact(cast, incident, cast.hana)
    Action.objects.filter(pk=action.pk).update(audience="CHILDRENS_SERVICES")
    in_danger(cast.hana, action, because="A knife")
    finish(cast.hana, action)
    other = contact(cast, incident, cast.hana)
    Action.objects.filter(pk=other.pk).update(audience="CHILDRENS_SERVICES")
    finish(cast.hana, other)
    assert (len(early(cast, incident)), len(early(cast, incident, cast.sam))) == (1, 0)
    for one, number in ((cast.hana, 1), (cast.sam, 0)):
        assert len(queries.contact_board(one, incident.reference, AT).dangers) == number
