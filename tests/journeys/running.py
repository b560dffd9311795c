"""What journeys of a running meeting share: a discussion that Hana chairs and Priya takes the minutes of."""

from datetime import timedelta

from reachable.common import clock
from reachable.incidents.models import Incident
from reachable.meetings import operations
from reachable.meetings.models import Meeting
from tests.factories import Cast
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response


def given_a_meeting(cast: Cast, incident: Incident, *, kind: str = "strategy") -> Meeting:
    """In ten minutes; Sam is asked to it too."""
    at = clock.now()
    new = operations.NewMeeting(
        kind=kind,
        starts_at=at + timedelta(minutes=10),
        ends_at=at + timedelta(hours=2),
        chair_key=cast.hana.key,
        minute_taker_key=cast.priya.key,
        purposes=("safeguarding", "prevention"),
    )
    meeting = operations.convene_meeting(by=cast.hana, at=at, reference=incident.reference, new=new)
    told = {"by": cast.hana, "at": at, "meeting": meeting.reference}
    operations.add_attendee(**told, code="police", professional_key=cast.sam.key)
    return meeting


def given_a_meeting_that_runs(cast: Cast, *names: str, kind: str = "strategy") -> Meeting:
    meeting = given_a_meeting(cast, given_a_response(cast, *(names or ("Kai", "Jay", "Ella"))), kind=kind)
    told = {"by": cast.hana, "at": clock.now(), "meeting": meeting.reference}
    operations.start_meeting(**told)
    operations.take_item(**told, item_key=meeting.items.order_by("position")[0].key)
    return meeting


def sits_down(who: Keyboard, meeting: Meeting) -> None:
    """Says for which purpose, once, and is on the page of the meeting."""
    who.goto("minutes:run", meeting=meeting.reference)
    who.page.get_by_label("Keeping these young people safe").check()
    who.page.get_by_role("button", name="Continue").click()
    who.page.locator("[data-run]").wait_for()
