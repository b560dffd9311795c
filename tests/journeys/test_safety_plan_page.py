"""A safety plan from the first words to the sheet of paper; a new incident asks for it again; what may not leave."""

from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import LinkKind
from reachable.safety.models import PlanCopy, SafetyPlan
from tests.factories import Cast, reported_incident
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response
from tests.journeys.test_tonight import pages_printed

CALLED = "Kai Mensah (A)"
PLAN = f"Safety plan of {CALLED}"
LONG = "He is driven to school and fetched, and does not take the 25 bus while they wait at the stop."


@pytest.mark.clause("CTX-10", "SAF-8")
def test_a_plan_is_written_copied_and_asked_about_again(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    priya = at_keyboard(cast.priya)
    priya.goto("safety:plan", reference=incident.reference, key=incident.involvements.get().key)
    priya.expects(PLAN)
    priya.sees("There is no safety plan yet.")
    priya.fits()
    priya.press("Write the plan")
    priya.expects(f"Write the safety plan of {CALLED}")
    writes(priya)
    priya.expects(PLAN)
    priya.sees("Version 1", "The plan is saved", "may be made")
    priya.fits()
    a_copy_on_one_sheet(priya)
    other = reported_incident(cast.hana, at=clock.now(), young_people=())
    incidents.link_incidents(
        by=cast.hana,
        at=clock.now(),
        reference=incident.reference,
        other=other.reference,
        kind=LinkKind.REPRISAL,
        because="The same group",
    )
    it_no_longer_fits(priya)
    assert SafetyPlan.objects.count() == 2


def writes(priya: Keyboard) -> None:
    priya.fill("What are we worried about?", f"We are worried that Kai is hurt again on the way home. {LONG}")
    priya.fill("What do we want to see?", f"Kai sleeps at home and nobody waits for him outside. {LONG}")
    priya.select("How safe is it now?", "4")
    for place in ("At home", "In the area", "At school, college or work", "Online", "On the way"):
        rows = priya.page.get_by_role("group", name=place)
        rows.get_by_label("What is done, 1").fill(LONG)
        rows.get_by_label("Who does it, 1").fill("Mum and Uncle Ben")
        rows.get_by_label("What is done, 2").fill("He rings before he sets off")
    priya.press("Add another thing that is done at home")
    at_home = priya.page.get_by_role("group", name="At home")
    assert at_home.get_by_label("What is done, 1").input_value() == LONG, "what was typed stays"
    at_home.get_by_label("What is done, 3").fill("The chain is on after eight")
    priya.fill("Trusted adults", "Uncle Ben, 07700 900123\nMiss Okoro at school")
    priya.fill("In the young person's own words", "I will not go past the park. I ring Ben when I am scared.")
    priya.fill("In the carers' own words", LONG)
    priya.fill("Agreed with", "Kai, his mum, Miss Okoro")
    on = clock.local_date(clock.now()) + timedelta(days=14)
    for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        priya.page.get_by_role("group", name="Look at it again on").get_by_label(part).fill(str(value))
    priya.fits()
    priya.press("Save this version")


def a_copy_on_one_sheet(priya: Keyboard) -> None:
    priya.follow("Make a plain copy")
    priya.expects(f"A plain copy of the safety plan of {CALLED}")
    priya.fits()
    priya.fill("Whom is the copy for?", "Kai and his mum")
    priya.press("Make the copy")
    priya.expects("Safety plan for Kai")
    priya.sees("Kai and his mum", "What keeps you safe", "ring 999")
    priya.fits()
    priya.prints("OFFICIAL-SENSITIVE", "Safety plan for Kai", "Whom to ring")
    assert pages_printed(priya) == 1, "a plan of usual length goes on one sheet"
    assert PlanCopy.objects.get().recipient == "Kai and his mum"


def it_no_longer_fits(priya: Keyboard) -> None:
    priya.goto("home:my_work")
    priya.expects("My work")
    priya.sees("Safety plans to look at")
    priya.follow("Answer")
    priya.expects(f"{PLAN}: still fit for purpose?")
    priya.fits()
    priya.choose("Is the plan still fit for purpose?", "Not fit: it must change")
    priya.fill("Why, or what must change?", "They know the way he takes")
    priya.press("Save the answer")
    priya.expects(f"Write the safety plan of {CALLED}: version 2")
    priya.fill("What changed since the version before?", "They know the way he takes")
    priya.fill("What are we worried about?", "We are worried that Kai is followed from school.")
    on = clock.local_date(clock.now()) + timedelta(days=7)
    for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        priya.page.get_by_role("group", name="Look at it again on").get_by_label(part).fill(str(value))
    priya.press("Save this version")
    priya.expects(PLAN)
    priya.sees("Version 2", "A new version was written since", "Not the version that stands", "Versions before")
    priya.fits()


@pytest.mark.clause("SAF-8")
def test_what_may_not_leave_is_said_before_and_without_scripts(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    kai = incident.involvements.get()
    priya = at_keyboard(cast.priya, javascript=False, width=320)
    priya.goto("safety:write_plan", reference=incident.reference, key=kai.key)
    writes(priya)
    told = {"by": cast.hana, "at": clock.now(), "reference": incident.reference, "key": kai.key}
    incidents.do_not_disclose(**told, to_whom="his father", because="He was violent")
    priya.page.reload()
    priya.sees(
        "A plain copy cannot be made yet", "Do not disclose anything to: his father", "Hana Malik, who recorded it"
    )
    assert priya.page.get_by_role("link", name="Make a plain copy").count() == 0
    priya.fits()
