"""When a discussion begins an enquiry under section 47, and by when a conference follows. Pure."""

from collections.abc import Mapping
from datetime import date, datetime

from reachable.common import clock, working_days

CONFERENCE_WITHIN = 15  # working days after the discussion that began the enquiry, and after no later one
MET = "met"
ENQUIRIES = ("joint", "single")
TO_BE_HELD, NOT_NEEDED = "to-be-held", "not-needed"


def begins_enquiry(said: Mapping[str, str]) -> bool:
    """The threshold is met, and it was decided who makes the enquiry."""
    return said.get("threshold") == MET and said.get("enquiry") in ENQUIRIES


def says_of_conference(said: Mapping[str, str]) -> bool:
    return said.get("conference") in (TO_BE_HELD, NOT_NEEDED)


def conference_by(discussed_at: datetime) -> date:
    """The day by whose end it is held."""
    return clock.local_date(working_days.end_of_working_day(discussed_at, CONFERENCE_WITHIN))
