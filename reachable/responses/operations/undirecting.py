"""When an action goes to somebody else, or past what it was cleared for, nobody is directed by it any longer."""

from datetime import datetime

from reachable.directory.models import Professional
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message

from .. import policies
from ..choices import ActionState, Step
from ..models import Action, Deployment
from ..queries.grounds import is_travelling
from .stepping import DIRECTION, ON_THE_WAY, step_action


def no_longer_directed(action: Action, because: str, *, by: Professional, at: datetime, is_given: bool = False) -> None:
    """Proposed again, and says why: a direction is never silently kept (STF-1).

    `is_given` to somebody else: whoever is under way is not lost from sight, and what was said of their way goes.
    """
    if not action.makes_contact:
        return
    if is_given:
        owner = action.owner.name if action.owner else ""
        policies.check_is_not_on_the_way(owner, is_travelling=is_travelling(action))
        action.set_off_at = action.arrived_at = action.back_at = None
        action.save(update_fields=list(ON_THE_WAY))
    if action.directed_at is None:
        return
    action.state, action.accepted_at = ActionState.PROPOSED, None
    action.directed_by = action.directed_at = action.clearance = action.danger = None
    action.save(update_fields=["state", "accepted_at", *DIRECTION])
    step_action(action, Step.NO_LONGER_DIRECTED, because, by=by, at=at)
    if is_given:
        _end_deployment(action, because, by=by, at=at)


def keeps_direction(action: Action) -> bool:
    """While it is due within what it was directed on: the clearance, or the review of what was directed in danger."""
    until = action.clearance.until_at if action.clearance else action.danger.review_due_at if action.danger else None
    return until is None or action.due_at <= until


def stop_whoever_goes(action: Action, because: str, *, by: Professional, at: datetime) -> None:
    """It is no longer needed: whoever is under way is told at once, and a deployment ends with it."""
    if not action.makes_contact:
        return
    _end_deployment(action, because, by=by, at=at)
    owner = action.owner
    if owner is not None and owner.email and owner.pk != by.pk and is_travelling(action):
        reference = action.incident.reference
        outbox.queue(Message.LOOK_AGAIN, to=owner.email, at=at, professional_key=owner.key, reference=reference)


def _end_deployment(action: Action, because: str, *, by: Professional, at: datetime) -> None:
    running = Deployment.objects.filter(action=action, ended_at__isnull=True)
    running.update(ended_at=at, ended_by=by, ended_because=because[:300])
