"""When young people of an incident were missing, and what became of the interview that each return is owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, YoungPersonLine

from .. import permissions
from ..choices import InterviewState
from ..models import InterviewStep, MissingEpisode
from ..policies.missing import is_owed
from . import lists


@dataclass(frozen=True)
class InterviewStepLine:
    """`words` and `held_by` are empty for a reader who does not read what is recorded of young people."""

    number: int
    state: str
    label: str
    held_at: datetime | None
    held_by: str
    independent: bool | None
    carers_asked: bool
    words: str
    by: str
    at: datetime

    @property
    def independent_words(self) -> str:
        if self.state != InterviewState.HELD:
            return ""
        return {True: "independent", False: "not independent", None: "independent or not is not known"}[
            self.independent
        ]


@dataclass(frozen=True)
class EpisodeLine:
    """`is_owed` and `is_overdue` are worked out for the moment of reading. `steps` newest first.

    `is_mistake`: what was said was corrected, or the young person died: nobody is owed an interview.
    """

    key: UUID
    number: int
    line: YoungPersonLine
    said_of: str
    missing_since: datetime
    returned_at: datetime | None
    due_at: datetime | None
    due_source: str
    due_edition: str
    state: str
    state_label: str
    version: int
    is_owed: bool
    is_overdue: bool
    steps: tuple[InterviewStepLine, ...]

    @property
    def lasts(self) -> bool:
        return self.returned_at is None

    @property
    def is_mistake(self) -> bool:
        return self.returned_at is not None and self.due_at is None

    @property
    def learned(self) -> str:
        """What was learned in the interview that was held last."""
        return next((one.words for one in self.steps if one.state == InterviewState.HELD and one.words), "")

    @property
    def carers_not_asked(self) -> bool:
        """Refused, and nobody has asked the carers since."""
        return self.state == InterviewState.REFUSED and not self.steps[0].carers_asked


@dataclass(frozen=True)
class MissingView:
    """`episodes`: those that last first, then those whose interview is owed, then the newest return."""

    heading: Heading
    episodes: tuple[EpisodeLine, ...]
    may_read: bool
    may_record: bool

    @property
    def stand(self) -> tuple[EpisodeLine, ...]:
        return tuple(one for one in self.episodes if not one.is_mistake)

    @property
    def mistakes(self) -> tuple[EpisodeLine, ...]:
        return tuple(one for one in self.episodes if one.is_mistake)

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in self.episodes)

    @property
    def times(self) -> tuple[tuple[YoungPersonLine, int], ...]:
        """How often each was missing here: only of those who were."""
        people = {one.line.key: one.line for one in self.stand}
        return tuple((line, sum(one.line.key == key for one in self.stand)) for key, line in people.items())


@dataclass(frozen=True)
class EpisodeView:
    heading: Heading
    episode: EpisodeLine
    may_read: bool
    may_record: bool


def missing(professional: Professional, reference: str, at: datetime, key: UUID | None = None) -> MissingView:
    """Of the young person `key`, or of everybody. The statements do not grow with the times missing."""
    heading, everybody = incidents.with_young_people(professional, reference, at)
    may_read = permissions.may_read_plans(professional)
    rows = _rows(heading.incident_id)
    if key:
        rows = rows.filter(Q(involvement__key=key) | Q(involvement__now_known_as__key=key))
    lines = _lines(rows, everybody, at, may_read=may_read)
    order = sorted(lines, key=lambda one: one.missing_since, reverse=True)
    order.sort(key=lambda one: (not one.lasts, not one.is_owed))
    return MissingView(heading, tuple(order), may_read, permissions.may_keep_interviews(professional))


def episode(professional: Professional, reference: str, key: UUID, at: datetime) -> EpisodeView:
    """Raises NotFound for one of an incident that this professional may not open."""
    heading, everybody = incidents.with_young_people(professional, reference, at)
    may_read = permissions.may_read_plans(professional)
    found = _lines(_rows(heading.incident_id).filter(key=key), everybody, at, may_read=may_read)
    if not found:
        raise NotFound("missing episode")
    return EpisodeView(heading, found[0], may_read, permissions.may_keep_interviews(professional))


def _rows(incident_id: int) -> QuerySet[MissingEpisode]:
    rows = MissingEpisode.objects.filter(incident=incident_id).select_related("involvement__now_known_as")
    return rows.prefetch_related("steps__by")


def _lines(
    rows: Iterable[MissingEpisode], everybody: Iterable[YoungPersonLine], at: datetime, *, may_read: bool
) -> list[EpisodeLine]:
    people = {one.key: one for one in everybody}
    found = ((row, people.get((row.involvement.now_known_as or row.involvement).key)) for row in rows)
    return [_line(row, person, at, may_read=may_read) for row, person in found if person]


def _line(row: MissingEpisode, person: YoungPersonLine, at: datetime, *, may_read: bool) -> EpisodeLine:
    owed = is_owed(row.interview, row.interview_due_at)
    rule = lists.interview_rule()
    steps = sorted(row.steps.all(), key=lambda one: one.number, reverse=True)
    return EpisodeLine(
        key=row.key,
        number=row.number,
        line=person,
        said_of=row.involvement.letter if row.involvement.now_known_as_id else "",
        missing_since=row.missing_since,
        returned_at=row.returned_at,
        due_at=row.interview_due_at,
        due_source=rule.source if rule and rule.rule == row.due_rule else "",
        due_edition=row.due_edition,
        state=row.interview,
        state_label=str(row.get_interview_display()).removesuffix(", because"),
        version=row.version,
        is_owed=owed,
        is_overdue=owed and row.interview_due_at is not None and row.interview_due_at < at,
        steps=tuple(_step(one, may_read=may_read) for one in steps),
    )


def _step(row: InterviewStep, *, may_read: bool) -> InterviewStepLine:
    return InterviewStepLine(
        number=row.number,
        state=row.state,
        label=str(row.get_state_display()).removesuffix(", because"),
        held_at=row.held_at,
        held_by=row.held_by if may_read else "",
        independent=row.independent,
        carers_asked=row.carers_asked,
        words=row.words if may_read else "",
        by=row.by.name,
        at=row.at,
    )
