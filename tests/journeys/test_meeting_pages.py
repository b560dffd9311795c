"""The pages of a meeting before, while and after it is held, as they arrive: axe, wide and on a telephone."""

import pytest

from reachable.common import clock
from reachable.meetings import operations
from reachable.meetings.models import Meeting
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response
from tests.journeys.running import given_a_meeting, given_a_meeting_that_runs, sits_down
from tests.journeys.test_new_pages import arrives

ALWAYS = ("meeting:meeting", "sharing:pack", "sharing:told", "sharing:uses", "minutes:conclude", "minutes:actions")
NOT_YET_HELD = ("meeting:change", "meeting:invite", "meeting:add_seat", "meeting:young_people", "meeting:cancel")
AT_WORK = ("minutes:run", "minutes:attendance", "minutes:purposes", "minutes:shared", "minutes:end")
PAGES = {"planned": ALWAYS + NOT_YET_HELD, "running": ALWAYS + AT_WORK, "ended": ALWAYS}


def given(cast: Cast, state: str) -> Meeting:
    if state == "planned":
        return given_a_meeting(cast, given_a_response(cast, "Kai", "Jay"))
    meeting = given_a_meeting_that_runs(cast, "Kai", "Jay")
    if state == "ended":
        operations.end_meeting(by=cast.hana, at=clock.now(), meeting=meeting.reference)
    return meeting


def then_each_is_whole(who: Keyboard, meeting: Meeting, names: tuple[str, ...]) -> None:
    for name in names:
        arrives(who, name, {"meeting": meeting.reference})
        who.axe()
        who.fits()


@pytest.mark.parametrize("width", [1200, 320])
@pytest.mark.parametrize("state", sorted(PAGES))
def test_every_page_of_the_chair_is_whole(at_keyboard: AtKeyboard, cast: Cast, state: str, width: int) -> None:
    meeting = given(cast, state)
    hana = at_keyboard(cast.hana, width=width)
    sits_down(hana, meeting) if state == "running" else says_what_for(hana, meeting)
    then_each_is_whole(hana, meeting, PAGES[state])


def says_what_for(who: Keyboard, meeting: Meeting) -> None:
    who.goto("sharing:pack", meeting=meeting.reference)
    who.page.get_by_label("Keeping these young people safe").check()
    who.press("Continue")


def test_police_read_who_is_there_before_they_can_mark_it(at_keyboard: AtKeyboard, cast: Cast) -> None:
    meeting = given(cast, "running")
    sam = at_keyboard(cast.sam, width=320)
    sits_down(sam, meeting)
    then_each_is_whole(sam, meeting, ("meeting:meeting", "minutes:attendance", "sharing:pack"))


def test_from_the_incident_to_the_log_and_from_the_meeting_to_who_was_told(at_keyboard: AtKeyboard, cast: Cast) -> None:
    meeting = given(cast, "planned")
    hana = at_keyboard(cast.hana)
    hana.goto("meetings:meetings", reference=meeting.incident.reference)
    hana.follow("What was shared, and what was not")
    hana.expects("What was shared, and what was not")
    hana.goto("meeting:meeting", meeting=meeting.reference)
    hana.follow("Who was told that it is shared")
    hana.expects(f"Who was told: {meeting.reference}")
