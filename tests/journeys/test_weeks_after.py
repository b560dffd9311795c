"""The weeks after: levels, help, being missing, a map and a weighting made by keyboard, a measure that clashes."""

from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.contexts.models import SafetyMap, Weighting
from reachable.incidents.choices import Where
from reachable.incidents.models import Incident
from tests.domain.context_hands import on_young
from tests.domain.incident_hands import involved, said
from tests.domain.support_hands import screened
from tests.factories import Cast, planned, reported_incident, with_team
from tests.journeys.after import KAI, goes_by_key, refused, saves, saves_by_key, the_night
from tests.journeys.conftest import AtKeyboard
from tests.journeys.responding import pictured
from tests.journeys.sending import TheClock, ticks, types

WEIGHTS = (("Home and family", 10), ("Friends", 32), ("School, college or work", 18), ("Online", 10))


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    return the_night(monkeypatch)


@pytest.fixture
def incident(night: TheClock, cast: Cast) -> Incident:
    """Kai (A), on the ward; Hana leads, Sam investigates, Priya works with him."""
    return with_team(cast, reported_incident(cast.hana))


@pytest.mark.clause("STA-2")
def test_levels_and_help_show_their_gaps_and_the_family_has_a_sheet(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    screened(cast.priya, incident)
    priya = at_keyboard(cast.priya)
    priya.goto("support:levels", reference=incident.reference)
    priya.expects("Levels: who was screened, and when again")
    priya.sees("Medium", "15 of 15")
    priya.fits("Level:", "Medium", "15 of 15", "Next review:")
    priya.prints("Medium")
    priya.picture("levels", full_page=False)
    priya.goto("support:help", reference=incident.reference)
    priya.expects("Help for young people and families")
    priya.fits("Support with trauma:", "not considered yet")
    priya.picture("help-grid", full_page=False)
    priya.follow("not considered yet")
    priya.expects(f"Record help for {KAI} and the family")
    priya.press("Save")
    refused(priya, "Say what is offered")
    priya.fill("What is offered?", "Somebody to talk with every week")
    priya.choose("How does it stand?", "Offered")
    priya.press("Save")
    priya.expects(f"Help for {KAI} and the family")
    priya.sees("Somebody to talk with every week")
    priya.goto("support:family_sheet", reference=incident.reference, key=involved(incident, "A").key)
    priya.expects("What happens now: for Kai and the family")
    priya.fits()
    priya.prints("Somebody to talk with every week", "Ring 999.")
    priya.does_not_see("Medium", incident.reference)
    priya.picture("family-sheet")


def test_the_interview_after_being_missing_is_recorded(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, night: TheClock
) -> None:
    said(cast.priya, incident, Where.MISSING)
    night.passes(hours=5)
    said(cast.priya, incident, Where.HOME, at=night.at)
    night.passes(hours=73)
    priya = at_keyboard(cast.priya)
    priya.goto("support:missing", reference=incident.reference)
    priya.expects("Times missing, and the interviews owed")
    priya.sees("1 overdue.")
    priya.fits()
    priya.picture("missing", full_page=False)
    priya.follow("Record the interview")
    priya.expects(f"{KAI}: missing, and the interview afterwards")
    priya.choose("What became of the interview?", "It was held")
    priya.fill_date("When was it held?", clock.local(night.at - timedelta(hours=1)))
    priya.fill("Who held it?", "Nia Ford, of a charity")
    priya.choose("Was it somebody who neither cares", "Yes")
    priya.fill("What was learned", "He was afraid of the way home.")
    priya.axe()
    priya.press("Save")
    priya.expects("Times missing, and the interviews owed")
    priya.does_not_see("1 overdue.")
    priya.sees("He was afraid of the way home.")


@pytest.mark.clause("STA-3")
def test_a_safety_map_is_made_without_a_mouse(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    priya = at_keyboard(cast.priya)
    priya.goto("maps:safety_map", reference=incident.reference, key=involved(incident, "A").key)
    priya.expects(f"Safety map of {KAI}")
    goes_by_key(priya, "Begin the map", looks_like="button")
    priya.expects(f"Begin the safety map of {KAI}")
    types(priya, "What did you explain?", "It is his, and only Priya sees it.")
    for box, value in (("Day", "21"), ("Month", "11"), ("Year", "2026")):
        types(priya, box, value)
    types(priya, "Who was there?", "Kai and Priya, on the ward")
    ticks(priya, "Only whoever made it with them, and their social worker")
    saves_by_key(priya)
    priya.expects(f"Safety map of {KAI}")
    goes_by_key(priya, "Add a place or a way", looks_like="button")
    priya.expects(f"Add to the map of {KAI}")
    types(priya, "Which place or way?", "Bus station")
    ticks(priya, "A place")
    ticks(priya, "Red: not safe")
    types(priya, "Who helps here?", "The driver of the 25")
    for name in ("Put a point in the middle", "Left", "Left"):
        priya.tab_to(priya.page.get_by_role("button", name=name, exact=True))
        priya.page.keyboard.press("Enter")
    assert priya.page.get_by_label("Where on the drawing?").input_value()
    priya.axe()
    priya.fits()
    saves_by_key(priya)
    priya.expects(f"Safety map of {KAI}")
    priya.sees("Bus station", "The driver of the 25")
    priya.fits()
    priya.prints("Bus station", "The driver of the 25")
    pictured(priya, "safety-map", 1100)
    assert SafetyMap.objects.count() == 2
    hana = at_keyboard(cast.hana)
    hana.goto("maps:safety_map", reference=incident.reference, key=involved(incident, "A").key)
    hana.expects(f"Safety map of {KAI}")
    hana.does_not_see("Bus station")
    hana.sees("There is a safety map that is not for everybody", "Priya Nair")


@pytest.mark.clause("STA-3")
def test_what_weighs_most_is_shared_out_without_a_mouse(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    priya = at_keyboard(cast.priya)
    priya.goto("maps:weighting", reference=incident.reference, key=involved(incident, "A").key)
    priya.expects(f"What weighs most for {KAI}")
    goes_by_key(priya, "Write it down.*Young person")
    priya.expects(f"What weighs most for {KAI}: young person")
    types(priya, "Who said it, and to whom?", "Kai, to Priya on the ward")
    for label, share in WEIGHTS:
        priya.tab_to(priya.page.get_by_label(label, exact=True))
        priya.page.keyboard.type(str(share))
    saves_by_key(priya)
    refused(priya)
    priya.sees_in("Friends", "32")
    priya.page.get_by_label("Why: friends").focus()
    priya.page.keyboard.type("They were there")
    priya.tab_to(priya.page.get_by_label("Neighbourhood, places and ways", exact=True))
    priya.page.keyboard.type("30")
    saves_by_key(priya)
    priya.expects(f"What weighs most for {KAI}")
    priya.sees("They were there", "Kai, to Priya on the ward")
    priya.fits()
    priya.prints("They were there")
    pictured(priya, "weighting", 1100)
    assert Weighting.objects.count() == 1


@pytest.mark.clause("STA-3")
def test_a_measure_that_contradicts_the_safety_plan_says_so(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    planned(cast.hana, incident, involved(incident, "A"))
    on_young(cast.hana, involved(incident, "A"))
    hana = at_keyboard(cast.hana)
    hana.goto("contexts:disruption", reference=incident.reference)
    hana.expects("Measures that disrupt harm")
    hana.fits()
    hana.follow("Compare with the plan")
    hana.expects(f"Does it agree with the safety plan of {KAI}?")
    saves(hana)
    refused(hana)
    hana.choose("Does the measure agree with the plan?", "Contradicts the safety plan")
    hana.fill("What did you compare", "It bans the only safe way to school")
    saves(hana)
    hana.expects("Measures that disrupt harm")
    hana.sees("Contradicts a safety plan", "It bans the only safe way to school")
    hana.fits()
    hana.prints("Contradicts a safety plan")
    pictured(hana, "disruption", 1000)
