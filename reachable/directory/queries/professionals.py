"""Who there is, and for which agency."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory import permissions
from reachable.directory.models import Account, Agency, Professional
from reachable.directory.roles import ROLES

from ._loading import loaded


def professional_for_account(account: Any) -> Professional | None:
    """Who acts when this account has signed in: two queries, roles included."""
    if not isinstance(account, Account) or not account.is_active:
        return None
    found = loaded().filter(account_id=account.pk).first()
    if found is not None and not found.holds(Permission.SIGN_IN):
        return None  # every role has ended
    return found


def professional(viewer: Professional | None, key: UUID | str) -> Professional:
    """One professional by key. `viewer` None is the system."""
    if viewer is not None:
        permissions.check_can_see_directory(viewer)
    try:
        return loaded().get(key=UUID(str(key)))
    except (Professional.DoesNotExist, ValueError) as error:
        raise NotFound("There is no such professional.") from error


def professionals(viewer: Professional, text: str = "", *, with_account: bool = False) -> list[Professional]:
    """Everybody whose name, job, agency or role holds each word of the text, by name."""
    permissions.check_can_see_directory(viewer)
    found = loaded()
    if with_account:
        found = found.filter(account__is_active=True)
    for word in text.split()[:6]:
        roles = [code for code, role in ROLES.items() if word.lower() in role.name.lower()]
        found = found.filter(
            Q(name__icontains=word)
            | Q(job_title__icontains=word)
            | Q(agency__name__icontains=word)
            | Q(holdings__role__in=roles, holdings__until_at=None)
        ).distinct()
    return list(found.order_by("name", "pk"))


def names(viewer: Professional, keys: Iterable[UUID | str]) -> dict[str, str]:
    """What the professionals with these keys are called, by key; one statement, whatever is not a key left out."""
    permissions.check_can_see_directory(viewer)
    wanted = set()
    for key in keys:
        with suppress(ValueError):
            wanted.add(UUID(str(key)))
    found = Professional.objects.filter(key__in=wanted).values_list("key", "name")
    return {str(key): name for key, name in found}


def agencies() -> list[Agency]:
    return list(Agency.objects.order_by("name"))


def agency(key: UUID | str) -> Agency:
    try:
        return Agency.objects.get(key=UUID(str(key)))
    except (Agency.DoesNotExist, ValueError) as error:
        raise NotFound("There is no such agency.") from error


def agency_by_code(code: str) -> Agency:
    try:
        return Agency.objects.get(code=code)
    except Agency.DoesNotExist as error:
        raise NotFound("There is no such agency.") from error
