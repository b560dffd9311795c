"""The holds of an incident, for who manages it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.models import Hold, Incident, Sealed
from tests.counting import costs_the_same
from tests.domain.removal_hands import member
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def address(incident: Incident) -> str:
    return reverse("incidents:holds", args=[incident.reference])


def place(by: Professional, incident: Incident, because: str = "The coroner wrote") -> Hold:
    return operations.place_hold(by=by, at=AT, reference=incident.reference, kind="INQUEST", because=because)


def test_a_hold_is_placed_and_shown(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    assert address(incident) in client.get(reverse("incidents:team", args=[incident.reference])).content.decode()
    assert "No hold runs" in client.get(address(incident)).content.decode()
    page = client.post(address(incident), {"kind": "", "because": ""}).content.decode()
    assert "Select what runs" in page
    placed = client.post(address(incident), {"kind": "INQUEST", "because": "The coroner wrote"}, follow=True)
    page = placed.content.decode()
    for words in (
        "Hold placed",
        "sealed instead of erased",
        "Inquest",
        "The coroner wrote",
        "Sealed until now: nothing",
    ):
        assert words in page


def test_ending_the_last_says_what_is_erased_and_erases_it(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    hold, client = place(cast.hana, incident), signed_in(cast.hana)
    leo = member(cast.priya, incident)
    operations.remove_from_network(by=cast.hana, at=AT, reference=incident.reference, key=leo.key, because="ASKED")
    where = reverse("incidents:end_hold", args=[incident.reference, hold.key])
    page = client.get(where).content.decode()
    assert "erased for good: somebody in the network: 1" in page
    assert "Zephyrine" not in page
    assert client.post(where, {"because": ""}).status_code == 200
    page = client.post(where, {"because": "The inquest is over"}, follow=True).content.decode()
    assert "1 sealed thing erased." in page
    assert "The inquest is over" in page
    assert not Sealed.objects.exists()
    assert client.get(where).status_code == 404


def test_with_another_running_nothing_is_erased(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    hold, _ = place(cast.hana, incident), place(cast.hana, incident, "Another reason")
    where = reverse("incidents:end_hold", args=[incident.reference, hold.key])
    assert "Another hold runs" in signed_in(cast.hana).get(where).content.decode()


@pytest.mark.parametrize(("who", "status"), [("priya", 403), ("admin", 403), ("manager", 404), ("ig", 404)])
def test_who_does_not_get_there(signed_in: SignedIn, cast: Cast, incident: Incident, who: str, status: int) -> None:
    assert signed_in(getattr(cast, who)).get(address(incident)).status_code == status


def test_the_page_costs_the_same_with_more_of_them(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    place(cast.hana, incident)
    costs_the_same(
        lambda: client.get(address(incident)), lambda: [place(cast.hana, incident) for _ in range(4)], at_most=16
    )
