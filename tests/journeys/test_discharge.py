"""From admission to leaving: the ward, the officer, the meeting and its seats; agreed, then quiet, or left before."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.meetings.models import DischargePlan
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from reachable.responses.models import Action, CameEarly
from tests.domain.discharge_hands import cover, place, seat_all, set_seat
from tests.domain.incident_hands import involved, said
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import Postman
from tests.journeys.keyboard import Keyboard
from tests.journeys.on_the_ward import (
    KAI,
    PLAN,
    WARD,
    answers,
    back_on_the_ward,
    given_the_ward,
    line_of_gate,
    on_call_now,
    opens,
    records,
    says_where,
    seats,
)
from tests.journeys.reporting import scroll_to
from tests.journeys.responding import pictured

AGREE, CANNOT = f"Agree the discharge of {KAI}", f"The discharge of {KAI} cannot be agreed yet"
NO_OFFICER = f"That the officer leaves {KAI} cannot be agreed yet"
EARLY = f"{KAI} left before the plan was agreed"
GP = "The young person's general practitioner"
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
    records(
        sam,
        "Record that advice was given",
        "advice about phones and social media was given",
        typed={"By whom": "Sister Obi"},
    )
    sam.choose("Advised", "The young person")
    back_on_the_ward(sam, "Parents or carers have not been advised yet.")
    opens(sam, incident, "hospital:hospital", WARD)
    pictured(sam, "hospital", 1350)
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
    scroll_to(hana, "What was agreed")
    hana.picture("discharge-agreed", full_page=False)
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
    pictured(hana, "discharge-seat", 1150)
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
        sent: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, "seen": "", "words": "Leaves now"}
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
    hana.sees(
        "There is a problem", "where A is to go (relative or friend) is not safe", "Leaves at 15:00 with his aunt"
    )
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
    priya.sees(
        EARLY, "Missing then: not every question about safety", "where A is to go, and whether that place is safe"
    )
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
    assert action.due_at - action.created_at == timedelta(hours=2)
    postman.deliver()
    for address in ("hana.malik@childrens-services.example", nell.email):
        letter = postman.letters_to(address)[-1]
        assert "Something happened earlier than it was agreed" in letter
        assert [word for word in ("Kai", "Mensah", "hospital", "discharge", "home") if word in letter.lower()] == []


@pytest.mark.clause("DIS-2")
def test_the_page_of_the_incident_says_first_that_somebody_left_early(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    said(cast.priya, incident, Where.MISSING, at=clock.now())
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:overview", reference=incident.reference)
    hana.page.get_by_role("heading", level=1, name=incident.reference).wait_for()
    hana.sees("Left hospital before the plan was agreed", "missing then: whether the pre-discharge meeting was held")
    hana.axe()
    hana.fits()
    hana.prints("Left hospital before the plan was agreed")
