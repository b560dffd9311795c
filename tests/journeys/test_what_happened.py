"""Contradictory early facts: recorded by two professionals, both kept, settled with a reason, ended on a day."""

import re

import pytest

from reachable.incidents.models import Incident
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return given_a_response(cast)


def opens(who: Keyboard, incident: Incident) -> None:
    who.goto("incidents:young_person", reference=incident.reference, key=incident.involvements.get().key)
    who.page.get_by_role("heading", level=1).wait_for()


def records_an_arrest(who: Keyboard, incident: Incident, suite: str) -> None:
    opens(who, incident)
    who.page.get_by_role("button", name="Record what happened").click()
    who.expects("What happened to Kai Mensah (A)")
    who.axe()
    who.fits()
    who.follow("Arrested")
    who.expects("Kai Mensah (A): arrested")
    who.press("Record it")
    who.sees("There is a problem", "Answer “When were they arrested?”")
    who.axe()
    who.fits()
    who.choose("When were they arrested?", "Just now")
    who.fill("To which custody suite?", suite)
    who.fill("Who says so?", "Custody sergeant")
    who.press("Record it")
    who.sees("Recorded: Arrested")


@pytest.mark.clause("CUS-1")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_two_say_otherwise_and_one_is_chosen_with_the_reason(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool, width: int
) -> None:
    priya, sam = (at_keyboard(who, javascript=script, width=width) for who in (cast.priya, cast.sam))
    records_an_arrest(priya, incident, "Wymondham")
    priya.sees("In custody is open for Kai Mensah (A).")
    records_an_arrest(sam, incident, "Aylsham")
    opens(sam, incident)
    sam.sees("Arrested, Aylsham", "Something else is said too: not settled")
    sam.axe()
    sam.fits()
    sam.follow("This one is right… Arrested, Wymondham")
    sam.expects("This one is right")
    sam.sees("Set aside, and kept on record", "Aylsham")
    sam.axe()
    sam.fill("How do you know?", "I rang Wymondham")
    sam.press("Take this one to be right")
    sam.sees("Recorded which is right")
    opens(sam, incident)
    sam.sees("Set aside: another was chosen", "I rang Wymondham")
    sam.does_not_see("not settled")
    sam.follow("Ended… Arrested, Wymondham")
    sam.expects("What became of this?")
    sam.press("Save what became of it")
    sam.sees("There is a problem", "Answer “Why?”")
    sam.axe()
    sam.fits()
    sam.fill("Why?", "Released on bail")
    sam.press("Save what became of it")
    sam.sees("Recorded what became of it")
    opens(sam, incident)
    sam.sees("Ended today", "Released on bail")


@pytest.mark.clause("SAF-11")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_two_places_stand_at_the_top_until_somebody_rings(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool, width: int
) -> None:
    priya = at_keyboard(cast.priya, javascript=script, width=width)
    opens(priya, incident)
    priya.choose("Where now?", "At home")
    priya.choose("And what was said before?", "Both are said, and which is right is not known")
    priya.press("Save where now")
    priya.sees("In hospital, or at home: not settled", "Two places are said: which is right?")
    priya.axe()
    priya.fits()
    priya.page.get_by_role("button", name=re.compile("This one is right.*In hospital")).click()
    priya.expects("Where Kai Mensah (A) is: this one is right")
    priya.axe()
    priya.fits()
    priya.fill("How do you know?", "I rang the ward at 23:10")
    priya.press("Take this one to be right")
    priya.sees("Recorded where Kai Mensah (A) is", "Was wrong")
    priya.does_not_see("not settled")
