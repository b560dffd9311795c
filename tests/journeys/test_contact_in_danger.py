"""Danger to life is never held up: directed at once, with police told and something done; looked at the next day."""

import pytest

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.responses.choices import ActionState
from reachable.responses.models import Action, InDanger
from reachable.safety.models import Clearance
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response, given_an_action
from tests.journeys.sending import VISIT, TheClock, has_no, on_the_board, on_the_overview, opens

DANGER = "He wrote to his mother that he will not be alive tomorrow"
POLICE = "Control room, 22:05"
FOUND = "It was right. The flat is marked now."


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    night = TheClock()
    monkeypatch.setattr(clock, "now", night.now)
    return night


@pytest.fixture
def incident(night: TheClock, cast: Cast) -> Incident:
    return given_a_response(cast)


@pytest.fixture
def visit(cast: Cast, incident: Incident) -> Action:
    return given_an_action(cast, incident, VISIT, makes_contact=True)


@pytest.mark.clause("STF-1")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_danger_to_life_is_directed_at_once_and_looked_at_by_another(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, visit: Action, night: TheClock, script: bool, width: int
) -> None:
    hana = at_keyboard(cast.hana, javascript=script, width=width)
    she_is_asked_for_three_things(hana, incident, visit)
    she_says_them(hana, incident, visit)
    if script:
        hana.picture("contact-danger")
    hana.press("Direct at once")
    hana.expects("Contact")
    hana.sees("Directed in danger to life: to be looked at", f"Police told: {POLICE}", "another manager looks at it")
    hana.fits()
    hana.prints(f"Police told: {POLICE}")
    visit.refresh_from_db()
    assert (visit.state, visit.directed_by, Clearance.objects.count()) == (ActionState.OPEN, cast.hana, 0)
    who_goes_reads_why(at_keyboard(cast.priya, javascript=script, width=width), visit)
    she_cannot_look_at_it_herself(hana, incident)
    night.passes(hours=11)
    known = {"by": cast.hana, "at": night.at, "reference": incident.reference}
    incidents.add_to_team(**known, professional_key=cast.manager.key, why="Holds Sunday")
    another_looks_at_it(at_keyboard(cast.manager, javascript=script, width=width), incident)
    danger = InDanger.objects.get()
    assert (danger.reviewed_by, danger.reviewed_at, danger.review) == (cast.manager, night.at, FOUND)


def she_is_asked_for_three_things(hana: Keyboard, incident: Incident, visit: Action) -> None:
    on_the_board(hana, incident)
    hana.follow("Danger to life: direct at once")
    hana.expects("Direct at once: danger to life")
    hana.sees("This is never held up", "Priya Nair", VISIT)
    hana.fits()
    hana.press("Direct at once")
    hana.sees("Say what the danger to life is", "Tell the police first", "Say at least one thing that lessens the risk")
    hana.axe()
    hana.fill("What is the danger to life?", DANGER)
    hana.press("Direct at once")
    hana.sees("Tell the police first")
    hana.fill("Who at the police was told, and when?", POLICE)
    hana.press("Direct at once")
    hana.expects("Direct at once: danger to life", title="danger to life")
    hana.sees("Say at least one thing that lessens the risk")
    hana.sees_in("What is the danger to life?", DANGER)
    visit.refresh_from_db()
    assert (visit.state, visit.directed_at) == (ActionState.PROPOSED, None)


def she_says_them(hana: Keyboard, incident: Incident, visit: Action) -> None:
    hana.goto("safety:direct_in_danger", reference=incident.reference, action=visit.key)
    hana.fill("What is the danger to life?", DANGER)
    hana.fill("Who at the police was told, and when?", POLICE)
    hana.choose("What lessens the risk to whoever goes", "Police near or with them")


def who_goes_reads_why(priya: Keyboard, visit: Action) -> None:
    opens(priya, visit)
    priya.sees("Directed in danger to life", DANGER, f"Police told: {POLICE}", "Police near or with them")
    priya.fits()
    priya.prints(DANGER, "Police near or with them")
    priya.press("Set off")
    priya.expects(VISIT)
    priya.press("Arrived")
    priya.expects(VISIT)
    priya.press("Back and safe")
    priya.expects(VISIT)
    has_no(priya, "Arrived", "Back and safe")


def she_cannot_look_at_it_herself(hana: Keyboard, incident: Incident) -> None:
    assert hana.page.get_by_role("link", name="Look at it").count() == 0
    hana.goto("safety:review_danger", reference=incident.reference, key=InDanger.objects.get().key)
    hana.expects("Look at what was directed in danger to life")
    hana.fits()
    hana.fill("What you found", "I was right")
    hana.press("Record what you found")
    hana.sees("You directed it. Another manager who may clear contact looks at it.")
    hana.axe()
    assert InDanger.objects.get().reviewed_at is None


def another_looks_at_it(owen: Keyboard, incident: Incident) -> None:
    on_the_overview(owen, incident)
    owen.page.get_by_text("more wait").click()
    owen.sees("directed by Hana Malik, who does not review it")
    on_the_board(owen, incident)
    owen.follow("Look at it")
    owen.expects("Look at what was directed in danger to life")
    owen.sees(DANGER, POLICE, "Police near or with them")
    owen.fits()
    owen.press("Record what you found")
    owen.sees("Say what you found")
    owen.axe()
    owen.fill("What you found", FOUND)
    owen.press("Record what you found")
    owen.expects("Contact")
    owen.sees("Looked at, and recorded")
    owen.does_not_see("to be looked at")
    owen.page.get_by_text("Directed in danger to life, and looked at (1)").click()
    owen.sees(FOUND)
    owen.fits()
