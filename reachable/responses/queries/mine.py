"""What waits on me, across incidents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from reachable.common import clock
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.directory.queries import DutyLineRow
from reachable.directory.roles import ROLES
from reachable.incidents import access

from ..choices import UNFINISHED
from .actions import ActionLine, lines, rows

SOON = timedelta(hours=12)


@dataclass(frozen=True)
class ToRing:
    who: str
    telephone: str


@dataclass(frozen=True)
class ActionsOfMine:
    """`agency` are those of my agency that nobody has accepted; `others` those that I gave to somebody else.

    `to_ring` says whom to ring about what is due within 12 hours and nobody has accepted, by key of the action.
    """

    overdue: tuple[ActionLine, ...]
    today: tuple[ActionLine, ...]
    next_week: tuple[ActionLine, ...]
    later: tuple[ActionLine, ...]
    agency: tuple[ActionLine, ...]
    others: tuple[ActionLine, ...]
    to_ring: Mapping[UUID, tuple[ToRing, ...]] = field(default_factory=dict)

    @property
    def own(self) -> tuple[ActionLine, ...]:
        return (*self.overdue, *self.today, *self.next_week, *self.later)


def mine(professional: Professional, at: datetime) -> ActionsOfMine:
    """Three statements; only incidents that may be opened now."""
    reachable = access.visible(professional, at).values("pk")
    me, my_agency = Q(owner=professional), Q(owner__isnull=True, owner_agency_id=professional.agency_id)
    waiting = rows().filter(me | my_agency | Q(created_by=professional), state__in=UNFINISHED, incident__in=reachable)
    found = list(waiting.order_by("due_at", "pk"))
    pairs = list(zip(found, lines(found, professional, at), strict=True))
    own = [a for row, a in pairs if row.owner_id == professional.pk]
    agency = [a for row, a in pairs if row.owner_id is None and row.owner_agency_id == professional.agency_id]
    apart = {a.key for a in (*own, *agency)}
    return ActionsOfMine(
        overdue=tuple(a for a in own if a.due_at < at),
        today=tuple(a for a in own if a.due_at >= at and _days_away(a, at) == 0),
        next_week=tuple(a for a in own if a.due_at >= at and 0 < _days_away(a, at) <= 7),
        later=tuple(a for a in own if a.due_at >= at and _days_away(a, at) > 7),
        agency=tuple(agency),
        others=tuple(a for _, a in pairs if a.key not in apart),
        to_ring=_to_ring((a for _, a in pairs), at),
    )


def _to_ring(actions: Iterable[ActionLine], at: datetime) -> dict[UUID, tuple[ToRing, ...]]:
    duty = directory.duty_lines()
    urgent = [a for a in actions if not a.accepted and a.due_at <= at + SOON]
    return {a.key: _numbers(a, duty) for a in urgent}


def _numbers(action: ActionLine, duty: list[DutyLineRow]) -> tuple[ToRing, ...]:
    """The owner's own number; of an agency, the duty lines of its kind that cover the area of the incident."""
    if not action.owner_is_agency:
        return (ToRing(action.owner, action.owner_telephone),) if action.owner_telephone else ()
    return tuple(
        ToRing(line.name, line.telephone)
        for line in duty
        if action.agency_kind in ROLES[line.role].agency_kinds and line.area in ("", action.area)
    )


def _days_away(action: ActionLine, at: datetime) -> int:
    difference: timedelta = clock.local_date(action.due_at) - clock.local_date(at)
    return difference.days
