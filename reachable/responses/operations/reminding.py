"""Telling owners by mail that an action of theirs is overdue. Pages show it without this."""

from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from reachable.audit.log import operation
from reachable.common import clock
from reachable.incidents import access
from reachable.incidents.choices import Where
from reachable.incidents.models import Connection, Whereabouts
from reachable.outbox import operations as outbox
from reachable.outbox import queries as outbox_queries
from reachable.outbox.choices import Message

from ..choices import UNFINISHED
from ..models import Action

MORNING = time(8, 0)  # nobody is woken by what was due the day before


def remind_overdue(*, at: datetime) -> int:
    """Once for each action and day in Norfolk, however many workers ask and however often; how many were queued.

    Each in a transaction of its own: whoever writes meanwhile waits for one reminder, not for all.
    """
    day = clock.local_date(at)
    due = [action for action in _overdue(at) if _is_the_hour(action, at)]
    keys = {action.pk: _delivery_key(action, day) for action in due}
    told = outbox_queries.queued_already(keys.values())
    return sum(_remind(pk, key, at=at) for pk, key in keys.items() if key not in told)


def _overdue(at: datetime) -> QuerySet[Action]:
    """Of owners who can still open the incident, and not about a young person who has died."""
    here = access.current_team(at).filter(incident=OuterRef("incident"), professional=OuterRef("owner"))
    shut_out = Connection.objects.filter(
        incident=OuterRef("incident"), professional=OuterRef("owner"), ended_at__isnull=True
    )
    where = Whereabouts.objects.filter(involvement=OuterRef("about")).order_by("-number").values("where")[:1]
    return (
        Action.objects.filter(state__in=UNFINISHED, due_at__lt=at, owner__isnull=False)
        .exclude(owner__email="")
        .filter(Exists(here), ~Exists(shut_out))
        .annotate(where_now=Subquery(where))
        .filter(Q(where_now__isnull=True) | ~Q(where_now=Where.DIED))
        .order_by("due_at", "pk")
    )


def _is_the_hour(action: Action, at: datetime) -> bool:
    return clock.local_date(action.due_at) == clock.local_date(at) or clock.local(at).time() >= MORNING


def _delivery_key(action: Action, day: date) -> UUID:
    return uuid5(action.key, f"overdue {day.isoformat()}")


@operation
def _remind(pk: int, key: UUID, *, at: datetime) -> bool:
    """The action's row is locked, so that of two workers the second finds the delivery of the first."""
    Action.objects.select_for_update().filter(pk=pk).values_list("pk").first()
    action = _overdue(at).select_related("owner", "incident").filter(pk=pk).first()
    if action is None or action.owner is None or key in outbox_queries.queued_already([key]):
        return False
    outbox.queue(
        Message.ACTION_OVERDUE,
        to=action.owner.email,
        at=at,
        professional_key=action.owner.key,
        reference=action.incident.reference,
        key=key,
    )
    return True
