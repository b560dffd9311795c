"""Who may see and keep what is known of places and groups. They name no young person: their readers are others."""

from datetime import datetime

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_not_joined

from ..models import Context


def may_see_contexts(professional: Professional) -> bool:
    return professional.holds(Permission.SEE_CONTEXTS)


def check_can_see_contexts(professional: Professional) -> None:
    if not may_see_contexts(professional):
        raise NotPermitted("Your role does not read what is known of places and groups.")


def may_keep_contexts(professional: Professional) -> bool:
    return professional.holds(Permission.KEEP_CONTEXTS)


def check_can_refer(professional: Professional) -> None:
    """Whoever keeps places and groups; from an incident `check_can_link_from` too."""
    if not may_keep_contexts(professional):
        raise NotPermitted("Your role does not let you keep what is known of places and groups.")


def check_can_link_from(professional: Professional, reference: str, at: datetime) -> Incident:
    """An incident that this professional may open, its row locked: two who link at once follow each other."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check_can_refer(professional)
    check_not_joined(incident.phase)
    return incident


def context_to_see(professional: Professional, reference: str) -> Context:
    check_can_see_contexts(professional)
    rows = Context.objects.select_related("owner__agency", "referred_by", "ended_by")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound("context")
    return found


def check_can_keep(professional: Professional, reference: str) -> Context:
    """Answers it with its row locked."""
    check_can_refer(professional)
    found = Context.objects.select_for_update(of=("self",)).select_related("owner").filter(reference=reference).first()
    if found is None:
        raise NotFound("context")
    return found
