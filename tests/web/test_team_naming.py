"""Naming the lead, a deputy or the Senior Investigating Officer: only who could take the part is listed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


def address(incident: Incident) -> str:
    return reverse("incidents:name_lead", args=(incident.reference,))


@pytest.mark.parametrize(
    ("part", "title", "listed", "left_out"),
    [
        ("LEAD", "Name the lead", ("Hana Malik", "Owen Pryce"), ("Priya Nair", "Sam Okafor", "Wendy Barrow")),
        ("DEPUTY", "Name a deputy", ("Hana Malik", "Owen Pryce"), ("Priya Nair", "Sam Okafor", "Wendy Barrow")),
        ("SENIOR_INVESTIGATING_OFFICER", "Name the Senior Investigating Officer", ("Sam Okafor",), ("Hana Malik",)),
        ("nothing", "Name the lead", ("Hana Malik",), ("Priya Nair",)),
    ],
)
def test_only_who_could_take_the_part_is_listed(
    signed_in: SignedIn, cast: Cast, incident: Incident, part: str, title: str, listed: tuple[str, ...],
    left_out: tuple[str, ...],
) -> None:  # fmt: skip
    assert cast.everybody
    page = signed_in(cast.hana).get(address(incident), {"part": part}).content.decode()
    assert f">{title}</h1>" in page
    options = page.partition("<select")[2].partition("</select>")[0]
    assert all(f"{name}, " in options for name in listed)
    assert not any(f"{name}, " in options for name in left_out)


def test_a_part_that_is_none_is_refused(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    sent = {"part": "MEMBER", "professional": str(cast.manager.key), "why": "x"}
    page = signed_in(cast.hana).post(address(incident), sent).content.decode()
    assert "it was sent incompletely" in page


def test_listing_who_could_costs_the_same_however_many_there_are(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.hana)
    costs_the_same(lambda: client.get(address(incident)), lambda: cast.everybody, at_most=22)
