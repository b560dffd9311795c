"""Whoever was directed is on the way, there, and back. Setting off is held back; the rest are facts."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.directory.models import Professional

from .. import permissions, policies
from ..choices import ActionState, Step
from ..models import Action
from ..queries import grounds
from .early import note_contact_was_early
from .stepping import step_action


@operation
def set_off(*, by: Professional, at: datetime, action_key: UUID, seen_version: int) -> Action:
    """On the way: refused unless it is directed, and what it was directed on still holds."""
    action = permissions.check_can_reach_contact(by, action_key, at)
    permissions.check_goes_or_sends(by, action)
    permissions.check_unchanged(action, seen_version)
    policies.check_is_unfinished(action.state)
    policies.check_makes_contact(makes_contact=action.makes_contact)
    policies.check_is_not_under_way(is_travelling=grounds.is_travelling(action))
    check_still_cleared(action, at)
    action.set_off_at, action.arrived_at, action.back_at = at, None, None
    action.accepted_at = action.accepted_at or at
    action.save(update_fields=["set_off_at", "arrived_at", "back_at", "accepted_at"])
    step_action(action, Step.SET_OFF, "", by=by, at=at)
    return action


def check_still_cleared(action: Action, at: datetime) -> None:
    """What it was directed on holds still: worked out now, whatever it was when it was directed."""
    who = grounds.who_clears(action.incident, at)
    policies.check_may_set_off(is_directed=action.state == ActionState.OPEN, who=who)
    policies.check_contact_cleared(grounds.lines_now(action, at, who=who))


@operation
def arrive(*, by: Professional, at: datetime, action_key: UUID, seen_version: int) -> Action:
    """There: a fact. Who was never directed, or had not set off before it lapsed, was there too early."""
    return _came(Step.ARRIVED, "arrived_at", by=by, at=at, key=action_key, seen=seen_version)


@operation
def come_back(*, by: Professional, at: datetime, action_key: UUID, seen_version: int) -> Action:
    """Back, and safe: a fact, also of an action that was finished or withdrawn meanwhile."""
    return _came(Step.BACK, "back_at", by=by, at=at, key=action_key, seen=seen_version)


def _came(step: Step, field: str, *, by: Professional, at: datetime, key: UUID, seen: int) -> Action:
    """Sent twice it is one; whoever says it may have seen an earlier version, which the audit keeps."""
    action = permissions.check_can_reach_contact(by, key, at)
    permissions.check_goes_or_sends(by, action)
    if getattr(action, field) is not None:
        return action
    note_contact_was_early(action, by=by, at=at)
    setattr(action, field, at)
    action.save(update_fields=[field])
    step_action(action, step, "", by=by, at=at, codes={"seen": seen})
    return action
