"""The timeline of an incident, filtered to what its reader may see."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import Part, Where
from reachable.incidents.models import Incident, Involvement
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows, shown

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def address(incident: Incident) -> str:
    return reverse("incidents:timeline", args=(incident.reference,))


def moves(cast: Cast, kai: Involvement, at: datetime, count: int, first: int = 1) -> None:
    for number in range(first, first + count):
        operations.record_whereabouts(
            by=cast.sam, at=at + timedelta(minutes=number), reference=kai.incident.reference, involvement_key=kai.key,
            where=Where.ELSEWHERE, place=f"place {number}", seen_number=number,
        )  # fmt: skip


def test_it_says_what_happened_who_and_when_newest_first(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, at: datetime
) -> None:
    moves(cast, kai, at, 1)
    answer = signed_in(cast.priya).get(address(incident))
    assert_declares_everybody_it_shows(answer)
    assert len(shown(answer)) == 1
    page = " ".join(answer.content.decode().split())
    assert page.index("A: somewhere else, place 1.") < page.index("was named Lead")
    assert "Sam Okafor" in page
    assert "Mensah" not in page


def test_that_somebody_is_a_witness_is_for_police_and_the_lead(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, at: datetime
) -> None:
    operations.record_part(by=cast.sam, at=at, reference=incident.reference, involvement_key=kai.key, part=Part.WITNESS)
    assert "A: witness." in signed_in(cast.hana).get(address(incident)).content.decode()
    assert "witness" not in signed_in(cast.priya).get(address(incident)).content.decode().lower()


def test_long_timelines_come_in_pages(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, at: datetime
) -> None:
    moves(cast, kai, at, 55)
    client = signed_in(cast.priya)
    assert "Page 1 of 2" in client.get(address(incident)).content.decode()
    second = client.get(address(incident), {"page": "2"})
    assert_declares_everybody_it_shows(second)
    assert "was named Lead" in second.content.decode()
    for nonsense in ("x", "-1", "99999999999", "0"):
        assert client.get(address(incident), {"page": nonsense}).status_code == 200


def test_strangers_find_nothing(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    assert signed_in(cast.stranger).get(address(incident)).status_code == 404
    assert signed_in(cast.admin).get(address(incident)).status_code == 403


def test_it_costs_the_same_however_much_happened(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, at: datetime
) -> None:
    client = signed_in(cast.priya)
    moves(cast, kai, at, 1)
    costs_the_same(lambda: client.get(address(incident)), lambda: moves(cast, kai, at, 5, first=2), at_most=22)
