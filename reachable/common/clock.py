"""The only module that reads the clock. Instants are UTC; people read Europe/London."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    return datetime.now(UTC)


def local(at: datetime) -> datetime:
    """The same instant on a clock in Norfolk."""
    return at.astimezone(LONDON)


def local_date(at: datetime) -> date:
    return local(at).date()
