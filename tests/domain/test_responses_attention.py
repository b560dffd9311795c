"""What waits in an incident: people who are missing, decisions, actions that nobody took, what nobody finds out."""

from datetime import timedelta

import pytest

from reachable.directory import operations as directory
from reachable.directory.choices import DutyHours, RoleCode
from reachable.incidents import operations as incidents
from reachable.incidents.choices import TeamPart, Where
from reachable.incidents.models import Incident
from reachable.responses import operations, queries
from reachable.responses.choices import Waits
from reachable.responses.models import Action
from reachable.responses.queries import Attention
from tests.counting import costs_the_same
from tests.domain.incident_hands import answer, asked, new_action
from tests.factories import AT, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def waiting(cast: Cast, incident: Incident, kind: Waits, at=AT) -> list[Attention]:
    return [one for one in queries.attention(cast.hana, incident.reference, at) if one.kind == kind]


def add(cast: Cast, incident: Incident, owner=None, at=AT, **more) -> Action:
    new = new_action(owner, **more)
    return operations.add_action(by=cast.hana, at=at, reference=incident.reference, new=new)


def withdraw(cast: Cast, action: Action, at=AT) -> None:
    operations.withdraw_action(
        by=cast.hana, at=at, action_key=action.key, seen_version=action.version, because="Not possible"
    )


def test_an_action_that_nobody_accepted_waits_from_twelve_hours_before_it_is_due(cast: Cast, incident) -> None:
    soon = add(cast, incident, cast.priya, due_at=AT + 12 * HOUR)
    add(cast, incident, cast.priya, due_at=AT + 13 * HOUR)
    [one] = waiting(cast, incident, Waits.ACTION)
    assert (one.action_key, one.who, one.note) == (soon.key, "Priya Nair", "nobody has accepted it")
    assert [(n.who, n.telephone) for n in one.to_ring] == [("Priya Nair", "01632 960123")]
    assert queries.mine(cast.priya, AT).to_ring == {soon.key: one.to_ring}, "My work says the same"
    operations.accept_action(by=cast.priya, at=AT, action_key=soon.key, seen_version=1)
    assert waiting(cast, incident, Waits.ACTION) == []


def test_of_an_agency_the_duty_lines_of_its_kind_are_rung(cast: Cast, incident) -> None:
    for role, telephone in (
        (RoleCode.POLICE_DUTY_INSPECTOR, "01632 960777"),
        (RoleCode.EMERGENCY_DUTY_SENIOR, "01632 960999"),
    ):
        directory.set_duty_line(by=None, at=AT, role=role, name="On duty", telephone=telephone)
    add(cast, incident, agency=agency("police").key)
    [one] = waiting(cast, incident, Waits.ACTION)
    assert [n.telephone for n in one.to_ring] == ["01632 960777"]


def test_at_night_only_the_lines_that_answer_are_rung_and_all_where_none_does(cast: Cast, incident) -> None:
    def line(role: RoleCode, telephone: str, hours: DutyHours) -> None:
        directory.set_duty_line(by=None, at=AT, role=role, name="On duty", telephone=telephone, hours=hours)

    add(cast, incident, agency=agency("police").key)
    line(RoleCode.MACE_POLICE, "01632 960778", DutyHours.OFFICE_HOURS)
    assert [n.telephone for n in waiting(cast, incident, Waits.ACTION)[0].to_ring] == ["01632 960778"]
    line(RoleCode.POLICE_DUTY_INSPECTOR, "01632 960777", DutyHours.ALWAYS)
    assert [n.telephone for n in waiting(cast, incident, Waits.ACTION)[0].to_ring] == ["01632 960777"]


def test_an_agency_with_nobody_on_the_team_is_said_once_however_many_actions(cast: Cast, incident) -> None:
    for hours in (20, 30):
        add(cast, incident, agency=agency("school").key, due_at=AT + hours * HOUR)
    add(cast, incident, agency=agency("police").key, due_at=AT + 20 * HOUR)
    [one] = waiting(cast, incident, Waits.AGENCY)
    assert one.what == "Nobody of Mousehold High School is on the team: add them"
    assert (one.who, one.due_at) == ("Hana Malik", AT + 20 * HOUR)
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.school.key, why="Knows Kai"
    )
    assert waiting(cast, incident, Waits.AGENCY) == []


def test_it_waits_to_be_decided_while_it_is_provisional(cast: Cast, incident) -> None:
    [one] = waiting(cast, incident, Waits.DECISION, AT + HOUR)
    assert (one.what, one.since_at, one.who) == ("Decide what it is", AT, "Hana Malik")
    incidents.sign_definition(
        by=cast.hana, at=AT, reference=incident.reference, offence=("MET", "x"), age=("MET", "x"),
        setting=("MET", "x"), holds=True,
    )  # fmt: skip
    assert waiting(cast, incident, Waits.DECISION) == []


def test_a_lead_and_a_deputy_are_missed_until_they_are_named(cast: Cast) -> None:
    incident = reported_incident(cast.hana)
    first = queries.attention(cast.hana, incident.reference, AT)[0]
    assert (first.kind, first.what) == (Waits.LEAD, "No lead is named")
    assert "Head of Social Work" in first.who
    with_team(cast, incident)
    assert waiting(cast, incident, Waits.LEAD) == []
    assert [one.what for one in waiting(cast, incident, Waits.DEPUTY)] == ["No deputy is named"]
    incidents.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key,
        part=TeamPart.DEPUTY, why="Holds it at night",
    )  # fmt: skip
    assert waiting(cast, incident, Waits.DEPUTY) == []


def test_once_closed_nobody_is_missed(cast: Cast) -> None:
    incident = reported_incident(cast.hana)
    incidents.sign_definition(
        by=cast.hana, at=AT, reference=incident.reference, offence=("MET", "x"), age=("MET", "x"),
        setting=("NOT_MET", "x"), holds=False, route="SECTION_47", their_reference="S47-1", named_person="Nia Ford",
    )  # fmt: skip
    assert queries.attention(cast.hana, incident.reference, AT + 48 * HOUR) == []


@pytest.mark.clause("SAF-1")
@pytest.mark.parametrize(("code", "waits"), [("threat-to-life", True), ("trusted-professional", False)])
def test_what_is_not_known_and_nobody_finds_out_waits(cast: Cast, incident, code: str, waits: bool) -> None:
    answer(cast.priya, incident, code, "NOT_YET_KNOWN", "A")
    assert waiting(cast, incident, Waits.FINDING_OUT) == []
    withdraw(cast, Action.objects.get(kind="FIND_OUT"))
    found = [one.card_key for one in waiting(cast, incident, Waits.FINDING_OUT)]
    assert found == ([asked(incident, code, "A").key] if waits else [])


def needed_and_withdrawn(cast: Cast, incident: Incident, code: str = "threat-to-life") -> None:
    answer(cast.priya, incident, code, "ACTION_NEEDED", "A", actions=[new_action(cast.priya)])
    withdraw(cast, Action.objects.get(consideration=asked(incident, code, "A")))


@pytest.mark.clause("SAF-1")
def test_a_question_whose_action_was_withdrawn_needs_another_answer(cast: Cast, incident) -> None:
    needed_and_withdrawn(cast, incident)
    key = asked(incident, "threat-to-life", "A").key
    [one] = [one for one in waiting(cast, incident, Waits.ANSWER) if one.card_key == key]
    assert one.note == "no action now: it needs another answer"
    late = {a.card_key: a for a in waiting(cast, incident, Waits.ANSWER, AT + 48 * HOUR)}
    assert late[key].is_overdue
    answer(cast.priya, incident, "threat-to-life", "IN_PLACE", "A")
    assert key not in {one.card_key for one in waiting(cast, incident, Waits.ANSWER)}


def test_about_somebody_who_has_died_nothing_is_asked_again(cast: Cast, incident) -> None:
    needed_and_withdrawn(cast, incident, "safe-to-return")
    incidents.record_whereabouts(
        by=cast.priya, at=AT, reference=incident.reference, involvement_key=incident.involvements.get().key,
        where=Where.DIED, seen_number=1,
    )  # fmt: skip
    key = asked(incident, "safe-to-return", "A").key
    assert key not in {one.card_key for one in queries.attention(cast.hana, incident.reference, AT + 48 * HOUR)}


def test_it_costs_the_same_however_much_waits(cast: Cast, incident) -> None:
    def more() -> None:
        for n in range(4):
            add(cast, incident, cast.sam, due_at=AT + (n + 1) * HOUR)
            add(cast, incident, agency=agency("school").key, due_at=AT + (n + 1) * HOUR)
        needed_and_withdrawn(cast, incident)

    costs_the_same(lambda: queries.attention(cast.hana, incident.reference, AT), more, at_most=8)
