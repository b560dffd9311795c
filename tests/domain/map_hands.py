"""What the tests of safety maps and weightings share: beginning a map, adding a place, weighing."""

from datetime import datetime, timedelta
from typing import Any

from reachable.common import clock
from reachable.contexts import operations, queries
from reachable.contexts.models import SafetyMap, Weighting
from reachable.contexts.policies.maps import NewPlace
from reachable.contexts.policies.weighting import Weight
from reachable.contexts.queries import MapView
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from tests.domain.incident_hands import involved
from tests.factories import AT

LATER = AT + timedelta(hours=2)
BUS = NewPlace("Bus station", "PLACE", "RED", ("after-school", "evening"), "The driver of the 25", "They wait there")
LIBRARY = NewPlace("Library", "PLACE", "GREEN", (), "Mo at the desk", "Nobody comes in", ((20, 35),))
TEXT: dict[str, Any] = {
    "made_on": clock.local_date(AT),
    "made_with": "Kai and Priya, on the ward",
    "explained": "It is his; it helps to plan ways; only Priya sees it unless he says so.",
    "seen_by": "MAKERS",
    "may_count": False,
    "young_persons_words": "I go the long way round.",
}


def _told(by: Professional, incident: Incident, letter: str, at: datetime) -> dict[str, Any]:
    key = involved(incident, letter).key
    return {"by": by, "at": at, "reference": incident.reference, "involvement_key": key}


def _seen(by: Professional, incident: Incident, letter: str, at: datetime, changes: dict[str, Any]) -> dict[str, Any]:
    """Unless the test says what was seen: then nobody looks, so that it is the operation that refuses."""
    return {} if "seen_number" in changes else {"seen_number": len(map_of(by, incident, letter, at).versions)}


def map_of(by: Professional, incident: Incident, letter: str = "A", at: datetime = LATER) -> MapView:
    return queries.safety_map(by, incident.reference, involved(incident, letter).key, at)


def mapped(by: Professional, incident: Incident, letter: str = "A", at: datetime = AT, **changes: Any) -> SafetyMap:
    """As somebody who has just looked."""
    facts = {**_seen(by, incident, letter, at, changes), **TEXT, **changes}
    return operations.write_map(**_told(by, incident, letter, at), **facts)


def put(
    by: Professional, incident: Incident, place: NewPlace = BUS, letter: str = "A", at: datetime = AT, **changes: Any
) -> SafetyMap:
    facts = {**_seen(by, incident, letter, at, changes), "place": place, **changes}
    return operations.put_place(**_told(by, incident, letter, at), **facts)


def taken_out(by: Professional, incident: Incident, number: int, letter: str = "A", at: datetime = AT) -> SafetyMap:
    seen = _seen(by, incident, letter, at, {})
    return operations.take_out_place(**_told(by, incident, letter, at), **seen, number=number)


def shown_to(
    by: Professional, incident: Incident, seen_by: str, letter: str = "A", at: datetime = AT, **changes: Any
) -> SafetyMap:
    facts = {**_seen(by, incident, letter, at, changes), "seen_by": seen_by, "may_count": False, **changes}
    return operations.set_map_readers(**_told(by, incident, letter, at), **facts)


def shares(
    home: int, peers: int, education: int, neighbourhood: int, online: int, why: str = "It is so"
) -> list[Weight]:
    found = {"HOME": home, "PEERS": peers, "EDUCATION": education, "NEIGHBOURHOOD": neighbourhood, "ONLINE": online}
    return [Weight(aspect, weight, why if weight else "") for aspect, weight in found.items()]


PARK = shares(10, 32, 18, 30, 10)  # 62 of 100 with friends and places


def weighed(
    by: Professional,
    incident: Incident,
    weights: list[Weight] | None = None,
    side: str = "PROFESSIONAL",
    letter: str = "A",
    at: datetime = AT,
    **changes: Any,
) -> Weighting:
    view = queries.weighting(by, incident.reference, involved(incident, letter).key, at)
    facts: dict[str, Any] = {
        "side": side,
        "seen_number": len(view.side(side).versions),
        "weights": PARK if weights is None else weights,
        "said_by": "" if side == "PROFESSIONAL" else "Kai, to Priya on the ward",
        **changes,
    }
    return operations.weigh(**_told(by, incident, letter, at), **facts)
