"""From admission to leaving: the ward, the officer, the meeting and its seats; agreed, then quiet, or left before."""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Locator

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind, Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.meetings.models import DischargePlan
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from reachable.responses.models import Action, CameEarly
from tests.domain.discharge_hands import cover, place, seat_all, set_seat
from tests.domain.hospital_hands import WHOLE, agree
from tests.domain.incident_hands import asked, involved, told
from tests.factories import LONG_AGO, Cast, agency, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import Postman
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import pictured, shown

KAI = "Kai Mensah (A)"
WARD, PLAN = f"{KAI} in hospital", f"Discharge of {KAI}"
AGREE, CANNOT = f"Agree the discharge of {KAI}", f"The discharge of {KAI} cannot be agreed yet"
NO_OFFICER = f"That the officer leaves {KAI} cannot be agreed yet"
EARLY = f"{KAI} left before the plan was agreed"
GP = "The young person's general practitioner"
RECORDED = re.compile(r"^Recorded \d\d:\d\d$")
MISSING = {  # what holds the plan back before anything is said, and who can settle it
    "whether the pre-discharge meeting was held is not answered": "Hospital safeguarding",
    "health is not covered": "Hospital safeguarding",
    "where A is to go, and whether that place is safe, is not answered": "mergency duty",
    "household members, brothers and sisters too, are safe is not answered": "Social worker",
    "what is around the new front door is not answered": "MACE police",
    "the general practitioner: not asked yet": "Hospital safeguarding",
    "police: not asked yet": "MACE police",
}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Kai (A) is in hospital since last night; the ward and the team plan together."""
    at = clock.now() - timedelta(hours=14)
    kai = ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL,
        place="Cley ward",
    )  # fmt: skip
    return with_team(cast, reported_incident(cast.ward, at=at, happened_at=at, young_people=(kai,)), at=at)


def opens(who: Keyboard, incident: Incident, name: str, heading: str, **more: str) -> None:
    who.goto(name, reference=incident.reference, key=involved(incident).key, **more)
    who.expects(heading)


def line_of_gate(who: Keyboard, words: str) -> Locator:
    return who.page.locator(".app-gate__line").filter(has_text=words)


def records(
    who: Keyboard, link: str, what: str, *, typed: Mapping[str, str], chosen: Mapping[str, str] | None = None
) -> None:
    """From the page of the stay and back to it: `typed` into boxes, `chosen` from lists."""
    who.page.get_by_role("link", name=link, exact=True).first.click()
    who.expects(f"{KAI}: {what}")
    who.page.get_by_label("Just now", exact=True).check()
    for label, words in typed.items():
        who.fill(label, words)
    for label, option in (chosen or {}).items():
        who.select(label, option)


def back_on_the_ward(who: Keyboard, *seen: str) -> None:
    who.press("Record it")
    who.expects(WARD)
    who.sees(*seen)


def says_where(who: Keyboard, incident: Incident, where: str, *, wrong_because: str = "") -> None:
    """On the page of the young person, as the links of the plan lead there."""
    who.goto("incidents:young_person", reference=incident.reference, key=involved(incident).key)
    who.page.get_by_role("heading", level=1, name=KAI).wait_for()
    who.choose("Where now?", where)
    if wrong_because:
        who.choose("And what was said before?", "What was said before is wrong")
        who.fill("How do you know?", wrong_because)
    who.press("Save where now")
    who.page.locator(".govuk-notification-banner").wait_for()
    who.axe()


def seats(who: Keyboard, name: str, state: str, typed: Mapping[str, str]) -> None:
    who.page.get_by_role("link", name=f"Say how it stands {name}", exact=True).click()
    who.expects(f"{name}: pre-discharge meeting of {KAI}")
    who.choose("How does this seat stand?", state)
    for label, words in typed.items():
        who.fill(label, words)
    who.fits()


def answers(
    who: Keyboard, incident: Incident, code: str, chosen: Mapping[str, str], typed: Mapping[str, str], when: str = ""
) -> None:
    """One card of the sheet, already in place; `when` asks for a time, which is an hour ago."""
    card = shown(who, asked(incident, code, "A"))  # type: ignore[arg-type]  # a card by its key
    card.get_by_label("Already in place", exact=True).check()
    for label, option in chosen.items():
        card.get_by_label(label, exact=True).select_option(label=option)
    for label, words in {**typed, "Because": "Agreed at the meeting"}.items():
        card.get_by_label(label, exact=True).fill(words)
    if when:
        then, group = clock.local(clock.now() - timedelta(hours=1)), card.get_by_role("group", name=when)
        for part, number in (("Day", then.day), ("Month", then.month), ("Year", then.year)):
            group.get_by_label(part).fill(str(number))
        group.get_by_label("Time").fill(f"{then:%H:%M}")
    card.get_by_role("button", name="Save this answer").click()
    card.get_by_text(RECORDED).wait_for()


def given_the_ward(cast: Cast, incident: Incident) -> None:
    """An officer came, the three talked, it was agreed that he leaves."""
    now = clock.now()
    told(cast.sam, incident, FactKind.OFFICER_ATTENDING, "A", now - timedelta(hours=12), said={"officer": "PC Dunn"})
    discussion = told(cast.sam, incident, FactKind.WARD_DISCUSSION, "A", now - timedelta(hours=10), said=WHOLE)
    agree(cast.hana, incident, discussion.key, at=now - timedelta(hours=9))


def on_call_now() -> Professional:
    nell = directory.create_professional(
        by=None, at=LONG_AGO, name="Nell Gray", email="nell.gray@childrens-services.example",
        job_title="Head of service", agency=agency("childrens-services"), roles=[RoleCode.ON_CALL_SENIOR_MANAGER],
        telephone="01632 960444", opens_account=True,
    )  # fmt: skip
    now, hour = clock.now(), timedelta(hours=1)
    directory.add_shift(
        by=None, at=now, professional=nell, role=RoleCode.ON_CALL_SENIOR_MANAGER, from_at=now - hour,
        until_at=now + 9 * hour,
    )  # fmt: skip
    return nell


@pytest.mark.clause("HOS-1", "HOS-4", "HOS-5", "HOS-6")
def test_admitted_the_ward_is_made_safe_and_the_officer_leaves_once_it_is_agreed(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    sam = at_keyboard(cast.sam)
    opens(sam, incident, "hospital:hospital", WARD)
    sam.sees(NO_OFFICER, "Cley ward", "The plan: not agreed")
    records(
        sam, "Record that an officer is there", "a police officer is at the hospital",
        typed={"Which officer": "PC Dunn, collar 1187", "Number for the ward once nobody": "01632 960188"},
    )  # fmt: skip
    back_on_the_ward(sam, "PC Dunn, collar 1187", "Once nobody is there the ward rings 01632 960188")
    opens(sam, incident, "hospital:agree_officer_may_leave", f"May the officer leave {KAI}?")
    sam.sees(NO_OFFICER)
    assert sam.page.get_by_role("button", name="Agree that the officer may leave").count() == 0
    opens(sam, incident, "hospital:hospital", WARD)
    records(
        sam, "Record a visitor", "a visitor is expected, or came", typed={"Who": "A cousin called Dre"},
        chosen={"They come as": "Not known", "So far they": "Asked or rang", "The ward": "Not agreed yet"},
    )  # fmt: skip
    back_on_the_ward(sam, "It is not agreed whether the ward lets in A cousin called Dre.")
    records(sam, "Record that advice was given", "advice about phones", typed={"By whom": "Sister Obi"})
    sam.choose("Advised", "The young person")
    back_on_the_ward(sam, "Parents or carers have not been advised yet.")
    pictured(sam, "hospital", 1000)
    sam.fits()
    sam.prints(NO_OFFICER, "PC Dunn", "Parents or carers have not been advised yet.")
    records(
        sam, "record the discussion", "police, health and children's services discussed safety on the ward",
        typed={"For police": "Sgt Lee", "For health": "Sister Obi", "For children's services": "Priya Nair"},
        chosen={"Visitors": "Named visitors only"},
    )  # fmt: skip
    sam.choose("Who is there", "Hospital security")
    back_on_the_ward(sam, f"Officer may leave {KAI}: not agreed")
    sam.page.get_by_role("button", name="Agree that the officer may leave").click()
    sam.expects(f"May the officer leave {KAI}?")
    sam.press("Agree that the officer may leave")
    sam.expects(WARD)
    sam.sees(f"Officer may leave {KAI}: agreed")
    records(sam, "Record it", "the police officer has left the hospital", typed={})
    back_on_the_ward(sam, "Nobody there")
    sam.does_not_see("missing then")
    assert not CameEarly.objects.exists()


@pytest.mark.clause("DIS-1", "DIS-2", "DIS-3", "DIS-5", "DIS-9")
def test_a_discharge_is_refused_then_agreed_and_leaving_is_quiet(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    given_the_ward(cast, incident)
    hana = at_keyboard(cast.hana)
    opens(hana, incident, "meetings:discharge", PLAN)
    says_what_is_missing_and_who_can_settle_it(hana)
    seats_are_said(hana, cast, incident)
    is_refused_at_the_address_itself(hana, incident)
    opens(hana, incident, "meetings:discharge", PLAN)
    hana.follow("say where, and whether it is safe")
    hana.page.get_by_role("heading", level=1, name="Before discharge").wait_for()
    the_cards_are_answered(hana, incident)
    opens(hana, incident, "meetings:discharge", PLAN)
    hana.sees(f"Discharge of {KAI}: not agreed", "holds nothing back")
    hana.does_not_see("cannot be agreed yet")
    hana.page.get_by_role("button", name="Agree the discharge").click()
    hana.expects(AGREE)
    hana.fits()
    hana.fill("What was agreed?", "Leaves at 15:00 with his aunt; the ward rings Priya when he goes")
    hana.press("Agree the discharge")
    hana.expects(PLAN)
    hana.sees("The discharge is agreed", f"Discharge of {KAI}: agreed", "It rests on")
    hana.fits()
    hana.prints("Leaves at 15:00 with his aunt", "It rests on")
    pictured(hana, "discharge-agreed", 900)
    says_where(at_keyboard(cast.priya), incident, "Somewhere else")
    opens(hana, incident, "meetings:discharge", PLAN)
    hana.sees("left hospital", "That was agreed before.")
    hana.does_not_see("before the plan was agreed")
    assert not CameEarly.objects.exists()
    assert not Delivery.objects.filter(message=Message.CAME_EARLY).exists()


def says_what_is_missing_and_who_can_settle_it(hana: Keyboard) -> None:
    hana.sees(CANNOT)
    for words, who in MISSING.items():
        line = line_of_gate(hana, words)
        assert line.get_by_text("Missing:").is_visible(), words
        assert who.lower() in line.inner_text().split("can settle it")[0].lower(), line.inner_text()
    assert hana.page.get_by_role("button", name="Agree the discharge").count() == 0
    hana.fits()
    hana.prints(CANNOT, "Missing:", "can settle it")
    pictured(hana, "discharge", 1100)


def seats_are_said(hana: Keyboard, cast: Cast, incident: Incident) -> None:
    seats(hana, GP, "Empty", {"Why is it empty?": "Weekend, the practice is shut"})
    hana.press("Save how this seat stands")
    hana.expects(PLAN)
    owed = "the seat of the general practitioner is empty, and whom its information was sought from is not said"
    assert line_of_gate(hana, owed).get_by_text("Missing:").is_visible()
    seats(hana, GP, "Empty", {"Whom did you ask for what they know?": "The practice's out-of-hours service"})
    hana.picture("discharge-seat", full_page=False)
    hana.press("Save how this seat stands")
    hana.expects(PLAN)
    assert line_of_gate(hana, "“Weekend, the practice is shut”").get_by_text("Holds nothing back:").is_visible()
    seats(hana, "Police", "Took part", {"Who takes part?": "DI Okafor"})
    hana.press("Save how this seat stands")
    hana.expects(PLAN)
    for kind in ("SOCIAL_WORK", "DESIGNATED", "HOSPITAL"):
        set_seat(cast.priya, incident, kind, at=clock.now())


def is_refused_at_the_address_itself(hana: Keyboard, incident: Incident) -> None:
    """The page offers nothing to press; what is sent to its address all the same is refused in one sentence."""
    opens(hana, incident, "meetings:agree_discharge", AGREE)
    hana.sees(CANNOT)
    assert hana.page.get_by_label("What was agreed?").count() == 0
    with hana.another_tab():
        opens(hana, incident, "meetings:seat", f"Police: pre-discharge meeting of {KAI}", kind="police")
        token = hana.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
        where = reverse("meetings:agree_discharge", args=(incident.reference, involved(incident).key))
        sent = {"csrfmiddlewaretoken": token, "seen": "", "words": "Leaves now"}
        answer = hana.page.request.post(hana.server + where, form=sent)
        assert "The discharge of A cannot be agreed yet: " in answer.text()
        assert "The discharge is agreed" not in answer.text()
    assert DischargePlan.objects.get().agreed_at is None


def the_cards_are_answered(hana: Keyboard, incident: Incident) -> None:
    answers(hana, incident, "discharge-meeting", {"Meeting": "Held"}, {}, "Held or planned at")
    answers(hana, incident, "discharge-health", {}, {"Needs, and who provides for each": "Dressings: practice nurse"})
    answers(
        hana, incident, "discharge-place",
        {
            "Goes to": "Relative or friend of the family", "That place is": "Safe",
            "Checked by": "Priya Nair, Norfolk Children's Services",
        },
        {"What has made it safe": "Nobody there knows where the aunt lives"}, "Checked at",
    )  # fmt: skip
    answers(
        hana, incident, "discharge-household", {"They are": "Safe"}, {"Who lives or stays there": "His aunt, a cousin"}
    )
    answers(hana, incident, "discharge-surroundings", {}, {"What was considered": "The street, the bus, the school"})
    hana.axe()
    hana.fits()


@pytest.mark.clause("DIS-2")
def test_what_is_found_unsafe_in_another_tab_while_it_is_being_agreed(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    cover(cast, incident, at=clock.now() - timedelta(minutes=5))
    seat_all(cast.hana, incident, at=clock.now() - timedelta(minutes=5))
    hana = at_keyboard(cast.hana)
    opens(hana, incident, "meetings:agree_discharge", AGREE)
    hana.fill("What was agreed?", "Leaves at 15:00 with his aunt")
    with hana.another_tab():
        place(cast, incident, at=clock.now(), place="not-safe")
        opens(hana, incident, "meetings:discharge", PLAN)
        hana.sees(CANNOT)
    hana.press("Agree the discharge")
    hana.expects(AGREE)
    hana.sees("There is a problem", "where A is to go (relative or friend) is not safe")
    hana.fits()
    assert DischargePlan.objects.get().agreed_at is None


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_one_who_left_before_it_was_agreed_and_it_turns_out_that_he_is_still_there(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, postman: Postman, script: bool, width: int
) -> None:
    nell = on_call_now()
    cover(cast, incident, without="discharge-place", at=clock.now() - timedelta(minutes=5))
    priya = at_keyboard(cast.priya, javascript=script, width=width)
    opens(priya, incident, "meetings:discharge", PLAN)
    priya.page.get_by_role("link", name="Record it", exact=True).click()
    says_where(priya, incident, "At home")
    opens(priya, incident, "meetings:discharge", PLAN)
    priya.sees(EARLY, "Missing then: where A is to go, and whether that place is safe, is not answered")
    priya.fits()
    priya.prints(EARLY, "Missing then:")
    if script:
        priya.page.evaluate("scrollTo(0, 0)")
        priya.picture("discharge-left-early", full_page=False)
    urgent_for_the_lead(at_keyboard(cast.hana, javascript=script, width=width), incident, postman, nell)
    says_where(priya, incident, "In hospital", wrong_because="The ward rang: he is in the day room")
    opens(priya, incident, "meetings:discharge", PLAN)
    priya.sees(CANNOT)
    priya.does_not_see(EARLY)


def urgent_for_the_lead(hana: Keyboard, incident: Incident, postman: Postman, nell: Professional) -> None:
    """Within two hours, and in letters that name nobody."""
    hana.expects("My work")
    hana.sees("find out whether they are safe")
    hana.follow("find out whether they are safe")
    hana.page.get_by_role("heading", level=1, name="find out whether they are safe").wait_for()
    hana.axe()
    hana.fits()
    action = Action.objects.get()
    assert action.due_at - action.at == timedelta(hours=2)
    postman.deliver()
    for address in ("hana.malik@childrens-services.example", nell.email):
        letter = postman.letters_to(address)[-1]
        assert "Something happened earlier than it was agreed" in letter
        assert [word for word in ("Kai", "Mensah", "hospital", "discharge", "home") if word in letter.lower()] == []
    hana.goto("incidents:overview", reference=incident.reference)
    hana.sees("Left hospital before the plan was agreed", "missing then: where A is to go")
    hana.axe()
    hana.fits()
