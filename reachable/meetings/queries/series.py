"""Meetings that come back: when the next is due, whether it is planned, and which are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.contexts import queries as contexts
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.playbook.schema import MeetingKind
from reachable.responses import editions

from ..choices import HELD, NOT_YET_HELD, MeetingState
from ..models import Meeting, Series
from ..policies import series as policies


@dataclass(frozen=True)
class SeriesRow:
    """For the gate before standing down: nothing of whom it is about."""

    key: UUID
    kind: str
    next_on: date
    owner: str
    is_late: bool


@dataclass(frozen=True)
class OneOfThem:
    reference: str
    starts_at: datetime
    state_label: str


@dataclass(frozen=True)
class SeriesLine:
    """`about` in words as this reader may know it; `young_person` is whom it is about, None where it is of none.

    `planned` is the next that is convened. `held` counts those that were.
    """

    key: UUID
    kind: str
    title: str
    about: str
    young_person: YoungPersonLine | None
    every_weeks: int
    next_on: date
    reason: str
    outcome: str
    owner: str
    is_late: bool
    planned: OneOfThem | None
    last: OneOfThem | None
    held: int
    ended_by: str
    ended_at: datetime | None
    ended_because: str


@dataclass(frozen=True)
class SeriesView:
    """`running` are late ones first; what is offered to begin one is empty for who may not convene."""

    heading: Heading
    running: tuple[SeriesLine, ...]
    ended: tuple[SeriesLine, ...]
    may_convene: bool


@dataclass(frozen=True)
class NewSeriesView:
    heading: Heading
    kinds: tuple[MeetingKind, ...]
    young_people: tuple[YoungPersonLine, ...]
    owners: tuple[tuple[UUID, str], ...]
    contexts: tuple[tuple[str, str], ...]


def series(professional: Professional, reference: str, at: datetime) -> SeriesView:
    """NotFound for an incident that this professional may not open. A fixed number of statements."""
    heading = incidents.heading(professional, reference, at)
    lines = _lines(professional, heading, at)
    running = sorted((one for one in lines if one.ended_at is None), key=lambda one: (not one.is_late, one.next_on))
    return SeriesView(
        heading=heading,
        running=tuple(running),
        ended=tuple(one for one in reversed(lines) if one.ended_at is not None),
        may_convene=professional.holds(Permission.CONVENE_MEETINGS),
    )


def one_series(professional: Professional, reference: str, key: UUID, at: datetime) -> tuple[Heading, SeriesLine]:
    heading = incidents.heading(professional, reference, at)
    found = next((one for one in _lines(professional, heading, at) if one.key == key), None)
    if found is None:
        raise NotFound("series")
    return heading, found


def new_series(professional: Professional, reference: str, at: datetime) -> NewSeriesView:
    heading = incidents.heading(professional, reference, at)
    if not professional.holds(Permission.CONVENE_MEETINGS):
        raise NotPermitted("Your role does not let you convene a meeting.")
    kinds = editions.in_force().meetings
    team = incidents.team(professional, heading.incident_id, at)
    places = contexts.open_contexts_of(professional, heading.incident_id, at) if _reads_contexts(professional) else ()
    return NewSeriesView(
        heading=heading,
        kinds=tuple(kinds[code] for code in policies.KINDS if code in kinds),
        young_people=tuple(incidents.young_people(professional, heading.incident_id, at)),
        owners=tuple({one.key: one.name for one in team}.items()),
        contexts=tuple((one.reference, one.name) for one in places),
    )


def series_of_incident(professional: Professional, heading: Heading, at: datetime) -> tuple[SeriesRow, ...]:
    """Those that run, of an incident whose heading the reader has been given; two statements."""
    rows = list(
        Series.objects.filter(_home(heading), ended_at__isnull=True).select_related("owner").order_by("next_on")
    )
    planned, _, _ = _meetings(rows)
    today = clock.local_date(at)
    return tuple(
        SeriesRow(row.key, _title(row.kind), row.next_on, row.owner.name, _is_late(row, planned.get(row.pk), today))
        for row in rows
    )


def _lines(professional: Professional, heading: Heading, at: datetime) -> list[SeriesLine]:
    with_ = ("owner", "ended_by", "context", "involvement__now_known_as")
    rows = list(Series.objects.filter(_home(heading)).select_related(*with_).order_by("at", "pk"))
    everybody = {one.key: one for one in incidents.young_people(professional, heading.incident_id, at)} if rows else {}
    planned, last, held = _meetings(rows)
    today, reads = clock.local_date(at), _reads_contexts(professional)
    return [
        _line(row, everybody, planned.get(row.pk), last.get(row.pk), held.get(row.pk, 0), today, reads_contexts=reads)
        for row in rows
    ]


def _home(heading: Heading) -> Q:
    return Q(incident=heading.incident_id) | Q(incident__joined_into=heading.incident_id)


def _meetings(rows: Sequence[Series]) -> tuple[dict[int, Meeting], dict[int, Meeting], dict[int, int]]:
    """By series: the next that is planned or runs, the last that was held, and how many were; one statement."""
    found = Meeting.objects.filter(series__in=[row.pk for row in rows]).exclude(state=MeetingState.CANCELLED)
    planned: dict[int, Meeting] = {}
    last: dict[int, Meeting] = {}
    held: dict[int, int] = {}
    for one in found.order_by("starts_at", "pk") if rows else ():
        if one.series_id is None:
            continue
        if one.state in NOT_YET_HELD:
            planned.setdefault(one.series_id, one)
        elif one.state in HELD:
            last[one.series_id] = one
            held[one.series_id] = held.get(one.series_id, 0) + 1
    return planned, last, held


def _line(
    row: Series,
    everybody: dict[UUID, YoungPersonLine],
    planned: Meeting | None,
    last: Meeting | None,
    held: int,
    today: date,
    *,
    reads_contexts: bool,
) -> SeriesLine:
    involvement = (row.involvement.now_known_as or row.involvement) if row.involvement else None
    young_person = everybody.get(involvement.key) if involvement else None
    about = young_person.label if young_person else "the incident"
    if row.context:
        about = row.context.name if reads_contexts else "a place or a group"
    reason, outcome = policies.reason_and_outcome(row.reason)
    return SeriesLine(
        key=row.key,
        kind=row.kind,
        title=_title(row.kind),
        about=about,
        young_person=young_person,
        every_weeks=row.every_weeks,
        next_on=row.next_on,
        reason=reason,
        outcome=outcome,
        owner=row.owner.name,
        is_late=row.ended_at is None and _is_late(row, planned, today),
        planned=_one(planned),
        last=_one(last),
        held=held,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
        ended_because=row.ended_because,
    )


def _is_late(row: Series, planned: Meeting | None, today: date) -> bool:
    planned_on = clock.local_date(planned.starts_at) if planned else None
    return policies.is_late(row.next_on, today, planned_on=planned_on)


def _one(meeting: Meeting | None) -> OneOfThem | None:
    return OneOfThem(meeting.reference, meeting.starts_at, meeting.get_state_display()) if meeting else None


def _title(kind: str) -> str:
    return editions.in_force().meetings[kind].title


def _reads_contexts(professional: Professional) -> bool:
    return professional.holds(Permission.SEE_CONTEXTS)
