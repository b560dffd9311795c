"""My work: most urgent first, done in place by keyboard alone, letters only, empty states."""

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.incidents.models import Incident
from reachable.responses.choices import ActionState
from reachable.responses.models import Action
from tests.factories import Cast, agency
from tests.journeys.conftest import AtKeyboard
from tests.journeys.reporting import given_numbers_to_ring
from tests.journeys.responding import given_a_response, given_an_action

LATE = "Check the address that Kai returns to"
SOON = "Agree with the school who is at the gate"
LATER = "Write down for his mother which number is answered"


def given_the_end_of_a_night(cast: Cast) -> Incident:
    given_numbers_to_ring()
    incident = given_a_response(cast)
    given_an_action(cast, incident, LATE, hours=-0.25)
    given_an_action(cast, incident, SOON, hours=2)
    given_an_action(cast, incident, LATER, hours=60)
    given_an_action(
        cast, incident, "Decide on a threat to life warning", owner_key=None, agency_key=agency("police").key
    )
    return incident


def test_the_most_urgent_comes_first_and_is_done_in_place_by_keyboard_alone(
    at_keyboard: AtKeyboard, cast: Cast
) -> None:
    given_the_end_of_a_night(cast)
    priya = at_keyboard(cast.priya)
    priya.expects("My work")
    listed = priya.page.locator(".app-work").all_inner_texts()
    assert [what for what in (LATE, SOON, LATER) if any(what in row for row in listed)] == [LATE, SOON, LATER]
    assert LATE in listed[0]
    assert LATER in listed[-1]
    priya.fits()
    priya.picture("my-work", full_page=False)
    row = priya.page.locator(".app-work").first
    priya.tab_to(row.locator("summary").filter(has_text="Done…"))
    priya.focus_shows()
    priya.page.keyboard.press("Enter")
    row.locator("input[required]:focus").wait_for()  # unfolding moves the cursor there
    priya.page.keyboard.type("The new tenants have no link to him")
    priya.page.keyboard.press("Enter")
    priya.page.locator(".govuk-notification-banner").filter(has_text=LATE).wait_for()
    priya.expects("My work")
    done = Action.objects.get(what=LATE)
    assert (done.state, done.owner) == (ActionState.DONE, cast.priya)
    assert LATE not in " ".join(priya.page.locator(".app-work").all_inner_texts())


def test_who_gave_it_sees_whom_to_ring(at_keyboard: AtKeyboard, cast: Cast) -> None:
    given_the_end_of_a_night(cast)
    hana = at_keyboard(cast.hana)
    hana.expects("My work")
    hana.sees("Waiting on others", "not accepted yet", "Ring: Priya Nair", "Duty inspector 01632 960771")
    hana.fits()
    hana.picture("my-work-others", full_page=False)


def test_more_time_and_not_mine_need_no_other_page(at_keyboard: AtKeyboard, cast: Cast) -> None:
    given_the_end_of_a_night(cast)
    priya = at_keyboard(cast.priya, javascript=False, width=320)
    row = priya.page.locator(".app-work").filter(has_text=SOON)
    row.get_by_text("More time…").click()
    row.get_by_label("Until").select_option(index=1)
    row.get_by_label("Why", exact=True).fill("The head is only in at noon")
    row.get_by_role("button", name="Give more time").click()
    priya.sees("More time given")
    row.get_by_text("Not mine…").click()
    row.get_by_label("Why it is not yours").fill("Owen's team has the allocated worker")
    row.get_by_role("button", name="Hand it back").click()
    priya.sees("Handed back")
    priya.fits()


def test_letters_only_shows_no_name(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    given_an_action(cast, incident, SOON)
    directory.set_letters_only(by=cast.priya, at=clock.now(), on=True)
    priya = at_keyboard(cast.priya)
    priya.expects("My work")
    priya.sees(SOON, "A/0001")
    priya.does_not_see("Kai", "Mensah")
    priya.goto("responses:sheet", reference=incident.reference, code="immediate-safety")
    priya.expects("Immediate safety")
    priya.does_not_see("Kai", "Mensah")


def test_an_empty_page_says_what_will_stand_there(at_keyboard: AtKeyboard, cast: Cast) -> None:
    tomasz = at_keyboard(cast.tyss)
    tomasz.expects("My work")
    tomasz.sees("Nothing is waiting on you.", "Report an incident")
    tomasz.fits()
    ines = at_keyboard(cast.ig)
    ines.expects("My work")
    ines.sees("Nothing is waiting on you.")
