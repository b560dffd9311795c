"""A meeting that was held, as tests make it: by the operations that hold real ones."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.meetings import operations as meetings
from reachable.meetings.choices import Attendance, NoteKind, UseFor
from reachable.meetings.models import AgendaItem, Meeting, Note
from reachable.responses.models import Action
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, reported_incident, with_team

HELD_AT = AT + timedelta(hours=2)
ENDED_AT = AT + timedelta(hours=3)
AGREED_AT = AT + timedelta(hours=3, minutes=10)
MET = {
    "threshold": "met",
    "enquiry": "joint",
    "conference": "to-be-held",
    "conference-on": "2026-12-08",
    "legal-basis": "goes-home",
    "disposition": "safeguard-now",
}
NOT_MET = {"threshold": "not-met", "disposition": "own-worker"}


def staffed(cast: Cast, *, more: Sequence[str] = ("joy", "ward"), **changes: object) -> Incident:
    """An incident whose team can hold a meeting: Joy takes minutes, Wendy is there for health."""
    incident = with_team(cast, reported_incident(cast.hana, **changes))
    for name in more:
        incidents.add_to_team(
            by=cast.hana,
            at=AT,
            reference=incident.reference,
            professional_key=getattr(cast, name).key,
            why="Takes part in the discussion",
        )
    return incident


def begun(cast: Cast, incident: Incident, kind: str = "strategy") -> Meeting:
    """Hana chairs, Joy takes the minutes; children's services, police and health are there; purposes agreed."""
    meeting = convened(cast.hana, incident, kind, minute_taker_key=cast.joy.key)
    told = {"by": cast.hana, "meeting": meeting.reference}
    for code, who in (("childrens-services", cast.priya), ("police", cast.sam), ("health", cast.ward)):
        seat = (
            code if kind == "strategy" else {"childrens-services": "workers", "police": "mace-police"}.get(code, code)
        )
        meetings.add_attendee(**told, at=AT, code=seat, professional_key=who.key)
    meetings.start_meeting(**told, at=HELD_AT)
    meetings.agree_purposes(**told, at=HELD_AT, purposes=["safeguarding", "prevention"])
    marks = [meetings.AttendanceMark(one.key, Attendance.PRESENT) for one in meeting.attendees.all()]
    meetings.mark_attendance(**told, at=HELD_AT, marks=marks)
    return fresh(meeting)


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("incident", "chair").get(pk=meeting.pk)


def item(meeting: Meeting, code: str) -> AgendaItem:
    return meeting.items.get(code=code)


def note(by: Professional, meeting: Meeting, words: str, code: str = "risk-now", **changes: object) -> Note:
    new = meetings.NewNote(**{"key": uuid4(), "kind": NoteKind.FACT, "words": words, **changes})
    return meetings.add_note(by=by, at=HELD_AT, meeting=meeting.reference, item_key=item(meeting, code).key, new=new)


def action(
    by: Professional, meeting: Meeting, what: str, owner: str, *, about: UUID | None = None, due: datetime | None = None
) -> Action:
    new = meetings.AgreedAction(
        key=uuid4(), what=what, due_at=due or HELD_AT + timedelta(days=3), owner=owner, about_key=about
    )
    return meetings.agree_action(by=by, at=HELD_AT, meeting=meeting.reference, new=new)


def cover_all(by: Professional, meeting: Meeting) -> None:
    for one in meeting.items.all():
        meetings.cover_item(by=by, at=HELD_AT, meeting=meeting.reference, item_key=one.key)


def decide(by: Professional, meeting: Meeting, record: dict[str, str], letters: str = "") -> None:
    """For everybody whom it covers, or these; as somebody who has just looked."""
    for covered in meeting.covered.select_related("involvement"):
        young = covered.involvement
        if not letters or young.letter in letters:
            seen = meeting.outcomes.filter(involvement=young).count()
            meetings.set_outcome(
                by=by, at=HELD_AT, meeting=meeting.reference, involvement_key=young.key, record=record, seen_number=seen
            )


def ended(by: Professional, meeting: Meeting) -> Meeting:
    meetings.end_meeting(by=by, at=ENDED_AT, meeting=meeting.reference)
    return fresh(meeting)


def held(cast: Cast, incident: Incident | None = None, record: dict[str, str] | None = None) -> Meeting:
    """A strategy discussion in which nothing is left to settle."""
    meeting = begun(cast, incident or staffed(cast))
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, record or MET)
    return ended(cast.hana, meeting)


def agree(by: Professional, meeting: Meeting, at: datetime = AGREED_AT) -> Meeting:
    now = fresh(meeting)
    meetings.agree_minutes(by=by, at=at, meeting=now.reference, seen_revision=now.revision)
    return fresh(now)


def opened(
    by: Professional, meeting: Meeting, use_for: str = UseFor.OPEN, item_key: str = "", at: datetime = AGREED_AT
) -> UUID:
    """The key of what somebody said that they use it for."""
    use = meetings.state_purpose(
        by=by, at=at, meeting=meeting.reference, use_for=use_for, purpose="safeguarding", item_key=item_key
    )
    return use.key
