"""Who may put people on record."""

from collections.abc import Collection
from datetime import datetime

from reachable.common import clock
from reachable.common.actors import Actor
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Professional

from . import policies
from .choices import Handling
from .models import Address
from .provenance import Provenance


def can_record_people(professional: Actor) -> bool:
    return professional.holds(Permission.REPORT_INCIDENT) or professional.holds(Permission.ANSWER_CONSIDERATIONS)


def check_can_record_people(professional: Actor) -> None:
    if not can_record_people(professional):
        raise NotPermitted("Your role does not record people.")


def check_can_match_people(professional: Actor) -> None:
    """Who records somebody asks whether he is held already; who answers for the audit asks whose entries to read."""
    if not can_record_people(professional) and not professional.holds(Permission.SEARCH_AUDIT):
        raise NotPermitted("Your role does not look people up.")


def check_can_keep_records(professional: Actor) -> None:
    """All that is recorded of a young person and the family, beside name, age and where now."""
    if not professional.holds(Permission.READ_RECORDS):
        raise NotPermitted("Your role does not read what is recorded of a young person.")


def may_read_accounts(professional: Actor) -> bool:
    """What a child said of what happened: police and social workers. Others do not learn that there is an account."""
    return professional.holds(Permission.READ_ACCOUNTS)


def may_read_account(professional: Professional, *, in_custody: bool, by_id: int | None = None) -> bool:
    """CUS-5, CUS-7: what was said in custody to a worker who is not police is for social workers, and for whoever wrote
    it down. Police never read it, nor learn that it is there.
    """
    if in_custody:
        return not is_police(professional) and (may_read_accounts(professional) or by_id == professional.pk)
    return may_read_accounts(professional)


def may_read_address(professional: Professional, address: Address, readers: Collection[int]) -> bool:
    """A safe address is for whoever recorded it and for those named one by one, whatever anybody's role."""
    return not address.is_safe or professional.pk == address.by_id or professional.pk in readers


def check_can_read_address(professional: Professional, address: Address, readers: Collection[int]) -> None:
    if not may_read_address(professional, address, readers):
        raise NotPermitted("This is for those who are named to read the address. Ask one of them.")


def readable_handlings(professional: Professional) -> frozenset[Handling]:
    """Whose assertions this reader may read, by their handling. Enforced in every list, count and picture."""
    found = {Handling.TEAM}
    if may_know_source(professional):
        found.add(Handling.POLICE_AND_LEAD)
        if is_police(professional):
            found.add(Handling.POLICE)
    return frozenset(found)


def may_know_source(professional: Actor) -> bool:
    """Police and the children's services lead: that somebody is a witness, or the source of a statement."""
    return professional.holds(Permission.SEE_WITNESSES)


def is_police(professional: Professional) -> bool:
    return professional.agency.kind == AgencyKind.POLICE


def check_can_say_who_is_who(professional: Actor) -> None:
    """Whether two records are of one person is for those who answer considerations."""
    if not professional.holds(Permission.ANSWER_CONSIDERATIONS):
        raise NotPermitted("Your role does not say whether two records are of one person.")


def check_can_assert(professional: Actor) -> None:
    """Who sees how people are connected says so as well."""
    if not professional.holds(Permission.SEE_NETWORK):
        raise NotPermitted("Your role does not see how people are connected.")


def check_may_say(professional: Professional, said: Provenance, at: datetime, *, longest_days: int) -> None:
    """What police alone may say of a source, and who may say that fewer read it."""
    policies.check_provenance(
        said,
        clock.local_date(at),
        longest_days=longest_days,
        is_police=is_police(professional),
        may_read=readable_handlings(professional),
    )
