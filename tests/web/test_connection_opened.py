"""What somebody who stepped back had opened, for the lead and the deputy."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit import log
from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident
from tests.counting import costs_the_same
from tests.domain.incident_hands import person_key
from tests.factories import Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows, shown

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(signed_in: SignedIn, cast: Cast, at: datetime) -> Incident:
    """Priya looked at the incident twice and stepped back; Owen deputises."""
    found = with_team(cast, reported_incident(cast.mace))
    operations.name_lead(
        by=cast.hana, at=at, reference=found.reference, professional_key=cast.manager.key, part=TeamPart.DEPUTY, why="x"
    )
    for name in ("overview", "overview", "team"):
        assert signed_in(cast.priya).get(reverse(f"incidents:{name}", args=(found.reference,))).status_code == 200
    operations.declare_connection(by=cast.priya, at=at, reference=found.reference, kind="LIVES_NEAR", words="Next door")
    return found


def address(incident: Incident, who: Professional) -> str:
    return reverse("incidents:connection_opened", args=(incident.reference, who.key))


def test_the_team_page_leads_to_it_and_it_lists_what_was_opened(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    for who in (cast.hana, cast.manager):
        client = signed_in(who)
        team = client.get(reverse("incidents:team", args=(incident.reference,))).content.decode()
        assert address(incident, cast.priya) in team
        page = " ".join(client.get(address(incident, cast.priya)).content.decode().split())
        assert "What Priya Nair had opened" in page
        assert "<strong>Overview</strong><br>showed A</span> <span>2 times, last" in page
        assert "<strong>Team</strong></span> <span>1 time, last" in page
    assert Entry.objects.filter(verb="audit-searched", incident=incident.reference).count() == 2


def test_whose_letters_it_shows_is_a_look_at_them(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.hana).get(address(incident, cast.priya))
    assert_declares_everybody_it_shows(page)
    assert shown(page) == {person_key(incident.involvements.get())}


@pytest.mark.parametrize(("who", "status"), [("sam", 403), ("priya", 403), ("edt", 404), ("ig", 403), ("admin", 403)])
def test_nobody_else_reads_it(signed_in: SignedIn, cast: Cast, incident: Incident, who: str, status: int) -> None:
    assert signed_in(getattr(cast, who)).get(address(incident, cast.priya)).status_code == status


def test_of_somebody_who_declared_nothing_there_is_nothing(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    assert signed_in(cast.hana).get(address(incident, cast.sam)).status_code == 404


def test_nothing_opened_is_said(signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime) -> None:
    operations.declare_connection(by=cast.sam, at=at, reference=incident.reference, kind="RELATED")
    page = signed_in(cast.manager).get(address(incident, cast.sam)).content.decode()
    assert "Nothing was opened" in page


def test_it_costs_the_same_however_often_they_looked(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    client = signed_in(cast.hana)
    shown = (log.Look(incident=incident.reference, about=(person_key(incident.involvements.get()),)),)

    def more() -> None:
        for page in ("sheet", "actions", "overview"):
            log.look(page, by=cast.priya, at=at, shown=shown)

    costs_the_same(lambda: client.get(address(incident, cast.priya)), more, at_most=32)
    assert "3 times" in client.get(address(incident, cast.priya)).content.decode()
