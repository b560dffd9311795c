"""A place over some weeks: questions, a goal that is reached by its measure, who takes it on, and its end."""

import re
from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.contexts.models import Context
from reachable.incidents.models import Incident
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.after import refused, the_night
from tests.journeys.conftest import AtKeyboard
from tests.journeys.easing import BOWL, presses_what_saves, refers_a_place
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import pictured
from tests.journeys.sending import TheClock

LIT = "The way home from the bowl is lit until nine"


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    return the_night(monkeypatch)


@pytest.fixture
def incident(night: TheClock, cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def answers_what_the_guide_asks(priya: Keyboard) -> None:
    priya.page.get_by_role("link", name=re.compile("^Answer")).first.click()
    priya.page.get_by_role("heading", level=1).wait_for()
    priya.axe()
    presses_what_saves(priya)
    refused(priya)
    priya.choose("The answer", "Not yet known")
    priya.fill("What, by whom, or why not", "The council has not said when the lamp is mended")
    presses_what_saves(priya)
    priya.expects(BOWL)
    priya.sees("The council has not said when the lamp is mended")


def sets_a_goal(priya: Keyboard) -> None:
    priya.follow("Set a goal")
    priya.page.get_by_label("What is to be seen there?").wait_for()
    priya.axe()
    priya.fits()
    priya.fill("What is to be seen there?", LIT)
    priya.fill("How will somebody see that it is reached?", "The warden walks it on three evenings")
    priya.fill("Who has the reach to bring it about?", "Street lighting, the council")
    presses_what_saves(priya)
    priya.expects(BOWL)
    priya.sees(LIT, "Measured by: The warden walks it on three evenings")


def is_taken_on(priya: Keyboard) -> None:
    priya.follow("Taken on by MACE…")
    priya.page.get_by_label("Who in the MACE process has taken it on?").wait_for()
    priya.axe()
    priya.fill("Who in the MACE process has taken it on?", "The locality panel, Norwich")
    presses_what_saves(priya)
    priya.expects(BOWL)
    priya.sees("The locality panel, Norwich")


def reads_the_measure(priya: Keyboard, state: str) -> None:
    priya.page.get_by_role("link", name="What it shows…").click()
    priya.page.get_by_label("What did the measure show?").wait_for()
    priya.axe()
    priya.fits()
    priya.fill_date("On which day?", clock.local_date(clock.now()))
    priya.choose("How does the goal stand?", state)
    priya.fill("What did the measure show?", "Lit on all three evenings")
    presses_what_saves(priya)
    priya.expects(BOWL)
    priya.sees("Lit on all three evenings")


def ends(priya: Keyboard) -> None:
    priya.follow("End…")
    priya.page.get_by_label("Why is nothing more needed here?").wait_for()
    priya.axe()
    priya.fill("Why is nothing more needed here?", "Quiet for a month; the warden rings if it changes")
    presses_what_saves(priya)
    priya.expects(BOWL)
    priya.sees("Ended", "Quiet for a month")
    priya.does_not_see("Set a goal")
    priya.fits()
    priya.prints(LIT, "The locality panel, Norwich", "Lit on all three evenings")


@pytest.mark.clause("STA-4", "STA-6")
def test_a_place_is_followed_from_its_referral_to_its_end(
    at_keyboard: AtKeyboard, cast: Cast, night: TheClock, incident: Incident
) -> None:
    priya = at_keyboard(cast.priya)
    refers_a_place(priya, incident)
    answers_what_the_guide_asks(priya)
    sets_a_goal(priya)
    is_taken_on(priya)
    night.at += timedelta(days=21)
    priya = at_keyboard(cast.priya)
    place = Context.objects.get()
    priya.goto("contexts:context", context=place.reference)
    priya.expects(BOWL)
    pictured(priya, "place", 1400)
    reads_the_measure(priya, "Reached")
    priya.goto("contexts:contexts")
    priya.expects("Places and groups")
    priya.sees(BOWL)
    priya.goto("contexts:context", context=place.reference)
    ends(priya)
    stella = at_keyboard(cast.stranger)
    stella.goto("contexts:context", context=place.reference)
    stella.expects(BOWL)
    assert incident.reference not in stella.page.content()
