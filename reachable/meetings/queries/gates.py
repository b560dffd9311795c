"""How the gate before a discharge stands, for one young person or for the board of an incident."""

from datetime import datetime

from reachable.common.gates import GateState, missing
from reachable.directory.models import Professional
from reachable.incidents.queries import Heading

from .. import policies
from .reading import Reading, read

NOT_AGREED = "not agreed"


def discharge_gates(professional: Professional, heading: Heading, at: datetime) -> list[GateState]:
    """Of everybody who is in hospital, or left before the plan was agreed; a fixed number of statements."""
    readings = read(professional, heading.incident_id, at).values()
    return [state_of(one) for one in readings if one.stays.is_in_hospital or (one.bell and one.leaving)]


def state_of(reading: Reading) -> GateState:
    plan = reading.plan
    passed = plan is not None and (reading.holds or _left_as_agreed(reading))
    return GateState(
        code=policies.GATE,
        letter=reading.letter,
        stands=_stands(reading),
        lines=reading.lines,
        passed_at=plan.agreed_at if plan and passed else None,
        passed_by=plan.agreed_by.name if plan and plan.agreed_by and passed else "",
        early=_early(reading),
    )


def _left_as_agreed(reading: Reading) -> bool:
    """What is answered after they left changes nothing of how they left."""
    return reading.was_agreed and reading.leaving is not None and reading.bell is None


def _stands(reading: Reading) -> str:
    if reading.stays.died:
        return "no discharge is planned: the young person has died"
    if reading.leaving is not None:
        if reading.bell is not None:
            return "left before the plan was agreed"
        return "left as agreed" if reading.was_agreed else "not in hospital now"
    if reading.stays.last is None:
        return "not in hospital"
    if reading.was_agreed:
        return "agreed" if reading.holds else "agreed, no longer holds"
    withdrawn = reading.plan is not None and reading.plan.withdrawn_at is not None
    return "no longer agreed" if withdrawn else NOT_AGREED


def _early(reading: Reading) -> str:
    if reading.bell is not None and reading.leaving is not None:
        return f"{reading.letter} left before the plan was agreed. Missing then: {reading.bell.missing}."
    if reading.leaving is None and reading.was_agreed and not reading.holds:
        found = [line.words for line in missing(reading.lines)]
        why = "; ".join(found) or f"{reading.letter} is to go somewhere else now"
        return f"It was agreed, and no longer holds: {why}."
    return ""
