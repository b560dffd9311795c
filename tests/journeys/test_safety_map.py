"""A safety map is made by keyboard and by mouse, and what weighs most is weighed; without script, on a telephone."""

from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.contexts.models import MapPlace, SafetyMap
from reachable.incidents.models import Incident
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard


@pytest.fixture
def incident(cast: Cast) -> Incident:
    at = clock.now() - timedelta(hours=6)
    return with_team(cast, reported_incident(cast.hana, at=at, happened_at=at), at=at)


@pytest.mark.clause("STA-6")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (True, 320), (False, 320)])
def test_a_map_is_made_and_drawn(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool, width: int
) -> None:
    kai = incident.involvements.get()
    priya = at_keyboard(cast.priya, javascript=script, width=width)
    priya.goto("maps:safety_map", reference=incident.reference, key=kai.key)
    priya.expects("Safety map of Kai Mensah (A)")
    priya.fits()
    priya.press("Begin the map")
    priya.expects("Begin the safety map of Kai Mensah (A)")
    priya.fill("What did you explain?", "What it is for, and that it is his")
    priya.fill_date("When was it made?", clock.local_date(clock.now()))
    priya.fill("Who was there?", "Kai and Priya")
    priya.choose("Who may see it?", "Everybody on the team who reads their records")
    priya.fits()
    priya.press("Save")
    priya.expects("Safety map of Kai Mensah (A)")
    priya.press("Add a place or a way")
    priya.expects("Add to the map of Kai Mensah (A)")
    priya.fill("Which place or way?", "Bus station")
    priya.choose("What is it?", "A place")
    priya.choose("How safe is it for them?", "Red: not safe")
    if script:
        for button in ("Put a point in the middle", "Left", "Up"):
            priya.page.get_by_role("button", name=button, exact=True).press("Enter")
        assert priya.page.get_by_label("Where on the drawing?").input_value() == "48,48"
        priya.page.locator("[data-canvas]").click(position={"x": 60, "y": 60})
        priya.page.get_by_role("button", name="Take the last point away").press("Enter")
        priya.sees("The last of 1 is at 48,48.")
    else:
        priya.fill("Where on the drawing?", "48,48")
    priya.fits()
    priya.axe()
    priya.press("Save this row")
    priya.expects("Safety map of Kai Mensah (A)")
    priya.sees("Bus station", "Red, a square")
    priya.fits()
    assert MapPlace.objects.get(safety_map__number=2).points == [[48, 48]]
    assert SafetyMap.objects.count() == 2


@pytest.mark.clause("STA-7")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_a_side_is_weighed(at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool, width: int) -> None:
    kai = incident.involvements.get()
    priya = at_keyboard(cast.priya, javascript=script, width=width)
    priya.goto("maps:weigh", reference=incident.reference, key=kai.key, side="young-person")
    priya.expects("What weighs most for Kai Mensah (A): young person")
    priya.fill("Who said it, and to whom?", "Kai, to Priya")
    for name, share in (("Home and family", "10"), ("Friends", "50"), ("Neighbourhood, places and ways", "40")):
        priya.page.get_by_label(name, exact=True).fill(share)
    priya.fill("Why: friends", "They fall out")
    priya.fits()
    priya.press("Save")
    priya.expects("What weighs most for Kai Mensah (A)")
    priya.sees("They fall out", "Professional: no professional has weighed it")
    priya.fits()
    priya.goto("maps:aggregate", reference=incident.reference)
    priya.expects("Safety maps counted together: Norwich")
    priya.fits()
