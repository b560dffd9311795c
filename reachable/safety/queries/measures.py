"""Practical measures of an incident: how each stands now, what waits, and every step of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from reachable.common import clock
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, YoungPersonLine

from ..choices import MeasureState
from ..models import Measure, MeasureStep

ANSWER_EXPECTED = timedelta(hours=24)  # our default: how long something is asked for before somebody asks again


@dataclass(frozen=True)
class MeasureLine:
    """Days as they were said. What has expired or waits is worked out for the moment of reading.

    `letter` is whom it is for, `said_of` the letter it was asked for, where that is now known by another. `state_label`
    is how it stands now: "Expired" is no state that anybody records.
    """

    key: UUID
    letter: str
    said_of: str
    involvement_key: UUID
    kind: str
    kind_label: str
    words: str
    asked_of: str
    asked_by: str
    asked_at: datetime
    state: str
    state_label: str
    in_place_on: date | None
    expires_on: date | None
    review_on: date | None
    version: int
    is_expired: bool
    review_is_due: bool
    waits_too_long: bool

    @property
    def name(self) -> str:
        """Of another measure its words are its name."""
        return self.words if self.kind == "OTHER" and self.words else self.kind_label

    @property
    def runs(self) -> bool:
        """Asked for, or in place and not expired."""
        return self.state in (MeasureState.ASKED_FOR, MeasureState.IN_PLACE) and not self.is_expired

    @property
    def waits(self) -> bool:
        return self.is_expired or self.review_is_due or self.waits_too_long

    @property
    def end_is_not_known(self) -> bool:
        return self.state == MeasureState.IN_PLACE and self.expires_on is None


@dataclass(frozen=True)
class MeasureStepLine:
    number: int
    label: str
    in_place_on: date | None
    expires_on: date | None
    review_on: date | None
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class MeasureView:
    """`steps` newest first."""

    heading: Heading
    line: YoungPersonLine
    measure: MeasureLine
    steps: tuple[MeasureStepLine, ...]


def measures_of(
    professional: Professional, told: Heading, at: datetime, key: UUID | None = None
) -> tuple[MeasureLine, ...]:
    """Of the young person `key`, or of everybody, in an incident whose heading the reader has been given: what runs or
    waits first, then what is over. One statement.
    """
    rows = _rows(told)
    if key:
        rows = rows.filter(Q(involvement__key=key) | Q(involvement__now_known_as__key=key))
    lines = [_line(row, at) for row in rows]
    return tuple(sorted(lines, key=lambda one: (not one.waits, not one.runs)))


def measures_waiting(professional: Professional, told: Heading, at: datetime) -> tuple[MeasureLine, ...]:
    """What somebody must look at: expired, to be reviewed, or asked for without an answer. One statement."""
    rows = _rows(told).filter(state__in=(MeasureState.ASKED_FOR, MeasureState.IN_PLACE))
    return tuple(line for line in (_line(row, at) for row in rows) if line.waits)


def measure(professional: Professional, reference: str, key: UUID, at: datetime) -> MeasureView:
    """Raises NotFound for one of an incident that this professional may not open."""
    told, everybody = incidents.with_young_people(professional, reference, at)
    row = _rows(told).filter(key=key).first()
    if row is None:
        raise NotFound("measure")
    about = row.involvement.now_known_as or row.involvement
    person = next((one for one in everybody if one.key == about.key), None)
    if person is None:
        raise NotFound("young person")
    steps = list(row.steps.select_related("by").order_by("number"))
    return MeasureView(told, person, _line(row, at), tuple(reversed(_steps(steps))))


def _rows(told: Heading) -> QuerySet[Measure]:
    return (
        Measure.objects.filter(incident_id=told.incident_id)
        .select_related("involvement__now_known_as", "asked_of", "asked_by")
        .order_by("involvement__position", "asked_at", "pk")
    )


def _line(row: Measure, at: datetime) -> MeasureLine:
    today = clock.local_date(at)
    about = row.involvement.now_known_as or row.involvement
    stands = row.state in (MeasureState.ASKED_FOR, MeasureState.IN_PLACE)
    expired = row.state == MeasureState.IN_PLACE and row.expires_on is not None and row.expires_on < today
    due = stands and row.review_on is not None and row.review_on <= today
    is_unanswered = row.state == MeasureState.ASKED_FOR and row.review_on is None  # no day was agreed to look again
    return MeasureLine(
        key=row.key,
        letter=about.letter,
        said_of=row.involvement.letter if row.involvement.now_known_as_id else "",
        involvement_key=about.key,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        words=row.words,
        asked_of=row.asked_of.name if row.asked_of else "",
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        state=row.state,
        state_label="Expired" if expired else str(row.get_state_display()),
        in_place_on=row.in_place_on,
        expires_on=row.expires_on,
        review_on=row.review_on,
        version=row.version,
        is_expired=expired,
        review_is_due=due,
        waits_too_long=is_unanswered and row.asked_at + ANSWER_EXPECTED < at,
    )


def _steps(rows: Iterable[MeasureStep]) -> list[MeasureStepLine]:
    found: list[MeasureStepLine] = []
    before: MeasureStep | None = None
    for row in rows:
        found.append(
            MeasureStepLine(
                number=row.number,
                label=_step_label(row, before),
                in_place_on=row.in_place_on,
                expires_on=row.expires_on,
                review_on=row.review_on,
                words=row.words,
                by=row.by.name,
                at=row.at,
            )
        )
        before = row
    return found


def _step_label(row: MeasureStep, before: MeasureStep | None) -> str:
    """A step that leaves the state as it was says what it changed."""
    if before is None or before.state != row.state:
        return str(row.get_state_display())
    if row.state == MeasureState.IN_PLACE and row.expires_on != before.expires_on:
        return _extended(row.expires_on, before.expires_on)
    if row.review_on != before.review_on:
        return "Looked at"
    return f"Still {str(row.get_state_display()).lower()}"


def _extended(now: date | None, before: date | None) -> str:
    if now is None:
        return "In place without a known end"
    return "Extended" if before is not None and now > before else "Last day changed"
