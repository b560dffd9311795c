"""What a meeting must be for something to happen to it, and what must be said."""

from datetime import datetime, timedelta

from reachable.common.refusals import Refused

from ..choices import MeetingState

LONGEST = timedelta(hours=12)


def check_times(starts_at: datetime, ends_at: datetime, at: datetime, *, may_be_past: bool = False) -> None:
    if ends_at <= starts_at:
        raise Refused("The meeting ends before it starts.", field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise Refused("A meeting of more than 12 hours: check the day of its end.", field="ends_at")
    if not may_be_past and ends_at <= at:
        raise Refused("That time has passed: say when the meeting is to be.", field="starts_at")


def check_is_planned(state: str) -> None:
    if state != MeetingState.PLANNED:
        raise Refused("This meeting has begun, ended or been cancelled: its invitation no longer changes.")


def check_is_running(state: str) -> None:
    if state != MeetingState.RUNNING:
        raise Refused("The meeting is not running: start it, or add to the minutes.")


def check_is_ended(state: str) -> None:
    if state != MeetingState.ENDED:
        raise Refused("End the meeting first: its minutes are agreed afterwards.")


def check_minutes_not_agreed(state: str) -> None:
    """Agreed minutes do not change; what is wrong in them is corrected by an addendum."""
    if state == MeetingState.AGREED:
        raise Refused("The minutes are agreed and do not change. Add a correction to them.")
    if state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        raise Refused("The meeting has not begun.")


def check_has_because(because: str, *, field: str = "because") -> None:
    if not because.strip():
        raise Refused("Say why, in a few words.", field=field)


def check_has_words(words: str, *, field: str = "words") -> None:
    if not words.strip():
        raise Refused("Write what is to be noted.", field=field)
