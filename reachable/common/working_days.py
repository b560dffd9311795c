"""Working days in England and Wales: weekdays that are not bank holidays.

The day of the event is day 0; the deadline is the end of the Nth working day, Norfolk time. Hours
run through weekends and clock changes.
"""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from . import clock

if TYPE_CHECKING:
    from holidays import HolidayBase


@lru_cache(maxsize=1)
def _bank_holidays() -> "HolidayBase":
    """Loaded when the first deadline in working days is counted: the library takes 20 MB of each process."""
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG")


@lru_cache(maxsize=4)
def _proclaimed(path: Path) -> dict[str, frozenset[date]]:
    """Days that the library does not know: `extra` ones, and `cancelled` ones that are worked after all."""
    if not path.exists():
        return {"extra": frozenset(), "cancelled": frozenset()}
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(written.get(name, ())) for name in ("extra", "cancelled")}


def is_working_day(day: date) -> bool:
    if day.weekday() >= 5:
        return False
    proclaimed = _proclaimed(settings.BANK_HOLIDAYS_FILE)
    if day in proclaimed["cancelled"]:
        return True
    return day not in proclaimed["extra"] and day not in _bank_holidays()


def end_of_working_day(start: datetime, days: int) -> datetime:
    """The instant (UTC) at which the Nth working day after `start` ends."""
    day = clock.local_date(start)
    counted = 0
    while counted < days:
        day += timedelta(days=1)
        if is_working_day(day):
            counted += 1
    return datetime.combine(day, time(23, 59, 59), tzinfo=clock.LONDON).astimezone(UTC)


def progress(due_at: datetime, days: int, at: datetime) -> tuple[int, int] | None:
    """Which working day of a deadline it is, of how many: (1, 5). Day 0 is that of the event; a weekend begins none.

    None where it has passed, for then it is late and no more; and where more are left, for its event lies ahead.
    """
    if at > due_at:
        return None
    day, today, left = clock.local_date(due_at), clock.local_date(at), 0
    while day > today and left <= days:
        left += is_working_day(day)
        day -= timedelta(days=1)
    return (days - left, days) if left <= days else None
