"""What must hold in a rapid review, whoever works on it (NOT-3)."""

from collections.abc import Mapping
from datetime import datetime

from reachable.common.refusals import Refused

from ..choices import NextReview


def check_not_sent(*, sent: bool) -> None:
    """What was sent to the national panel is not rewritten here (NOT-3)."""
    if sent:
        raise Refused("This review was sent. What was sent stays as it was.", clause="NOT-3")


def check_step_time(done_at: datetime, notified_at: datetime, at: datetime) -> None:
    """A step of the timetable is done after the notification, and not in the future (NOT-3)."""
    if done_at > at:
        raise Refused("That time is in the future.", clause="NOT-3", field="done_at")
    if done_at < notified_at:
        raise Refused("That is before the notification was sent.", clause="NOT-3", field="done_at")


def check_step_open(*, done: bool) -> None:
    """A step is done once (NOT-3)."""
    if done:
        raise Refused("Somebody else said already that this is done.", clause="NOT-3")


def check_asked_of_somebody(*, named: bool, words: str) -> None:
    """A summary is asked of a named person, or of somebody said in words: an agency answers no letter (NOT-3)."""
    if not named and not words.strip():
        raise Refused("Say whom at the agency you ask.", clause="NOT-3", field="asked_of_words")


def check_asked_once(*, asked: bool) -> None:
    """Each agency gives one summary (NOT-3)."""
    if asked:
        raise Refused("That agency was asked already. Chase it in the list.", clause="NOT-3", field="agency")


def check_works_there(*, works_there: bool, on_team: bool, name: str) -> None:
    """Somebody of the agency who works on the incident writes its summary; nobody else learns of it (NOT-3)."""
    if not works_there:
        raise Refused(f"{name} does not work for that agency.", clause="NOT-3", field="asked_of")
    if not on_team:
        raise Refused(
            f"{name} is not on the team of this incident. Add them to the team first, or ask in words.",
            clause="NOT-3",
            field="asked_of",
        )


def check_summary(words: str) -> None:
    """A summary that was received says something, or where it is to be found (NOT-3)."""
    if not words.strip():
        raise Refused("Write the summary, or where it is to be found.", clause="NOT-3", field="words")


def check_to_chase(*, received: bool) -> None:
    """Only what is missing is chased (NOT-3)."""
    if received:
        raise Refused("That summary is in: there is nothing to chase.", clause="NOT-3")


def check_says_something(purposes: Mapping[str, str]) -> None:
    """A version of the form says something of at least one of the four purposes (NOT-3)."""
    if not any(words.strip() for words in purposes.values()):
        raise Refused("Write something first.", clause="NOT-3", field="facts")


def check_next_review(decided: str, because: str) -> None:
    """Whether a local review follows is decided with reasons, either way (NOT-3)."""
    if decided not in NextReview.values:
        raise Refused("Say what follows this review.", clause="NOT-3", field="decided")
    if not because.strip():
        raise Refused("Say why, whichever way it is decided.", clause="NOT-3", field="because")


def purposes_missing(purposes: Mapping[str, str]) -> tuple[str, ...]:
    """Which of the four purposes the form says nothing of (NOT-3)."""
    return tuple(code for code, words in purposes.items() if not words.strip())
