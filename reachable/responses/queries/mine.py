"""What waits on me, across incidents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from reachable.common import clock
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents import access

from ..choices import UNFINISHED
from .actions import ActionLine, lines, rows
from .after_death import is_at_rest, with_death
from .ringing import ToRing, is_to_be_rung, numbers


@dataclass(frozen=True)
class ActionsOfMine:
    """`agency` are those of my agency that nobody has accepted; `others` those that I gave to somebody else.

    `to_ring` says whom to ring about what is due within 12 hours and nobody has accepted, by key of the action.
    """

    overdue: tuple[ActionLine, ...]
    today: tuple[ActionLine, ...]
    next_week: tuple[ActionLine, ...]
    later: tuple[ActionLine, ...]
    at_rest: tuple[ActionLine, ...]  # about a young person who has died since: nothing presses
    agency: tuple[ActionLine, ...]
    others: tuple[ActionLine, ...]
    to_ring: Mapping[UUID, tuple[ToRing, ...]] = field(default_factory=dict)

    @property
    def own(self) -> tuple[ActionLine, ...]:
        return (*self.overdue, *self.today, *self.next_week, *self.later, *self.at_rest)


def mine(professional: Professional, at: datetime) -> ActionsOfMine:
    """Three statements, and those of `grounds.footings`; only incidents that may be opened now."""
    reachable = access.visible(professional, at).values("pk")
    me, my_agency = Q(owner=professional), Q(owner__isnull=True, owner_agency_id=professional.agency_id)
    waiting = rows().filter(me | my_agency | Q(created_by=professional), state__in=UNFINISHED, incident__in=reachable)
    waiting = waiting.filter(access.readable(professional, at))
    found = list(with_death(waiting).order_by("due_at", "pk"))
    at_rest = {row.key for row in found if is_at_rest(row)}
    pressing = [row for row in found if row.key not in at_rest]
    pairs = list(zip(found, lines(found, professional, at), strict=True))
    duty = directory.whom_to_ring("", at)
    all_own = [a for row, a in pairs if row.owner_id == professional.pk]
    own = [a for a in all_own if a.key not in at_rest]
    agency = [a for row, a in pairs if row.owner_id is None and row.owner_agency_id == professional.agency_id]
    apart = {a.key for a in (*all_own, *agency)}
    return ActionsOfMine(
        overdue=tuple(a for a in own if a.due_at < at),
        today=tuple(a for a in own if a.due_at >= at and _days_away(a, at) == 0),
        next_week=tuple(a for a in own if a.due_at >= at and 0 < _days_away(a, at) <= 7),
        later=tuple(a for a in own if a.due_at >= at and _days_away(a, at) > 7),
        at_rest=tuple(a for a in all_own if a.key in at_rest),
        agency=tuple(agency),
        others=tuple(a for _, a in pairs if a.key not in apart),
        to_ring={row.key: numbers(row, duty, at) for row in pressing if is_to_be_rung(row, at)},
    )


def _days_away(action: ActionLine, at: datetime) -> int:
    difference: timedelta = clock.local_date(action.due_at) - clock.local_date(at)
    return difference.days
