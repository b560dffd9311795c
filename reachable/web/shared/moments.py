"""When an action is due, chosen with one key or picked: "in 2 hours", "today 17:00", another time."""

from datetime import UTC, datetime, time, timedelta

from reachable.common import clock, working_days

from . import dates

PICK = "pick"
_HOURS = (2, 4)


def choices(at: datetime, *, later_than: datetime | None = None) -> list[tuple[str, str]]:
    """Codes and words. Hours run from when it is saved; the others are fixed, so that a page left open stays right.

    `later_than`: only what gives more time than this.
    """
    start = later_than or at
    today = clock.local_date(at)
    tomorrow = today + timedelta(days=1)
    fixed = [
        datetime.combine(today, time(17), tzinfo=clock.LONDON),
        datetime.combine(tomorrow, time(9), tzinfo=clock.LONDON),
        datetime.combine(tomorrow, time(12), tzinfo=clock.LONDON),
        datetime.combine(tomorrow, time(17), tzinfo=clock.LONDON),
    ]
    working = clock.local(working_days.end_of_working_day(at, 1)).date()
    fixed.append(datetime.combine(today + timedelta(days=7), time(12), tzinfo=clock.LONDON))
    if working > tomorrow:
        fixed.insert(-1, datetime.combine(working, time(12), tzinfo=clock.LONDON))
    return [
        *((f"in-{hours}h", f"in {hours} hours") for hours in _HOURS if at + timedelta(hours=hours) > start),
        *((f"{moment:%Y-%m-%dT%H:%M}", dates.moment(moment, at)) for moment in fixed if moment > start and moment > at),
        (PICK, "another time"),
    ]


def chosen(code: str, at: datetime) -> datetime | None:
    """The instant of a code or of a local date and time (2026-11-24T12:00); None where it says neither."""
    if code in {f"in-{hours}h" for hours in _HOURS}:
        return at + timedelta(hours=int(code.removeprefix("in-").removesuffix("h")))
    try:
        local = datetime.strptime(code[:16], "%Y-%m-%dT%H:%M").replace(tzinfo=clock.LONDON)
    except ValueError:
        return None
    instant = local.astimezone(UTC)
    exists = instant.astimezone(clock.LONDON).replace(tzinfo=None) == local.replace(tzinfo=None)
    return instant if exists and 1900 <= local.year <= 2200 else None


def is_offered(code: str) -> bool:
    """Whether a page could have offered this; one that was opened yesterday offered other times."""
    return code == PICK or chosen(code, clock.now()) is not None
