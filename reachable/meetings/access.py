"""Which meetings a professional sees: those of incidents that they can open; and those that they were asked to.

Being asked to a meeting opens that one meeting, for one's own young people, until it lapses: never the incident. A
connection that shuts somebody out of an incident shuts them out of its meetings too, however they were asked.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.models import Connection
from reachable.playbook.schema import MeetingKind
from reachable.responses import editions
from reachable.responses.models import Action

from .choices import MeetingState
from .models import Attendee, Meeting, MeetingAction, Note, StayedIn

_WITH = ("incident__joined_into", "edition", "chair__agency", "minute_taker__agency", "convened_by__agency")


def kind_of(meeting: Meeting) -> MeetingKind:
    """In the words under which it was convened."""
    return editions.of(meeting.edition).meetings[meeting.kind]


def visible(professional: Professional, at: datetime) -> QuerySet[Meeting]:
    """Through the incident: what the team sees."""
    return Meeting.objects.filter(incident__in=incidents.visible(professional, at)).select_related(*_WITH)


def meeting_for(professional: Professional, reference: str, at: datetime, *, lock: bool = False) -> Meeting:
    """The meeting, or NotFound as if it did not exist. `lock` holds its row until the transaction ends."""
    if lock:
        Meeting.objects.select_for_update(no_key=True).filter(reference=reference).values_list("pk").first()
    found = visible(professional, at).filter(reference=reference).first()
    if found is None:
        raise NotFound("meeting")
    return found


def attending(professional: Professional, at: datetime) -> QuerySet[Attendee]:
    """Places of this professional at meetings that they were invited to, until each lapses."""
    shut_out = Connection.objects.filter(
        incident=OuterRef("meeting__incident"), professional=professional, ended_at__isnull=True
    )
    rows = Attendee.objects.filter(
        ~Exists(shut_out), professional=professional, out_at__isnull=True, invited_at__isnull=False, lapses_at__gt=at
    )
    with_meeting = [f"meeting__{name}" for name in _WITH]
    return rows.select_related("professional__agency", "seat", "meeting__incident", *with_meeting)


def attendee_for(professional: Professional, reference: str, at: datetime, *, lock: bool = False) -> Attendee:
    """Somebody's own place at a meeting, or NotFound: also once it has lapsed, and where the meeting is cancelled."""
    if lock:
        Meeting.objects.select_for_update(no_key=True).filter(reference=reference).values_list("pk").first()
    places = attending(professional, at).exclude(meeting__state=MeetingState.CANCELLED)
    found = places.filter(meeting__reference=reference).first()
    if found is None:
        raise NotFound("meeting")
    return found


def is_shut_out(professional: Professional, meeting: Meeting) -> bool:
    """Whether a connection keeps somebody from the incident. Never said to anybody but that professional."""
    found = Connection.objects.filter(incident=meeting.incident_id, professional=professional, ended_at__isnull=True)
    return found.exists()


def readable_notes(professional: Professional, meeting: Meeting, at: datetime) -> QuerySet[Note]:
    """What of a meeting of the team this reader may read: within their audiences, and of a restricted part only what
    was said while they stayed. The chair stays in every part. No statement of its own.
    """
    stayed = StayedIn.objects.filter(part=OuterRef("part"), attendee__professional=professional)
    hears = Q(part__isnull=True) | Q(meeting__chair=professional) | Q(Exists(stayed))
    return Note.objects.filter(hears, incidents.readable(professional, at, "meeting__incident"), meeting=meeting)


def readable_actions(professional: Professional, meeting: Meeting, at: datetime) -> QuerySet[MeetingAction]:
    """As `readable_notes`, of the actions that the meeting agreed."""
    stayed = StayedIn.objects.filter(part=OuterRef("part"), attendee__professional=professional)
    hears = Q(part__isnull=True) | Q(meeting__chair=professional) | Q(Exists(stayed))
    mine = Action.objects.filter(incidents.readable(professional, at), incident=meeting.incident_id)
    return MeetingAction.objects.filter(hears, meeting=meeting, action__in=mine)
