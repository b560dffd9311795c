"""Reminding people of a meeting: whoever has not answered, and the day before whoever may come. Once each."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from reachable.audit.log import operation, record
from reachable.incidents.models import Connection
from reachable.outbox import operations as outbox
from reachable.outbox import queries as outbox_queries
from reachable.outbox.choices import Message

from .. import links
from ..choices import Coming, MeetingState
from ..models import Attendee
from ..queries.invitation import digest_of
from .inviting import new_token

AT_A_TIME = 20
MAY_COME = (Coming.NOT_SAID, Coming.COMING, Coming.SENDING)
STAGES = (  # what it is called, how long before the meeting at most and more than, and of whom
    ("day", timedelta(hours=24), timedelta(), Q(coming__in=MAY_COME)),
    ("answer", timedelta(hours=72), timedelta(hours=24), Q(coming=Coming.NOT_SAID)),
)


@operation
def remind_of_meetings(*, by: None, at: datetime) -> int:
    """Once for each stage, place and time of the meeting, however many workers ask; how many were queued.

    Some at a time: asked again until it answers 0. The rows are locked first, so that of two workers the second finds
    the deliveries of the first. Whoever was invited after a stage had come is not reminded by it.
    """
    return sum(_stage(name, _due(at, most, least).filter(whom), at) for name, most, least, whom in STAGES)


def _stage(name: str, due: QuerySet[Attendee], at: datetime) -> int:
    keys = {one.pk: _delivery_key(one, name) for one in due}
    told = outbox_queries.queued_already(keys.values())
    some = [pk for pk, key in keys.items() if key not in told][:AT_A_TIME]
    list(Attendee.objects.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk"))
    told = outbox_queries.queued_already(keys[pk] for pk in some)
    waiting = [one for one in due.filter(pk__in=some) if keys[one.pk] not in told]
    for one in waiting:
        _remind(one, keys[one.pk], name, at=at)
    Attendee.objects.bulk_update(waiting, ["answer_digest", "reminded_at"])
    return len(waiting)


def _due(at: datetime, most: timedelta, least: timedelta) -> QuerySet[Attendee]:
    """Of meetings that begin within `most` from now and after `least`, those who were invited before that began."""
    shut_out = Connection.objects.filter(
        incident=OuterRef("meeting__incident"), professional=OuterRef("professional"), ended_at__isnull=True
    )
    rows = Attendee.objects.filter(
        ~Exists(shut_out),
        out_at__isnull=True,
        invited_at__isnull=False,
        meeting__state=MeetingState.PLANNED,
        meeting__starts_at__gt=at + least,
        meeting__starts_at__lte=at + most,
    )
    rows = rows.filter(invited_at__lt=F("meeting__starts_at") - most).exclude(professional__email="")
    return rows.select_related("professional", "meeting__incident").order_by("meeting__starts_at", "pk")


def _delivery_key(place: Attendee, stage: str) -> UUID:
    return uuid5(place.key, f"reminder {stage} {place.meeting.starts_at.isoformat()}")


def _remind(place: Attendee, key: UUID, stage: str, *, at: datetime) -> None:
    """With a new link: of the one that was sent before, nothing is kept that it could be made of again."""
    token = new_token()
    place.answer_digest, place.reminded_at = digest_of(token), at
    who, meeting = place.professional, place.meeting
    outbox.queue(
        Message.MEETING_REMINDER,
        to=who.email,
        at=at,
        professional_key=who.key,
        reference=meeting.incident.reference,
        link=links.answer(token),
        key=key,
    )
    codes = {"meeting": meeting.reference, "professional": str(who.key), "stage": stage}
    record("meeting-reminded", by=None, at=at, incident=meeting.incident.reference, codes=codes)
