"""Which meetings there are: of an incident, the next of each incident, and those that wait on somebody."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading
from reachable.playbook.schema import MeetingKind
from reachable.responses import editions

from .. import access
from ..choices import NOT_YET_HELD, MeetingState
from ..models import Attendee, Meeting
from ..policies import SeatNow
from .seats_of import seat_now

SOON = timedelta(days=7)  # how far ahead My work shows a meeting


@dataclass(frozen=True)
class MeetingLine:
    """`covered` counts the young people whom it discusses."""

    reference: str
    incident: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    chair: str
    state: str
    covered: int
    is_invited: bool
    cancelled_because: str

    @property
    def state_label(self) -> str:
        return str(MeetingState(self.state).label)

    @property
    def is_running(self) -> bool:
        return self.state == MeetingState.RUNNING

    def is_late(self, at: datetime) -> bool:
        """It was to have begun, and nobody has started it."""
        return self.state == MeetingState.PLANNED and self.starts_at < at


@dataclass(frozen=True)
class MeetingsView:
    heading: Heading
    meetings: tuple[MeetingLine, ...]
    may_convene: bool

    def of(self, *states: str) -> tuple[MeetingLine, ...]:
        return tuple(one for one in self.meetings if one.state in states)


@dataclass(frozen=True)
class MyMeeting:
    """`empty_seats`: needed, and nobody is asked who may come. `through_incident`: the reader sees the meeting as
    the team does; otherwise only his own place at it.
    """

    line: MeetingLine
    part: str
    empty_seats: int
    through_incident: bool


def meetings_of(professional: Professional, reference: str, at: datetime) -> MeetingsView:
    """NotFound for an incident that this professional may not open."""
    heading = incidents.heading(professional, reference, at)
    rows = _counted(Meeting.objects.filter(incident=heading.incident_id)).order_by("starts_at", "pk")
    may = professional.holds(Permission.CONVENE_MEETINGS)
    return MeetingsView(heading, tuple(_line(row) for row in rows), may)


def next_meeting(professional: Professional, incident_ids: Collection[int], at: datetime) -> dict[int, MeetingLine]:
    """By incident: the one that runs, or else the next. One statement."""
    ahead = access.visible(professional, at).filter(incident__in=incident_ids, state__in=NOT_YET_HELD)
    rows = _counted(ahead.filter(Q(state=MeetingState.RUNNING) | Q(ends_at__gt=at))).order_by("starts_at", "pk")
    found: dict[int, MeetingLine] = {}
    for row in sorted(rows, key=lambda one: one.state != MeetingState.RUNNING):
        found.setdefault(row.incident_id, _line(row))
    return found


def my_meetings(professional: Professional, at: datetime) -> tuple[MyMeeting, ...]:
    """Meetings of the next days that this professional convened, chairs, writes down or is asked to; and those that
    ended and wait for the chair to agree the minutes. The statements do not grow with them.
    """
    officer = Q(chair=professional) | Q(minute_taker=professional) | Q(convened_by=professional)
    places = {one.meeting_id: one for one in access.attending(professional, at)}
    mine = access.visible(professional, at).filter(officer | Q(pk__in=places))
    through = {row.pk: row for row in _counted(mine.filter(_waits(professional, at)))}
    theirs = [pk for pk in places if pk not in through]
    only_place = Meeting.objects.filter(pk__in=theirs, state__in=NOT_YET_HELD, starts_at__lt=at + SOON)
    rows = {**through, **{row.pk: row for row in _counted(only_place)}} if theirs else through
    seats = _seats(through)
    lines = [
        MyMeeting(
            _line(row),
            _part(professional, row),
            _empty(seats.get(pk, ())) if row.state == MeetingState.PLANNED else 0,
            pk in through,
        )
        for pk, row in rows.items()
    ]
    return tuple(sorted(lines, key=lambda one: (one.line.starts_at, one.line.reference)))


def _waits(professional: Professional, at: datetime) -> Q:
    ahead = Q(state__in=NOT_YET_HELD, starts_at__lt=at + SOON)
    return ahead | Q(state=MeetingState.ENDED, chair=professional)


def _part(professional: Professional, meeting: Meeting) -> str:
    parts = []
    if professional.pk == meeting.chair_id:
        parts.append("you chair")
    if professional.pk == meeting.minute_taker_id:
        parts.append("you take the minutes")
    return " and ".join(parts) or ("you convened it" if professional.pk == meeting.convened_by_id else "you are asked")


def _seats(meetings: Mapping[int, Meeting]) -> dict[int, list[SeatNow]]:
    found: dict[int, list[SeatNow]] = {}
    rows = Meeting.objects.filter(pk__in=meetings).prefetch_related("seats") if meetings else ()
    people: dict[int, list[Attendee]] = {}
    asked = Attendee.objects.filter(meeting__in=meetings, out_at__isnull=True).select_related("professional__agency")
    for one in asked if meetings else ():
        people.setdefault(one.seat_id, []).append(one)
    for meeting in rows:
        kind = _kind_of(meetings[meeting.pk])
        found[meeting.pk] = [seat_now(seat, people.get(seat.pk, []), kind) for seat in meeting.seats.all()]
    return found


def _empty(seats: Iterable[SeatNow]) -> int:
    return sum(seat.is_missing for seat in seats)


def _counted(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    here = Q(covered__out_at__isnull=True, covered__isnull=False)
    return (
        rows.select_related("incident", "edition", "chair")
        .defer("edition__text")
        .annotate(covers=Count("covered__involvement", filter=here, distinct=True))
    )


def _kind_of(row: Meeting) -> MeetingKind:
    """As `access.kind_of`, without reading the words of the edition again for each meeting."""
    return editions.stored(row.edition.content_hash).meetings[row.kind]


def _line(row: Meeting) -> MeetingLine:
    return MeetingLine(
        reference=row.reference,
        incident=row.incident.reference,
        title=_kind_of(row).title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        chair=row.chair.name,
        state=row.state,
        covered=int(vars(row)["covers"]),
        is_invited=row.invited_at is not None,
        cancelled_because=row.cancelled_because,
    )
