"""What a meeting looks like from convening to the records, as the user guide shows it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from reachable.common import clock
from reachable.meetings import operations
from reachable.meetings.choices import Attendance
from reachable.meetings.models import Meeting
from reachable.sharing import operations as sharing
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.responding import given_a_response, pictured
from tests.journeys.running import given_a_meeting, sits_down

SAID = (
    ("FACT", "Kai had an operation in the night; he is stable and awake.", "A"),
    ("VIEW", "Jay Mensah’s friends may want to answer it. No plan is known.", "AB"),
    ("DECISION", "Nobody goes home before the door of the flat is secured.", ""),
)
DECIDED = {"threshold": "not-met", "disposition": "own-worker"}


def told(cast: Cast, meeting: Meeting, minutes: int = 0) -> dict[str, Any]:
    return {"by": cast.hana, "at": clock.now() + timedelta(minutes=minutes), "meeting": meeting.reference}


def begins(cast: Cast, meeting: Meeting) -> None:
    operations.start_meeting(**told(cast, meeting))
    operations.agree_purposes(**told(cast, meeting), purposes=["safeguarding", "prevention"])
    there = [operations.AttendanceMark(one.key, Attendance.PRESENT) for one in meeting.attendees.all()]
    operations.mark_attendance(**told(cast, meeting), marks=there)
    item = meeting.items.get(code="what-is-known")
    operations.take_item(**told(cast, meeting), item_key=item.key)
    young = {one.involvement.letter: one.involvement.key for one in meeting.covered.select_related("involvement")}
    for kind, words, letters in SAID:
        note = operations.NewNote(key=uuid4(), kind=kind, words=words, about=[young[one] for one in letters])
        operations.add_note(**told(cast, meeting), item_key=item.key, new=note)


def ends(cast: Cast, meeting: Meeting) -> None:
    for item in meeting.items.all():
        operations.cover_item(**told(cast, meeting), item_key=item.key)
    for one in meeting.covered.select_related("involvement"):
        said: dict[str, Any] = {"involvement_key": one.involvement.key, "record": DECIDED, "seen_number": 0}
        operations.set_outcome(**told(cast, meeting), **said)
    operations.end_meeting(**told(cast, meeting))


def is_agreed(cast: Cast, meeting: Meeting) -> None:
    for seat in meeting.seats.all():
        operations.say_why_empty(**told(cast, meeting), code=seat.code, because="Asked, and sent what it knows")
    meeting.refresh_from_db()
    operations.agree_minutes(**told(cast, meeting), seen_revision=meeting.revision)
    sharing.prepare_records(**told(cast, meeting))


def test_a_meeting_as_the_guide_shows_it(at_keyboard: AtKeyboard, cast: Cast) -> None:
    meeting = given_a_meeting(cast, given_a_response(cast, "Kai", "Jay", "Ella"))
    hana = at_keyboard(cast.hana)
    hana.goto("meeting:meeting", meeting=meeting.reference)
    hana.sees("Who must be there and is missing")
    pictured(hana, "meeting", 1100)
    begins(cast, meeting)
    sits_down(hana, meeting)
    hana.sees(SAID[0][1])
    pictured(hana, "meeting-run", 1100)
    ends(cast, meeting)
    hana.goto("minutes:conclude", meeting=meeting.reference)
    hana.sees("to settle before the minutes are agreed")
    pictured(hana, "meeting-conclude", 900)
    is_agreed(cast, meeting)
    hana.goto("sharing:records", meeting=meeting.reference)
    hana.sees("3 of 3 still to file")
    pictured(hana, "records", 800)
    hana.page.locator("main .app-row a").first.click()
    hana.sees("Every place where words were replaced")
