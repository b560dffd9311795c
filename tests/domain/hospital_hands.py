"""What the tests of a stay in hospital share: discussing safety on the ward, agreeing that the officer leaves."""

from datetime import datetime
from uuid import UUID

from reachable.common.gates import GateState
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Fact, Incident, OfficerMayLeave
from reachable.incidents.queries.hospital import officer_gate
from tests.domain.incident_hands import involved, told
from tests.factories import AT

WHOLE = {
    "police": "Sgt Lee",
    "health": "Sister Obi",
    "childrens-services": "Priya Nair",
    "visitors": "named-only",
    "presence": "hospital-security,checks",
    "look-again-at": "2026-11-22T08:00:00+00:00",
}
NOT_DISCUSSED = "police, health and children's services have not discussed safety on the ward in this stay"


def discussed(by: Professional, incident: Incident, at: datetime = AT, letter: str = "A", **said: str | None) -> Fact:
    """As WHOLE, with what is given instead; None leaves it out. Dashes are underscores."""
    fields = {**WHOLE, **{name.replace("_", "-"): value for name, value in said.items()}}
    kept = {name: value for name, value in fields.items() if value is not None}
    return told(by, incident, FactKind.WARD_DISCUSSION, letter, at, said=kept)


def agree(by: Professional, incident: Incident, seen: UUID | None, at: datetime = AT) -> OfficerMayLeave:
    return operations.agree_officer_may_leave(
        by=by, at=at, reference=incident.reference, involvement_key=involved(incident).key, seen_discussion_key=seen
    )


def gate(who: Professional, incident: Incident, at: datetime = AT, letter: str = "A") -> GateState:
    heading = queries.heading(who, incident.reference, at)
    return officer_gate(who, heading, involved(incident, letter).key, at)
