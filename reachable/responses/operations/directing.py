"""Directing somebody to make contact: an instruction, and so refused until its gate holds (STF-1, CTX-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.audit.log import operation
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents.policies import check_not_joined
from reachable.safety import operations as safety
from reachable.safety.models import Clearance

from .. import permissions, policies
from ..choices import ActionState, Step
from ..models import Action, InDanger
from ..queries import grounds, youth_worker_gate
from .acting import tell_owner
from .stepping import DIRECTION, step_action


@dataclass(frozen=True)
class NewClearance:
    """What `safety.operations.clear_contact` is told, from the way of contact on."""

    mode: str
    place: str
    risk: str
    because: str
    mitigations: Sequence[str]
    until_at: datetime
    mitigation_words: str = ""
    none_needed_because: str = ""
    check_in: str = ""
    worker_key: UUID | None = None
    asked_by_telephone: str = ""


@operation
def clear_and_direct(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID | None,
    clearance: NewClearance,
    action_keys: Sequence[UUID],
    key: UUID | None = None,
) -> Clearance:
    """Clear contact and direct each of these actions on it, whose owners are persons: all of it or nothing.

    `key` is made with the form: sent twice, it is one clearance, and nobody is told twice.
    """
    told: dict[str, Any] = {"by": by, "at": at, "reference": reference, "involvement_key": involvement_key, "key": key}
    cleared = safety.clear_contact(**told, **vars(clearance))
    for action_key in sorted(set(action_keys)):
        action = permissions.check_can_direct(by, action_key, at)
        if action.incident_id != cleared.incident_id:
            raise NotFound("action")
        if action.clearance_id != cleared.pk:
            _direct(action, cleared, by=by, at=at)
    return cleared


@operation
def direct_contact(
    *, by: Professional, at: datetime, action_key: UUID, seen_version: int, clearance_key: UUID
) -> Action:
    """Send its owner, on a clearance that holds: for this young person, and for this worker if it names one."""
    action = permissions.check_can_direct(by, action_key, at)
    permissions.check_unchanged(action, seen_version)
    cleared = Clearance.objects.filter(incident=action.incident_id, key=clearance_key).first()
    if cleared is None:
        raise NotFound("clearance")
    return _direct(action, cleared, by=by, at=at)


def _direct(action: Action, cleared: Clearance, *, by: Professional, at: datetime) -> Action:
    check_can_be_directed(action)
    lines = grounds.lines_for(action, cleared, at, who=grounds.who_clears(action.incident, at))
    if grounds.is_sent_to_the_ward(action, cleared):
        lines = (*youth_worker_gate.lines_about(action.incident, action.about, at).lines, *lines)
    policies.check_contact_cleared(lines)
    words = f"Cleared until {policies.when(cleared.until_at, at)}."
    return direct_on(action, Step.DIRECTED, words, by=by, at=at, clearance=cleared)


def direct_on(
    action: Action,
    step: Step,
    words: str,
    *,
    by: Professional,
    at: datetime,
    clearance: Clearance | None = None,
    danger: InDanger | None = None,
) -> Action:
    """Write the direction of somebody whose gate the caller has checked, and tell them."""
    action.state, action.directed_by, action.directed_at = ActionState.OPEN, by, at
    action.clearance, action.danger = clearance, danger
    action.accepted_at = at if action.owner_id == by.pk else None
    action.save(update_fields=["state", "accepted_at", *DIRECTION])
    ground = {"clearance": str(clearance.key)} if clearance else {"danger": str(danger.key) if danger else ""}
    step_action(action, step, words, by=by, at=at, codes=ground)
    tell_owner(action, by=by, at=at)
    return action


def check_can_be_directed(action: Action) -> None:
    check_not_joined(action.incident.phase)
    policies.check_is_unfinished(action.state)
    policies.check_makes_contact(makes_contact=action.makes_contact)
    owner, agency = (one.name if one else "" for one in (action.owner, action.owner_agency))
    policies.check_somebody_goes(owner, agency)
