"""The pages on what weighs most: side by side, the missing side, the warning, and what actions are to change."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident, Involvement
from reachable.responses import operations as responses
from reachable.responses.models import Action
from tests.counting import costs_the_same
from tests.domain.incident_hands import new_action
from tests.domain.map_hands import weighed
from tests.domain.plan_hands import written
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.record_hands import shown
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
SHARES = {"weight_home": "10", "weight_peers": "32", "weight_education": "18", "weight_neighbourhood": "30"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    told = {"by": cast.hana, "at": AT, "reference": found.reference, "why": "Minutes"}
    incidents.add_to_team(**told, professional_key=cast.joy.key)
    return found


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def address(young: Involvement, side: str = "") -> str:
    named = {"reference": young.incident.reference, "key": young.key}
    return reverse("maps:weigh", kwargs={**named, "side": side}) if side else reverse("maps:weighting", kwargs=named)


def typed(**changes: str) -> dict[str, str]:
    told = {"key": str(uuid4()), "seen_number": "0", "because_peers": "They fall out with each other"}
    return {**told, **SHARES, "weight_online": "10", **changes}


def acted(cast: Cast, kai: Involvement, what: str) -> Action:
    new = new_action(cast.priya, what=what)
    told = {"by": cast.hana, "at": AT, "reference": kai.incident.reference}
    return responses.add_action(**told, new=new, about_key=kai.key)


def test_a_side_is_weighed_and_the_missing_sides_are_said(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    page = shown(client, address(kai))
    assert "Nobody has weighed this yet." in page
    assert page.count("Not asked yet") == 3
    assert client.post(address(kai, "professional"), typed())["Location"] == address(kai)
    page = shown(client, address(kai))
    assert "Young person: their side is missing" in page
    assert "They fall out with each other" in page
    assert '<rect class="app-weight-bar app-weight-bar--professional" x="4" y="' in page
    assert "style=" not in page.partition("<main")[2]
    said = typed(said_by="Kai, to Priya")
    assert client.post(address(kai, "young-person"), said)["Location"] == address(kai)
    page = shown(client, address(kai))
    assert "Kai, to Priya" in page
    assert "their side is missing" in page  # the parent's


def test_what_is_wrong_is_said_and_stays(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    page = text_of(client.post(address(kai, "professional"), typed(weight_online="20")))
    assert "They add up to 110: 10 fewer are needed." in page
    assert 'value="They fall out with each other"' in page
    assert "Say why this weighs most." in text_of(client.post(address(kai, "professional"), typed(because_peers="")))
    assert "must be a whole number" in text_of(client.post(address(kai, "professional"), typed(weight_home="ten")))
    assert "Say who said it" in text_of(client.post(address(kai, "parent"), typed()))
    assert client.get(address(kai, "neighbour")).status_code == 404


def test_who_weighed_meanwhile_is_shown(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    client.get(address(kai, "professional"))
    weighed(cast.hana, incident)
    page = text_of(client.post(address(kai, "professional"), typed()))
    assert "Meanwhile <strong>Hana Malik</strong> wrote: 10, 32, 18, 30, 10" in page
    assert client.post(address(kai, "professional"), typed(seen_number="1")).status_code == 302
    assert "Professional: versions before" in shown(client, address(kai))


@pytest.mark.clause("STA-7")
def test_the_warning_stands_until_actions_go_where_the_weight_is(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    weighed(cast.priya, incident)
    actions = [acted(cast, kai, f"Thing {number}") for number in range(5)]
    client = signed_in(cast.priya)
    page = shown(client, address(kai))
    assert "Of 5 open actions it is not said what they are to change: they are not counted." in page
    assert "govuk-warning-text" not in page
    aims: dict[str, Any] = {f"aim-{one.key}": "HOME" for one in actions[:4]} | {f"aim-{actions[4].key}": "PEERS"}
    assert client.post(address(kai), aims)["Location"] == address(kai)
    page = shown(client, address(kai))
    assert "62 of 100 lies with friends and places and ways, as a professional weighs it" in page
    assert "4 of 5 measures and actions are for home, 1 there." in page
    changed = {f"aim-{one.key}": "NEIGHBOURHOOD" for one in actions}
    seen = {f"seen-{one.key}": "HOME" for one in actions[:4]} | {f"seen-{actions[4].key}": "PEERS"}
    client.post(address(kai), {**changed, **seen})
    assert "govuk-warning-text" not in shown(client, address(kai))


def test_somebody_else_aimed_meanwhile(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    action = acted(cast, kai, "Write to the school")
    Action.objects.filter(pk=action.pk).update(aims_at="EDUCATION")
    client = signed_in(cast.priya)
    page = text_of(client.post(address(kai), {f"aim-{action.key}": "HOME", f"seen-{action.key}": ""}))
    assert "Somebody else said meanwhile" in page
    assert f'name="seen-{action.key}" value="EDUCATION"' in page
    assert '<option value="HOME" selected>' in page


def test_who_reads_it(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    weighed(cast.priya, incident)
    assert_declares_everybody_it_shows(signed_in(cast.sam).get(address(kai)))
    assert_declares_everybody_it_shows(signed_in(cast.priya).get(address(kai, "parent")))
    assert signed_in(cast.joy).get(address(kai)).status_code == 403
    assert signed_in(cast.stranger).get(address(kai)).status_code == 404


def test_the_page_costs_the_same_with_more_rows(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    weighed(cast.priya, incident)
    written(cast.priya, incident)
    acted(cast, kai, "Write to the school")
    client = signed_in(cast.priya)

    def more() -> None:
        weighed(cast.priya, incident, side="YOUNG_PERSON")
        weighed(cast.priya, incident)
        for number in range(3):
            acted(cast, kai, f"Thing {number}")

    costs_the_same(lambda: client.get(address(kai)), more, at_most=45)
