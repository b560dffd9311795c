"""How times are said. Norfolk's clocks go forward on 29 March 2026 and back on 25 October 2026."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reachable.web.shared import dates

AT = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)  # a Monday; Norfolk is on GMT


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-11-23T17:00", "today 17:00"),
        ("2026-11-23T00:00", "today 00:00"),
        ("2026-11-22T21:40", "yesterday 21:40"),
        ("2026-11-24T10:00", "tomorrow 10:00"),
        ("2026-11-25T10:00", "Wed 25 Nov 10:00"),
        ("2026-11-27T09:05", "Fri 27 Nov 09:05"),
        ("2026-11-21T19:40", "Sat 21 Nov 19:40"),
        ("2027-01-04T12:00", "Mon 4 Jan 2027 12:00"),
        ("2025-12-31T23:30", "Wed 31 Dec 2025 23:30"),
        ("2026-07-01T12:00", "Wed 1 Jul 13:00"),  # summer time
    ],
)
def test_a_moment_is_said_by_the_day_people_would_say(value: str, said: str) -> None:
    assert dates.moment(_utc(value), AT) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-11-23T17:00", "today 17:00"),
        ("2026-11-23T09:12", "today 09:12"),
        ("2026-11-22T17:00", "was due yesterday 17:00 (16 h late)"),
        ("2026-11-23T09:11", "was due today 09:11 (1 min late)"),
        ("2026-11-23T08:13", "was due today 08:13 (59 min late)"),
        ("2026-11-23T08:12", "was due today 08:12 (1 h late)"),
        ("2026-11-21T09:13", "was due Sat 21 Nov 09:13 (47 h late)"),
        ("2026-11-20T09:12", "was due Fri 20 Nov 09:12 (3 days late)"),
        ("2026-11-27T23:59:59", "Fri 27 Nov"),
        ("2026-11-22T23:59:59", "was due yesterday (9 h late)"),
    ],
)
def test_a_deadline_says_how_late_it_is(value: str, said: str) -> None:
    assert dates.due(_utc(value), AT) == said


def test_a_deadline_is_late_from_the_moment_after_it() -> None:
    assert not dates.is_late(AT, AT)
    assert dates.is_late(AT - timedelta(seconds=1), AT)


def test_a_second_late_is_not_said_as_nothing() -> None:
    assert dates.due(AT - timedelta(seconds=1), AT).endswith("(1 min late)")


def test_today_is_the_day_in_norfolk_not_in_greenwich() -> None:
    just_after_midnight = _utc("2026-07-01T23:10")  # 00:10 on 2 July
    assert dates.moment(just_after_midnight, _utc("2026-07-02T08:00")) == "today 00:10"
    assert dates.moment(_utc("2026-07-01T22:50"), _utc("2026-07-01T23:10")) == "yesterday 23:50"


def test_hours_run_through_the_night_the_clocks_change() -> None:
    assert dates.due(_utc("2026-03-28T23:00"), _utc("2026-03-29T05:00")) == "was due yesterday 23:00 (6 h late)"
    assert dates.due(_utc("2026-10-24T22:00"), _utc("2026-10-25T05:00")) == "was due yesterday 23:00 (7 h late)"


def test_the_hour_that_happens_twice_names_its_zone() -> None:
    assert dates.time_of_day(_utc("2026-10-25T00:30")) == "01:30 BST"
    assert dates.time_of_day(_utc("2026-10-25T01:30")) == "01:30 GMT"
    assert dates.time_of_day(_utc("2026-10-25T02:30")) == "02:30"
    assert dates.time_of_day(_utc("2026-03-29T01:30")) == "02:30"


def test_the_whole_date_is_one_step_away() -> None:
    assert dates.full(_utc("2026-07-03T16:00")) == "Friday 3 July 2026, 17:00"
    assert dates.full(date(2026, 11, 27)) == "Friday 27 November 2026"
    assert dates.machine(_utc("2026-07-03T16:00")) == "2026-07-03T16:00:00Z"
    assert dates.machine(date(2026, 7, 3)) == "2026-07-03"
    assert dates.short_date(date(2011, 2, 9)) == "9 February 2011"


@pytest.mark.parametrize(("on", "said"), [(22, "yesterday"), (23, "today"), (24, "tomorrow"), (28, "Sat 28 Nov")])
def test_a_day_without_a_time_is_said_too(on: int, said: str) -> None:
    assert dates.day(date(2026, 11, on), AT) == said
