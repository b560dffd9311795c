"""Whom to ring, and who is on duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.directory import policies
from reachable.directory.choices import DutyHours, RoleCode
from reachable.directory.models import DutyLine, DutyShift, Professional
from reachable.directory.roles import ROLES, codes_with

from ._confirming import Confirmable
from ._loading import loaded

TAKES_REPORTS_IN = (RoleCode.FRONT_DOOR_MANAGER, RoleCode.EMERGENCY_DUTY_SENIOR)
BY_THE_ROTA = "On duty by the rota"


@dataclass(frozen=True)
class DutyLineRow(Confirmable):
    """A duty line; or, with `on_duty`, somebody who is on duty by the rota, with the number of the shift."""

    key: UUID
    role: str
    role_name: str
    night: bool
    name: str
    telephone: str
    area: str
    hours: str
    hours_label: str
    note: str
    version: int
    confirmed_at: datetime | None
    confirmed_by: str
    on_duty: str = ""  # the professional's name
    until_at: datetime | None = None

    def answers(self, at: datetime) -> bool:
        return policies.is_answered(self.hours, at)


_READ = (
    "key", "role", "called", "number", "area", "answered", "note", "version_", "confirmed", "confirmed_by_name",
    "on_duty", "until",
)  # fmt: skip


def _lines(area: str) -> QuerySet[DutyLine, Any]:
    found = DutyLine.objects.filter(area__in=("", area)) if area else DutyLine.objects.all()
    return (
        found.order_by()
        .annotate(
            called=F("name"),
            number=F("telephone"),
            answered=F("hours"),
            version_=F("version"),
            confirmed=F("confirmed_at"),
            confirmed_by_name=F("confirmed_by__name"),
            on_duty=Value("", output_field=CharField()),
            until=Cast(Value(None), DateTimeField()),
        )
        .values_list(*_READ)
    )


def running_shifts(area: str, at: datetime) -> QuerySet[DutyShift]:
    """Those of the area and those for everywhere; all of them without an area."""
    dropped = Q(dropped_at__lte=at)
    found = DutyShift.objects.filter(~dropped | Q(dropped_at=None), from_at__lte=at, until_at__gt=at)
    return found.filter(area__in=("", area)) if area else found


def _on_duty(area: str, at: datetime) -> QuerySet[DutyShift, Any]:
    own = F("professional__telephone")
    return (
        running_shifts(area, at)
        .order_by()
        .annotate(
            called=F("professional__name"),
            number=Coalesce(NullIf("telephone", Value("")), own),
            answered=Value(DutyHours.ALWAYS.value, output_field=CharField()),
            version_=Value(1),
            confirmed=F("set_at"),
            confirmed_by_name=F("set_by__name"),
            on_duty=F("professional__name"),
            until=F("until_at"),
        )
        .values_list(*_READ)
    )


def _row(*read: Any) -> DutyLineRow:
    key, role, name, telephone, area, hours, note, version, confirmed_at, confirmed_by, on_duty, until_at = read
    return DutyLineRow(
        key=key,
        role=role,
        role_name=ROLES[role].name,
        night=ROLES[role].night,
        name=name,
        telephone=telephone,
        area=area,
        hours=hours,
        hours_label=BY_THE_ROTA if on_duty else str(DutyHours(hours).label),
        note=note,
        version=version,
        confirmed_at=confirmed_at,
        confirmed_by=confirmed_by or "",
        on_duty=on_duty,
        until_at=until_at,
    )


def duty_lines(area: str = "", roles: Iterable[str] = ()) -> list[DutyLineRow]:
    """The lines of the area and those for everywhere; all of them without an area."""
    found = _lines(area)
    if wanted := tuple(roles):
        found = found.filter(role__in=wanted)
    order = list(ROLES)
    return sorted((_row(*read) for read in found), key=lambda line: (order.index(line.role), line.area, line.name))


def whom_to_ring(area: str, at: datetime) -> list[DutyLineRow]:
    """The duty lines of the area and those for everywhere, those that are answered now first.

    Among them whoever takes reports in: by day the children's front door, at night the emergency duty team. Before the
    lines of a role comes whoever is on duty in it by the rota. One statement, because every incident's page asks.
    """
    order = [*TAKES_REPORTS_IN, *(code for code in ROLES if code not in TAKES_REPORTS_IN)]
    rows = [_row(*read) for read in _lines(area).union(_on_duty(area, at), all=True)]
    return sorted(
        rows,
        key=lambda row: (not row.answers(at), order.index(row.role), not row.on_duty, row.area, row.name),
    )


def duty_holders(
    *, roles: Iterable[str] = (), permission: Permission | None = None, area: str = "", at: datetime | None = None
) -> list[Professional]:
    """For the system: who holds one of the roles (or a role with the permission) in the area now.

    A role held everywhere counts in each area. Without an area, holders in all areas answer.
    """
    codes = tuple(roles) or (codes_with(permission) if permission else ())
    when = at or clock.now()
    running = Q(holdings__role__in=codes, holdings__since_at__lte=when) & (
        Q(holdings__until_at=None) | Q(holdings__until_at__gt=when)
    )
    if area:
        running &= Q(holdings__area__in=("", area))
    return list(loaded().filter(running).distinct().order_by("name", "pk"))
