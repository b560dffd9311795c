"""Who may search the audit."""

from reachable.common.actors import Actor
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted


def can_search_audit(professional: Actor) -> bool:
    return professional.holds(Permission.SEARCH_AUDIT)


def check_can_search_audit(professional: Actor) -> None:
    if not can_search_audit(professional):
        raise NotPermitted("Only the information-governance lead searches the audit.")
