"""When it all happened: run back from the moment the demo is loaded, so that it is always fresh."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from reachable.common import clock, working_days

EVENING = time(22, 5)  # when somebody was stabbed
SETTLED_BY = timedelta(hours=12)  # a night and the morning after it have passed
MORNING, DUSK = time(7, 30), time(19, 0)
DAY = timedelta(days=1)
FRIDAY = 4
When = Callable[[float], datetime]  # 0 is when something begins, 1 when it ends


def evening_before(now: datetime) -> datetime:
    """The latest Friday evening from Saturday to Monday; on the other days the latest evening.

    The story is of a Friday night. On a Thursday that Friday would be six days old: every deadline of the first day
    would be long past, and a response that nobody believes in would greet the reader. So the night is near, the words
    of the story name no day, and from Saturday to Monday, when the weekend shows, it is the Friday. In all of them a
    night and most of a morning lie between it and now.
    """
    day = clock.local_date(now - SETTLED_BY)
    if _on(day, EVENING) > now - SETTLED_BY:
        day -= DAY
    latest_friday = day - DAY * ((day.weekday() - FRIDAY) % 7)
    return _on(latest_friday if day - latest_friday <= 2 * DAY else day, EVENING)


@dataclass(frozen=True)
class Since:
    """The times of the main incident: minutes of the night from the report, and parts of the days after it."""

    happened: datetime
    now: datetime

    @property
    def reported(self) -> datetime:
        return self.night(0)

    def night(self, minutes: float) -> datetime:
        return self.happened + timedelta(minutes=55 + minutes)

    def day(self, part: float) -> datetime:
        """0 is the first morning, 1 is just now."""
        return by_daylight(on_day(self.happened, 1, MORNING), self.now - timedelta(minutes=12))(part)

    def lately(self, part: float) -> datetime:
        """The last hours, whatever the number of days."""
        begins, ends = max(self.day(0.7), self.now - timedelta(hours=2, minutes=30)), self.now - timedelta(minutes=12)
        return begins + (ends - begins) * part

    def in_custody(self, part: float) -> datetime:
        """As `day`, and never longer after the arrest than somebody is held."""
        return min(self.day(part), self.happened + timedelta(hours=15))


def by_daylight(begins: datetime, ends: datetime) -> When:
    """From 0 to 1 of the hours by day between the two, whatever the number of days."""
    first, last = clock.local_date(begins), clock.local_date(ends)
    days = [first + DAY * n for n in range((last - first).days + 1)]
    spells = [(max(_on(one, MORNING), begins), min(_on(one, DUSK), ends)) for one in days]
    daylight = [(since, until) for since, until in spells if since < until]

    def when(part: float) -> datetime:
        left = sum((until - since for since, until in daylight), timedelta()) * part
        for since, until in daylight:
            if left <= until - since:
                return since + left
            left -= until - since
        return daylight[-1][1]

    return when


def evenly(begins: datetime, ends: datetime) -> When:
    return lambda part: begins + (ends - begins) * part


def some_of(when: When, begins: float, ends: float) -> When:
    """The stretch of `when` between two of its parts."""
    return lambda part: when(begins + (ends - begins) * part)


def working_day(now: datetime, days: int, at: time) -> datetime:
    """So many working days from now, at this hour in Norfolk."""
    return _on(clock.local_date(working_days.end_of_working_day(now, days)), at)


def on_day(now: datetime, days: int, at: time) -> datetime:
    """So many days from now (before it: a negative number), at this hour in Norfolk."""
    return _on(clock.local_date(now) + DAY * days, at)


def _on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.LONDON).astimezone(UTC)
