"""Somebody steps back for a connection: the lead reads why, and information governance ends it."""

import pytest

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Incident
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard


@pytest.fixture
def incident(cast: Cast) -> Incident:
    at = clock.now()
    incident = with_team(cast, reported_incident(cast.hana, at=at), at=at)
    incidents.declare_connection(
        by=cast.priya, at=at, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR, words="Same street"
    )
    return incident


def test_a_declaration_is_read_and_ended(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:team", reference=incident.reference)
    hana.expects(f"Team of {incident.reference}")
    hana.sees("Stepped back", "Lives near somebody in it: Same street")
    hana.axe()
    hana.fits()
    hana.goto("incidents:end_connection", reference=incident.reference, key=cast.priya.key)
    hana.expects(f"May Priya Nair work on {incident.reference} again?")
    hana.axe()
    ines = at_keyboard(cast.ig)
    ines.goto("audit:connections")
    ines.expects("Connections")
    ines.sees("Priya Nair", "Same street", "What Priya Nair looked at")
    ines.axe()
    ines.fits()
    ines.goto("audit:end_connection", reference=incident.reference, key=cast.priya.key)
    ines.expects(f"May Priya Nair work on {incident.reference} again?")
    ines.axe()
    ines.fits()
    ines.fill("Why it no longer stands in the way", "She moved away")
    ines.press("End the connection")
    ines.expects("Connections")
    ines.sees("The connection of Priya Nair has ended", "She moved away")
