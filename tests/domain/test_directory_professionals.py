"""Professionals, their roles, the duty lines and the queries of the directory."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from reachable.audit.models import Entry
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory import operations, queries
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Account, Professional
from tests.factories import LONG_AGO, Cast

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_a_professional_is_read_with_agency_and_roles_in_two_queries(hana: Professional) -> None:
    with CaptureQueriesContext(connection) as seen:
        found = queries.professional_for_account(hana.account)
        assert found is not None
        assert found.agency.name
        assert found.holds(Permission.SIGN_DEFINITION)
        assert not found.holds(Permission.SEARCH_AUDIT)
        assert found.role_codes == ("HEAD_OF_SOCIAL_WORK",)
    assert len(seen) == 2


def test_an_account_that_is_switched_off_is_nobody(hana: Professional) -> None:
    assert hana.account is not None
    hana.account.is_active = False
    assert queries.professional_for_account(hana.account) is None
    assert queries.professional_for_account(object()) is None


def test_a_role_that_ended_gives_nothing_from_that_moment(
    hana: Professional, admin: Professional, at: datetime
) -> None:
    operations.end_role(by=admin, at=at, professional=hana, role="HEAD_OF_SOCIAL_WORK")
    assert not hana.holds(Permission.SIGN_DEFINITION)
    assert queries.professional_for_account(hana.account) is None
    assert verbs()[-1] == "role-ended"


def test_a_role_that_starts_tomorrow_gives_nothing_today(
    priya: Professional, admin: Professional, at: datetime, set_clock: object
) -> None:
    operations.give_role(by=admin, at=at + timedelta(days=1), professional=priya, role="TEAM_MANAGER")
    assert not priya.holds(Permission.SIGN_DEFINITION)
    set_clock(at + timedelta(days=2))  # type: ignore[operator]  # a fixture's function
    priya.forget_roles()
    assert priya.holds(Permission.SIGN_DEFINITION)


def test_only_an_administrator_gives_roles(priya: Professional, hana: Professional, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        operations.give_role(by=hana, at=at, professional=priya, role="TEAM_MANAGER")


def test_a_role_of_another_kind_of_agency_is_refused(priya: Professional, admin: Professional, at: datetime) -> None:
    with pytest.raises(Refused, match="MACE police is a role of Police") as refused:
        operations.give_role(by=admin, at=at, professional=priya, role="MACE_POLICE")
    assert refused.value.field == "role"


def test_the_same_role_is_not_given_twice(priya: Professional, admin: Professional, at: datetime) -> None:
    with pytest.raises(Refused):
        operations.give_role(by=admin, at=at, professional=priya, role="SOCIAL_WORKER")


def test_a_role_that_is_not_held_cannot_end(priya: Professional, admin: Professional, at: datetime) -> None:
    with pytest.raises(Refused):
        operations.end_role(by=admin, at=at, professional=priya, role="TEAM_MANAGER")


def test_an_agency_has_one_name_and_a_known_kind(admin: Professional, at: datetime) -> None:
    operations.create_agency(by=admin, at=at, code="x", name="Example College", kind=AgencyKind.EDUCATION)
    with pytest.raises(Refused):
        operations.create_agency(by=admin, at=at, code="y", name="Example College", kind=AgencyKind.EDUCATION)
    with pytest.raises(Refused):
        operations.create_agency(by=admin, at=at, code="z", name="Z", kind="CIRCUS")
    assert [a.name for a in queries.agencies() if a.code == "x"] == ["Example College"]


def test_one_address_belongs_to_one_professional(hana: Professional, at: datetime) -> None:
    with pytest.raises(Refused):
        operations.create_professional(
            by=None, at=at, name="Other", email=hana.email.upper(), job_title="x", agency=hana.agency
        )


def test_addresses_are_stored_in_lower_case(at: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(email="Big@council.example", password="x", opened_at=at)


def test_people_are_found_by_name_job_agency_and_role(hana: Professional, sam: Professional) -> None:
    assert sam in queries.professionals(hana, "investigating")
    assert hana not in queries.professionals(hana, "investigating")
    assert queries.professionals(hana, sam.name.upper()) == [sam]
    assert queries.professionals(hana, "nobody-of-this-name") == []


def test_the_list_takes_three_queries_however_many_there_are(cast: Cast) -> None:
    everybody = cast.everybody
    viewer = queries.professional_for_account(everybody[0].account)
    assert viewer is not None
    with CaptureQueriesContext(connection) as seen:
        names = [(p.name, p.agency.name, p.role_names) for p in queries.professionals(viewer)]
    assert len(names) == len(everybody)
    assert len(seen) <= 3


def test_a_wrong_key_is_not_found(hana: Professional) -> None:
    for key in ("", "nonsense", "11111111-1111-4111-8111-111111111111"):
        with pytest.raises(NotFound):
            queries.professional(hana, key)
        with pytest.raises(NotFound):
            queries.agency(key)
    assert queries.professional(hana, str(hana.key)) == hana


def test_duty_holders_are_those_of_the_area_and_of_everywhere(hana: Professional, at: datetime) -> None:
    def duty(name: str, area: str) -> Professional:
        return operations.create_professional(
            by=None, at=LONG_AGO, name=name, email=f"{name}@x.example", job_title="Duty", agency=hana.agency,
            roles=[RoleCode.EMERGENCY_DUTY_SENIOR], areas=[area],
        )  # fmt: skip

    norwich, kings_lynn, everywhere = duty("n", "NORWICH"), duty("k", "KINGS_LYNN"), duty("e", "")
    holders = queries.duty_holders(roles=["EMERGENCY_DUTY_SENIOR"], area="NORWICH", at=at)
    assert set(holders) == {norwich, everywhere}
    assert set(queries.duty_holders(permission=Permission.OPEN_ON_DUTY, at=at)) == {norwich, kings_lynn, everywhere}
    assert norwich.areas_for(Permission.TRIAGE_REPORTS) == ("NORWICH",)
    operations.end_role(by=None, at=at, professional=norwich, role="EMERGENCY_DUTY_SENIOR", area="NORWICH")
    assert norwich not in queries.duty_holders(roles=["EMERGENCY_DUTY_SENIOR"], area="NORWICH", at=at)


def test_a_duty_line_is_set_confirmed_and_dropped(edt: Professional, at: datetime) -> None:
    key = operations.set_duty_line(
        by=None,
        at=at,
        role="EMERGENCY_DUTY_SENIOR",
        name="Emergency duty team",
        telephone="01632 960 010",
        area="NORWICH",
    )
    operations.set_duty_line(
        by=None, at=at, role="POLICE_DUTY_INSPECTOR", name="Control room", telephone="01632 960 011"
    )
    [line, other] = queries.duty_lines("NORWICH")
    assert (line.key, line.confirmed_at, line.night) == (key, None, True)
    assert other.area == ""
    assert [row.name for row in queries.duty_lines("KINGS_LYNN")] == ["Control room"]
    assert [row.name for row in queries.duty_lines(roles=["EMERGENCY_DUTY_SENIOR"])] == ["Emergency duty team"]
    operations.confirm_duty_line(by=edt, at=at, key=key)
    assert queries.duty_lines("NORWICH")[0].confirmed_by == edt.name
    operations.drop_duty_line(by=edt, at=at, key=key)
    assert len(queries.duty_lines()) == 1
    assert verbs()[-4:] == ["duty-line-set", "duty-line-set", "duty-line-confirmed", "duty-line-dropped"]


def _duty(name: str, role: str, hours: str, area: str = "") -> None:
    operations.set_duty_line(
        by=None, at=LONG_AGO, role=role, name=name, telephone="01632 960010", hours=hours, area=area
    )


@pytest.mark.parametrize(
    ("when", "first", "answering"),
    [
        (datetime(2026, 11, 23, 8, 30, tzinfo=UTC), "Front door", 3),  # a Monday; Norfolk keeps UTC in winter
        (datetime(2026, 11, 23, 17, 29, tzinfo=UTC), "Front door", 3),
        (datetime(2026, 11, 23, 8, 29, tzinfo=UTC), "Duty team", 3),
        (datetime(2026, 11, 23, 17, 30, tzinfo=UTC), "Duty team", 3),
        (datetime(2026, 11, 21, 11, 0, tzinfo=UTC), "Duty team", 3),  # a Saturday
        (datetime(2026, 12, 25, 11, 0, tzinfo=UTC), "Duty team", 3),  # a Friday, Christmas Day
        (datetime(2026, 7, 20, 7, 45, tzinfo=UTC), "Front door", 3),  # 08:45 in summer time
    ],
)
def test_whoever_answers_now_is_rung_first(db: None, when: datetime, first: str, answering: int) -> None:
    _duty("Hospital", "HOSPITAL_SAFEGUARDING", "OFFICE_HOURS")
    _duty("On call", "ON_CALL_SENIOR_MANAGER", "OUT_OF_HOURS")
    _duty("Inspector", "POLICE_DUTY_INSPECTOR", "ALWAYS", "NORWICH")
    _duty("Far away", "POLICE_DUTY_INSPECTOR", "ALWAYS", "BRECKLAND")
    _duty("Front door", "FRONT_DOOR_MANAGER", "OFFICE_HOURS")
    _duty("Duty team", "EMERGENCY_DUTY_SENIOR", "OUT_OF_HOURS")
    lines = queries.whom_to_ring("NORWICH", when)
    assert lines[0].name == first
    answers = [line.answers(when) for line in lines]
    assert answers == sorted(answers, reverse=True)
    assert sum(answers) == answering
    assert "Far away" not in {line.name for line in lines}
    assert len(queries.whom_to_ring("", when)) == 6


def test_office_hours_are_a_setting(db: None, settings: object, at: datetime) -> None:
    _duty("Front door", "FRONT_DOOR_MANAGER", "OFFICE_HOURS")
    monday = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert not queries.whom_to_ring("", monday)[0].answers(monday)
    settings.OFFICE_HOURS = (time(7, 0), time(16, 0))  # type: ignore[attr-defined]  # pytest-django's settings
    assert queries.whom_to_ring("", monday)[0].answers(monday)


def test_a_duty_line_says_when_it_is_answered(edt: Professional, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        operations.set_duty_line(
            by=edt, at=at, role="EMERGENCY_DUTY_SENIOR", name="x", telephone="01632 960010", hours="SOMETIMES"
        )
    assert refused.value.field == "hours"


def test_two_people_changing_one_duty_line_lose_nothing(edt: Professional, at: datetime) -> None:
    def ring(telephone: str, **which: Any) -> UUID:
        role, name = "EMERGENCY_DUTY_SENIOR", "Duty team"
        return operations.set_duty_line(by=edt, at=at, role=role, name=name, telephone=telephone, **which)

    key = ring("01632 960 010")
    ring("01632 960 012", key=key, version=1)
    with pytest.raises(Stale) as stale:
        ring("01632 960 013", key=key, version=1)
    assert stale.value.current.telephone == "01632 960 012"


@pytest.mark.parametrize("telephone", ["", "ring me", "1", "0" * 60])
def test_a_duty_line_needs_a_telephone_number(edt: Professional, at: datetime, telephone: str) -> None:
    with pytest.raises(Refused) as refused:
        operations.set_duty_line(by=edt, at=at, role="EMERGENCY_DUTY_SENIOR", name="x", telephone=telephone)
    assert refused.value.field == "telephone"


def test_a_social_worker_changes_no_duty_line(priya: Professional, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        operations.set_duty_line(by=priya, at=at, role="EMERGENCY_DUTY_SENIOR", name="x", telephone="01632 960 010")


def test_the_demo_has_its_people_and_production_has_none(cast: Cast, settings: object) -> None:
    everybody = cast.everybody
    assert [p.key for p in queries.demo_professionals()] == [p.key for p in everybody]
    assert queries.demo_account(everybody[0].key) == everybody[0].account
    settings.DEMO = False  # type: ignore[attr-defined]  # pytest-django's settings
    assert queries.demo_professionals() == []
    with pytest.raises(NotFound):
        queries.demo_account(everybody[0].key)


def test_settings_of_a_reader_are_stored(priya: Professional, at: datetime) -> None:
    operations.set_reading(by=priya, at=at, letters_only=True, shortcuts_off=True)
    stored = Professional.objects.get(pk=priya.pk)
    assert (stored.letters_only, stored.shortcuts_off) == (True, True)
    assert verbs()[-2:] == ["letters-only-set", "shortcuts-set"]
