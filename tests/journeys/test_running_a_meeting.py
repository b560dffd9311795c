"""A strategy discussion is held: by keyboard, by two people at once while the connection is cut, and without script."""

import re

import pytest
from playwright.sync_api import expect

from reachable.meetings.models import Meeting, Note
from reachable.responses.models import Action, Answer
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response
from tests.journeys.running import given_a_meeting, given_a_meeting_that_runs, sits_down

SAVED = re.compile(r"^saved \d\d:\d\d:\d\d$")
NOT_SAVED = re.compile(r"^not saved since \d\d:\d\d, trying again$")
CUT_FOR = 8_000  # milliseconds


def is_saved(who: Keyboard) -> None:
    expect(who.page.locator("[data-saved]")).to_have_text(SAVED, timeout=30_000)


def notes_it(who: Keyboard, words: str, kind: str = "f") -> None:
    """Without the mouse: the words, Tab, the first letter of the kind, Enter."""
    who.page.get_by_label("Note", exact=True).focus()
    who.page.keyboard.type(words)
    who.page.keyboard.press("Tab")
    who.page.keyboard.press(kind)
    who.page.keyboard.press("Enter")


def adds_an_action(who: Keyboard, person: str, what: str) -> None:
    who.page.keyboard.type(person)
    who.page.keyboard.press("Tab")
    who.page.keyboard.type(what)
    who.page.keyboard.press("Enter")


def part(who: Keyboard, name: str) -> str:
    return who.page.locator(f"[data-part={name}]").inner_text()


def loses_the_connection(*people: Keyboard) -> None:
    for who in people:
        who.context.set_offline(True)


def finds_it_again(*people: Keyboard) -> None:
    for who in people:
        who.context.set_offline(False)
        who.noticed[:] = [line for line in who.noticed if "ERR_INTERNET_DISCONNECTED" not in line]


def begins(hana: Keyboard, meeting: Meeting) -> None:
    hana.goto("minutes:run", meeting=meeting.reference)
    hana.page.get_by_label("Keeping these young people safe").check()
    hana.press("Continue")
    hana.expects(f"Start the meeting {meeting.reference}")
    hana.press("Start the meeting")
    hana.sees("First: agree what this meeting is for", "nobody from Police is there")
    hana.axe()
    hana.press("These are agreed")
    hana.sees("Purposes agreed")
    hana.follow("Present 1 of 3")
    hana.expects("Who is there")
    hana.fits()
    hana.press("Everybody is here")
    hana.sees("3 of 3 are there", "Present 3 of 3")


@pytest.mark.clause("SAF-1")
def test_a_discussion_is_held_without_a_mouse(at_keyboard: AtKeyboard, cast: Cast) -> None:
    meeting = given_a_meeting(cast, given_a_response(cast, "Kai", "Jay"))
    hana = at_keyboard(cast.hana)
    begins(hana, meeting)
    page = hana.page
    page.get_by_role("link", name="1 What happened, and what each service knows").click()
    notes_it(hana, "He was followed from college", "v")
    is_saved(hana)
    assert "View He was followed from college" in part(hana, "notes").replace("\n", " ")
    expect(page.get_by_label("Note", exact=True)).to_be_focused()
    page.get_by_label("Who", exact=True).last.focus()
    adds_an_action(hana, "priya", "Find a placement away from here")
    expect(page.locator("#action-form").get_by_label("Who")).to_be_focused()
    adds_an_action(hana, "okafor", "Check the cameras at the station")
    expect(page.locator("[data-part=actions]")).to_contain_text("Check the cameras")
    row = page.locator("[data-row]").filter(has_text="Kai Mensah (A)").first
    row.get_by_label("Answer").focus()
    page.keyboard.press("a")
    page.keyboard.press("a")
    hana.tab_to(row.get_by_label("Because"))
    page.keyboard.type("Hit in the thigh, stable")
    page.keyboard.press("Control+Enter")
    expect(row).to_contain_text("Already in place", timeout=15_000)
    hana.axe()
    hana.fits()
    hana.prints("He was followed from college")
    is_saved(hana)
    page.keyboard.press("Alt+n")
    hana.sees("2 Who may be hurt next, and by whom")
    assert (Note.objects.count(), Action.objects.filter(consideration=None).count()) == (1, 2)
    assert Answer.objects.get().because == "Hit in the thigh, stable"


def test_the_connection_is_cut_while_two_type(at_keyboard: AtKeyboard, cast: Cast) -> None:
    meeting = given_a_meeting_that_runs(cast)
    hana, priya = at_keyboard(cast.hana), at_keyboard(cast.priya)
    for who in (hana, priya):
        sits_down(who, meeting)
    notes_it(hana, "Hana wrote this before")
    expect(priya.page.locator("[data-part=notes]")).to_contain_text("Hana wrote this before", timeout=15_000)
    loses_the_connection(hana, priya)
    for number in range(3):
        notes_it(hana, f"Hana offline {number}")
        notes_it(priya, f"Priya offline {number}", "d")
    priya.page.get_by_label("Note", exact=True).fill("Priya is still typing this")
    hana.page.locator("#action-form").get_by_label("Who").focus()
    adds_an_action(hana, "priya", "Agreed while the line was down")
    expect(hana.page.locator("[data-saved]")).to_have_text(NOT_SAVED, timeout=15_000)
    assert "Hana offline 2 – not saved yet" in part(hana, "notes")
    hana.page.wait_for_timeout(CUT_FOR)
    assert Note.objects.count() == 1
    finds_it_again(hana, priya)
    for who in (hana, priya):
        for name in ("Hana", "Priya"):
            expect(who.page.locator("[data-part=notes]")).to_contain_text(f"{name} offline 2", timeout=30_000)
    is_saved(hana)
    assert sorted(Note.objects.values_list("words", flat=True)) == sorted(
        ["Hana wrote this before", *(f"{name} offline {n}" for name in ("Hana", "Priya") for n in range(3))]
    )
    assert Action.objects.filter(what="Agreed while the line was down").count() == 1
    assert priya.page.get_by_label("Note", exact=True).input_value() == "Priya is still typing this"
    priya.axe()
    finds_it_again(hana, priya)


def test_what_was_typed_is_there_after_the_page_was_closed(at_keyboard: AtKeyboard, cast: Cast) -> None:
    meeting = given_a_meeting_that_runs(cast)
    priya = at_keyboard(cast.priya)
    sits_down(priya, meeting)
    priya.page.get_by_label("Note", exact=True).press_sequentially("Half a sentence about")
    priya.sees("draft kept")
    priya.goto("minutes:run", meeting=meeting.reference)
    priya.sees("We kept what you typed")
    assert priya.page.get_by_label("Note", exact=True).input_value() == "Half a sentence about"
    hana = at_keyboard(cast.hana)
    sits_down(hana, meeting)
    assert hana.page.get_by_label("Note", exact=True).input_value() == ""


def test_the_whole_meeting_without_script(at_keyboard: AtKeyboard, cast: Cast) -> None:
    meeting = given_a_meeting_that_runs(cast)
    hana = at_keyboard(cast.hana, javascript=False)
    sits_down(hana, meeting)
    hana.fill("Note", "Noted without script")
    hana.page.get_by_label("Decision", exact=True).check()
    hana.press("Note it")
    hana.sees("Decision noted", "Noted without script")
    hana.page.locator("#action-form").get_by_label("Who").fill("priya")
    hana.page.locator("#action-form").get_by_label("What is to be done").fill("Visit the family")
    hana.press("Add this action")
    hana.sees("The words say “Visit”")
    hana.page.locator("#action-form").get_by_label("Yes", exact=True).check()
    hana.press("Add this action")
    hana.sees("Action added", "Proposed: do not make contact yet")
    hana.press("Next item")
    hana.sees("2 Who may be hurt next, and by whom")
    hana.fits()
