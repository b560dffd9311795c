"""Who may answer and act. The incident is found through `incidents`, so what is not seen is not found."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Stale
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident
from reachable.playbook.schema import Consideration as Item

from .choices import UNFINISHED
from .models import Action, Consideration, Deployment, InDanger


def _check(professional: Professional, permission: Permission, what: str) -> None:
    if not professional.holds(permission):
        raise NotPermitted(f"Your role does not let you {what}.")


def check_can_answer(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Consideration]:
    """The consideration, its row locked, so that two people at once are told of each other.

    The incident's too: nobody answers on a report while it is being joined, nor starts a second find-out.
    """
    incident = access.incident_for(professional, reference, at, lock=True)
    _check(professional, Permission.ANSWER_CONSIDERATIONS, "answer a consideration")
    return incident, _asked(professional, incident, key)


def check_can_write_answer(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Consideration]:
    """As `check_can_answer`, for whoever writes down the answer that a meeting gives, which is for its room to check.

    What is for fewer readers than the team is answered by those whose role answers it, there too.
    """
    incident = access.incident_for(professional, reference, at, lock=True)
    asked = _asked(professional, incident, key)
    if asked.audience != Audience.TEAM:
        _check(professional, Permission.ANSWER_CONSIDERATIONS, "answer a consideration that few may read")
    return incident, asked


def _asked(professional: Professional, incident: Incident, key: UUID) -> Consideration:
    found = (
        Consideration.objects.select_for_update(of=("self",))
        .select_related("strand__response__edition", "about")
        .filter(key=key, strand__response__incident=incident, audience__in=access.audiences_of(professional, incident))
        .first()
    )
    if found is None:
        raise NotFound("consideration")
    return found


def check_may_answer(professional: Professional, incident: Incident, asked: Consideration, item: Item) -> None:
    """Who reads a narrower item only because he was named to advise answers what his role leads on (NOT-2)."""
    if asked.audience in access.audiences(professional) or asked.audience == Audience.RAPID_REVIEW_PANEL:
        return
    if not {role.kebab for role in professional.roles} & set(item.lead):
        raise NotPermitted("You advise on this; those who decide it answer it.")


def check_can_add_action(professional: Professional, reference: str, at: datetime) -> Incident:
    incident = access.incident_for(professional, reference, at, lock=True)
    _check(professional, Permission.MANAGE_ACTIONS, "add an action")
    return incident


def check_can_change_action(professional: Professional, key: UUID, at: datetime) -> Action:
    """Whoever can open its incident; the action's row is locked.

    Locked by itself, without its incident: it may just have moved to another one.
    """
    _check(professional, Permission.MANAGE_ACTIONS, "change an action")
    action = Action.objects.select_for_update().filter(key=key).first()
    if action is None:
        raise NotFound("action")
    incident = access.incident_for(professional, action.incident.reference, at)
    if action.audience not in access.audiences_of(professional, incident):
        raise NotFound("action")
    return action


def check_owns_as_guest(professional: Professional, key: UUID, at: datetime) -> Action:
    """An action that a meeting gave to somebody who is not on the team: theirs, and nothing else of the incident.

    Whether their place at the meeting still runs is for the caller in meetings; no page calls this by itself.
    """
    own = Action.objects.filter(key=key, owner=professional, owner_is_guest=True)
    Incident.objects.select_for_update(no_key=True).filter(pk__in=own.values("incident")).values_list("pk").first()
    found = own.select_for_update().first()  # after the incident's row, like everywhere
    if found is None:
        raise NotFound("action")
    return found


def check_can_direct(professional: Professional, key: UUID, at: datetime) -> Action:
    """Managers of any agency that sends people, and the duty inspector (STF-1). The rows are locked, as below."""
    _check(professional, Permission.CLEAR_CONTACT, "direct somebody to make contact with a young person")
    return check_can_reach_contact(professional, key, at)


def check_can_reach_contact(professional: Professional, key: UUID, at: datetime) -> Action:
    """The action, its incident's row locked before its own: what lapses a clearance is recorded before or after.

    An action that moved to another incident meanwhile is looked for there.
    """
    _check(professional, Permission.MANAGE_ACTIONS, "change an action")
    references = Action.objects.filter(key=key).values_list("incident__reference", flat=True)
    incident: Incident | None = None
    while (reference := references.first()) and (incident is None or incident.reference != reference):
        incident = access.incident_for(professional, reference, at, lock=True)
    action = Action.objects.select_for_update().filter(key=key).first()
    if action is None or incident is None or action.audience not in access.audiences_of(professional, incident):
        raise NotFound("action")
    return action


def may_clear(professional: Professional) -> bool:
    return professional.holds(Permission.CLEAR_CONTACT)


def check_goes_or_sends(professional: Professional, action: Action) -> None:
    """Who goes says that they set off, arrived and are back; a manager who clears contact says it for them."""
    if not is_owner(professional, action) and not may_clear(professional):
        raise NotPermitted("Whoever goes, or a manager who may clear contact, says this.")


def check_can_send(professional: Professional, reference: str, at: datetime) -> Incident:
    """The incident's row is locked: nothing that lapses a clearance is recorded while somebody is sent."""
    incident = access.incident_for(professional, reference, at, lock=True)
    _check(professional, Permission.CLEAR_CONTACT, "direct somebody to make contact with a young person")
    return incident


def check_can_end_deployment(professional: Professional, reference: str, key: UUID, at: datetime) -> Deployment:
    incident = check_can_send(professional, reference, at)
    found = Deployment.objects.select_for_update(of=("self",)).filter(incident=incident, key=key).first()
    if found is None:
        raise NotFound("deployment")
    return found


def check_can_review_danger(professional: Professional, reference: str, key: UUID, at: datetime) -> InDanger:
    incident = check_can_send(professional, reference, at)
    found = InDanger.objects.select_for_update(of=("self",)).filter(incident=incident, key=key).first()
    narrower = Action.objects.filter(danger=found).exclude(audience__in=access.audiences_of(professional, incident))
    if found is None or narrower.exists():
        raise NotFound("what was directed in danger to life")
    return found


def check_can_dispose(professional: Professional, reference: str, at: datetime) -> Incident:
    """Whoever answers considerations and sees the network; the incident's row is locked, so that two are told."""
    incident = access.incident_for(professional, reference, at, lock=True)
    _check(professional, Permission.ANSWER_CONSIDERATIONS, "say what is done about somebody who may be at risk")
    _check(professional, Permission.SEE_NETWORK, "see who is connected with whom")
    return incident


def check_may_add_actions(professional: Professional) -> None:
    _check(professional, Permission.MANAGE_ACTIONS, "add an action")


def check_can_edit_deadlines(professional: Professional) -> None:
    _check(professional, Permission.EDIT_DEADLINES, "change a deadline")


def check_can_move_edition(professional: Professional, reference: str, at: datetime) -> Incident:
    """The incident's row is locked: nobody answers while what is asked changes."""
    incident = access.incident_for(professional, reference, at, lock=True)
    _check(professional, Permission.MANAGE_TEAM, "move an incident to another edition")
    return incident


def is_owner(professional: Professional, action: Action) -> bool:
    """The owner, or anybody of the agency that owns it until somebody is named."""
    if action.owner_id:
        return action.owner_id == professional.pk
    return action.owner_agency_id == professional.agency_id


def check_is_owner(professional: Professional, action: Action) -> None:
    if not is_owner(professional, action):
        raise NotPermitted("This action belongs to somebody else.")


def check_is_named_owner(professional: Professional, action: Action) -> None:
    if action.owner_id != professional.pk:
        raise NotPermitted("Only its owner can hand an action back.")


def check_owns(professional: Professional, action: Action) -> None:
    """The owner finishes, asks for more time or hands back; a manager of the team may do it for him."""
    if is_owner(professional, action) or professional.holds(Permission.MANAGE_TEAM):
        return
    raise NotPermitted("Only the owner of this action or a manager can do that.")


def check_unchanged(action: Action, seen_version: int) -> None:
    if action.version != seen_version:
        what = "was finished" if action.state not in UNFINISHED else "was changed"
        raise Stale(f"This action {what} by somebody else meanwhile. Look at it again.", current=action)
