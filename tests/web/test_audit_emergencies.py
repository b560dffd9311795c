"""Who used emergency access, for the information-governance lead who reviews each."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.models import Incident
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
ADDRESS = reverse("audit:emergencies")


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def enter(who: Professional, reference: str, at: datetime, because: str = "On my ward") -> None:
    details = operations.ExactDetails(reference=reference)
    operations.use_emergency_access(by=who, at=at, details=details, because=because)


def test_each_is_listed_with_who_why_and_what_it_opened(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    enter(cast.ward, incident.reference, at)
    enter(cast.tyss, "INC-2026-0099", at, "He rang us")
    client = signed_in(cast.ig)
    assert f'href="{ADDRESS}"' in client.get(reverse("audit:search")).content.decode()
    page = " ".join(client.get(ADDRESS).content.decode().split())
    first, second = page.split('<li class="app-row">')[1:]
    assert "Tomasz Wilk" in first
    assert "“He rang us”" in first
    assert "Opened nothing" in first
    assert "Wendy Barrow" in second
    assert f">{incident.reference}</a>" in second
    assert "until" in second
    assert "Waterloo" not in page


def test_somebody_connected_who_was_not_let_in_is_listed_as_that(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    operations.declare_connection(by=cast.priya, at=at, reference=incident.reference, kind="RELATED")
    enter(cast.priya, incident.reference, at)
    page = signed_in(cast.ig).get(ADDRESS).content.decode()
    assert "Priya Nair" in page
    assert "Opened nothing" in page


def test_before_the_first_it_says_what_it_is_for(signed_in: SignedIn, cast: Cast) -> None:
    assert "Nobody has used emergency access" in signed_in(cast.ig).get(ADDRESS).content.decode()


@pytest.mark.parametrize("who", ["hana", "ward", "admin"])
def test_it_is_for_information_governance(signed_in: SignedIn, cast: Cast, who: str) -> None:
    assert signed_in(getattr(cast, who)).get(ADDRESS).status_code == 403


def test_it_costs_the_same_however_many_there_are(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    enter(cast.ward, incident.reference, at)
    client = signed_in(cast.ig)

    def more() -> None:
        for who in (cast.tyss, cast.school, cast.mace):
            enter(who, incident.reference, at)

    costs_the_same(lambda: client.get(ADDRESS), more, at_most=14)
