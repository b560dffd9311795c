"""Whom to ring, and who is on duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.directory import policies
from reachable.directory.choices import RoleCode
from reachable.directory.models import DutyLine, Professional
from reachable.directory.roles import ROLES, codes_with

from ._loading import loaded

TAKES_REPORTS_IN = (RoleCode.FRONT_DOOR_MANAGER, RoleCode.EMERGENCY_DUTY_SENIOR)


@dataclass(frozen=True)
class DutyLineRow:
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

    def answers(self, at: datetime) -> bool:
        return policies.is_answered(self.hours, at)


def duty_lines(area: str = "", roles: Iterable[str] = ()) -> list[DutyLineRow]:
    """Whom to ring: the lines of the area and those for everywhere; all of them without an area."""
    found = DutyLine.objects.select_related("confirmed_by")
    if area:
        found = found.filter(area__in=("", area))
    if wanted := tuple(roles):
        found = found.filter(role__in=wanted)
    order = list(ROLES)
    rows = sorted(found, key=lambda line: (order.index(line.role), line.area, line.name))
    return [
        DutyLineRow(
            key=line.key,
            role=line.role,
            role_name=ROLES[line.role].name,
            night=ROLES[line.role].night,
            name=line.name,
            telephone=line.telephone,
            area=line.area,
            hours=line.hours,
            hours_label=line.get_hours_display(),
            note=line.note,
            version=line.version,
            confirmed_at=line.confirmed_at,
            confirmed_by=line.confirmed_by.name if line.confirmed_by else "",
        )
        for line in rows
    ]


def whom_to_ring(area: str, at: datetime) -> list[DutyLineRow]:
    """The duty lines of the area and those for everywhere, those that are answered now first.

    Among them whoever takes reports in: by day the children's front door, at night the emergency duty team.
    """
    order = [*TAKES_REPORTS_IN, *(code for code in ROLES if code not in TAKES_REPORTS_IN)]
    return sorted(duty_lines(area), key=lambda line: (not line.answers(at), order.index(line.role)))


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
