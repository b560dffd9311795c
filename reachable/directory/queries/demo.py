"""The invented people of the demo. Outside the demo these queries find nobody."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from reachable.common.refusals import NotFound
from reachable.directory.models import Account, Professional

from ._loading import loaded


@dataclass(frozen=True)
class DemoProfessional:
    key: UUID
    name: str
    job_title: str
    agency: str
    roles: tuple[str, ...]
    does: str  # what the role is for, in a sentence
    night: bool


def demo_professionals() -> list[DemoProfessional]:
    """The invented people of the demo, in the order in which they were made; nobody outside the demo."""
    if not settings.DEMO:
        return []
    found = loaded().filter(is_demo_persona=True, account__is_active=True).order_by("pk")
    return [
        DemoProfessional(
            key=person.key,
            name=person.name,
            job_title=person.job_title,
            agency=person.agency.name,
            roles=tuple(role.name for role in person.roles),
            does=" ".join(role.description for role in person.roles),
            night=any(role.night for role in person.roles),
        )
        for person in found
    ]


def demo_account(key: UUID | str) -> Account:
    """The account behind an invented person. Refuses to find anybody outside the demo."""
    if settings.DEMO:
        try:
            account = loaded().get(key=UUID(str(key)), is_demo_persona=True).account
        except (Professional.DoesNotExist, ValueError):
            account = None
        if account is not None and account.is_active:
            return account
    raise NotFound("There is no such person in the demo.")
