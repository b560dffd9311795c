"""What becomes of an action: given, accepted, extended, handed back, finished. It is never deleted."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Agency, Professional
from reachable.incidents import access
from reachable.incidents.choices import Audience, TeamPart
from reachable.incidents.policies import check_not_joined

from .. import permissions, policies
from ..choices import ActionState, Step
from ..models import Action
from ..queries import grounds
from .acting import NewAction, create_actions, find_owner, tell_owner
from .early import note_contact_was_early
from .stepping import step_action
from .undirecting import keeps_direction, no_longer_directed, stop_whoever_goes


@operation
def add_action(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    new: NewAction,
    about_key: UUID | None = None,
    guests: Collection[Professional] = (),
) -> Action:
    """Add an action to an incident, about one young person or the incident; sent twice, it is one action.

    `guests`: as `create_actions`.
    """
    incident = permissions.check_can_add_action(by, reference, at)
    check_not_joined(incident.phase)
    sent = Action.objects.filter(key=new.key).select_related("incident").first() if new.key else None
    if sent is not None:
        if sent.incident_id != incident.pk or sent.created_by_id != by.pk:
            raise NotFound("action")
        return sent
    about = None
    if about_key is not None:
        about = incident.involvements.filter(key=about_key).first()
        if about is None:
            raise NotFound("young person")
    [action] = create_actions(incident, [new], by=by, at=at, about=about, guests=guests)
    return action


@operation
def accept_action(*, by: Professional, at: datetime, action_key: UUID, seen_version: int) -> Action:
    """Take an action up; one that belongs to an agency becomes one's own.

    A contact only while what it was directed on holds (STF-1).
    """
    action = permissions.check_can_reach_contact(by, action_key, at)
    permissions.check_unchanged(action, seen_version)
    permissions.check_is_owner(by, action)
    return accept(action, by=by, at=at)


def accept(action: Action, *, by: Professional, at: datetime) -> Action:
    """The caller has checked who asks, here and below."""
    policies.check_can_be_accepted(action.state)
    if action.makes_contact:
        policies.check_contact_cleared(grounds.lines_now(action, at, who=grounds.who_clears(action.incident, at)))
    action.owner, action.owner_agency, action.accepted_at = by, None, at
    action.save(update_fields=["owner", "owner_agency", "accepted_at"])
    step_action(action, Step.ACCEPTED, f"{by.name} accepted it.", by=by, at=at)
    return action


@operation
def assign_action(
    *,
    by: Professional,
    at: datetime,
    action_key: UUID,
    seen_version: int,
    owner_key: UUID | None = None,
    agency_key: UUID | None = None,
) -> Action:
    """Give an action to a professional on the team, or to an agency until somebody there is named."""
    action = _unfinished(by, at, action_key, seen_version)
    permissions.check_owns(by, action)
    audience = Audience(action.audience)
    no_longer_directed(action, "It was given to somebody else.", by=by, at=at, is_given=True)
    action.owner, action.owner_agency = find_owner(action.incident, owner_key, agency_key, at, audience=audience)
    action.owner_is_guest = False  # who is found here is on the team
    taken = action.owner is not None and action.owner.pk == by.pk and action.state == ActionState.OPEN
    action.accepted_at = at if taken else None
    action.save(update_fields=["owner", "owner_agency", "owner_is_guest", "accepted_at"])
    who = action.owner.name if action.owner else f"{action.owner_agency}"
    step_action(action, Step.ASSIGNED, f"Given to {who}.", by=by, at=at)
    tell_owner(action, by=by, at=at)
    return action


@operation
def extend_action(
    *, by: Professional, at: datetime, action_key: UUID, seen_version: int, due_at: datetime, because: str
) -> Action:
    action = _unfinished(by, at, action_key, seen_version)
    permissions.check_owns(by, action)
    return extend(action, due_at, because, by=by, at=at)


def extend(action: Action, due_at: datetime, because: str, *, by: Professional, at: datetime) -> Action:
    policies.check_due(due_at, at)
    policies.check_has_because(because)
    if due_at <= action.due_at:
        raise Refused("That is not later than it is due now.", field="due_at")
    action.due_at = due_at
    action.save(update_fields=["due_at"])
    if not keeps_direction(action):
        no_longer_directed(action, "It is due after that runs out.", by=by, at=at)
    step_action(action, Step.EXTENDED, because, by=by, at=at, due_at=due_at)
    return action


@operation
def hand_back_action(*, by: Professional, at: datetime, action_key: UUID, seen_version: int, because: str) -> Action:
    """Not mine: it goes back to whoever gave it, who is told; what one made oneself goes to one's agency.

    Where the giver can no longer open the incident, or read this, it goes to the lead; what is to be found out goes
    back to the agency that leads on it.
    """
    action = _unfinished(by, at, action_key, seen_version)
    permissions.check_is_named_owner(by, action)
    return hand_back(action, because, by=by, at=at)


def hand_back(action: Action, because: str, *, by: Professional, at: datetime) -> Action:
    policies.check_has_because(because)
    no_longer_directed(action, "It was handed back.", by=by, at=at, is_given=True)
    action.owner, action.owner_agency = _goes_back_to(action, by, at)
    action.owner_is_guest, action.accepted_at = False, None
    action.save(update_fields=["owner", "owner_agency", "owner_is_guest", "accepted_at"])
    step_action(action, Step.HANDED_BACK, because, by=by, at=at)
    tell_owner(action, by=by, at=at)
    return action


@operation
def finish_action(*, by: Professional, at: datetime, action_key: UUID, seen_version: int, outcome: str) -> Action:
    """Done, with what came of it. A contact that was made before it was cleared is a fact, and says so."""
    action = _unfinished(by, at, action_key, seen_version)
    permissions.check_owns(by, action)
    return finish(action, outcome, by=by, at=at)


def finish(action: Action, outcome: str, *, by: Professional, at: datetime) -> Action:
    policies.check_has_outcome(outcome)
    policies.check_nothing_left_to_find_out(action.unknowns.filter(settled_at__isnull=True).count())
    early = note_contact_was_early(action, by=by, at=at)
    action.state = ActionState.DONE
    action.save(update_fields=["state"])
    words = f"Contact was made before it was cleared. {outcome}" if early else outcome
    line = f"Contact was made before it was cleared: {action.what}" if early else ""
    step_action(action, Step.DONE, words, by=by, at=at, verb="action-finished", line=line)
    return action


@operation
def withdraw_action(*, by: Professional, at: datetime, action_key: UUID, seen_version: int, because: str) -> Action:
    action = _unfinished(by, at, action_key, seen_version)
    permissions.check_owns(by, action)
    policies.check_has_because(because)
    action.state = ActionState.WITHDRAWN
    action.save(update_fields=["state"])
    stop_whoever_goes(action, because, by=by, at=at)
    step_action(action, Step.WITHDRAWN, because, by=by, at=at)
    return action


def _goes_back_to(action: Action, by: Professional, at: datetime) -> tuple[Professional | None, Agency | None]:
    if action.finds_out_for is not None:
        return None, action.finds_out_for
    giver = action.created_by
    if giver.pk == by.pk:
        return None, by.agency
    if access.may_open(giver, action.incident, at) and _reads(giver, action, at):
        return giver, None
    team = access.current_team(at).filter(incident=action.incident, part=TeamPart.LEAD).exclude(professional=by)
    lead = team.select_related("professional").first()
    return (lead.professional, None) if lead and _reads(lead.professional, action, at) else (None, by.agency)


def _reads(professional: Professional, action: Action, at: datetime) -> bool:
    return action.audience in access.audiences_on_team(professional, action.incident, at)


def _unfinished(by: Professional, at: datetime, key: UUID, seen_version: int) -> Action:
    action = permissions.check_can_change_action(by, key, at)
    permissions.check_unchanged(action, seen_version)
    policies.check_is_unfinished(action.state)
    return action
