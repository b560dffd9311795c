"""Somebody on a ward at night tells what happened, in three minutes, with whatever is known."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from reachable.audit.models import Entry, EntryAbout
from reachable.incidents.models import Incident
from reachable.people.models import Belonging, PersonRecord
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporting import answers, arrives_on, begin, card, given_numbers_to_ring, scroll_to

THREE_MINUTES = 180
SECONDS_TO_PRESS, SECONDS_TO_DECIDE = 0.28, 1.35  # the keystroke-level model: an average typist, one thought each
COUNTS_KEYS = """addEventListener("keydown", (event) => {
  if (event.isTrusted) sessionStorage.keys = 1 + Number(sessionStorage.keys || 0);
}, true);"""
BORN = date(2011, 4, 3)
STORY = "Two groups met at the bus station. A boy was stabbed in the thigh and walked in with a friend."


def when_she_says_what_happened(wendy: Keyboard) -> None:
    wendy.choose("When did it happen?", "Just now")
    wendy.fill("Where did it happen?", "Bus station, Castle Meadow")
    wendy.select("Part of Norfolk", "Norwich")
    wendy.fill("What happened?", STORY)
    wendy.select("Kind of offence", "Stabbing or slashing")
    wendy.choose("Weapon", "Knife or blade")
    wendy.choose("Have threats been made?", "Yes")
    wendy.fill("What was threatened, and against whom?", "“It is not over”, to the friend")
    wendy.choose("Is anybody still in danger now?", "Yes")


def when_she_says_who(wendy: Keyboard) -> None:
    kai = card(wendy, "young", 0)
    wendy.fill("Given names", "Kai", within=kai)
    wendy.fill("Family name", "Mensah", within=kai)
    wendy.fill_date("Date of birth", BORN)
    wendy.choose("Role", "Victim", within=kai)
    wendy.choose("Where now?", "In hospital", within=kai)
    wendy.fill("Which hospital and ward?", "Norwich General, Cley ward", within=kai)
    discharge = wendy.group("Discharge expected", within=kai)
    for box, value in (("Day", "27"), ("Month", "11"), ("Year", "2026"), ("Time", "15:00")):
        discharge.get_by_label(box).fill(value)
    wendy.press("Add another young person")
    friend = card(wendy, "young", 1)
    wendy.fill("Or age, about", "16", within=friend)
    wendy.choose("Role", "Witness", within=friend)
    wendy.choose("Where now?", "Missing", within=friend)
    wendy.press("Add another young person")
    third = card(wendy, "young", 2)
    wendy.fill("Given names", "Jay", within=third)
    wendy.choose("Role", "Present", within=third)
    wendy.choose("Where now?", "Died", within=third)
    wendy.press("Add an adult")
    wendy.choose("Hurt or suspected?", "Suspected", within=card(wendy, "adult", 0))
    wendy.fill("What is known", "Man of about thirty in a grey van", within=card(wendy, "adult", 0))


def then_the_check_page_says_it_all(wendy: Keyboard) -> None:
    wendy.sees("Ring 999 now: this report does not send anybody out.")
    wendy.sees("Kai Mensah (A)", "In hospital: Norwich General, Cley ward", "B: name not known yet", "Missing", "Died")
    wendy.sees("On what is known, it counts as that")
    wendy.sees(
        "Opens at once: Tonight, After a death (C), Immediate safety",
        "Send it now. What is not known stands as not known",
    )
    assert answers(wendy)["Where"] == "Bus station, Castle Meadow"


def then_she_knows_who_was_told_and_whom_to_ring(wendy: Keyboard) -> None:
    wendy.expects("Report sent")
    wendy.sees("INC-2026-0001", "Ring now", "Emergency duty team", "01632 960770", "Who was told")
    wendy.sees("Edith Lamb, Norfolk Children's Services", "Hana Malik, Norfolk Children's Services")
    wendy.sees("You do not see the incident itself unless you are on its team")


def test_a_ward_nurse_reports_a_stabbing_at_night(at_keyboard: AtKeyboard, cast: Cast) -> None:
    given_numbers_to_ring()
    wendy = at_keyboard(cast.ward)
    begin(wendy)
    when_she_says_what_happened(wendy)
    wendy.fits()
    scroll_to(wendy, "Report an incident: page 1")
    wendy.picture("report-what-happened", full_page=False)
    wendy.press("Save and continue")
    arrives_on(wendy, 2)
    when_she_says_who(wendy)
    wendy.axe()
    wendy.fits()
    scroll_to(wendy, "Report an incident: page 2")
    wendy.picture("report-young-people", full_page=False)
    wendy.press("Save and continue")
    arrives_on(wendy, 3)
    then_the_check_page_says_it_all(wendy)
    wendy.fits()
    scroll_to(wendy, "What sending it starts")
    wendy.picture("report-check", full_page=False)
    wendy.page.get_by_role("button", name="Send the report").dblclick()
    then_she_knows_who_was_told_and_whom_to_ring(wendy)
    wendy.fits()
    wendy.picture("report-sent")
    wendy.back()
    wendy.expects("Report sent")
    incident = Incident.objects.get()
    assert incident.involvements.count() == 3


def test_without_script_and_on_a_telephone_the_same_report_is_sent(at_keyboard: AtKeyboard, cast: Cast) -> None:
    given_numbers_to_ring()
    wendy = at_keyboard(cast.ward, javascript=False, width=320)
    begin(wendy)
    when_she_says_what_happened(wendy)
    wendy.press("Save and continue")
    arrives_on(wendy, 2)
    when_she_says_who(wendy)
    wendy.fits()
    wendy.press("Save and continue")
    arrives_on(wendy, 3)
    then_the_check_page_says_it_all(wendy)
    wendy.press("Send the report")
    then_she_knows_who_was_told_and_whom_to_ring(wendy)
    assert Incident.objects.get().involvements.count() == 3


def type_into(who: Keyboard, label: str, text: str) -> None:
    who.tab_to(who.page.get_by_label(label).first)
    who.page.keyboard.type(text)


def arrow_to(who: Keyboard, legend: str, label: str) -> None:
    """Into the group with Tab, to the answer with the arrow keys."""
    group = who.group(legend)
    wanted = group.get_by_label(label, exact=True).first
    who.tab_to(group.locator("input").first)
    who.page.keyboard.press("Space")
    while not wanted.is_checked():
        who.page.keyboard.press("ArrowDown")


def press_with_keys(who: Keyboard, name: str) -> None:
    who.tab_to(who.page.get_by_role("button", name=name).first)
    who.page.keyboard.press("Enter")


def test_keys_alone_send_a_report_and_three_minutes_are_enough(at_keyboard: AtKeyboard, cast: Cast) -> None:
    wendy = at_keyboard(cast.ward)
    wendy.context.add_init_script(COUNTS_KEYS)
    wendy.goto("incidents:report")
    wendy.expects("Report an incident")
    press_with_keys(wendy, "Start the report")
    arrives_on(wendy, 1)
    arrow_to(wendy, "When did it happen?", "Just now")
    type_into(wendy, "Where did it happen?", "Bus station, Castle Meadow")
    type_into(wendy, "What happened?", STORY)
    type_into(wendy, "Kind of offence", "Stab")
    arrow_to(wendy, "Weapon", "Knife or blade")
    press_with_keys(wendy, "Save and continue")
    arrives_on(wendy, 2)
    type_into(wendy, "Given names", "Kai")
    type_into(wendy, "Family name", "Mensah")
    type_into(wendy, "Or age, about", "15")
    wendy.tab_to(wendy.page.get_by_label("Victim"))
    wendy.page.keyboard.press("Space")
    arrow_to(wendy, "Where now?", "In hospital")
    type_into(wendy, "Which hospital and ward?", "Norwich General, Cley ward")
    press_with_keys(wendy, "Save and continue")
    arrives_on(wendy, 3)
    press_with_keys(wendy, "Send the report")
    wendy.expects("Report sent")
    assert Incident.objects.get().involvements.get().letter == "A"
    keys, decisions = int(wendy.page.evaluate("sessionStorage.keys")), 15
    assert keys * SECONDS_TO_PRESS + decisions * SECONDS_TO_DECIDE < THREE_MINUTES, keys


def test_one_page_of_not_known_is_enough_to_be_sent(at_keyboard: AtKeyboard, cast: Cast) -> None:
    mace = at_keyboard(cast.mace)
    begin(mace)
    for number in (2, 3):
        mace.press("Save and continue")
        arrives_on(mace, number)
    mace.sees("None yet.", "Send it now. What is not known stands as not known")
    mace.press("Send the report")
    mace.expects("Report sent")
    mace.sees("No duty number is in the directory for this area.")
    assert Incident.objects.get().involvements.count() == 0


def reports_kai(who: Keyboard) -> None:
    begin(who)
    who.fill("Where did it happen?", "Waterloo Park")
    who.press("Save and continue")
    who.fill("Given names", "Kai")
    who.fill("Family name", "Mensah")
    who.fill_date("Date of birth", BORN)
    who.press("Save and continue")
    arrives_on(who, 3)


@pytest.mark.parametrize(
    ("answer", "persons"), [("Yes, the same person", 1), ("No, somebody else", 2), ("Not sure", 2)]
)
def test_somebody_already_held_is_asked_about_and_never_assumed(
    at_keyboard: AtKeyboard, cast: Cast, answer: str, persons: int
) -> None:
    wendy = at_keyboard(cast.ward)
    reports_kai(wendy)
    wendy.does_not_see("Is it the same person")
    wendy.press("Send the report")
    wendy.expects("Report sent")
    edith = at_keyboard(cast.edt)
    reports_kai(edith)
    edith.sees("Somebody with the same name and date of birth is held by Norwich General Hospital.")
    if answer.startswith("Yes"):
        edith.picture("report-same-person", full_page=False)
    edith.press("Send the report")
    edith.sees("Say whether Kai Mensah (A) is the same person as the one held")
    edith.axe()
    edith.fits()
    edith.choose("Is it the same person as Kai Mensah", answer)
    edith.press("Send the report")
    edith.expects("Report sent")
    assert PersonRecord.objects.count() == 2
    held = Belonging.objects.filter(until_at=None).values_list("person", flat=True)
    assert len(set(held)) == persons
    recorded = Entry.objects.filter(verb="young-person-recorded").order_by("-number")[0]
    assert recorded.by_key == str(cast.edt.key)
    first = Belonging.objects.order_by("pk")[0].person.key
    about = EntryAbout.objects.filter(number=recorded.number).values_list("key", flat=True)
    assert (str(first) in about) == (persons == 1)


def test_what_cannot_be_is_refused_in_words_and_nothing_is_lost(at_keyboard: AtKeyboard, cast: Cast) -> None:
    wendy = at_keyboard(cast.ward)
    begin(wendy)
    wendy.choose("When did it happen?", "At another time")
    boxes = wendy.group("Date and time")
    for box, value in (("Day", "31"), ("Month", "2"), ("Year", "2026"), ("Time", "21:40")):
        boxes.get_by_label(box).fill(value)
    wendy.fill("What happened?", "x" * 10_001)
    wendy.page.evaluate("document.getElementById('id_place').value = 'Bus\\u0007 station'")
    wendy.press("Save and continue")
    wendy.page.get_by_role("heading", name="There is a problem").wait_for()
    wendy.sees("Date and time must be a real date", "10,000 characters or fewer", "cannot be read")
    wendy.axe()
    wendy.fits()
    assert len(wendy.page.get_by_label("What happened?").input_value()) == 10_001
    boxes = wendy.group("Date and time")
    assert boxes.get_by_label("Day").input_value() == "31"
    wendy.fill("What happened?", STORY)
    wendy.fill("Where did it happen?", "Bus station")
    for box, value in (("Day", "31"), ("Month", "12"), ("Year", "2099")):
        boxes.get_by_label(box).fill(value)
    wendy.press("Save and continue")
    wendy.sees("Date and time must not be in the future")
    wendy.choose("When did it happen?", "Not known")
    wendy.press("Save and continue")
    arrives_on(wendy, 2)
    wendy.fill("Given names", "Kai")
    for born, said in (
        (("30", "2", "2011"), "must be a real date"),
        (("3", "4", "2099"), "must be today or in the past"),
    ):
        for box, value in zip(("Day", "Month", "Year"), born, strict=True):
            wendy.group("Date of birth").get_by_label(box).fill(value)
        wendy.press("Save and continue")
        wendy.sees(f"A: Date of birth {said}")
        wendy.sees_in("Given names", "Kai")
    wendy.axe()


@pytest.mark.parametrize("script", [True, False])
def test_a_session_that_ends_on_page_2_loses_nothing(at_keyboard: AtKeyboard, cast: Cast, script: bool) -> None:
    wendy = at_keyboard(cast.ward, javascript=script)
    begin(wendy)
    wendy.press("Save and continue")
    arrives_on(wendy, 2)
    wendy.fill("Given names", "Kai")
    wendy.choose("Where now?", "In hospital")
    wendy.fill("Which hospital and ward?", "Cley ward")
    wendy.stays_away(hours=2)
    wendy.press("Save and continue")
    expect(wendy.page).to_have_url(re.compile("sign-in|unlock|lock"))
    wendy.sign_in_as(cast.ward, then="/incidents/report/")
    wendy.expects("Report an incident")
    wendy.follow("Carry on with the report")
    wendy.press("Save and continue")
    wendy.sees_in("Given names", "Kai")
    wendy.sees_in("Which hospital and ward?", "Cley ward")
    wendy.press("Save and continue")
    arrives_on(wendy, 3)
    wendy.sees("In hospital: Cley ward")
