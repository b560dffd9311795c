"""Working days in England and Wales: the event is day 0, the deadline the end of the Nth working day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from reachable.common import clock, working_days

VECTORS = [
    (date(2026, 12, 18), 5, date(2026, 12, 29)),
    (date(2026, 12, 18), 15, date(2027, 1, 13)),
    (date(2026, 12, 24), 1, date(2026, 12, 29)),
    (date(2026, 12, 24), 5, date(2027, 1, 5)),
    (date(2026, 12, 24), 15, date(2027, 1, 19)),
    (date(2026, 3, 27), 5, date(2026, 4, 7)),
    (date(2026, 3, 27), 15, date(2026, 4, 21)),
    (date(2026, 3, 27), 45, date(2026, 6, 4)),
    (date(2026, 11, 21), 1, date(2026, 11, 23)),
    (date(2026, 11, 21), 15, date(2026, 12, 11)),
]


@pytest.mark.parametrize(("start", "days", "end"), VECTORS)
def test_the_deadline_is_the_end_of_the_nth_working_day(start: date, days: int, end: date) -> None:
    noon = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)
    deadline = working_days.end_of_working_day(noon, days)
    assert clock.local_date(deadline) == end
    assert clock.local_date(deadline + timedelta(seconds=1)) == end + timedelta(days=1)


def test_the_day_of_the_event_is_the_day_in_norfolk() -> None:
    """23:30 UTC in July is half past midnight in Norfolk: already Tuesday."""
    assert clock.local_date(working_days.end_of_working_day(datetime(2026, 7, 6, 23, 30, tzinfo=UTC), 1)) == date(
        2026, 7, 8
    )


@pytest.mark.parametrize(
    ("start", "days", "at", "progress"),
    [
        ("2026-08-29T23:40", 5, "2026-08-27T12:00", None),  # what it runs from lies ahead
        ("2026-08-29T23:40", 5, "2026-08-29T23:50", (0, 5)),  # the Saturday itself, and the weekend after it
        ("2026-08-29T23:40", 5, "2026-08-30T12:00", (0, 5)),
        ("2026-08-29T23:40", 5, "2026-08-31T12:00", (0, 5)),  # the summer bank holiday
        ("2026-08-29T23:40", 5, "2026-09-01T00:00", (1, 5)),  # from the first minute of the day in Norfolk
        ("2026-08-29T23:40", 5, "2026-09-04T23:59", (4, 5)),
        ("2026-08-29T23:40", 5, "2026-09-06T12:00", (4, 5)),  # a weekend in between begins none
        ("2026-08-29T23:40", 5, "2026-09-07T00:00", (5, 5)),  # the last day
        ("2026-08-29T23:40", 5, "2026-09-07T23:59", (5, 5)),
        ("2026-08-29T23:40", 5, "2026-09-08T00:00", None),  # late
        ("2026-11-20T21:00", 1, "2026-11-20T22:00", (0, 1)),
        ("2026-11-20T21:00", 1, "2026-11-23T09:00", (1, 1)),
        ("2026-12-24T10:00", 5, "2026-12-29T09:00", (1, 5)),  # Christmas, and Boxing Day's Monday
        ("2026-03-27T12:00", 45, "2026-03-30T09:00", (1, 45)),  # over the night the clocks change
        ("2027-12-24T12:00", 5, "2026-03-30T09:00", None),
    ],
)
def test_which_working_day_of_a_deadline_it_is(start: str, days: int, at: str, progress: object) -> None:
    began, now = (datetime.fromisoformat(said).replace(tzinfo=clock.LONDON) for said in (start, at))
    assert working_days.progress(working_days.end_of_working_day(began, days), days, now) == progress


def test_a_day_that_was_proclaimed_or_taken_away_counts_as_written(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "bank_holidays.toml"
    file.write_text("extra = [2026-11-24]\ncancelled = [2026-12-28]\n", encoding="utf-8")
    settings.BANK_HOLIDAYS_FILE = file
    assert not working_days.is_working_day(date(2026, 11, 24))  # a Tuesday, proclaimed
    assert working_days.is_working_day(date(2026, 12, 28))  # the Monday after Boxing Day, moved away
    monday = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    assert clock.local_date(working_days.end_of_working_day(monday, 1)) == date(2026, 11, 25)


def test_the_table_that_is_shipped_can_be_read() -> None:
    assert working_days.is_working_day(date(2026, 11, 24))
    assert not working_days.is_working_day(date(2026, 12, 28))
