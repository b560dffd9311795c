"""What waits on me, across incidents."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import access

from ..choices import UNFINISHED
from .actions import ActionLine, line, rows


@dataclass(frozen=True)
class ActionsOfMine:
    """`agency` are those of my agency that nobody has accepted; `others` those that I gave to somebody else."""

    overdue: tuple[ActionLine, ...]
    today: tuple[ActionLine, ...]
    next_week: tuple[ActionLine, ...]
    later: tuple[ActionLine, ...]
    agency: tuple[ActionLine, ...]
    others: tuple[ActionLine, ...]


def mine(professional: Professional, at: datetime) -> ActionsOfMine:
    """Three statements; only incidents that may be opened now."""
    reachable = access.visible(professional, at).values("pk")
    unfinished = rows().filter(state__in=UNFINISHED, incident__in=reachable).order_by("due_at", "pk")
    own = [line(row, professional, at) for row in unfinished.filter(owner=professional)]
    agency = unfinished.filter(owner__isnull=True, owner_agency_id=professional.agency_id)
    others = unfinished.filter(created_by=professional).exclude(owner=professional)
    others = others.exclude(Q(owner__isnull=True) & Q(owner_agency_id=professional.agency_id))
    return ActionsOfMine(
        overdue=tuple(a for a in own if a.due_at < at),
        today=tuple(a for a in own if a.due_at >= at and _days_away(a, at) == 0),
        next_week=tuple(a for a in own if a.due_at >= at and 0 < _days_away(a, at) <= 7),
        later=tuple(a for a in own if a.due_at >= at and _days_away(a, at) > 7),
        agency=tuple(line(row, professional, at) for row in agency),
        others=tuple(line(row, professional, at) for row in others),
    )


def _days_away(action: ActionLine, at: datetime) -> int:
    difference: timedelta = clock.local_date(action.due_at) - clock.local_date(at)
    return difference.days
