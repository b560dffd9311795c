"""My work says what the reader recorded and what lapses soon: how much, in which incident, and until when."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import ConnectionKind
from tests.domain.removal_hands import TODAY, associated, member
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
TITLE = "You recorded it, and it lapses soon"


def test_what_lapses_soon_stands_there_without_a_name(signed_in: SignedIn, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    leo, kai = member(cast.priya, incident), incident.involvements.get()
    client = signed_in(cast.priya)
    assert TITLE not in client.get("/").content.decode()
    for days in (6, 2):
        associated(cast.priya, kai.record, leo.record, review_on=TODAY + timedelta(days=days))
    page = client.get("/").content.decode()
    assert TITLE in page
    assert f"2 connections in {incident.reference}" in page
    assert reverse("network:network", args=[incident.reference]) in page
    assert "the first is removed after" in page
    assert "Zephyrine" not in page
    assert TITLE not in signed_in(cast.sam).get("/").content.decode()


def test_who_stepped_back_reads_nothing_of_it(signed_in: SignedIn, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    associated(cast.priya, incident.involvements.get().record, member(cast.priya, incident).record, review_on=TODAY)
    operations.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR)
    assert TITLE not in signed_in(cast.priya).get("/").content.decode()
