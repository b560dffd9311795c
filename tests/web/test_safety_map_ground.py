"""What a safety map is drawn on: nothing is fetched from anywhere unless the partnership has a server of its own."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from config.environment import tiles_come_from
from reachable.contexts.policies.maps import NewPlace
from reachable.directory.models import Professional
from tests.domain.map_hands import LIBRARY, map_of, mapped, put
from tests.factories import Cast, reported_incident, with_team
from tests.web.record_hands import shown

SignedIn = Callable[[Professional], Client]
TILES = "https://tiles.council.example/{z}/{x}/{y}.png"


def test_the_policy_of_pages_names_no_server_by_default() -> None:
    assert settings.MAP_TILES == ""
    assert "img-src 'self' data:;" in settings.SECURE_CSP


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("", ""),
        (TILES, "https://tiles.council.example"),
        ("http://10.0.0.7:8080/t/{z}/{x}/{y}", "http://10.0.0.7:8080"),
    ],
)
def test_pieces_of_a_map_come_from_one_server(address: str, origin: str) -> None:
    assert tiles_come_from(address) == origin


@pytest.mark.parametrize(
    "address",
    [
        "tiles.council.example/{z}/{x}/{y}",
        "ftp://tiles.council.example/{z}/{x}/{y}",
        "https://tiles.council.example/",
        "https://*.council.example/{z}/{x}/{y}",
        "https://{s}.council.example/{z}/{x}/{y}",
        "https://a.example; script-src evil.example/{z}/{x}/{y}",
    ],
)
def test_a_wrong_address_is_said_and_its_value_is_not(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REACHABLE_MAP_TILES") as wrong:
        tiles_come_from(address)
    assert "example" not in str(wrong.value)


@pytest.mark.django_db
def test_points_of_the_other_ground_stay_where_nothing_new_is_drawn(
    signed_in: SignedIn, cast: Cast, settings: Settings
) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    kai = incident.involvements.get()
    mapped(cast.priya, incident)
    put(cast.priya, incident, LIBRARY)
    settings.MAP_TILES = TILES
    client = signed_in(cast.priya)
    named = {"reference": incident.reference, "key": kai.key}
    page = shown(client, reverse("maps:safety_map", kwargs=named))
    assert f'data-tiles="{TILES}"' in page
    assert "A plain sketch" not in page
    assert 'data-points=""' in page
    where = reverse("maps:map_place", kwargs={**named, "number": 1})
    assert "latitude and longitude" in shown(client, where)
    sent = {"seen_number": "2", "key": "5b1f5c3e-6f3f-4b7e-9d5b-1f2f6a1f0001", "kind": "PLACE", "colour": "AMBER"}
    client.post(where, {**sent, "name": "Library"})
    stands = map_of(cast.priya, incident).stands
    assert stands is not None
    assert stands.places[0].points == ((20.0, 35.0),)
    assert stands.places[0].is_sketch
    put(cast.priya, incident, NewPlace("Pier", "PLACE", "RED", points=((52.6, 1.7),), is_sketch=False))
    assert 'data-points="52.6,1.7"' in shown(client, reverse("maps:safety_map", kwargs=named))
