"""A meeting that runs, as tests make it: who is there, what is noted."""

from typing import Any
from uuid import UUID, uuid4

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident
from reachable.meetings import operations, queries
from reachable.meetings.choices import Attendance, NoteKind, UseFor
from reachable.meetings.models import AgendaItem, Attendee, Meeting, Note
from reachable.meetings.operations import AgreedAction, AttendanceMark, NewNote
from reachable.meetings.queries.run_lines import RunView
from tests.domain.incident_hands import involved
from tests.domain.meeting_hands import BEFORE, convened
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

NOW = AT + BEFORE


def staffed(cast: Cast, count: int = 2) -> Incident:
    """An incident with so many young people; Hana leads, Sam and Maggie are of the police, Joy takes minutes."""
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(count)))
    told: dict[str, Any] = {"by": cast.hana, "at": AT, "reference": incident.reference}
    incidents.add_to_team(**told, professional_key=cast.joy.key, why="Takes the minutes", part=TeamPart.MINUTES)
    incidents.add_to_team(**told, professional_key=cast.mace.key, why="Police")
    incidents.add_to_team(**told, professional_key=cast.ward.key, why="Named nurse")
    return incident


def planned(cast: Cast, incident: Incident, kind: str = "complex-strategy") -> Meeting:
    """Hana chairs, Joy takes the minutes; Sam, Wendy and Priya are asked."""
    meeting = convened(cast.hana, incident, kind, minute_taker_key=cast.joy.key)
    seats = [seat.code for seat in meeting.seats.all()]
    for who in (cast.sam, cast.ward, cast.priya):
        operations.add_attendee(by=cast.hana, at=AT, meeting=meeting.reference, code=seats[0], professional_key=who.key)
    return meeting


def running(cast: Cast, incident: Incident, kind: str = "complex-strategy") -> Meeting:
    meeting = planned(cast, incident, kind)
    return operations.start_meeting(by=cast.hana, at=NOW, meeting=meeting.reference)


def place(meeting: Meeting, who: Professional) -> Attendee:
    return meeting.attendees.get(professional=who)


def there(by: Professional, meeting: Meeting, *people: Professional, attendance: str = Attendance.PRESENT) -> None:
    marks = [AttendanceMark(place(meeting, one).key, attendance) for one in people]
    operations.mark_attendance(by=by, at=NOW, meeting=meeting.reference, marks=marks)


def item(meeting: Meeting, code: str) -> AgendaItem:
    return meeting.items.get(code=code)


def note(by: Professional, meeting: Meeting, code: str = "peers", *, about: str = "", **changes: Any) -> Note:
    """`about` are letters: "AB"."""
    young = [involved(meeting.incident, letter).key for letter in about]
    facts: dict[str, Any] = {"key": uuid4(), "kind": NoteKind.FACT, "words": "They are friends", "about": young}
    new = NewNote(**facts | changes)
    return operations.add_note(by=by, at=NOW, meeting=meeting.reference, item_key=item(meeting, code).key, new=new)


def agreed(by: Professional, meeting: Meeting, owner: str, **changes: Any) -> Any:
    facts: dict[str, Any] = {"key": uuid4(), "what": "Write to the school", "due_at": NOW + BEFORE, "owner": owner}
    new = AgreedAction(**facts | changes)
    return operations.agree_action(by=by, at=NOW, meeting=meeting.reference, new=new)


def restricted(by: Professional, meeting: Meeting, *stay: Professional, code: str = "police-plans") -> None:
    operations.begin_restricted(
        by=by,
        at=NOW,
        meeting=meeting.reference,
        item_key=item(meeting, code).key,
        because="What police know is for few",
        stay=[place(meeting, one).key for one in stay],
    )


def use(by: Professional, meeting: Meeting) -> UUID:
    """For safeguarding, to read on the screen."""
    said = operations.state_purpose(
        by=by, at=NOW, meeting=meeting.reference, use_for=UseFor.OPEN, purpose="safeguarding"
    )
    return said.key


def view(reader: Professional, meeting: Meeting, code: str = "peers") -> RunView:
    key = item(meeting, code).key
    return queries.run_view(reader, meeting.reference, NOW, use=use(reader, meeting), item=key)
