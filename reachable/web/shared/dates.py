"""Times as people say them: "today 17:00", "yesterday 21:40 (11 h late)", "Fri 27 Nov".

Plain functions; `at` is passed in. Instants are shown on Norfolk's clocks.
"""

from datetime import UTC, date, datetime, timedelta

from reachable.common import clock

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date | datetime, at: datetime) -> str:
    """today · yesterday · tomorrow · Fri 27 Nov · Fri 27 Nov 2025 (another year)."""
    on, today = _on(value), clock.local_date(at)
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((on - today).days)
    if near:
        return near
    text = f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1][:3]}"
    return text if on.year == today.year else f"{text} {on.year}"


def moment(value: datetime, at: datetime) -> str:
    """today 17:00 · Fri 27 Nov 17:00."""
    return f"{day(value, at)} {time_of_day(value)}"


def due(value: datetime, at: datetime) -> str:
    """A deadline: "today 17:00", or "was due yesterday 17:00 (16 h late)" from the minute it has passed."""
    if at <= value:
        return by(value, at)
    return f"was due {by(value, at)} ({length(at - value)} late)"


def by(value: datetime, at: datetime) -> str:
    """The moment of a deadline; the end of a day is said as the day."""
    local = clock.local(value)
    return day(value, at) if (local.hour, local.minute) == (23, 59) else moment(value, at)


def is_late(value: datetime, at: datetime) -> bool:
    return at > value


def length(span: timedelta) -> str:
    """How long: "5 min", "16 h", "3 days"; whole units, rounded down, never less than one minute."""
    minutes = max(1, int(span.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    hours = minutes // 60
    if hours < 48:
        return f"{hours} h"
    return f"{hours // 24} days"


def time_of_day(value: datetime) -> str:
    """17:00; in the hour that happens twice a year, with the zone: 01:30 GMT."""
    local = clock.local(value)
    text = f"{local:%H:%M}"
    return f"{text} {local.tzname()}" if _happens_twice(local) else text


def full(value: date | datetime) -> str:
    """Friday 27 November 2026, 17:00."""
    on = _on(value)
    text = f"{_FULL_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]} {on.year}"
    return f"{text}, {time_of_day(value)}" if isinstance(value, datetime) else text


def short_date(value: date | datetime) -> str:
    """27 November 2026, for a date of birth."""
    on = _on(value)
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def machine(value: date | datetime) -> str:
    """For the datetime attribute of a <time> element."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def _on(value: date | datetime) -> date:
    return clock.local_date(value) if isinstance(value, datetime) else value


def _happens_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
