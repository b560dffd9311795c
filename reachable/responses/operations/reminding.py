"""Telling owners by mail that an action of theirs is overdue. Pages show it without this."""

from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, QuerySet

from reachable.audit.log import operation
from reachable.common import clock
from reachable.incidents import access
from reachable.incidents.choices import Audience
from reachable.incidents.models import Connection
from reachable.outbox import operations as outbox
from reachable.outbox import queries as outbox_queries
from reachable.outbox.choices import Message

from ..choices import UNFINISHED
from ..models import Action
from ..queries.after_death import is_at_rest, with_death

AT_A_TIME = 20
MORNING = time(8, 0)  # nobody is woken by what was due the day before


@operation
def remind_overdue(*, by: None, at: datetime) -> int:
    """Once for each action and day in Norfolk, however many workers ask and however often; how many were queued.

    Some at a time, so that nobody who writes waits for all of them: asked again until it answers 0. The rows are
    locked first, so that of two workers the second finds the deliveries of the first.
    """
    day = clock.local_date(at)
    late = (a for a in _overdue(at) if _is_the_hour(a, at) and _may_read(a, at) and not is_at_rest(a))
    keys = {action.pk: _delivery_key(action, day) for action in late}
    told = outbox_queries.queued_already(keys.values())
    some = [pk for pk, key in keys.items() if key not in told][:AT_A_TIME]
    list(Action.objects.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk"))
    told = outbox_queries.queued_already(keys[pk] for pk in some)
    waiting = _overdue(at).filter(pk__in=some).select_related("owner", "incident")
    return sum(_remind(action, keys[action.pk], at=at) for action in waiting if keys[action.pk] not in told)


def _overdue(at: datetime) -> QuerySet[Action]:
    """Of owners who can still open the incident."""
    here = access.current_team(at).filter(incident=OuterRef("incident"), professional=OuterRef("owner"))
    shut_out = Connection.objects.filter(
        incident=OuterRef("incident"), professional=OuterRef("owner"), ended_at__isnull=True
    )
    return (
        with_death(Action.objects.filter(state__in=UNFINISHED, due_at__lt=at, owner__isnull=False))
        .exclude(owner__email="")
        .filter(Exists(here), ~Exists(shut_out))
        .select_related("consideration")
        .order_by("due_at", "pk")
    )


def _is_the_hour(action: Action, at: datetime) -> bool:
    return clock.local_date(action.due_at) == clock.local_date(at) or clock.local(at).time() >= MORNING


def _may_read(action: Action, at: datetime) -> bool:
    """Of the few that are for fewer readers than the team: an owner who may no longer read it is not written to."""
    if action.audience == Audience.TEAM or action.owner is None:
        return True
    return action.audience in access.audiences_on_team(action.owner, action.incident, at)


def _delivery_key(action: Action, day: date) -> UUID:
    return uuid5(action.key, f"overdue {day.isoformat()}")


def _remind(action: Action, key: UUID, *, at: datetime) -> bool:
    owner = action.owner
    if owner is None:
        return False
    outbox.queue(
        Message.ACTION_OVERDUE,
        to=owner.email,
        at=at,
        professional_key=owner.key,
        reference=action.incident.reference,
        key=key,
    )
    return True
