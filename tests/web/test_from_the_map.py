"""What the safety map says is not safe, beside the safety plan: for whoever sees the map, taken over in new words."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reachable.contexts.policies.maps import NewPlace
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.safety.models import SafetyPlan
from reachable.safety.policies.plan import MOST_MEASURES, NewPlanMeasure
from tests.counting import costs_the_same
from tests.domain.map_hands import BUS, LIBRARY, mapped, put
from tests.domain.plan_hands import written
from tests.factories import Cast, reported_incident, with_team
from tests.web.test_safety_plan import address, typed
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
HEADING = "Not safe, on the young person’s map"
WAY = NewPlace("Way home along the river", "ROUTE", "AMBER", ("evening",))


def text_of(page: HttpResponse) -> str:
    """What is read, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", "", page.content.decode()).split())


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    mapped(cast.priya, found)
    for place in (WAY, LIBRARY, BUS):
        put(cast.priya, found, place)
    return found


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.mark.clause("STA-6")
def test_red_stands_first_with_times_help_and_own_words(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    page = signed_in(cast.priya).get(address(kai))
    text = text_of(page)
    assert text.index(HEADING) < text.index("Red Bus station") < text.index("Amber Way home along the river")
    assert "Red Bus station, after school, in the evening" in text
    assert "They wait there" in text
    assert "Who helps here: The driver of the 25" in text
    assert "is read by everybody who reads the plan" in text
    assert "Library" not in text
    assert f'href="{address(kai, "write_plan")}?do=take-3"' in page.content.decode()
    assert_declares_everybody_it_shows(page)


@pytest.mark.clause("STA-6")
@pytest.mark.parametrize("name", ["plan", "write_plan"])
def test_whoever_does_not_see_the_map_finds_no_trace_of_it(
    signed_in: SignedIn, cast: Cast, kai: Involvement, name: str
) -> None:
    client = signed_in(cast.sam)
    for more in ("", "?do=take-3"):
        page = client.get(address(kai, name) + more)
        assert page.status_code == 200
        for words in ("map", "Bus station", "Take into the plan", "river", "Nothing more fits"):
            assert words not in page.content.decode().partition("<main")[2]
    sent = typed(do="take-3", **{"rows-AREA": "2"})
    assert "Bus station" not in client.post(address(kai, "write_plan"), sent).content.decode()


def test_a_place_is_taken_into_the_first_empty_row_and_nothing_is_saved(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    written(cast.priya, incident, measures=[NewPlanMeasure("AREA", "Not alone in town", "Mum")])
    client = signed_in(cast.priya)
    page = client.get(address(kai, "write_plan") + "?do=take-3")
    html = page.content.decode()
    assert 'name="AREA-0-what" type="text" value="Not alone in town"' in html
    assert 'value="Bus station, after school, in the evening: "' in html
    assert "They wait there: " not in html
    assert "Nothing is saved yet" in html
    assert (
        'name="TRAVEL-0-what" type="text" value="Way home along the river, in the evening: "'
        in client.get(address(kai, "write_plan") + "?do=take-1").content.decode()
    )
    assert SafetyPlan.objects.count() == 1


def test_while_writing_nothing_that_was_typed_is_lost(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    rows = {"rows-AREA": "1", "AREA-0-what": "Not alone in town", "AREA-0-who": ""}
    html = client.post(address(kai, "write_plan"), typed(do="take-3", **rows)).content.decode()
    assert "We are worried that Kai is hurt again." in html
    assert 'value="Not alone in town"' in html
    assert 'value="Bus station, after school, in the evening: "' in html
    assert "govuk-error-summary" not in html
    full = {f"AREA-{n}-what": f"Thing {n}" for n in range(MOST_MEASURES)}
    sent = typed(do="take-3", **{"rows-AREA": str(MOST_MEASURES)}, **full)
    html = client.post(address(kai, "write_plan"), sent).content.decode()
    assert "Nothing more fits in the area" in html
    assert f'value="Thing {MOST_MEASURES - 1}"' in html
    assert SafetyPlan.objects.count() == 0


def test_what_is_in_the_plan_is_marked_by_how_it_begins(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    written(cast.priya, incident, measures=[NewPlanMeasure("AREA", "Bus stations are avoided")])
    assert "In the plan already" not in text_of(client.get(address(kai)))
    changed = [NewPlanMeasure("AREA", "bus station: the driver waits with him")]
    written(cast.priya, incident, measures=changed, because="Said by Kai")
    text = text_of(client.get(address(kai)))
    assert text.count("In the plan already") == 1
    assert text.index("Bus station, after") < text.index("In the plan already") < text.index("Way home along")


def test_it_costs_the_same_with_more_places(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client = signed_in(cast.priya)

    def more() -> None:
        for number in range(4):
            put(cast.priya, incident, NewPlace(f"Corner {number}", "PLACE", "RED"))

    costs_the_same(lambda: client.get(address(kai)), more, at_most=36)


def test_somebody_outside_finds_neither(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    assert signed_in(cast.stranger).get(address(kai)).status_code == 404
    assert (
        signed_in(cast.stranger).get(reverse("maps:safety_map", args=(kai.incident.reference, kai.key))).status_code
        == 404
    )
