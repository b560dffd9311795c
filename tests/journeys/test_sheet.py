"""Immediate safety as a sheet: the grid, an answer in place, actions on the spot, two people at once, no script."""

import re
from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.incidents.models import Incident
from reachable.responses import queries
from reachable.responses.choices import ActionState
from reachable.responses.models import Action, Answer
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import (
    STRAND,
    card_of,
    given_a_response,
    given_an_answer,
    given_to,
    offered,
    pictured,
    said,
    shown,
)

RECORDED = re.compile(r"^Recorded \d\d:\d\d$")
PRIYA = "Priya Nair, Norfolk Children's Services"
POLICE = "Norfolk Constabulary (until somebody is named)"
PROPOSED = "Proposed: do not make contact yet"


def opens_the_sheet(who: Keyboard, incident: Incident, letter: str = "") -> None:
    if letter:
        who.goto("responses:sheet_about", reference=incident.reference, code=STRAND, letter=letter)
    else:
        who.goto("responses:sheet", reference=incident.reference, code=STRAND)
    who.page.get_by_role("heading", level=1, name="Immediate safety").wait_for()
    who.axe()


def when_she_answers_beside_the_grid(priya: Keyboard, cast: Cast, incident: Incident) -> None:
    view = card_of(cast, incident, "safe-to-return", "B")
    priya.page.get_by_role("link", name=f"(B: {view.ask})").click()
    card = shown(priya, view)
    said(card, "Action needed", "The other boys know where he lives")
    card.get_by_label("Home", exact=True).select_option(label="Not safe")
    given_to(offered(card, "Ask police whether the home address is known"), POLICE)
    priya.axe()
    priya.page.set_viewport_size({"width": priya.width, "height": 600})
    priya.picture("sheet-grid", full_page=False)
    card.get_by_role("button", name="Save this answer").click()
    card.get_by_text(RECORDED).wait_for()
    assert priya.page.locator(f"[data-cell-of='{view.key}'] [data-cell-words]").inner_text() == "Action 1"


@pytest.mark.clause("SAF-7")
def test_a_cell_of_the_grid_is_answered_in_place(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast, "Kai", "Jay", "Ella")
    priya = at_keyboard(cast.priya)
    opens_the_sheet(priya, incident)
    priya.sees("Every young person at a glance", "Ella Mensah (C)")
    when_she_answers_beside_the_grid(priya, cast, incident)
    then = card_of(cast, incident, "safe-to-return", "B")
    assert (then.because, then.fields[0].words) == ("The other boys know where he lives", "Not safe")
    assert [action.owner for action in then.actions] == ["Norfolk Constabulary"]
    priya.axe()
    priya.fits()
    opens_the_sheet(priya, incident, "B")
    card = shown(priya, then)
    assert card.get_by_label("Because").is_hidden()
    priya.prints("The other boys know where he lives")
    card.get_by_text("Change", exact=True).click()
    said(card, "Not yet known")
    card.get_by_role("button", name="Save this answer").click()
    card.get_by_text(RECORDED).wait_for()
    card.get_by_text("Change", exact=True).click()
    card.get_by_text("Earlier: Not yet known").click()
    priya.sees("The other boys know where he lives")
    priya.axe()
    priya.fits()


@pytest.mark.clause("STF-1")
def test_who_would_be_sent_to_a_young_person_waits(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    hana = at_keyboard(cast.hana)
    opens_the_sheet(hana, incident)
    view = card_of(cast, incident, "trusted-professional", "A")
    card = shown(hana, view)
    said(card, "Action needed", "He asked for his coach")
    given_to(offered(card, "Visit the young person in hospital"), PRIYA)
    given_to(own := offered(card, "Something else"), PRIYA, contact="No")
    own.get_by_label("What is to be done").fill("Visit the coach at the club")
    card.get_by_role("button", name="Save this answer").click()
    hana.sees("You answered no, and the words say “visit”")
    assert Answer.objects.count() == 0
    assert own.get_by_label("What is to be done").input_value() == "Visit the coach at the club"
    assert card.get_by_label("Because").input_value() == "He asked for his coach"
    hana.axe()
    hana.fits()
    card.scroll_into_view_if_needed()
    hana.picture("sheet-asked-again", full_page=False)
    own.get_by_label("No", exact=True).check()
    card.get_by_role("button", name="Save this answer").click()
    card.get_by_text(RECORDED).wait_for()
    states = dict(Action.objects.values_list("what", "state"))
    assert states == {
        "Visit the young person in hospital": ActionState.PROPOSED,
        "Visit the coach at the club": ActionState.OPEN,
    }
    card.get_by_text("Change", exact=True).click()
    hana.sees(PROPOSED)
    hana.axe()


def test_what_is_not_known_is_rolled_up_into_one_action_for_each_agency(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast, "Kai", "Jay")
    priya = at_keyboard(cast.priya)
    opens_the_sheet(priya, incident, "A")
    for code in ("safe-address", "parents-told", "parents-able-to-protect"):
        card = shown(priya, card_of(cast, incident, code, "A"))
        said(card, "Not yet known")
        card.get_by_role("button", name="Save this answer").click()
        card.get_by_text(RECORDED).wait_for()
    finding = [a for a in queries.actions_for(cast.hana, incident.reference, clock.now()) if a.kind == "FIND_OUT"]
    assert len(finding) == len({action.owner for action in finding}) == 2
    assert sum(action.unknowns for action in finding) == 3
    priya.goto("responses:actions", reference=incident.reference)
    priya.expects("Actions")
    priya.fits()
    priya.page.get_by_role("link", name="Find out what is not yet known").last.click()
    priya.expects("Find out what is not yet known")
    priya.sees("To find out", "– not known yet")
    priya.fits()
    priya.picture("find-out", full_page=False)


def test_a_strategy_discussion_works_down_with_the_keyboard_alone(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    given_an_answer(cast, incident, "parents-told", "A", "IN_PLACE", "Mother is at the bedside")
    priya = at_keyboard(cast.priya)
    opens_the_sheet(priya, incident)
    pictured(priya, "sheet", 1050)
    first, second = priya.page.locator("[data-card]").nth(0), priya.page.locator("[data-card]").nth(1)
    first_id, second_id = first.get_attribute("id"), second.get_attribute("id")
    priya.tab_to(first.get_by_label("Action needed", exact=True))
    for _ in range(3):
        priya.page.keyboard.press("ArrowRight")
    priya.focus_shows()
    assert first.get_by_label("Not yet known", exact=True).is_checked()
    priya.tab_to(first.get_by_label("Because"))
    priya.page.keyboard.type("The ward is asking")
    priya.page.keyboard.press("Control+Enter")
    priya.page.locator(f"#{first_id}").get_by_text(RECORDED).wait_for()
    priya.page.locator(f"#{second_id}:focus, #{second_id} :focus").first.wait_for()
    then_what_has_the_focus_is_clear_of_the_bar(priya)
    assert Answer.objects.order_by("pk").last().because == "The ward is asking"  # type: ignore[union-attr]  # just made


def then_what_has_the_focus_is_clear_of_the_bar(who: Keyboard) -> None:
    """WCAG 2.4.11: the bar that stays in sight covers nothing that has the focus, all the way down."""
    for _ in range(60):
        who.page.keyboard.press("Tab")
        overlap = who.page.evaluate("""() => {
          const bar = document.querySelector('.app-sheet-button').getBoundingClientRect();
          const at = document.activeElement;
          if (at === document.body || at.closest('.app-sheet-button')) return 0;
          const box = at.getBoundingClientRect();
          return Math.min(box.bottom, bar.bottom) - Math.max(box.top, bar.top);
        }""")
        assert overlap <= 0, who.page.evaluate("document.activeElement.outerHTML")


def test_without_script_one_button_records_only_what_was_changed(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast, "Kai", "Jay")
    given_an_answer(cast, incident, "parents-told", "A", "IN_PLACE", "Mother is at the bedside")
    priya = at_keyboard(javascript=False, width=320)
    priya.take_over_session_of(cast.priya)
    opens_the_sheet(priya, incident)
    priya.fits()
    priya.follow("Kai Mensah (A)")
    priya.fits()
    known = shown(priya, card_of(cast, incident, "safe-address", "A"))
    said(known, "Already in place", "At an aunt's")
    wrong = shown(priya, card_of(cast, incident, "practical-measures", "A"))
    said(wrong, "Not needed")
    priya.press("Save what I changed")
    priya.sees("1 recorded, 1 needs another look", "Say why this is not needed")
    assert Answer.objects.count() == 2
    said(shown(priya, card_of(cast, incident, "practical-measures", "A")), "Not needed", "He is on the ward")
    priya.press("Save what I changed")
    priya.sees("1 answer recorded")
    assert Answer.objects.count() == 3
    priya.fits()


def test_two_people_on_one_card_are_shown_both_answers(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    view = card_of(cast, incident, "threat-to-life", "A")
    hana, sam = at_keyboard(cast.hana), at_keyboard(cast.sam)
    hana.expected_status.add(409)
    for who in (hana, sam):
        opens_the_sheet(who, incident)
    said(shown(sam, view), "Not needed", "Assessed at 02:10. No threat.")
    shown(sam, view).get_by_role("button", name="Save this answer").click()
    shown(sam, view).get_by_text(RECORDED).wait_for()
    said(shown(hana, view), "Not yet known", "The family named somebody")
    shown(hana, view).get_by_role("button", name="Save this answer").click()
    hana.sees("Somebody else answered this while you wrote", "What stands now", "Assessed at 02:10. No threat.")
    assert shown(hana, view).get_by_label("Because").input_value() == "The family named somebody"
    hana.axe()
    hana.fits()
    shown(hana, view).scroll_into_view_if_needed()
    hana.picture("sheet-two-at-once", full_page=False)
    shown(hana, view).get_by_role("button", name="Save this answer").click()
    shown(hana, view).get_by_text(RECORDED).wait_for()
    assert [line.by for line in card_of(cast, incident, "threat-to-life", "A").history] == ["Hana Malik", "Sam Okafor"]


def test_what_was_typed_outlives_a_closed_tab(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    view = card_of(cast, incident, "siblings-at-risk", "A")
    priya = at_keyboard(cast.priya)
    priya.expects("My work")
    with priya.another_tab():
        opens_the_sheet(priya, incident)
        said(shown(priya, view), "Not needed", "An only child, says his mother")
        priya.sees("Draft saved")
    assert Answer.objects.count() == 0
    opens_the_sheet(priya, incident)
    priya.sees("Not recorded yet: this is what you typed before")
    assert shown(priya, view).get_by_label("Because").input_value() == "An only child, says his mother"
    priya.axe()
    priya.press("Save what I changed")
    priya.sees("1 answer recorded")


def test_a_sheet_sent_too_late_comes_back_as_it_was_typed(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    view = card_of(cast, incident, "siblings-at-risk", "A")
    priya = at_keyboard(cast.priya, javascript=False)
    opens_the_sheet(priya, incident)
    address = priya.path
    said(shown(priya, view), "Not needed", "An only child, says his mother")
    priya.stays_away(minutes=40)
    priya.press("Save what I changed")
    priya.expects("Sign in")
    priya.sees("What you typed is kept for 30 minutes.")
    priya.sign_in_as(cast.priya, then=address)
    assert shown(priya, view).get_by_label("Because").input_value() == "An only child, says his mother"
    assert Answer.objects.filter(at__gte=clock.now() - timedelta(hours=2)).count() == 0
    priya.press("Save what I changed")
    priya.sees("1 answer recorded")
