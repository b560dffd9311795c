"""Whether a worker is alive, said in words. It ticks every minute."""

from datetime import datetime, timedelta

from reachable.web.shared import dates

LATE_AFTER = timedelta(minutes=5)


def is_late(last: datetime | None, at: datetime) -> bool:
    return last is None or at - last > LATE_AFTER


def words(last: datetime | None, at: datetime) -> str:
    """The worker last ran 1 minute ago."""
    if last is None:
        return "The worker has never run"
    minutes = int((at - last).total_seconds() // 60)
    if minutes < 1:
        return "The worker last ran less than a minute ago"
    if minutes < 60:
        return f"The worker last ran {minutes} minute{'' if minutes == 1 else 's'} ago"
    return f"The worker last ran {dates.length(at - last)} ago"
