"""When somebody was missing, worked out from what was said of where they are; and what the interview owes."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reachable.common.refusals import Refused
from reachable.common.working_days import end_of_working_day
from reachable.incidents.choices import Said, Where
from reachable.playbook.schema import Due

from ..choices import InterviewState

_STILL = (Where.MISSING, Where.NOT_KNOWN)  # that it is not known where they are is no return


@dataclass(frozen=True)
class Stated:
    """One statement of where somebody is, as it counts in this: `at` is when it was so, or when it was said."""

    number: int
    where: str
    relation: str
    at: datetime
    counts: bool = True


@dataclass(frozen=True)
class Away:
    """A time missing. `until` is None while it lasts; `died`: it ended otherwise than by a return."""

    since: datetime
    until: datetime | None = None
    died: bool = False


def times_missing(said: Sequence[Stated]) -> tuple[Away, ...]:
    """Each time somebody was missing, from the first word of it until they are said to have moved on.

    What is said against being missing is no return: which of the two is right is not known. A statement that was
    corrected does not count, so a time missing that never was is not among them.
    """
    rows = sorted(said, key=lambda one: one.number)
    moves = [one for one in rows if one.relation == Said.MOVED]
    numbers = [one.number for one in moves]
    found: list[Away] = []
    since: datetime | None = None
    missing_in = 0
    for row in rows:
        if not row.counts:
            continue
        move = bisect_right(numbers, row.number)
        if row.where == Where.MISSING and since is None:
            since, missing_in = row.at, move
        elif since is not None and row.where not in _STILL and move > missing_in:
            when = min(row.at, moves[move - 1].at) if row.relation == Said.CORRECTS else row.at
            found.append(Away(since, max(when, since), died=row.where == Where.DIED))
            since = None
    return (*found, Away(since)) if since is not None else tuple(found)


def until_moved_on(away: Away, later: Sequence[Stated]) -> Away:
    """A time missing of a letter that turned out to be another's ends with what is said of the two together."""
    if away.until is not None:
        return away
    moved = (one for one in sorted(later, key=lambda one: one.number) if one.counts and one.where not in _STILL)
    first = next((one for one in moved if one.relation == Said.MOVED), None)
    return Away(away.since, max(first.at, away.since), died=first.where == Where.DIED) if first else away


def interview_due(away: Away, rule: Due | None) -> datetime | None:
    """By when the interview is held. Hours run through weekends and over the change of the clocks.

    None while nobody is back, and where they never will be.
    """
    if rule is None or away.until is None or away.died:
        return None
    if rule.hours is not None:
        return away.until + timedelta(hours=rule.hours)
    return end_of_working_day(away.until, rule.working_days or 1)


OWED = (InterviewState.NOT_YET, InterviewState.OFFERED)


def is_owed(state: str, due_at: datetime | None) -> bool:
    """A return is owed an interview until it was held, was not wanted, or somebody said why there is none."""
    return due_at is not None and state in OWED


def check_interview(
    state: str,
    *,
    returned_at: datetime | None,
    is_due: bool,
    held_at: datetime | None,
    held_by: str,
    words: str,
    at: datetime,
) -> None:
    """Held says when and by whom, not held says why. What was said of it is in words, never in a tick."""
    if returned_at is None:
        raise Refused("They are still missing: the interview is offered once they are back.", field="state")
    if not is_due:
        raise Refused("No interview is owed here.", field="state")
    if state not in InterviewState.values or state == InterviewState.NOT_YET:
        raise Refused("Say what became of the interview.", field="state")
    if state == InterviewState.HELD:
        _check_held(held_at, held_by, returned_at, at)
    if state == InterviewState.NOT_HELD and not words.strip():
        raise Refused("Say why it is not held.", field="words")


def _check_held(held_at: datetime | None, held_by: str, returned_at: datetime, at: datetime) -> None:
    if held_at is None:
        raise Refused("Say when it was held.", field="held_at")
    if held_at > at + timedelta(minutes=5):
        raise Refused("That time is in the future: it is offered until then.", field="held_at")
    if held_at < returned_at:
        raise Refused("It cannot have been held before they were back.", field="held_at")
    if not held_by.strip():
        raise Refused("Say who held it.", field="held_by")


def paired(stored: Sequence[datetime], said: Sequence[datetime], settled: Collection[int] = ()) -> dict[int, int]:
    """Which stored time missing is which of those that are said now, by place: the same beginning first, then in order.

    `settled` are places of stored ones that were set aside as mistakes: they come back by the same beginning alone.
    """
    found: dict[int, int] = {}
    for place, since in enumerate(stored):
        same = [n for n, one in enumerate(said) if one == since and n not in found.values()]
        if same:
            found[place] = same[0]
    left = [n for n in range(len(said)) if n not in found.values()]
    free = [place for place in range(len(stored)) if place not in found and place not in settled]
    return {**found, **dict(zip(free, left, strict=False))}
