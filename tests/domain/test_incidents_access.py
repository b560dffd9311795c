"""Which incidents exist for whom, and who may do what with them: 404 before 403."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import access, operations, permissions, queries
from reachable.incidents.choices import Area, ConnectionKind, Phase
from reachable.incidents.models import Incident
from tests.factories import AT, CHARACTERS, LONG_AGO, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db

TRIAGE = {"hana", "manager", "edt", "mace"}
HOURS = timedelta(hours=1)


def sees(professional: Professional, incident: Incident, at: datetime = AT) -> bool:
    return access.visible(professional, at).filter(pk=incident.pk).exists()


def everybody_who_sees(cast: Cast, incident: Incident, at: datetime = AT) -> set[str]:
    assert cast.everybody
    return {name for name in CHARACTERS if sees(getattr(cast, name), incident, at)}


def duty(name: str, role: RoleCode, area: str) -> Professional:
    made = directory.create_professional(
        by=None,
        at=LONG_AGO,
        name=name,
        email=f"{name.lower()}@police.example",
        job_title="On duty",
        agency=agency("police"),
        roles=[],
        opens_account=True,
    )
    directory.give_role(by=None, at=LONG_AGO, professional=made, role=role, area=area)
    return Professional.objects.get(pk=made.pk)


def test_until_a_lead_is_named_a_report_is_open_to_the_duty_roles_and_nobody_else(cast: Cast) -> None:
    incident = reported_incident(cast.ward)
    assert everybody_who_sees(cast, incident) == TRIAGE


def test_once_a_lead_is_named_only_the_team_sees_it(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.ward))
    assert everybody_who_sees(cast, incident) == {"hana", "sam", "priya"}


def test_what_was_closed_without_a_lead_can_still_be_opened_again_by_duty(cast: Cast) -> None:
    incident = reported_incident(cast.ward)
    close(cast.manager, incident)
    assert everybody_who_sees(cast, incident) == TRIAGE
    operations.reopen(by=cast.edt, at=AT, reference=incident.reference, because="A second report came in")
    incident.refresh_from_db()
    assert incident.phase == Phase.PROVISIONAL


@pytest.mark.parametrize(
    ("area", "of_report", "open_"),
    [
        ("NORWICH", Area.NORWICH, True),
        ("NORWICH", Area.BRECKLAND, False),
        ("NORWICH", Area.NOT_KNOWN, True),
        ("", Area.BRECKLAND, True),
        ("", Area.NOT_KNOWN, True),
    ],
)
def test_a_duty_role_sees_reports_of_its_area_and_of_an_unknown_one(
    cast: Cast, area: str, of_report: str, open_: bool
) -> None:
    inspector = duty("Ivy", RoleCode.POLICE_DUTY_INSPECTOR, area)
    incident = reported_incident(cast.ward, area=of_report)
    assert sees(inspector, incident) is open_


def test_a_role_without_incidents_sees_none_even_on_the_team(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    incident.team.create(professional=cast.admin, part="MEMBER", why="By hand", from_at=AT, named_by=cast.hana)
    assert not sees(cast.admin, incident)
    assert not sees(cast.ig, incident)


def test_a_membership_opens_from_its_start_until_its_end(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    operations.add_to_team(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        professional_key=cast.school.key,
        why="Kai's school",
        until_at=AT + 3 * HOURS,
    )
    assert not sees(cast.school, incident, AT - HOURS)
    assert sees(cast.school, incident, AT)
    assert sees(cast.school, incident, AT + 3 * HOURS - timedelta(seconds=1))
    assert not sees(cast.school, incident, AT + 3 * HOURS)


@pytest.mark.parametrize("name", ["hana", "priya", "sam", "edt"])
def test_a_connection_shuts_out_whatever_the_role(cast: Cast, name: str) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    who = getattr(cast, name)
    if name == "edt":
        operations.open_on_duty(by=who, at=AT, reference=incident.reference, because="Ward rang")
    operations.declare_connection(by=who, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    assert not sees(who, incident)
    with pytest.raises(NotFound):
        queries.incident(who, incident.reference, AT)
    assert incident.reference not in [line.reference for line in queries.incidents_for(who, AT)]
    if name in ("hana", "edt"):
        with pytest.raises(NotFound):
            operations.open_on_duty(by=cast.edt, at=AT, reference="INC-2026-9999", because="Ward rang")
    if name == "edt":
        with pytest.raises(NotFound):
            operations.open_on_duty(by=who, at=AT, reference=incident.reference, because="Ward rang")


def test_when_the_lead_steps_back_the_duty_roles_see_it_again_and_he_does_not(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    operations.declare_connection(by=cast.hana, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR)
    assert everybody_who_sees(cast, incident) == (TRIAGE - {"hana"}) | {"priya", "sam"}
    assert queries.reports_to_triage(cast.hana, AT) == []
    assert [line.reference for line in queries.reports_to_triage(cast.edt, AT)] == [incident.reference]


def test_the_emergency_duty_team_opens_any_running_incident_for_twelve_hours(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    assert not sees(cast.edt, incident)
    operations.open_on_duty(by=cast.edt, at=AT, reference=incident.reference, because="The ward rang")
    assert sees(cast.edt, incident, AT + 12 * HOURS - timedelta(seconds=1))
    assert not sees(cast.edt, incident, AT + 12 * HOURS)


def test_a_joined_report_is_open_to_whoever_may_open_the_incident_and_to_nobody_else(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    report = reported_incident(cast.mace)
    operations.add_to_team(
        by=cast.edt, at=AT, reference=report.reference, professional_key=cast.tyss.key, why="Knows Kai"
    )
    [kai] = report.involvements.all()
    [there] = incident.involvements.all()
    operations.join_reports(
        by=cast.hana, at=AT, reference=report.reference, into=incident.reference, same={kai.key: there.key}
    )
    assert everybody_who_sees(cast, report) == everybody_who_sees(cast, incident) == {"hana", "sam", "priya", "tyss"}
    operations.declare_connection(by=cast.tyss, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    operations.leave_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.priya.key)
    assert everybody_who_sees(cast, report) == {"hana", "sam"}


CHECKS: dict[str, Callable[[Professional, str], object]] = {
    "record": lambda who, ref: permissions.check_can_record(who, ref, AT),
    "sign": lambda who, ref: permissions.check_can_sign_definition(who, ref, AT),
    "team": lambda who, ref: permissions.check_can_manage_team(who, ref, AT),
}
ALLOWED = {
    "record": {"hana", "priya", "sam", "manager", "joy", "school", "edt"},
    "sign": {"hana", "manager", "edt"},
    "team": {"hana", "manager", "edt"},
}


@pytest.mark.parametrize("what", CHECKS)
@pytest.mark.parametrize("name", ["hana", "priya", "sam", "manager", "joy", "school", "edt", "ig", "admin", "stranger"])
def test_on_the_team_the_role_decides_and_off_it_there_is_nothing(cast: Cast, what: str, name: str) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    who = getattr(cast, name)
    if name not in ("hana", "priya", "sam", "ig", "admin"):
        with pytest.raises(NotFound):
            CHECKS[what](who, incident.reference)
        operations.add_to_team(
            by=cast.hana, at=AT, reference=incident.reference, professional_key=who.key, why="Helps tonight"
        )
    if name in ("ig", "admin"):
        expected: type[Exception] | None = NotFound
    else:
        expected = None if name in ALLOWED[what] or (what == "record" and name == "stranger") else NotPermitted
    if expected is None:
        assert CHECKS[what](who, incident.reference) == incident
    else:
        with pytest.raises(expected):
            CHECKS[what](who, incident.reference)


@pytest.mark.parametrize("name", ["hana", "priya", "sam", "joy", "ig", "admin", "mace", "edt", "school"])
def test_roles_that_report_triage_and_open_on_duty(cast: Cast, name: str) -> None:
    who = getattr(cast, name)
    allowed = {
        permissions.check_can_report: name not in ("joy", "ig", "admin"),
        permissions.check_can_triage: name in TRIAGE,
        permissions.check_can_open_on_duty: name == "edt",
    }
    for check, may in allowed.items():
        if may:
            check(who)
        else:
            with pytest.raises(NotPermitted):
                check(who)


def test_joining_asks_for_the_role_first_and_then_for_both_incidents(cast: Cast) -> None:
    led = with_team(cast, reported_incident(cast.hana))
    report = reported_incident(cast.ward)
    with pytest.raises(NotPermitted):
        permissions.check_can_join(cast.priya, report.reference, led.reference, AT)
    with pytest.raises(NotPermitted):
        permissions.check_can_join(cast.priya, "INC-2026-9998", "INC-2026-9999", AT)
    for pair in ((report.reference, led.reference), (led.reference, report.reference)):
        with pytest.raises(NotFound):
            permissions.check_can_join(cast.mace, *pair, AT)
    assert permissions.check_can_join(cast.hana, report.reference, led.reference, AT) == (report, led)


def test_every_query_of_an_incident_out_of_reach_finds_nothing(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    for ask in (
        queries.heading,
        queries.incident,
        queries.definition,
        queries.timeline_for,
        queries.likely_duplicates,
        queries.with_young_people,
    ):
        for who in (cast.stranger, cast.mace, cast.ig, cast.admin):
            with pytest.raises(NotFound):
                ask(who, incident.reference, AT)
    assert queries.incidents_for(cast.stranger, AT) == []
    with pytest.raises(NotPermitted):
        queries.reports_to_triage(cast.priya, AT)


def close(by: Professional, incident: Incident) -> None:
    operations.sign_definition(
        by=by,
        at=AT,
        reference=incident.reference,
        offence=("NOT_MET", "No weapon"),
        age=("MET", "Fifteen"),
        setting=("MET", "In a park"),
        holds=False,
        route="FRONT_DOOR",
        their_reference="FD-1",
        named_person="Dee Marsh",
    )
