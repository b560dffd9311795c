"""Who may change the directory. `by=None` is the system itself: the first administrator, the demo, the worker."""

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted

from .models import Professional


def can_invite(professional: Professional | None) -> bool:
    return professional is None or professional.holds(Permission.INVITE_PROFESSIONALS)


def check_can_invite(professional: Professional | None) -> None:
    if not can_invite(professional):
        raise NotPermitted("Only an administrator invites professionals and gives roles.")


def check_can_add_without_account(professional: Professional) -> None:
    """Whoever convenes meetings asks people of other agencies to them, and gives nobody an account or a role by it."""
    if not (professional.holds(Permission.CONVENE_MEETINGS) or can_invite(professional)):
        raise NotPermitted("Your role does not let you ask people to a meeting.")


def can_keep_duty_lines(professional: Professional | None) -> bool:
    return professional is None or professional.holds(Permission.KEEP_DUTY_LINES)


def check_can_keep_duty_lines(professional: Professional | None) -> None:
    if not can_keep_duty_lines(professional):
        raise NotPermitted("Only a manager, a duty role or an administrator changes whom to ring.")


def check_can_see_directory(professional: Professional) -> None:
    if not professional.holds(Permission.SEE_DIRECTORY):
        raise NotPermitted("Your role does not open the directory.")


def check_is_somebody_else(by: Professional, professional: Professional) -> None:
    if by.pk == professional.pk:
        raise NotPermitted("Another administrator has to do this for you.")
