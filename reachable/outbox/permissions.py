"""Who may see where mail went. Addresses are shown to nobody else."""

from reachable.common.actors import Actor
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted


def can_see_deliveries(professional: Actor) -> bool:
    return professional.holds(Permission.SEE_DELIVERIES)


def check_can_see_deliveries(professional: Actor) -> None:
    if not can_see_deliveries(professional):
        raise NotPermitted("Your role does not show you deliveries.")


def check_can_send_again(professional: Actor) -> None:
    """Whoever sees that a delivery failed may have it sent again: the text and the address stay as they were."""
    check_can_see_deliveries(professional)
