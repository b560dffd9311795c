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
