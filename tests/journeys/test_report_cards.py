"""Reporting an incident in a browser: with script, without it, and from the keyboard."""

from datetime import date

from playwright.sync_api import Locator

from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard

CAPTION = "Report an incident: page {} of 3 "


def begin(who: Keyboard) -> None:
    who.goto("incidents:report")
    who.expects("Report an incident")
    who.press("Start the report")
    who.expects(CAPTION.format(1) + "What happened", title="What happened")


def card(who: Keyboard, kind: str, number: int) -> Locator:
    found = who.page.locator(f"#{kind}-cards > [data-card]").nth(number)
    found.wait_for()
    return found


def two_young_people(who: Keyboard) -> None:
    who.fill("Given names", "Kai")
    who.fill("Family name", "Mensah")
    who.fill_date("Date of birth", date(2011, 4, 3))
    who.choose("Role", "Victim")
    who.choose("Where now?", "In hospital")
    who.fill("Which hospital and ward?", "Norwich General, Cley ward")
    who.press("Add another young person")
    second = card(who, "young", 1)
    assert "Young person B" in second.inner_text()
    who.choose("Role", "Suspected", within=second)
    who.choose("Where now?", "In custody", within=second)
    who.fill("Which custody suite?", "Wymondham", within=second)


def test_a_report_is_sent_with_and_without_script_and_on_a_narrow_screen(at_keyboard: AtKeyboard, cast: Cast) -> None:
    for reporter, script, width in ((cast.ward, True, 1100), (cast.mace, True, 320), (cast.edt, False, 1100)):
        who = at_keyboard(reporter, javascript=script, width=width)
        begin(who)
        who.choose("When did it happen?", "Just now")
        who.fill("Where did it happen?", "Waterloo Park")
        who.fits()
        who.press("Save and continue")
        who.expects(CAPTION.format(2) + "Young people", title="Young people")
        two_young_people(who)
        who.axe()
        who.fits()
        who.press("Save and continue")
        who.expects(CAPTION.format(3) + "Check and send", title="Check and send")
        who.sees("Kai Mensah (A)", "In hospital: Norwich General, Cley ward", "In custody: Wymondham")
        who.fits()
        if reporter != cast.ward:  # the first report has put Kai on record
            who.press("Send the report")
            who.sees("Say whether Kai Mensah (A) is the same person as the one held")
            who.axe()
            who.page.get_by_label("Yes, the same person").check()
        who.press("Send the report")
        who.expects("Report sent")
        who.sees("Hana Malik, Norfolk Children's Services")
        who.fits()


def test_cards_are_added_and_removed_without_a_page_load(at_keyboard: AtKeyboard, cast: Cast) -> None:
    who = at_keyboard(cast.ward)
    begin(who)
    who.press("Save and continue")
    two_young_people(who)
    who.press("Remove A")
    left = card(who, "young", 0)
    assert "Young person A" in left.inner_text()
    who.press("Add another young person")
    assert card(who, "young", 1).get_by_label("Given names").input_value() == ""
    who.press("Add an adult")
    who.choose("Hurt or suspected?", "Hurt", within=card(who, "adult", 0))
    who.press("Save and continue")
    who.sees("A: name not known yet", "In custody: Wymondham", "B: name not known yet", "Adult 1: name not known yet")
    who.does_not_see("Kai")


def test_enter_saves_the_page_and_never_locks_it(at_keyboard: AtKeyboard, cast: Cast) -> None:
    for reporter, script in ((cast.ward, True), (cast.edt, False)):
        who = at_keyboard(reporter, javascript=script)
        begin(who)
        who.page.get_by_label("Where did it happen?").press("Enter")
        who.expects(CAPTION.format(2) + "Young people", title="Young people")


def test_two_reports_are_compared_and_joined(at_keyboard: AtKeyboard, cast: Cast) -> None:
    for reporter in (cast.ward, cast.edt):
        who = at_keyboard(reporter)
        begin(who)
        who.choose("When did it happen?", "Just now")
        who.fill("Where did it happen?", "Waterloo Park")
        who.press("Save and continue")
        who.choose("Role", "Victim")
        who.press("Save and continue")
        who.press("Send the report")
        who.expects("Report sent")
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:triage")
    hana.expects("Reports without a lead")
    hana.fits()
    hana.press("Compare and join")
    hana.page.locator("h1", has_text="Join INC").wait_for()
    hana.axe()
    hana.fits()
    hana.press("Join INC")
    hana.sees("Choose who this is")
    hana.axe()
    hana.page.get_by_label("Name not known (A/0002)").select_option(index=1)
    hana.press("Join INC")
    hana.sees("is now part of")
