"""What of safety is left open in an incident when its response stands down: by letter, without what was found.

For rooms that have found the incident themselves. Each answers rows of those who live; a fixed number of statements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common import clock
from reachable.incidents import statements
from reachable.incidents.choices import Where
from reachable.incidents.models import Involvement

from ..choices import InterviewState
from ..models import MissingEpisode
from ..policies.missing import OWED
from ..policies.screening import is_review_late
from .plan_rows import standing_plans
from .screening_rows import standing_in


@dataclass(frozen=True)
class LeftOpen:
    """`key` is of the involvement that stands, `of` of what is open where it has a page of its own."""

    key: UUID
    letter: str
    words: str
    of: UUID | None = None


def unscreened(incident_id: int) -> tuple[LeftOpen, ...]:
    """Nobody has screened them since the incident."""
    known = standing_in(incident_id)
    living = _living(incident_id)
    return tuple(
        LeftOpen(one.key, one.letter, "not screened since the incident") for one in living if one.pk not in known
    )


def late_reviews(incident_id: int, on: date) -> tuple[LeftOpen, ...]:
    """The level was to be looked at again before `on`."""
    known = standing_in(incident_id)
    late = [(one, known[one.pk]) for one in _living(incident_id) if one.pk in known]
    return tuple(
        LeftOpen(one.key, one.letter, f"the level was to be looked at again by {_day(row.review_on)}", row.key)
        for one, row in late
        if row.review_on and is_review_late(row.review_on, on)
    )


def interviews_owed(incident_id: int, at: datetime) -> tuple[LeftOpen, ...]:
    """Back from being missing, and no interview was held, refused or said not to be held."""
    living = {one.pk: one for one in _living(incident_id)}
    rows = MissingEpisode.objects.filter(incident=incident_id, interview_due_at__isnull=False, interview__in=OWED)
    found = []
    for row in rows.select_related("involvement").order_by("interview_due_at", "pk"):
        one = living.get(row.involvement.now_known_as_id or row.involvement_id)
        if one is not None and row.interview_due_at is not None:
            found.append(LeftOpen(one.key, one.letter, _interview(row, row.interview_due_at, at), row.key))
    return tuple(found)


def plans_to_review(incident_id: int, on: date) -> tuple[LeftOpen, ...]:
    """The safety plan was to be looked at again before `on`."""
    living = {one.pk: one for one in _living(incident_id)}
    found = []
    for row in standing_plans(living):
        one = living.get(row.involvement.now_known_as_id or row.involvement_id)
        if one is not None and row.review_on < on:
            words = f"the safety plan was to be looked at again by {_day(row.review_on)}"
            found.append(LeftOpen(one.key, one.letter, words, row.key))
    return tuple(sorted(found, key=lambda one: one.letter))


def _living(incident_id: int) -> list[Involvement]:
    """With the letters that stand; nobody of whom it is said, without contradiction, that they died."""
    rows = list(
        Involvement.objects.filter(incident=incident_id)
        .select_related("merging")
        .prefetch_related("whereabouts")
        .order_by("position")
    )
    return [one for one in rows if one.now_known_as_id is None and not _died(one, rows)]


def _died(one: Involvement, rows: Iterable[Involvement]) -> bool:
    letters = [other for other in rows if other.now_known_as_id == one.pk]
    before = statements.said_before(letters, {other.pk: list(other.whereabouts.all()) for other in letters})
    now = statements.current(one.whereabouts.all(), before)
    return bool(now) and all(row.where == Where.DIED for row in now)


def _interview(row: MissingEpisode, due_at: datetime, at: datetime) -> str:
    offered = ", offered" if row.interview == InterviewState.OFFERED else ""
    late = "was owed" if due_at < at else "is owed"
    return f"a return interview {late} by {_day(clock.local_date(due_at))}{offered}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B}" if day else ""
