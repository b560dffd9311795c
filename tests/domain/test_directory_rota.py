"""Who is on duty when, and whom to ring because of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory import operations, queries
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import DutyShift, Professional
from reachable.directory.queries import RotaDay
from tests.domain.directory_hands import local, night, verbs
from tests.factories import AT, LONG_AGO, Cast

pytestmark = pytest.mark.django_db
SATURDAY = date(2026, 11, 21)  # AT is its evening
MONDAY = date(2026, 11, 23)
CLOCKS_BACK = date(2026, 10, 24)  # the night in which an hour happens twice


def _line(role: str = "EMERGENCY_DUTY_SENIOR", name: str = "Emergency duty team", **changes: Any) -> None:
    operations.set_duty_line(by=None, at=AT, role=role, name=name, telephone="01632 960201", **changes)


def _another(cast: Cast, name: str = "Noor Hale", telephone: str = "01632 960124", **changes: Any) -> Professional:
    facts: dict[str, Any] = {
        "by": None, "at": LONG_AGO, "name": name, "email": f"{name[:4].lower()}@duty.example", "job_title": "Duty",
        "agency": cast.edt.agency, "roles": [RoleCode.EMERGENCY_DUTY_SENIOR], "telephone": telephone,
    }  # fmt: skip
    return operations.create_professional(**{**facts, **changes})


def _gaps(day: RotaDay) -> list[tuple[str, datetime, datetime, bool]]:
    return [(gap.role_name, gap.from_at, gap.until_at, gap.is_whole) for gap in day.gaps]


def test_whoever_is_on_duty_comes_before_the_line_of_the_role_with_name_number_and_until_when(
    edt: Professional, at: datetime
) -> None:
    _line(hours="OUT_OF_HOURS")
    _line(role="POLICE_DUTY_INSPECTOR", name="Duty inspector")
    night(SATURDAY, edt, telephone="01632 960777", note="Ring twice")
    rows = queries.whom_to_ring("NORWICH", at)
    assert [row.name for row in rows] == [edt.name, "Emergency duty team", "Duty inspector"]
    first = rows[0]
    assert (first.on_duty, first.telephone, first.note) == (edt.name, "01632 960777", "Ring twice")
    assert first.until_at == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert first.answers(at)
    assert (rows[1].on_duty, rows[1].until_at) == ("", None)
    after = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert [row.name for row in queries.whom_to_ring("NORWICH", after)] == ["Emergency duty team", "Duty inspector"]
    before = datetime(2026, 11, 21, 16, 59, tzinfo=UTC)
    assert edt.name not in [row.name for row in queries.whom_to_ring("NORWICH", before)]


def test_whom_to_ring_costs_one_statement_with_lines_and_rota_together(cast: Cast, at: datetime) -> None:
    for name in ("a", "b", "c"):
        _line(name=name)
    night(SATURDAY, cast.edt)
    night(SATURDAY, _another(cast))
    with CaptureQueriesContext(connection) as seen:
        assert len(queries.whom_to_ring("NORWICH", at)) == 5
    assert len(seen) == 1
    with CaptureQueriesContext(connection) as seen:
        assert len([(row.agency, row.set_by) for row in queries.on_duty("", at)]) == 2
    assert len(seen) == 1


def test_a_shift_without_a_number_of_its_own_shows_the_professionals(edt: Professional, at: datetime) -> None:
    night(SATURDAY, edt)
    assert queries.whom_to_ring("", at)[0].telephone == edt.telephone
    assert queries.on_duty("", at)[0].telephone == edt.telephone


def test_somebody_without_any_number_is_put_on_the_rota_only_with_one(cast: Cast, at: datetime) -> None:
    silent = _another(cast, telephone="")
    with pytest.raises(Refused, match="no number") as refused:
        night(SATURDAY, silent)
    assert refused.value.field == "telephone"
    with pytest.raises(Refused):
        night(SATURDAY, silent, telephone="ring me")
    night(SATURDAY, silent, telephone="01632 960778")
    assert queries.on_duty("", at)[0].telephone == "01632 960778"


def test_the_rota_of_an_area_is_that_of_the_area_and_of_everywhere(cast: Cast, at: datetime) -> None:
    night(SATURDAY, cast.edt, area="NORWICH")
    night(SATURDAY, _another(cast), area="BRECKLAND")
    night(SATURDAY, _another(cast, "Omar Reid"))
    assert {row.name for row in queries.on_duty("NORWICH", at)} == {cast.edt.name, "Omar Reid"}
    assert {row.name for row in queries.whom_to_ring("NORWICH", at)} == {cast.edt.name, "Omar Reid"}
    assert len(queries.on_duty("", at)) == 3
    assert queries.on_duty("", at, roles=["POLICE_DUTY_INSPECTOR"]) == []


def test_a_second_shift_at_the_same_time_is_allowed_and_said(cast: Cast) -> None:
    other = _another(cast)
    assert night(SATURDAY, cast.edt).overlapping == ()
    assert night(SATURDAY, other, area="NORWICH").overlapping == ()
    (same,) = night(SATURDAY, other).overlapping
    assert (same.name, same.from_at) == (cast.edt.name, datetime(2026, 11, 21, 17, 0, tzinfo=UTC))
    next_night = night(SATURDAY + timedelta(days=1), other, from_at=local(SATURDAY + timedelta(days=1), 8, 30))
    assert next_night.overlapping == (), "one that begins as the other ends does not overlap"
    assert DutyShift.objects.count() == 4


def test_a_shift_ends_after_it_starts_and_within_a_fortnight(edt: Professional) -> None:
    start = local(SATURDAY, 17)
    for until in (start, start - timedelta(hours=1), start + timedelta(days=14, minutes=1)):
        with pytest.raises(Refused) as refused:
            night(SATURDAY, edt, until_at=until)
        assert refused.value.field == "until_at"
    night(SATURDAY, edt, until_at=start + timedelta(days=14))
    night(CLOCKS_BACK, edt, until_at=local(CLOCKS_BACK + timedelta(days=14), 17))
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyShift.objects.update(until_at=F("from_at"))


def test_only_somebody_who_holds_the_role_is_put_on_the_rota(cast: Cast, at: datetime) -> None:
    with pytest.raises(Refused, match="does not hold the role") as refused:
        night(SATURDAY, cast.priya, role="EMERGENCY_DUTY_SENIOR")
    assert refused.value.field == "who"
    operations.end_role(by=None, at=at, professional=cast.edt, role="EMERGENCY_DUTY_SENIOR")
    with pytest.raises(Refused):
        night(MONDAY, cast.edt, role="EMERGENCY_DUTY_SENIOR")
    with pytest.raises(Refused) as refused:
        night(SATURDAY, cast.hana, role="NOBODY")
    assert refused.value.field == "role"


def test_a_shift_is_taken_off_at_once_and_stays_on_record(cast: Cast, at: datetime) -> None:
    added = night(SATURDAY, cast.edt)
    operations.drop_shift(by=cast.hana, at=at, key=added.key)
    assert queries.on_duty("", at) == []
    assert queries.whom_to_ring("", at) == []
    assert [row.name for row in queries.on_duty("", at - timedelta(minutes=1))] == [cast.edt.name]
    row = queries.shift(added.key)
    assert (row.dropped_by, row.dropped_at) == (cast.hana.name, at)
    assert night(SATURDAY, cast.edt).overlapping == (), "what was taken off is in nobody's way"
    with pytest.raises(Refused):
        operations.drop_shift(by=cast.hana, at=at, key=added.key)
    assert "shift-dropped" in verbs()
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyShift.objects.filter(key=added.key).update(dropped_at=None)


def test_a_shift_that_is_over_stays_as_it_was(cast: Cast, at: datetime) -> None:
    added = night(SATURDAY - timedelta(days=2), cast.edt)
    with pytest.raises(Refused, match="over"):
        operations.drop_shift(by=cast.hana, at=at, key=added.key)


def test_whoever_holds_the_role_no_more_is_not_rung_for_it(cast: Cast, at: datetime) -> None:
    role, area = "EMERGENCY_DUTY_SENIOR", "NORWICH"
    over, running, ahead = (night(day, cast.edt) for day in (SATURDAY - timedelta(days=1), SATURDAY, MONDAY))
    operations.give_role(by=cast.admin, at=at, professional=cast.edt, role=role, area=area)
    operations.end_role(by=cast.admin, at=at, professional=cast.edt, role=role)
    assert len(queries.on_duty("", at)) == 1, "it is still held in Norwich"
    operations.end_role(by=cast.admin, at=at, professional=cast.edt, role=role, area=area)
    assert queries.whom_to_ring("", at) == []
    dropped = [queries.shift(added.key).dropped_by for added in (over, running, ahead)]
    assert dropped == ["", cast.admin.name, cast.admin.name]
    assert verbs().count("shift-dropped") == 2


def test_who_keeps_no_duty_lines_keeps_no_rota(cast: Cast, at: datetime) -> None:
    added = night(SATURDAY, cast.edt, by=cast.hana)
    with pytest.raises(NotPermitted):
        night(MONDAY, cast.edt, by=cast.priya)
    with pytest.raises(NotPermitted):
        operations.drop_shift(by=cast.priya, at=at, key=added.key)
    assert len(queries.on_duty("", at)) == 1


def test_a_wrong_key_is_not_found(hana: Professional, at: datetime) -> None:
    for key in ("nonsense", "11111111-1111-4111-8111-111111111111"):
        with pytest.raises(NotFound):
            queries.shift(key)
        with pytest.raises(NotFound):
            operations.drop_shift(by=hana, at=at, key=key)


def test_a_night_stands_under_the_day_on_which_it_begins(cast: Cast) -> None:
    night(SATURDAY, cast.edt)
    by_day = _another(cast)
    night(MONDAY, by_day, from_at=local(MONDAY, 8, 30), until_at=local(MONDAY, 17))
    saturday, sunday, monday = queries.rota(SATURDAY, 3)
    assert [row.name for row in saturday.shifts] == [cast.edt.name]
    assert sunday.shifts == ()
    assert [row.name for row in monday.shifts] == [by_day.name]
    whole = _another(cast, "Omar Reid")
    night(SATURDAY, whole, until_at=local(MONDAY, 9))
    assert ["Omar Reid" in {row.name for row in day.shifts} for day in queries.rota(SATURDAY, 4)] == [
        True, True, True, False,
    ]  # fmt: skip


def test_before_offices_open_it_is_still_the_night_of_the_day_before() -> None:
    assert queries.duty_day(datetime(2026, 11, 22, 2, 0, tzinfo=UTC)) == SATURDAY
    assert queries.duty_day(datetime(2026, 11, 22, 8, 29, tzinfo=UTC)) == SATURDAY
    assert queries.duty_day(datetime(2026, 11, 22, 8, 30, tzinfo=UTC)) == SATURDAY + timedelta(days=1)
    assert queries.duty_day(datetime(2026, 7, 20, 7, 30, tzinfo=UTC)) == date(2026, 7, 20), "08:30 in summer time"


def test_a_night_role_with_a_line_and_nobody_on_the_rota_is_a_gap(edt: Professional) -> None:
    _line()
    _line(role="HOSPITAL_SAFEGUARDING", name="Ward")  # does not carry the night
    senior = "Senior worker, emergency duty team"
    night_of_monday = (datetime(2026, 11, 23, 17, 30, tzinfo=UTC), datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
    (monday,) = queries.rota(MONDAY, 1)
    assert _gaps(monday) == [(senior, *night_of_monday, True)]
    assert (monday.gaps[0].name, monday.gaps[0].telephone) == ("Emergency duty team", "01632 960201")
    (saturday,) = queries.rota(SATURDAY, 1)
    weekend = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    assert [gap.from_at for gap in saturday.gaps] == [weekend], "of a weekend the day is out of hours as well"
    night(MONDAY, edt)
    assert queries.rota(MONDAY, 1)[0].gaps == ()


def test_a_part_of_the_night_without_anybody_is_a_gap(cast: Cast, at: datetime) -> None:
    _line()
    night(MONDAY, cast.edt, from_at=local(MONDAY, 18), until_at=local(MONDAY, 22))
    night(MONDAY, cast.edt, from_at=local(MONDAY, 23), until_at=local(MONDAY + timedelta(days=1), 8))
    found = [(gap.from_at.hour, gap.from_at.minute, gap.until_at.hour) for gap in queries.rota(MONDAY, 1)[0].gaps]
    assert found == [(17, 30, 18), (22, 0, 23), (8, 0, 8)]
    assert not any(gap.is_whole for gap in queries.rota(MONDAY, 1)[0].gaps)


def test_a_shift_of_one_area_leaves_a_gap_in_the_line_for_everywhere(edt: Professional) -> None:
    _line()
    _line(name="Norwich team", area="NORWICH")
    night(MONDAY, edt, area="NORWICH")
    assert [gap.name for gap in queries.rota(MONDAY, 1)[0].gaps] == ["Emergency duty team"]
    night(MONDAY, edt)
    assert queries.rota(MONDAY, 1)[0].gaps == ()


def test_a_shift_taken_off_opens_the_gap_again(cast: Cast, at: datetime) -> None:
    _line()
    running = night(SATURDAY, cast.edt, from_at=local(SATURDAY, 8, 30))
    ahead = night(MONDAY, cast.edt)
    for added in (running, ahead):
        operations.drop_shift(by=cast.hana, at=at, key=added.key)
    saturday, _, monday = queries.rota(SATURDAY, 3)
    assert [(gap.from_at, gap.is_whole) for gap in saturday.gaps] == [(at, False)]
    assert [row.key for row in saturday.shifts] == [running.key], "it ran until it was taken off"
    assert monday.gaps[0].is_whole
    assert (monday.shifts, [row.key for row in monday.dropped]) == ((), [ahead.key])


def test_a_week_costs_two_statements_however_much_stands_on_it(cast: Cast) -> None:
    _line()
    night(SATURDAY, cast.edt, by=cast.hana)
    for days in range(5):
        night(MONDAY + timedelta(days=days), cast.edt, by=cast.hana)
    with CaptureQueriesContext(connection) as seen:
        assert sum(len([row.agency for row in day.shifts]) for day in queries.rota(SATURDAY, 7)) == 6
    assert len(seen) == 2


def test_a_shift_over_the_change_of_the_clocks_runs_from_and_until_what_the_clocks_show(edt: Professional) -> None:
    """In the night of 24 October 2026 the clocks go back: from 17:00 until 08:30 takes 16 and a half hours."""
    _line()
    added = night(CLOCKS_BACK, edt)
    row = queries.shift(added.key)
    assert row.from_at == datetime(2026, 10, 24, 16, 0, tzinfo=UTC)
    assert row.until_at == datetime(2026, 10, 25, 8, 30, tzinfo=UTC)
    assert row.until_at - row.from_at == timedelta(hours=16, minutes=30)
    assert queries.on_duty("", datetime(2026, 10, 25, 8, 29, tzinfo=UTC))
    assert not queries.on_duty("", datetime(2026, 10, 25, 8, 30, tzinfo=UTC))
    saturday, sunday = queries.rota(CLOCKS_BACK, 2)
    assert [row.key for row in saturday.shifts] == [added.key]
    assert sunday.shifts == ()
    by_day = (datetime(2026, 10, 24, 7, 30, tzinfo=UTC), datetime(2026, 10, 24, 16, 0, tzinfo=UTC))
    assert [(gap.from_at, gap.until_at) for gap in saturday.gaps] == [by_day]
    assert [gap.from_at for gap in sunday.gaps] == [datetime(2026, 10, 25, 8, 30, tzinfo=UTC)]


def test_the_mail_goes_to_whoever_holds_the_role_whatever_the_rota_says(cast: Cast, at: datetime) -> None:
    other = _another(cast)
    night(SATURDAY, other)
    found = queries.duty_holders(roles=["EMERGENCY_DUTY_SENIOR"], at=at)
    assert set(found) == {cast.edt, other}
    assert other.agency.kind == AgencyKind.CHILDRENS_SERVICES
