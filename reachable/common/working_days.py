"""Working days in England and Wales: weekdays that are not bank holidays.

The day of the event is day 0; the deadline is the end of the Nth working day, Norfolk time. Hours
run through weekends and clock changes.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from . import clock

if TYPE_CHECKING:
    from holidays import HolidayBase


@lru_cache(maxsize=1)
def _bank_holidays() -> "HolidayBase":
    """Loaded when the first deadline in working days is counted: the library takes 20 MB of each process."""
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays()


def end_of_working_day(start: datetime, days: int) -> datetime:
    """The instant (UTC) at which the Nth working day after `start` ends."""
    day = clock.local_date(start)
    counted = 0
    while counted < days:
        day += timedelta(days=1)
        if is_working_day(day):
            counted += 1
    return datetime.combine(day, time(23, 59, 59), tzinfo=clock.LONDON).astimezone(UTC)
