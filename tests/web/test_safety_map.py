"""The pages of the safety map: a list first, without script; who sees it; a row by keyboard; counted together."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.contexts import operations as contexts
from reachable.contexts.models import SafetyMap
from reachable.contexts.policies.maps import NewPlace
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident, Involvement
from tests.counting import costs_the_same
from tests.domain.context_hands import refer_from
from tests.domain.map_hands import BUS, LIBRARY, map_of, mapped, put
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.record_hands import shown
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
HEAD = {
    "seen_number": "0",
    "explained": "What it is for and who sees it",
    "made_on-day": "21",
    "made_on-month": "11",
    "made_on-year": "2026",
    "made_with": "Kai and Priya",
    "seen_by": "MAKERS",
}
ROW = {"seen_number": "1", "name": "Bus station", "kind": "PLACE", "colour": "RED", "times": ["evening"]}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    told = {"by": cast.hana, "at": AT, "reference": found.reference, "why": "Works with Kai"}
    incidents.add_to_team(**told, professional_key=cast.joy.key)
    return found


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def address(young: Involvement, name: str = "safety_map", **more: Any) -> str:
    return reverse(f"maps:{name}", kwargs={"reference": young.incident.reference, "key": young.key, **more})


def sent(**changes: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), **changes}


def test_an_empty_map_teaches_and_is_begun_and_filled_without_script(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    page = shown(client, address(kai))
    assert "There is no safety map yet." in page
    assert f'href="{address(kai, "write_map")}"' in page
    answer = client.post(address(kai, "write_map"), sent(**HEAD))
    assert answer["Location"] == address(kai)
    answer = client.post(address(kai, "add_map_place"), sent(**ROW, points="20,35; 30,40; 40,20", words="They wait"))
    assert answer["Location"] == address(kai)
    page = shown(client, address(kai))
    for words in (
        "Bus station",
        'app-map-colour--red">Red</span>',
        "in the evening",
        "They wait",
        "What was explained",
    ):
        assert words in page
    assert '<polygon class="app-map-area app-map-area--red" points="20,35 30,40 40,20" fill="url(#map-hatch)"/>' in page
    assert "Only whoever made it with them, and their social worker" in page
    assert "style=" not in page.partition("<main")[2]


def test_what_is_missing_is_said_and_what_was_typed_stays(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    page = text_of(client.post(address(kai, "write_map"), sent(**{**HEAD, "explained": ""})))
    assert "Say what was explained: what it is for, and who sees it" in page
    assert 'value="Kai and Priya"' in page
    page = text_of(client.post(address(kai, "write_map"), sent(**{**HEAD, "seen_by": "NAMED"})))
    assert "Choose who may see it" in page
    mapped(cast.priya, kai.incident)
    for changes, words in (
        ({"name": ""}, "Say which place or way it is"),
        ({"points": "twenty, 3"}, "Write each point as two numbers"),
        ({"points": "20,300"}, "lies outside the drawing"),
        ({"kind": "ROUTE", "points": "20,30"}, "A way has two points at least"),
        ({"colour": ""}, "How safe is it for them"),
    ):
        page = text_of(client.post(address(kai, "add_map_place"), sent(**{**ROW, "words": "In my words", **changes})))
        assert "There is a problem" in page, changes
        assert words in page, changes
        assert 'value="In my words"' in page
    assert SafetyMap.objects.count() == 1


@pytest.mark.clause("STA-6")
def test_whoever_may_not_see_it_is_told_whom_to_ask(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    mapped(cast.priya, incident)
    put(cast.priya, incident)
    client = signed_in(cast.sam)
    page = shown(client, address(kai))
    assert "Ask <strong>Priya Nair</strong>, 01632 960123" in page
    for words in ("Bus station", "Version", "Red", "long way", "Add a place", "drawing"):
        assert words not in page.partition("<main")[2]
    for name, more in (("write_map", {}), ("readers", {}), ("add_map_place", {}), ("map_place", {"number": 1})):
        assert client.get(address(kai, name, **more)).status_code == 404
        assert client.post(address(kai, name, **more), sent(**{**HEAD, **ROW})).status_code == 404
    assert "safety map" not in text_of(client.get(reverse("incidents:timeline", args=(incident.reference,))))
    assert signed_in(cast.joy).get(address(kai)).status_code == 403
    assert signed_in(cast.stranger).get(address(kai)).status_code == 404


def test_narrower_holds_at_once(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    mapped(cast.priya, incident, seen_by="TEAM")
    put(cast.priya, incident)
    assert "Bus station" in shown(signed_in(cast.sam), address(kai))
    client = signed_in(cast.priya)
    page = shown(client, address(kai, "readers"))
    assert "Hana Malik, Norfolk Children&#39;s Services" in page
    assert "Joy Adeyemi" not in page
    narrower = sent(seen_number="2", seen_by="NAMED", readers=[str(cast.hana.key)])
    assert client.post(address(kai, "readers"), narrower)["Location"] == address(kai)
    assert "Bus station" not in shown(signed_in(cast.sam), address(kai))
    assert "Those who are named: Hana Malik" in shown(signed_in(cast.hana), address(kai))


def test_a_row_is_changed_and_taken_out_and_who_was_first_is_shown(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    mapped(cast.priya, incident)
    put(cast.priya, incident, LIBRARY)
    client = signed_in(cast.priya)
    where = address(kai, "map_place", number=1)
    page = shown(client, where)
    assert 'value="20,35"' in page
    assert "Put a point in the middle" in page
    put(cast.priya, incident, NewPlace("Library", "PLACE", "AMBER", words="Not on Mondays"), number=1)
    changed = sent(**{**ROW, "seen_number": "2", "name": "The library"})
    page = text_of(client.post(where, changed))
    assert "Meanwhile <strong>Priya Nair</strong> wrote version 3" in page
    assert "Not on Mondays" in page
    assert 'value="The library"' in page
    assert client.post(where, {**changed, "seen_number": "3"})["Location"] == address(kai)
    taken = {"do": "take-out", "seen_number": "4", "key": str(uuid4())}
    assert client.post(where, taken)["Location"] == address(kai)
    view = map_of(cast.priya, incident)
    assert view.stands is not None
    assert view.stands.places == ()
    assert client.get(address(kai, "map_place", number=7)).status_code == 404


def test_each_page_declares_whom_it_shows(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    mapped(cast.priya, incident)
    put(cast.priya, incident)
    client = signed_in(cast.priya)
    for name in ("safety_map", "write_map", "readers", "add_map_place"):
        assert_declares_everybody_it_shows(client.get(address(kai, name)))


def test_the_page_costs_the_same_with_more_rows(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    mapped(cast.priya, incident)
    put(cast.priya, incident)
    client = signed_in(cast.priya)

    def more() -> None:
        for number in range(3):
            put(cast.priya, incident, NewPlace(f"Place {number}", "PLACE", "GREEN"))

    costs_the_same(lambda: client.get(address(kai)), more, at_most=19)


@pytest.mark.clause("STA-6")
def test_counted_together_says_nothing_below_the_least(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    mapped(cast.priya, incident, may_count=True)
    put(cast.priya, incident, BUS)
    page = shown(signed_in(cast.hana), reverse("maps:aggregate", args=(incident.reference,)))
    assert "There are not enough maps yet that may be counted: at least 5" in page
    assert "Bus station" not in page
    assert signed_in(cast.joy).get(reverse("maps:aggregate", args=(incident.reference,))).status_code == 403


def test_a_row_leads_to_the_place_that_is_known_here(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    mapped(cast.priya, incident)
    client, adding = signed_in(cast.priya), address(kai, "add_map_place")
    question = "Is it a place or group that is known in this incident?"
    assert question not in shown(client, adding)  # none is known: nothing is asked
    bowl = refer_from(cast.priya, incident)
    assert question in shown(client, adding)
    client.post(adding, sent(**ROW, context=bowl.reference))
    link = f'href="{reverse("contexts:context", args=[bowl.reference])}"'
    assert link in shown(client, address(kai))
    contexts.end_context(by=cast.priya, at=AT, context=bowl.reference, because="Pulled down", seen_version=1)
    again = shown(client, address(kai, "map_place", number=1))
    assert f'<option value="{bowl.reference}" selected>' in again
    told = {**ROW, "seen_number": "2", "words": "Still"}
    client.post(address(kai, "map_place", number=1), sent(**told, context=bowl.reference))
    assert link in shown(client, address(kai))
    client.post(address(kai, "map_place", number=1), sent(**{**told, "seen_number": "3"}, context=""))
    assert link not in shown(client, address(kai)).partition("How it changed")[0]
