"""Who is on duty by the rota, and where nobody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from reachable.common import clock, working_days
from reachable.common.refusals import NotFound
from reachable.directory.models import DutyShift
from reachable.directory.roles import ROLES

from .duty import DutyLineRow, duty_lines, running_shifts

NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ShiftRow:
    key: UUID
    role: str
    role_name: str
    night: bool
    area: str
    professional_key: UUID
    name: str
    job_title: str
    agency: str
    telephone: str
    from_at: datetime
    until_at: datetime
    note: str
    set_by: str
    dropped_at: datetime | None
    dropped_by: str


@dataclass(frozen=True)
class Gap:
    """Nobody of a role that carries the night is on the rota; the duty line is rung."""

    role_name: str
    area: str
    from_at: datetime
    until_at: datetime
    is_whole: bool  # the whole night, not a part of it
    name: str  # of the line
    telephone: str


@dataclass(frozen=True)
class RotaDay:
    """From when offices open on this day until they open on the next: a night belongs to the day it begins on."""

    day: date
    shifts: tuple[ShiftRow, ...]
    dropped: tuple[ShiftRow, ...]
    gaps: tuple[Gap, ...]


def _loaded(found: QuerySet[DutyShift]) -> QuerySet[DutyShift]:
    return found.select_related("professional__agency", "set_by", "dropped_by")


def _row(shift: DutyShift) -> ShiftRow:
    role, person = ROLES[shift.role], shift.professional
    return ShiftRow(
        key=shift.key,
        role=shift.role,
        role_name=role.name,
        night=role.night,
        area=shift.area,
        professional_key=person.key,
        name=person.name,
        job_title=person.job_title,
        agency=person.agency.name,
        telephone=shift.telephone or person.telephone,
        from_at=shift.from_at,
        until_at=shift.until_at,
        note=shift.note,
        set_by=shift.set_by.name if shift.set_by else "",
        dropped_at=shift.dropped_at,
        dropped_by=shift.dropped_by.name if shift.dropped_by else "",
    )


def _in_order(rows: Iterable[ShiftRow]) -> tuple[ShiftRow, ...]:
    order = list(ROLES)
    return tuple(sorted(rows, key=lambda row: (order.index(row.role), row.area, row.from_at, row.name)))


def shift(key: UUID | str) -> ShiftRow:
    try:
        return _row(_loaded(DutyShift.objects.all()).get(key=UUID(str(key))))
    except (DutyShift.DoesNotExist, ValueError) as error:
        raise NotFound("There is no such shift.") from error


def on_duty(area: str, at: datetime, roles: Iterable[str] = ()) -> list[ShiftRow]:
    """Who is on duty in the area by the rota; everywhere without an area."""
    found = running_shifts(area, at)
    if wanted := tuple(roles):
        found = found.filter(role__in=wanted)
    return list(_in_order(_row(shift) for shift in _loaded(found)))


def duty_day(at: datetime) -> date:
    """The day whose rota runs now: before offices open it is still the night of the day before."""
    there = clock.local(at)
    return there.date() if there.time() >= settings.OFFICE_HOURS[0] else there.date() - NEXT_DAY


def rota(first: date, days: int) -> list[RotaDay]:
    """So many days of the rota in two statements, with the nights on which nobody is on it."""
    begins, ends = _opens(first), _opens(first + days * NEXT_DAY)
    found = _loaded(DutyShift.objects.filter(from_at__lt=ends, until_at__gt=begins))
    rows = _in_order(_row(shift) for shift in found)
    lines = [line for line in duty_lines() if line.night]
    return [_day(first + number * NEXT_DAY, rows, lines) for number in range(days)]


def _instant(day: date, clock_time: time) -> datetime:
    return datetime.combine(day, clock_time, tzinfo=clock.LONDON).astimezone(UTC)


def _opens(day: date) -> datetime:
    return _instant(day, settings.OFFICE_HOURS[0])


def _day(day: date, rows: Sequence[ShiftRow], lines: Sequence[DutyLineRow]) -> RotaDay:
    begins, ends = _opens(day), _opens(day + NEXT_DAY)
    here = [row for row in rows if row.from_at < ends and row.until_at > begins]
    stand = tuple(row for row in here if not row.dropped_at or row.dropped_at > max(row.from_at, begins))
    gaps = [gap for line in lines for gap in _gaps(day, line, stand)]
    return RotaDay(day, stand, tuple(row for row in here if row not in stand), tuple(gaps))


def _gaps(day: date, line: DutyLineRow, shifts: Sequence[ShiftRow]) -> list[Gap]:
    """The parts of the time out of hours, the whole of a weekend among it, that no shift of the role covers."""
    shuts = settings.OFFICE_HOURS[1] if working_days.is_working_day(day) else settings.OFFICE_HOURS[0]
    begins, ends = _instant(day, shuts), _opens(day + NEXT_DAY)
    found, open_from = [], begins
    covering = [row for row in shifts if row.role == line.role and row.area in ("", line.area)]
    for row in sorted(covering, key=lambda row: row.from_at):
        if row.from_at > open_from:
            found.append((open_from, min(row.from_at, ends)))
        open_from = max(open_from, min(row.until_at, row.dropped_at or row.until_at))
    if open_from < ends:
        found.append((open_from, ends))
    return [
        Gap(
            role_name=line.role_name,
            area=line.area,
            from_at=start,
            until_at=end,
            is_whole=(start, end) == (begins, ends),
            name=line.name,
            telephone=line.telephone,
        )
        for start, end in found
        if start < end
    ]
