"""Nobody is sent before the risk is looked at: cleared while somebody rings, lapsed while the worker is on the way."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import LinkKind
from reachable.incidents.models import Incident
from reachable.responses.choices import ActionState
from reachable.responses.models import Action
from reachable.safety.choices import FOR_A_CALL
from reachable.safety.models import Clearance
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved
from tests.domain.sending_hands import direct
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response, given_an_action, pictured
from tests.journeys.sending import (
    NOT_YET,
    VISIT,
    TheClock,
    goes_to,
    has_no,
    on_the_board,
    on_the_overview,
    opens,
    ticks,
    types,
)

RING = "Ring Kai's mother"
LAPSED = "Do not go on: the clearance lapsed: an incident was linked as a reprisal"
NUMBER = "01632 960123"
CHECK_IN = "Edith Lamb, 01632 960123"


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    night = TheClock()
    monkeypatch.setattr(clock, "now", night.now)
    return night


@pytest.fixture
def incident(night: TheClock, cast: Cast) -> Incident:
    """Kai (A) is in hospital, Jay (B) at home; Hana leads."""
    return given_a_response(cast, "Kai", "Jay")


@pytest.fixture
def visit(cast: Cast, incident: Incident) -> Action:
    """Priya is to go; nobody has directed it."""
    return given_an_action(cast, incident, VISIT, makes_contact=True)


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
def test_a_visit_is_cleared_by_telephone_and_stopped_on_the_way(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, visit: Action, night: TheClock
) -> None:
    priya = at_keyboard(cast.priya)
    nobody_goes_yet(priya, visit, incident)
    edith = at_keyboard(cast.edt)
    she_opens_it_on_duty(edith, incident)
    she_clears_it_by_key(edith, incident, night)
    the_instruction_says_how(priya, visit)
    priya.press("Set off")
    priya.expects(VISIT)
    priya.sees("Set off", "Back and safe")
    night.passes(minutes=10)  # a quarter of an hour without a key would sign them out
    a_reprisal_is_linked(at_keyboard(cast.hana), cast, incident)
    night.passes(minutes=1)
    the_manager_reads_whom_to_ring(edith, incident)
    she_turns_back(priya, visit)
    on_the_board(edith, incident)
    edith.does_not_see("On the way now", "Back and safe")
    edith.sees(NOT_YET, "Look at the risk again")
    visit.refresh_from_db()
    assert visit.back_at == night.at
    assert visit.arrived_at is None


def nobody_goes_yet(priya: Keyboard, visit: Action, incident: Incident) -> None:
    opens(priya, visit)
    priya.sees(NOT_YET, "Missing:", "the risk to staff has not been assessed")
    priya.sees("Hana Malik can settle it")
    has_no(priya, "Accept: I do it", "Set off")
    assert priya.page.get_by_role("link", name="Clear it").count() == 0
    priya.fits()
    priya.prints("Missing:", "can settle it")
    on_the_board(priya, incident)
    priya.sees(NOT_YET, "Proposed: nobody goes yet", VISIT)
    priya.does_not_see("Clear contact", "Clear a call", "direct at once")
    priya.fits()


def she_opens_it_on_duty(edith: Keyboard, incident: Incident) -> None:
    edith.goto("incidents:open_on_duty")
    edith.fill("Incident reference", incident.reference)
    edith.fill("Why you open it", "Priya Nair rings: may she go to the mother?")
    edith.page.locator("#page-form").get_by_role("button").click()
    edith.page.get_by_role("heading", level=1, name=incident.reference).wait_for()
    edith.sees("Gates", "do not make contact yet")


def she_clears_it_by_key(edith: Keyboard, incident: Incident, night: TheClock) -> None:
    """From the overview to cleared and directed: no mouse, and four things typed."""
    goes_to(edith, "Contact board")
    edith.expects("Contact")
    pictured(edith, "contact-board", 1100)
    goes_to(edith, "Clear it")
    edith.expects("Clear contact with Kai Mensah (A)")
    edith.fits()
    expect(edith.page.get_by_label(f"Priya Nair: {VISIT}")).to_be_checked()
    types(edith, "Who rang for it?", "Priya Nair")
    edith.focus_shows()
    ticks(edith, "A visit at home")
    types(edith, "Where, in words", "where the mother stays")
    edith.tab_to(edith.page.get_by_label("Low", exact=True))
    edith.page.keyboard.press("ArrowRight")
    expect(edith.page.get_by_label("Some", exact=True)).to_be_checked()
    types(edith, "Judged on", "Two who carry knives were seen near there on Thursday")
    ticks(edith, "Two go together")
    ticks(edith, "Check-in before and after")
    types(edith, "Whom they check in with", CHECK_IN)
    edith.axe()
    edith.picture("contact-clear")
    night.passes(seconds=30)
    edith.page.keyboard.press("Enter")
    edith.expects("Contact")
    edith.sees(
        "A: cleared until tomorrow 02:15", "Priya Nair: directed, and told by mail", "asked by telephone by Priya"
    )
    edith.fits()
    edith.prints("A: cleared until tomorrow 02:15", "Two go together", "Check-in: Edith Lamb")
    assert Clearance.objects.get().asked_by_telephone == "Priya Nair"


def the_instruction_says_how(priya: Keyboard, visit: Action) -> None:
    opens(priya, visit)
    told = ("A visit at home", "where the mother stays", "Two go together", "Check-in before and after", CHECK_IN)
    priya.sees("How contact is made", *told)
    priya.fits()
    priya.prints(*told, "Directed by Edith Lamb")
    pictured(priya, "contact-instruction", 620)
    priya.press("Accept: I do it")
    priya.expects(VISIT)


def given_another(cast: Cast) -> Incident:
    """It happened just now, and Hana leads there too."""
    at = clock.now()
    facts = {"happened_at": at - timedelta(minutes=5), "young_people": ()}
    return with_team(cast, reported_incident(cast.ward, at=at, **facts), at=at)


def a_reprisal_is_linked(hana: Keyboard, cast: Cast, incident: Incident) -> None:
    other = given_another(cast)
    hana.goto("incidents:link_incident", reference=incident.reference)
    hana.fill("The other incident", other.reference)
    hana.choose("How do they belong together?", "A reprisal for the earlier one")
    hana.fill("Why you say so", "The same two were seen there")
    hana.press("Link the two")
    hana.sees(f"Linked with {other.reference}")
    hana.sees(f"Priya Nair is on the way: ring {NUMBER}")
    hana.axe()


def the_manager_reads_whom_to_ring(edith: Keyboard, incident: Incident) -> None:
    on_the_board(edith, incident)
    edith.sees("On the way now", LAPSED, NOT_YET)
    ring = edith.page.get_by_role("region", name="On the way now").get_by_role("link", name=NUMBER)
    assert ring.get_attribute("href") == "tel:01632960123"
    edith.fits()
    edith.prints("On the way now", NUMBER)
    pictured(edith, "contact-on-the-way", 700)
    on_the_overview(edith, incident)
    first = edith.page.locator(".app-row--waits").first
    expect(first).to_contain_text(f"Priya Nair is on the way: ring {NUMBER}")
    expect(first).to_contain_text("do not go on: the clearance lapsed")
    edith.axe()
    edith.fits()


def she_turns_back(priya: Keyboard, visit: Action) -> None:
    opens(priya, visit)
    priya.sees(LAPSED, "Turn back, and ring Edith Lamb", "You set off")
    priya.does_not_see("Ring Priya Nair")
    has_no(priya, "Set off")
    priya.fits()
    priya.prints(LAPSED)
    priya.press("Back and safe")
    priya.expects(VISIT)
    priya.sees("Back and safe")
    has_no(priya, "Back and safe")


@pytest.mark.clause("CTX-18")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_a_call_is_cleared_with_one_key(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, night: TheClock, script: bool, width: int
) -> None:
    call = given_an_action(cast, incident, RING, makes_contact=True)
    hana = at_keyboard(cast.hana, javascript=script, width=width)
    on_the_board(hana, incident)
    hana.follow("Clear a call")
    hana.expects("Clear contact with Kai Mensah (A)")
    hana.sees("number withheld", "Whoever is ticked below is directed at once")
    expect(hana.page.get_by_role("button", name="Clear the call")).to_be_focused()
    hana.fits()
    hana.page.keyboard.press("Enter")
    hana.expects("Contact")
    hana.sees("Priya Nair: directed", "Number withheld", "Where anybody is, is not said")
    call.refresh_from_db()
    assert call.state == ActionState.OPEN
    assert call.clearance is not None
    assert call.clearance.mitigations == list(FOR_A_CALL)
    priya = at_keyboard(cast.priya, width=width)
    opens(priya, call)
    priya.sees("A telephone or video call", "Number withheld", "A word agreed that ends the call")
    has_no(priya, "Set off")


@pytest.mark.clause("STF-1")
def test_no_address_and_no_second_tab_goes_round_it(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, visit: Action
) -> None:
    priya = at_keyboard(cast.priya)
    opens(priya, visit)
    for step in ("accept", "set-off"):
        with priya.another_tab():
            opens(priya, visit)
            the_form_is_sent_to(priya, f"/actions/{visit.key}/{step}/")
            priya.expects(VISIT)
            priya.sees("There is a problem")
        visit.refresh_from_db()
        assert (visit.state, visit.directed_at, visit.set_off_at) == (ActionState.PROPOSED, None, None), step
    with priya.another_tab():
        opens(priya, visit)
        gives_it_to(priya, "Sam Okafor, Norfolk Constabulary")
    visit.refresh_from_db()
    assert (visit.owner, visit.state, visit.directed_at) == (cast.sam, ActionState.PROPOSED, None)
    priya.expected_status.add(403)
    opens(priya, visit)
    the_form_is_sent_to(priya, f"/incidents/{incident.reference}/contact/direct/{visit.key}/")
    priya.expects("Your role does not allow this")
    visit.refresh_from_db()
    assert visit.directed_at is None


@pytest.mark.clause("CTX-18")
def test_a_tab_that_was_opened_before_it_lapsed_sends_nobody_off(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, visit: Action, night: TheClock
) -> None:
    direct(cast.hana, visit, cleared(cast.hana, incident, involved(incident), at=night.at), at=night.at)
    priya = at_keyboard(cast.priya)
    opens(priya, visit)
    night.passes(minutes=5)
    reprisal = {"other": given_another(cast).reference, "kind": LinkKind.REPRISAL, "because": "The same two"}
    incidents.link_incidents(by=cast.hana, at=night.at, reference=incident.reference, **reprisal)
    priya.press("Set off")
    priya.expects(VISIT)
    priya.sees("There is a problem", "the clearance lapsed: an incident was linked as a reprisal")
    priya.fits()
    visit.refresh_from_db()
    assert visit.set_off_at is None


def the_form_is_sent_to(who: Keyboard, path: str) -> None:
    """What somebody does who has read the addresses of the forms: any form of the page, to another address."""
    form = who.page.locator("main form").first
    form.evaluate("(form, path) => { form.action = path; form.noValidate = true; }", path)
    form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")


def gives_it_to(who: Keyboard, owner: str) -> None:
    who.page.get_by_text("Give to somebody…", exact=True).click()
    who.page.get_by_label("Give it to").select_option(label=owner)
    who.press("Give it")
    who.expects(VISIT)
    who.sees("Given on", NOT_YET)
