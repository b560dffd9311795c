"""What somebody who is not on the team does with an action that a meeting gave them: this action, and nothing else.

Called by meetings, which has checked that their place at the meeting runs. They see nothing of the incident by it.
"""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.directory.models import Professional

from .. import permissions, policies
from ..models import Action
from . import actions


@operation
def accept_as_guest(*, by: Professional, at: datetime, action_key: UUID, seen_version: int) -> Action:
    """Acknowledge it. A contact only while what it was directed on holds (STF-1)."""
    action = permissions.check_owns_as_guest(by, action_key, at)
    permissions.check_unchanged(action, seen_version)
    return actions.accept(action, by=by, at=at)


@operation
def finish_as_guest(*, by: Professional, at: datetime, action_key: UUID, seen_version: int, outcome: str) -> Action:
    return actions.finish(_own(by, at, action_key, seen_version), outcome, by=by, at=at)


@operation
def extend_as_guest(
    *, by: Professional, at: datetime, action_key: UUID, seen_version: int, due_at: datetime, because: str
) -> Action:
    return actions.extend(_own(by, at, action_key, seen_version), due_at, because, by=by, at=at)


@operation
def hand_back_as_guest(*, by: Professional, at: datetime, action_key: UUID, seen_version: int, because: str) -> Action:
    """It goes back to whoever gave it at the meeting, or to the lead, who is told."""
    return actions.hand_back(_own(by, at, action_key, seen_version), because, by=by, at=at)


def _own(by: Professional, at: datetime, key: UUID, seen_version: int) -> Action:
    action = permissions.check_owns_as_guest(by, key, at)
    permissions.check_unchanged(action, seen_version)
    policies.check_is_unfinished(action.state)
    return action
