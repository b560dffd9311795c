"""What a card about the wider picture says of the network: how many may be at risk, how many wait for an answer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.responses import operations as responses
from tests.domain.incident_hands import asked, person_key
from tests.domain.removal_hands import associated, member
from tests.factories import AT, LONG_AGO, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
LINE = "may be at risk"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def sheet(incident: Incident) -> str:
    return reverse("responses:sheet", args=[incident.reference, "immediate-safety"])


def words_of(page: str) -> str:
    return " ".join(page.split())


@pytest.mark.clause("SAF-9", "SAF-10")
def test_the_cards_about_others_count_who_may_be_at_risk(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    page = words_of(client.get(sheet(incident)).content.decode())
    assert page.count("The connections around this incident are not mapped yet") == 2
    reason = {"words": "To find who may be at risk", "seen_number": 0}
    incidents.map_network(by=cast.hana, at=AT, reference=incident.reference, **reason)
    kai = incident.involvements.get()
    first, second = member(cast.priya, incident), member(cast.priya, incident, "Mia Near")
    for who in (first, second):
        associated(cast.priya, kai.record, who.record)
    page = words_of(client.get(sheet(incident)).content.decode())
    assert page.count("2 people may be at risk, 2 without an answer") == 2
    assert reverse("network:network", args=[incident.reference]) in page
    responses.dispose(
        by=cast.priya, at=AT, reference=incident.reference, person_key=person_key(first), code="NO_ACTION_NOW",
        because="He has moved away", seen_number=0,
    )  # fmt: skip
    card = reverse("responses:answer", args=[incident.reference, asked(incident, "connected-young-people").key])
    page = words_of(client.get(card).content.decode())
    assert page.count("2 people may be at risk, 1 without an answer") == 1
    other = reverse("responses:answer", args=[incident.reference, asked(incident, "staff-tonight").key])
    assert LINE not in client.get(other).content.decode()


def test_who_does_not_see_the_network_reads_no_figures(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    trust = directory.create_agency(by=None, at=LONG_AGO, code="trust", name="A Trust", kind=AgencyKind.VOLUNTARY)
    partner = directory.create_professional(
        by=None, at=LONG_AGO, name="Vera Lund", email="vera.lund@trust.example", job_title="Mentor", agency=trust,
        roles=[RoleCode.VOLUNTARY_PARTNER], telephone="01632 960111", opens_account=True,
    )  # fmt: skip
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=partner.key, why="Knows Kai"
    )
    member(cast.priya, incident, named_at_risk=True)
    assert LINE in signed_in(cast.priya).get(sheet(incident)).content.decode()
    page = signed_in(partner).get(sheet(incident)).content.decode()
    assert LINE not in page
    assert "not mapped yet" not in page
