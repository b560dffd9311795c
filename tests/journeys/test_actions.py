"""What becomes of an action: accepted, given more time, handed back, given on, done, and out of a stranger's reach."""

import pytest
from django.urls import reverse

from reachable.responses.choices import ActionState
from reachable.responses.models import Action
from tests.factories import Cast, agency
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response, given_an_action, pictured

WHAT = "Agree with the school who is at the gate"
OUTCOME = "Two officers at the gate from 15:00, agreed with Ms Reid"


def opens_the_action(who: Keyboard, action: Action) -> None:
    who.goto("responses:action", key=action.key)
    who.expects(action.what)


def does(who: Keyboard, step: str, label: str, words: str, button: str) -> None:
    """One of the steps under "What became of it": unfold it, say why, press."""
    who.page.get_by_text(step, exact=True).click()
    form = who.page.locator("details[open]").filter(has_text=step)
    form.get_by_label(label).first.fill(words)
    form.get_by_role("button", name=button).click()


def test_an_action_goes_through_several_hands_and_keeps_every_step(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    action = given_an_action(cast, incident, WHAT)
    priya = at_keyboard(cast.priya)
    opens_the_action(priya, action)
    priya.fits()
    priya.press("Accept: I do it")
    priya.sees("Accepted: it is yours now")
    when_she_asks_for_more_time(priya)
    pictured(priya, "action", 1250)
    does(priya, "Not mine…", "Why it is not yours", "The allocated worker is Owen's team", "Hand it back")
    priya.sees("Handed back")
    then_hana_gives_it_on(at_keyboard, cast, action)
    sam = at_keyboard(cast.sam)
    opens_the_action(sam, action)
    does(sam, "Done…", "What came of it?", OUTCOME, "Record it as done")
    sam.expects(WHAT)
    sam.sees("Done", OUTCOME, "The head is only in at noon")
    sam.fits()
    sam.prints(OUTCOME)
    assert Action.objects.get().state == ActionState.DONE


def when_she_asks_for_more_time(priya: Keyboard) -> None:
    priya.page.get_by_text("More time…", exact=True).click()
    form = priya.page.locator("details[open]").filter(has_text="More time…")
    form.get_by_role("button", name="Give it more time").click()
    priya.sees("There is a problem", "Say why it needs more time", "Choose until when")
    priya.axe()
    form = priya.page.locator("details[open]").filter(has_text="More time…")
    form.get_by_label("Until", exact=True).select_option(index=1)
    form.get_by_label("Why it needs more time").fill("The head is only in at noon")
    form.get_by_role("button", name="Give it more time").click()
    priya.expects(WHAT)
    priya.sees("More time given", "The head is only in at noon")
    priya.fits()


def then_hana_gives_it_on(at_keyboard: AtKeyboard, cast: Cast, action: Action) -> None:
    hana = at_keyboard(cast.hana)
    opens_the_action(hana, action)
    hana.page.get_by_text("Give to somebody…", exact=True).click()
    hana.page.get_by_label("Give it to").select_option(label="Sam Okafor, Norfolk Constabulary")
    hana.press("Give it")
    hana.expects(WHAT)
    hana.sees("Given on")
    action.refresh_from_db()
    assert action.owner == cast.sam


@pytest.mark.clause("STF-1")
def test_contact_that_was_made_all_the_same_is_a_fact(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    action = given_an_action(cast, incident, "Tell the mother in person", makes_contact=True)
    priya = at_keyboard(cast.priya)
    opens_the_action(priya, action)
    priya.sees("do not make contact yet")
    priya.sees("the risk to staff has not been assessed")
    assert priya.page.get_by_role("button", name="Accept: I do it").count() == 0
    priya.picture("action-proposed", full_page=False)
    does(
        priya,
        "Contact was already made",
        "What happened, when and who made contact",
        "She was on the ward already, so I told her",
        "Record that contact was made early",
    )
    priya.expects("Tell the mother in person")
    priya.sees("She was on the ward already, so I told her")


def test_what_waits_on_an_agency_is_accepted_by_somebody_there(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    given_an_action(
        cast, incident, "Decide on a threat to life warning", owner_key=None, agency_key=agency("police").key
    )
    sam = at_keyboard(cast.sam)
    sam.expects("My work")
    sam.sees("Waiting on my agency: nobody has accepted")
    sam.press("Accept Decide on a threat to life warning")
    sam.expects("My work")
    sam.sees("Accepted: it is yours now")
    assert Action.objects.get().owner == cast.sam


def test_an_action_is_added_from_the_list(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    hana = at_keyboard(cast.hana)
    hana.goto("responses:actions", reference=incident.reference)
    hana.expects("Actions")
    hana.sees("Nothing is waiting here.")
    hana.press("Add the action")
    hana.sees("There is a problem", "Say what is to be done", "Choose who does it")
    hana.axe()
    hana.fits()
    hana.fill("What is to be done", WHAT)
    hana.page.get_by_label("Who", exact=True).select_option(label="Priya Nair, Norfolk Children's Services")
    hana.page.get_by_label("No", exact=True).check()
    hana.press("Add the action")
    hana.expects("Actions")
    hana.sees("Action added", WHAT)
    hana.fits()
    pictured(hana, "actions", 1300)


def test_the_address_of_an_action_tells_a_stranger_nothing(at_keyboard: AtKeyboard, cast: Cast) -> None:
    action = given_an_action(cast, given_a_response(cast), WHAT)
    stella = at_keyboard(cast.stranger)
    stella.expected_status.add(404)
    stella.expects("My work")
    stella.goto("responses:action", key=action.key)
    stella.page.get_by_role("heading", level=1).wait_for()
    stella.does_not_see(WHAT, "Kai", "INC-2026-0001")
    stella.axe()
    answered = stella.page.request.get(stella.server + reverse("responses:action", args=[action.key]))
    assert answered.status == 404
