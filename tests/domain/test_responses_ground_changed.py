"""A clearance is ended by hand, or an address recorded, while somebody is sent on it: they are told at once (CTX-18)."""

from datetime import timedelta
from uuid import UUID

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident
from reachable.outbox.models import Delivery
from reachable.people import queries as people
from reachable.people.choices import AddressUse
from reachable.people.facts import NewAddress
from reachable.responses.models import Action
from reachable.safety import operations as safety
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved, told
from tests.domain.sending_hands import contact, direct, directed, goes, in_danger, letters, on_the_way
from tests.factories import AT, Cast, reported_incident, with_team
from tests.domain.test_incidents_report import young_people

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CTX-18")]
HOUR = timedelta(hours=1)
BOTH = ["Priya Nair", "Hana Malik"]
STREET = "12 Heron Close"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


def clearance_of(action: Action) -> UUID:
    found = Action.objects.select_related("clearance").get(pk=action.pk).clearance
    assert found is not None
    return found.key


def end(cast: Cast, incident: Incident, clearance: UUID) -> None:
    asked = {"at": AT + HOUR, "reference": incident.reference, "because": "They moved to 12 Heron Close"}
    safety.end_clearance(by=cast.hana, clearance_key=clearance, **asked)


def moves(cast: Cast, incident: Incident, letter: str = "A", hours: int = 1) -> None:
    new = NewAddress(AddressUse.HOME, line1=STREET, town="Cromer")
    key = involved(incident, letter).key
    incidents.add_address(by=cast.priya, at=AT + hours * HOUR, reference=incident.reference, key=key, new=new)


def test_whoever_is_on_the_way_is_told_that_the_clearance_was_ended(cast: Cast, incident: Incident) -> None:
    end(cast, incident, clearance_of(on_the_way(cast, incident)))
    assert letters("LOOK_AGAIN") == BOTH


def test_whoever_is_on_the_way_is_told_that_an_address_was_recorded(cast: Cast, incident: Incident) -> None:
    on_the_way(cast, incident)
    moves(cast, incident)
    assert letters("LOOK_AGAIN") == BOTH


def test_whoever_took_it_up_is_told_too_and_nobody_who_is_only_asked_or_is_back(cast: Cast, incident: Incident) -> None:
    goes(cast.priya, directed(cast, incident), "accept_action")
    directed(cast, incident, owner=cast.sam)
    goes(cast.tyss, in_danger(cast.hana, contact(cast, incident, cast.tyss)), "set_off") if False else None
    moves(cast, incident)
    assert letters("LOOK_AGAIN") == BOTH
