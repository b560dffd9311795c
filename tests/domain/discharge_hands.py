"""What the tests of discharges share: answering what the gate waits for, filling seats, agreeing."""

from datetime import datetime, timedelta
from typing import Any

from reachable.common.gates import GateState
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.meetings import operations, queries
from reachable.meetings.choices import SeatKind
from reachable.meetings.models import DischargePlan, DischargeSeat
from reachable.meetings.queries import DischargeView
from tests.domain.incident_hands import answer, involved
from tests.factories import AT, Cast

LATER = AT + timedelta(hours=12)
COVERED: dict[str, dict[str, str]] = {
    "discharge-meeting": {"meeting": "held", "meeting-at": AT.isoformat()},
    "discharge-health": {"health-needs": "Dressings: the practice nurse"},
    "discharge-place": {"goes-to": "relative", "place": "safe", "place-checked-at": AT.isoformat()},
    "discharge-household": {"household": "An aunt", "household-safe": "safe"},
    "discharge-surroundings": {"surroundings": "The street, the bus, the school"},
}


def cover(cast: Cast, incident: Incident, *, without: str = "", letter: str = "A", at: datetime = AT) -> None:
    """Answer all that the gate waits for, but what is left out."""
    for code, fields in COVERED.items():
        if code == without:
            continue
        checked = {"place-checked-by": f"p:{cast.priya.key}"} if code == "discharge-place" else {}
        say(cast, incident, code, letter=letter, at=at, **fields, **checked)


def say(
    cast: Cast,
    incident: Incident,
    code: str,
    said: str = "IN_PLACE",
    letter: str = "A",
    at: datetime = AT,
    **fields: str,
) -> None:
    answer(cast.hana, incident, code, said, letter, at, record_fields=fields)


def place(
    cast: Cast, incident: Incident, letter: str = "A", at: datetime = AT, said: str = "IN_PLACE", **fields: str
) -> None:
    """The answer about the place, as covered but for these fields."""
    whole = {**COVERED["discharge-place"], "place-checked-by": f"p:{cast.priya.key}", **fields}
    say(cast, incident, "discharge-place", said, letter, at, **whole)


def set_seat(
    by: Professional,
    incident: Incident,
    kind: str,
    state: str = "COMING",
    letter: str = "A",
    at: datetime = AT,
    **more: Any,
) -> DischargeSeat:
    """As somebody who has just looked."""
    key = involved(incident, letter).key
    lines = queries.discharge(by, incident.reference, key, at).seats
    facts: dict[str, Any] = {"seen_number": next(one.number for one in lines if one.kind == kind), **more}
    return operations.set_seat(
        by=by, at=at, reference=incident.reference, involvement_key=key, kind=kind, state=state, **facts
    )


def seat_all(by: Professional, incident: Incident, *, without: str = "", letter: str = "A", at: datetime = AT) -> None:
    for kind in SeatKind:
        if kind != without:
            set_seat(by, incident, kind, letter=letter, at=at)


def ready(cast: Cast, incident: Incident, letter: str = "A", at: datetime = AT) -> None:
    cover(cast, incident, letter=letter, at=at)
    seat_all(cast.hana, incident, letter=letter, at=at)


def view(by: Professional, incident: Incident, letter: str = "A", at: datetime = LATER) -> DischargeView:
    return queries.discharge(by, incident.reference, involved(incident, letter).key, at)


def gate(by: Professional, incident: Incident, letter: str = "A", at: datetime = LATER) -> GateState:
    return view(by, incident, letter, at).gate


def agree(by: Professional, incident: Incident, letter: str = "A", at: datetime = LATER, **more: Any) -> DischargePlan:
    """As somebody who has just looked."""
    key = involved(incident, letter).key
    facts: dict[str, Any] = {"words": "Leaves at noon with his aunt", **more}
    facts.setdefault("seen", view(by, incident, letter, at).seen)
    return operations.agree_discharge(by=by, at=at, reference=incident.reference, involvement_key=key, **facts)


def withdraw(
    by: Professional, incident: Incident, because: str = "Seen outside", at: datetime = LATER
) -> DischargePlan:
    key = involved(incident).key
    return operations.withdraw_discharge(
        by=by, at=at, reference=incident.reference, involvement_key=key, because=because
    )


def missing(by: Professional, incident: Incident, letter: str = "A", at: datetime = LATER) -> list[str]:
    return [line.words for line in gate(by, incident, letter, at).missing]
