"""The connections that professionals declared, for the information-governance lead."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Connection, Incident
from tests.counting import costs_the_same
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
CONNECTIONS = "/audit/connections/"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def declare(who: Professional, incident: Incident, words: str = "My nephew") -> None:
    operations.declare_connection(by=who, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED, words=words)


def test_it_says_who_what_and_leads_to_what_they_looked_at(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.ig)
    assert "Nobody has stepped back" in client.get(CONNECTIONS).content.decode()
    declare(cast.hana, incident)
    assert CONNECTIONS in client.get(reverse("audit:search")).content.decode()
    answer = client.get(CONNECTIONS)
    page = answer.content.decode()
    for words in ("Hana Malik", "Led the incident", "Related to somebody in it", "My nephew", incident.reference):
        assert words in page
    assert reverse("audit:professional", args=[cast.hana.key]) in page
    assert [look.incident for look in answer.looks] == [incident.reference]


def test_it_is_ended_with_a_reason(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    declare(cast.priya, incident)
    client = signed_in(cast.ig)
    where = reverse("audit:end_connection", args=[incident.reference, cast.priya.key])
    assert "My nephew" in client.get(where).content.decode()
    assert "Answer “Why it no longer" in client.post(where, {"because": ""}).content.decode()
    page = client.post(where, {"because": "A mistake"}, follow=True).content.decode()
    assert "The connection of Priya Nair has ended" in page
    assert "A mistake" in page
    assert Connection.objects.get().ended_by == cast.ig
    assert client.get(where).status_code == 404


@pytest.mark.parametrize("who", ["hana", "admin", "priya"])
def test_nobody_else_reads_it(signed_in: SignedIn, cast: Cast, incident: Incident, who: str) -> None:
    assert signed_in(getattr(cast, who)).get(CONNECTIONS).status_code == 403


def test_the_page_costs_the_same_with_more_of_them(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.ig)
    declare(cast.priya, incident)
    costs_the_same(
        lambda: client.get(CONNECTIONS), lambda: [declare(who, incident) for who in (cast.sam, cast.hana)], at_most=16
    )
