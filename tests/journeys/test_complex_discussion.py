"""Fourteen young people of two groups are discussed by nineteen people of eleven agencies.

It is convened, and run by two people at once while the connection of one is cut. What a smaller meeting shows is in
test_running_a_meeting.py; how this one is concluded, and the record of each, in test_complex_records.py.
"""

import re
import time
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Response, expect

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.meetings.choices import Coming
from reachable.meetings.models import Attendee, Meeting, Note, Outcome
from reachable.responses.models import Action, Answer
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import Postman
from tests.journeys.discussing import (
    convened,
    rows_of,
    seated,
)
from tests.journeys.fourteen import BY_LETTER, FROM_SUFFOLK, GP, YOUNG, given_fourteen
from tests.journeys.keyboard import Keyboard
from tests.journeys.running import sits_down
from tests.journeys.test_running_a_meeting import (
    NOT_SAVED,
    adds_an_action,
    finds_it_again,
    is_saved,
    loses_the_connection,
    notes_it,
)

SUKI = "suki.barlow@suffolk.example"
CUT_FOR = 30_000  # milliseconds


# Convened, and who gets in


def convenes(hana: Keyboard, incident: Incident) -> Meeting:
    hana.goto("meetings:convene", reference=incident.reference)
    hana.page.get_by_label("Complex strategy discussion").check()
    hana.fill_date("When it starts", clock.local(clock.now()) + timedelta(hours=3))
    hana.page.get_by_label("How long").select_option(label="2 hours")
    hana.fill("Place", "Room 3, County Hall")
    for label, name in (("Chair", "Hana Malik"), ("Takes the minutes", "Joy Adeyemi")):
        option = hana.page.get_by_label(label, exact=True).locator("option").filter(has_text=name)
        hana.page.get_by_label(label, exact=True).select_option(value=option.get_attribute("value"))
    for purpose in ("Keeping these young people safe", "Preventing retaliation"):
        hana.page.get_by_label(purpose).check()
    hana.axe()
    hana.press("Convene the meeting")
    meeting = Meeting.objects.select_related("incident").get()
    hana.expects(f"Complex strategy discussion {meeting.reference}")
    return meeting


def asks_them(hana: Keyboard, meeting: Meeting) -> None:
    """The team by one button; by hand somebody of another authority and somebody without an account."""
    hana.press("Ask everybody on the team who fits a seat that is needed")
    hana.sees("of the team are asked now")
    hana.goto("meeting:add_attendee", meeting=meeting.reference, code="other-authority")
    hana.expects("Ask somebody: Social worker of another authority's young person")
    hana.page.get_by_label("Professional").select_option(
        label="Suki Barlow, Social worker, Suffolk Children's Services"
    )
    hana.page.get_by_label(BY_LETTER[FROM_SUFFOLK].name).check()
    hana.press("Ask them")
    hana.sees(f"sees {FROM_SUFFOLK}")
    hana.goto("meeting:add_guest", meeting=meeting.reference, code="gp")
    for label, words in (("Name", "Gareth Pugh"), ("E-mail address at work", GP), ("Job", "General practitioner")):
        hana.page.get_by_label(label, exact=True).fill(words)
    hana.page.get_by_label("Agency", exact=True).select_option(label="Castle Surgery")
    hana.page.get_by_label(BY_LETTER["G"].name).check()
    hana.axe()
    hana.press("Ask them")
    hana.sees("sees G, no account")


def invites(hana: Keyboard, meeting: Meeting) -> None:
    hana.goto("meeting:invite", meeting=meeting.reference)
    hana.expects(hana.page.locator("h1").inner_text())
    hana.does_not_see(*(one.given for one in YOUNG if one.given != "Will"))
    hana.page.get_by_role("button", name=re.compile(r"^Send \d+ invitations$")).click()
    hana.sees("Invited")


def sees_only(who: Keyboard, letter: str) -> None:
    own = BY_LETTER[letter]
    who.sees(own.name)
    assert who.page.get_by_text("Restricted", exact=True).count() == len(YOUNG) - 1
    names = {name for one in YOUNG for name in (one.family, one.name)}
    who.does_not_see(*(names - {own.family, own.name}))


def answers_by_the_link(gp: Keyboard, postman: Postman, meeting: Meeting) -> None:
    gp.goto(postman.link_to(GP).removeprefix(gp.server))
    gp.expects(f"Multi-agency meeting {meeting.reference}")
    gp.does_not_see(*(one.name for one in YOUNG), meeting.incident.reference, "trategy")
    place = Attendee.objects.get(professional__email=GP)
    assert place.coming == Coming.NOT_SAID
    gp.page.get_by_label("I come").check()
    gp.press("Send my answer")
    gp.sees("You answered")
    place.refresh_from_db()
    assert place.coming == Coming.COMING


def gets_in_by_code(gp: Keyboard, postman: Postman) -> None:
    gp.goto("guests:enter")
    gp.expects("Get in as a guest")
    gp.fill("E-mail address", GP)
    gp.press("Send me a code")
    gp.expects("Enter your code")
    postman.deliver()
    found = re.search(r"\b[A-Z2-9]{8}\b", postman.letters_to(GP)[-1])
    assert found is not None
    gp.fill("Code", found.group())
    gp.press("Get in")
    gp.page.get_by_label("Keeping these young people safe").check()
    gp.axe()
    gp.press("Open it for this")


@pytest.mark.clause("CTX-2")
@pytest.mark.clause("CTX-20")
def test_nineteen_are_asked_and_each_sees_what_is_theirs(
    at_keyboard: AtKeyboard, cast: Cast, postman: Postman, no_attempts_counted: None
) -> None:
    incident = given_fourteen(cast)
    hana = at_keyboard(cast.hana)
    meeting = convenes(hana, incident)
    asks_them(hana, meeting)
    seated(cast, meeting, but=(GP, SUKI))
    there = meeting.attendees.filter(out_at__isnull=True)
    assert (there.count(), there.values("professional__agency").distinct().count()) == (19, 11)
    hana.goto("meeting:meeting", meeting=meeting.reference)
    hana.sees("Each seat is filled, or it is said why it is empty.")
    hana.axe()
    invites(hana, meeting)
    postman.deliver()
    gp = at_keyboard()
    answers_by_the_link(gp, postman, meeting)
    gets_in_by_code(gp, postman)
    gp.expects(f"Complex strategy discussion {meeting.reference}")
    sees_only(gp, "G")
    suki = at_keyboard(Professional.objects.get(email=SUKI))
    suki.goto("guests:mine", meeting=meeting.reference)
    suki.page.get_by_label("Keeping these young people safe").check()
    suki.press("Continue")
    suki.expects(f"Complex strategy discussion {meeting.reference}")
    sees_only(suki, FROM_SUFFOLK)
    suki.expected_status.add(404)
    suki.goto("incidents:overview", reference=incident.reference)
    suki.does_not_see(*(one.name for one in YOUNG))


# Run by two at once


def begins(hana: Keyboard, meeting: Meeting) -> None:
    hana.goto("minutes:run", meeting=meeting.reference)
    hana.page.get_by_label("Keeping these young people safe").check()
    hana.press("Continue")
    hana.press("Start the meeting")
    hana.press("These are agreed")
    hana.sees("Purposes agreed")
    hana.follow("Present 1 of 19")
    hana.axe()
    hana.press("Everybody is here")
    hana.sees("19 of 19 are there")


def answers_one(who: Keyboard, letter: str) -> None:
    one = BY_LETTER[letter]
    row = who.page.locator("[data-row]").filter(has_text=f"{one.name} ({letter})").first
    row.get_by_label("Answer").focus()
    who.page.keyboard.press("a")
    who.page.keyboard.press("a")
    row.get_by_label("Because").fill("Known since the spring")
    row.get_by_label("Because").press("Control+Enter")
    expect(row).to_contain_text("Already in place", timeout=20_000)


def both_type(hana: Keyboard, joy: Keyboard, name: str, count: int = 3) -> None:
    for number in range(count):
        notes_it(hana, f"Hana {name} {number}")
        notes_it(joy, f"Joy {name} {number}", "v")


def decides(hana: Keyboard, meeting: Meeting, letter: str, values: Mapping[str, str]) -> None:
    hana.goto("minutes:outcome", meeting=meeting.reference, key=rows_of(meeting)[letter].key)
    form = hana.page.locator("#outcome")
    for label, option in values.items():
        form.get_by_label(label, exact=True).select_option(label=option)
    hana.axe()
    hana.press("Record what is decided", within=form)
    hana.page.wait_for_load_state()


def written(sent: list[Response]) -> list[float]:
    """Milliseconds until the server began to answer."""
    times = [one.request.timing for one in sent]
    return sorted(one["responseStart"] - one["requestStart"] for one in times)


@pytest.mark.clause("CTX-2")
def test_two_run_it_and_the_line_of_one_is_cut(at_keyboard: AtKeyboard, cast: Cast) -> None:
    meeting = convened(cast, given_fourteen(cast))
    hana, joy = at_keyboard(cast.hana), at_keyboard(cast.joy)
    begins(hana, meeting)
    sits_down(joy, meeting)
    saved: list[Response] = []
    hana.page.on("response", lambda one: saved.append(one) if one.request.method == "POST" else None)
    item = meeting.items.get(code="peers")
    for who in (hana, joy):
        who.goto(f"{reverse('minutes:run', args=[meeting.reference])}?item={item.key}")
        who.page.locator("[data-run]").wait_for()
        who.axe()
    both_type(hana, joy, "before", 1)
    for who in (hana, joy):
        expect(who.page.locator("[data-part=notes]")).to_contain_text("Joy before 0", timeout=20_000)
    answers_one(hana, "C")
    loses_the_connection(joy)
    cut_at = time.monotonic()
    both_type(hana, joy, "apart")
    joy.page.locator("#action-form").get_by_label("Who").focus()
    adds_an_action(joy, "okafor", "Ask for the film of the station")
    expect(joy.page.locator("[data-saved]")).to_have_text(NOT_SAVED, timeout=30_000)
    hana.page.wait_for_timeout(max(0, CUT_FOR - (time.monotonic() - cut_at) * 1000))
    assert not Note.objects.filter(words__startswith="Joy apart").exists()
    finds_it_again(joy)
    for who in (hana, joy):
        expect(who.page.locator("[data-part=notes]")).to_contain_text("Joy apart 2", timeout=40_000)
        expect(who.page.locator("[data-part=notes]")).to_contain_text("Hana apart 2", timeout=40_000)
        is_saved(who)
    finds_it_again(joy)
    expected = [f"{name} {when}" for name in ("Hana", "Joy") for when in ("apart 0", "apart 1", "apart 2", "before 0")]
    assert sorted(Note.objects.values_list("words", flat=True)) == expected
    [action] = Action.objects.filter(what="Ask for the film of the station")
    assert action.owner == cast.sam
    assert Answer.objects.filter(because="Known since the spring").count() == 1
    decides(hana, meeting, "A", {"Threshold for enquiries": "Not met"})
    assert Outcome.objects.get(meeting=meeting).record["threshold"] == "not-met"
    print("milliseconds of the server for what is saved:", [round(one) for one in written(saved)])
