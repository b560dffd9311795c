"""When the owner of an action is reminded before it is due, and the chair told that it is late (CTX-5). Pure."""

from datetime import datetime, timedelta

LONGEST_NOTICE = timedelta(hours=24)
LATE_ENOUGH = timedelta(hours=24)  # for the chair to hear of it


def reminded_from(given_at: datetime, due_at: datetime) -> datetime:
    """A day before it is due; where there was less than two days for it, once half of the time has gone."""
    return due_at - min(LONGEST_NOTICE, (due_at - given_at) / 2)


def is_to_be_reminded(given_at: datetime, due_at: datetime, at: datetime) -> bool:
    """Before it is due: afterwards it is late, and that is another message."""
    return reminded_from(given_at, due_at) <= at < due_at
