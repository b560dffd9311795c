"""A clearance is ended by hand, or an address recorded, while somebody is sent on it: they are told at once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from reachable.common.refusals import Refused
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident
from reachable.outbox.models import Delivery
from reachable.people.choices import AddressUse
from reachable.people.facts import NewAddress
from reachable.responses import operations, queries
from reachable.responses.models import Action
from reachable.safety import operations as safety
from tests.domain.incident_hands import involved, told
from tests.domain.same_person_hands import person, same
from tests.domain.sending_hands import contact, directed, goes, in_danger, letters, on_the_way, version
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

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


def ended(cast: Cast, incident: Incident, action: Action, hours: int = 1) -> None:
    asked: dict[str, Any] = {"at": AT + hours * HOUR, "reference": incident.reference, "because": "He left by train"}
    safety.end_clearance(by=cast.hana, clearance_key=clearance_of(action), **asked)


def moved(cast: Cast, incident: Incident, letter: str = "A", hours: int = 1) -> None:
    new, key = NewAddress(AddressUse.HOME, line1=STREET, town="Cromer"), involved(incident, letter).key
    incidents.add_address(by=cast.priya, at=AT + hours * HOUR, reference=incident.reference, key=key, new=new)


def test_whoever_is_on_the_way_is_told_that_the_clearance_was_ended(cast: Cast, incident: Incident) -> None:
    action = on_the_way(cast, incident)
    ended(cast, incident, action)
    assert letters("LOOK_AGAIN") == BOTH
    with pytest.raises(Refused, match="ended already"):
        ended(cast, incident, action, hours=2)
    assert letters("LOOK_AGAIN") == BOTH


def test_whoever_is_on_the_way_is_told_that_an_address_was_recorded(cast: Cast, incident: Incident) -> None:
    action = on_the_way(cast, incident)
    moved(cast, incident)
    assert letters("LOOK_AGAIN") == BOTH
    stop = "do not go on: the clearance lapsed: a new address was recorded, today 23:15"
    assert queries.action(cast.priya, action.key, AT + HOUR).stop == stop


def test_whoever_took_it_up_is_told_and_whoever_only_could_go_or_goes_in_danger_is_not(
    cast: Cast, incident: Incident
) -> None:
    goes(cast.priya, directed(cast, incident), "accept_action")
    directed(cast, incident, owner=cast.sam)
    goes(cast.sam, in_danger(cast.hana, contact(cast, incident, cast.sam)), "set_off")
    moved(cast, incident)
    assert letters("LOOK_AGAIN") == BOTH


def test_the_address_of_somebody_else_and_a_clearance_that_sent_nobody_stop_nobody(
    cast: Cast, incident: Incident
) -> None:
    done, waits = on_the_way(cast, incident), directed(cast, incident)
    operations.finish_action(
        by=cast.priya, at=AT, action_key=done.key, seen_version=version(done), outcome="He is well"
    )
    on_the_way(cast, incident)
    moved(cast, incident, "B")
    ended(cast, incident, done)
    ended(cast, incident, waits)
    assert letters("LOOK_AGAIN") == []


@pytest.mark.parametrize("first", ["ended", "moved", "threat"])
def test_nobody_is_told_twice_whichever_comes_first(cast: Cast, incident: Incident, first: str) -> None:
    action = on_the_way(cast, incident)
    causes = {
        "ended": lambda hours: ended(cast, incident, action, hours),
        "moved": lambda hours: moved(cast, incident, hours=hours),
        "threat": lambda hours: told(cast.sam, incident, FactKind.NEW_THREAT, "A", AT + hours * HOUR),
    }
    causes.pop(first)(1)
    for cause in causes.values():
        cause(2)
    assert letters("LOOK_AGAIN") == BOTH


def test_an_address_reaches_whoever_was_sent_from_another_incident_of_the_same_person(
    cast: Cast, incident: Incident
) -> None:
    other = with_team(cast, reported_incident(cast.hana))
    on_the_way(cast, other)
    moved(cast, incident)
    assert letters("LOOK_AGAIN") == [], "two who are not known to be one"
    same(cast.hana, incident, "A", "B", at=AT + HOUR, other=person(other, "A"))
    moved(cast, incident, hours=2)
    assert letters("LOOK_AGAIN") == BOTH


def test_the_mail_says_nothing_of_it(cast: Cast, incident: Incident) -> None:
    ended(cast, incident, on_the_way(cast, incident))
    moved(cast, incident, hours=2)
    for row in Delivery.objects.filter(message="LOOK_AGAIN"):
        kept = " ".join(str(value) for value in vars(row).values())
        assert not any(words in kept for words in (STREET, "Cromer", "train", "Given0", "Larter"))
