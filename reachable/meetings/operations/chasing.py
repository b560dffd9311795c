"""Before an action of a meeting is due its owner is told; a day after, the chair is. Pages show it without this."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Q, QuerySet

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents import timeline
from reachable.incidents.choices import Audience, TeamPart
from reachable.incidents.models import Connection
from reachable.outbox import operations as outbox
from reachable.outbox import queries as outbox_queries
from reachable.outbox.choices import Message
from reachable.responses.choices import UNFINISHED
from reachable.responses.models import Action
from reachable.responses.queries.after_death import is_at_rest, with_death

from .. import policies
from ..models import Attendee, Meeting, MeetingAction

AT_A_TIME = 20
MORNING = time(8, 0)  # nobody is woken by what was due the day before


@operation
def remind_and_escalate(*, by: None, at: datetime) -> int:
    """Owners before their action is due, guests once it is late, and the chair once it is a day late: each once,
    however many workers ask. Some at a time: asked again until it answers 0. Owners on the team hear of what is late
    from `responses.remind_overdue`.
    """
    return _remind(at) + _remind_guests(at) + _escalate(at)


def _actions(at: datetime, *, reached: Q) -> QuerySet[Action]:
    """Unfinished ones of meetings, of owners who can open them; each with its death, and nothing narrower decided."""
    shut_out = Connection.objects.filter(
        incident=OuterRef("incident"), professional=OuterRef("owner"), ended_at__isnull=True
    )
    rows = with_death(Action.objects.filter(reached, ~Exists(shut_out), state__in=UNFINISHED, owner__isnull=False))
    return rows.exclude(owner__email="").select_related("owner__agency", "incident", "consideration")


def _on_team(at: datetime) -> Q:
    here = incidents.current_team(at).filter(incident=OuterRef("incident"), professional=OuterRef("owner"))
    return Q(Exists(here), owner_is_guest=False)


def _as_guest(at: datetime) -> Q:
    """Whose way in through the meeting has not lapsed."""
    places = Attendee.objects.filter(
        meeting__in=MeetingAction.objects.filter(action=OuterRef(OuterRef("pk"))).values("meeting"),
        professional=OuterRef("owner"),
        out_at__isnull=True,
        lapses_at__gt=at,
    )
    return Q(Exists(places), owner_is_guest=True)


def _may_read(action: Action, at: datetime) -> bool:
    if action.audience == Audience.TEAM or action.owner is None:
        return True
    return action.audience in incidents.audiences_on_team(action.owner, action.incident, at)


def _remind(at: datetime) -> int:
    waiting = MeetingAction.objects.filter(reminded_at__isnull=True)
    soon = _actions(at, reached=_on_team(at) | _as_guest(at)).filter(
        Exists(waiting.filter(action=OuterRef("pk"))), due_at__gt=at, due_at__lte=at + policies.LONGEST_NOTICE
    )
    found = [one for one in soon.order_by("due_at", "pk") if _is_to_be_told(one, at)][:AT_A_TIME]
    mine = _held(waiting, found)
    for action in found:
        if action.pk in mine and action.owner is not None:
            _tell(Message.ACTION_DUE_SOON, action.owner, action.incident.reference, at=at)
    MeetingAction.objects.filter(action__in=mine).update(reminded_at=at)
    return len(mine)


def _is_to_be_told(action: Action, at: datetime) -> bool:
    is_soon = policies.is_to_be_reminded(action.created_at, action.due_at, at)
    return is_soon and _may_read(action, at) and not is_at_rest(action)


def _held(waiting: QuerySet[MeetingAction], actions: Iterable[Action]) -> set[int]:
    """Ids of those that nobody else has told meanwhile: the rows are locked first and read afterwards."""
    some = [one.pk for one in actions]
    list(MeetingAction.objects.select_for_update().filter(action__in=some).order_by("pk").values_list("pk"))
    return set(waiting.filter(action__in=some).values_list("action", flat=True))


def _tell(message: Message, who: Professional, reference: str, *, at: datetime, key: UUID | None = None) -> None:
    outbox.queue(message, to=who.email, at=at, professional_key=who.key, reference=reference, key=key)


def _remind_guests(at: datetime) -> int:
    """Once for each action and day in Norfolk, as `responses.remind_overdue` tells the team."""
    day = clock.local_date(at)
    of_meetings = MeetingAction.objects.filter(action=OuterRef("pk"))
    late = _actions(at, reached=_as_guest(at)).filter(Exists(of_meetings), due_at__lt=at).order_by("due_at", "pk")
    keys = {one.pk: (_key(one, day), one) for one in late if _is_the_hour(one, at) and not is_at_rest(one)}
    told = outbox_queries.queued_already(key for key, _ in keys.values())
    some = [one for key, one in keys.values() if key not in told][:AT_A_TIME]
    _held(MeetingAction.objects.all(), some)
    told = outbox_queries.queued_already(_key(one, day) for one in some)
    tell = [one for one in some if _key(one, day) not in told and one.owner is not None]
    for action in tell:
        if action.owner is not None:
            key = _key(action, day)
            _tell(Message.ACTION_OVERDUE, action.owner, action.incident.reference, at=at, key=key)
    return len(tell)


def _key(action: Action, day: date) -> UUID:
    return uuid5(action.key, f"overdue {day.isoformat()}")


def _is_the_hour(action: Action, at: datetime) -> bool:
    return clock.local_date(action.due_at) == clock.local_date(at) or clock.local(at).time() >= MORNING


def _escalate(at: datetime) -> int:
    """To the chair; where they can no longer open it, or not read this, to the lead. One message for each meeting."""
    waiting = MeetingAction.objects.filter(escalated_at__isnull=True)
    late = with_death(Action.objects.filter(Exists(waiting.filter(action=OuterRef("pk"))), state__in=UNFINISHED))
    late = late.filter(due_at__lte=at - policies.LATE_ENOUGH).select_related("incident", "consideration")
    rows = {one.pk: one for one in late.order_by("due_at", "pk") if not is_at_rest(one)}
    meetings = MeetingAction.objects.filter(action__in=rows).select_related("meeting__chair", "meeting__incident")
    whom = {row.action_id: (row.meeting, _answers_for(row.meeting, rows[row.action_id], at)) for row in meetings}
    found = [one for pk, one in rows.items() if pk in whom and whom[pk][1] is not None][:AT_A_TIME]
    mine = _held(waiting, found)
    told: set[tuple[int, int]] = set()
    for action in found:
        meeting, who = whom[action.pk]
        if action.pk in mine and who is not None:
            if (meeting.pk, who.pk) not in told and who.email:
                told.add((meeting.pk, who.pk))
                _tell(Message.ACTIONS_LATE, who, meeting.incident.reference, at=at)
            _trace(meeting, action, who, at=at)
    MeetingAction.objects.filter(action__in=mine).update(escalated_at=at)
    return len(mine)


def _answers_for(meeting: Meeting, action: Action, at: datetime) -> Professional | None:
    lead = incidents.current_team(at).filter(incident=meeting.incident, part=TeamPart.LEAD)
    for who in (meeting.chair, *(one.professional for one in lead.select_related("professional__agency"))):
        readable = action.audience == Audience.TEAM or action.audience in incidents.audiences_on_team(
            who, meeting.incident, at
        )
        if readable and incidents.may_open(who, meeting.incident, at):
            return who
    return None


def _trace(meeting: Meeting, action: Action, who: Professional, *, at: datetime) -> None:
    words = f"A day late, {who.name} was told: {action.what}"
    readers, key = Audience(action.audience), str(action.key)
    timeline.write(meeting.incident, "action-late", words, by=None, at=at, audience=readers, source_key=key)
    codes = {"meeting": meeting.reference, "action": key, "to": str(who.key)}
    record("action-late", by=None, at=at, incident=meeting.incident.reference, codes=codes)
