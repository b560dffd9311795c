"""Who may hold which part of a team, whoever names them."""

from datetime import datetime

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Professional
from reachable.directory.roles import ROLES, codes_with

from .choices import ONE_AT_A_TIME, Audience, TeamPart

_NAMED_AS: dict[str, str] = {
    TeamPart.LEAD: "the lead",
    TeamPart.DEPUTY: "a deputy lead",
    TeamPart.SENIOR_INVESTIGATING_OFFICER: "the Senior Investigating Officer",
    TeamPart.SAFEGUARDING_ADVISER: "a safeguarding lead who advises on the notification",
    TeamPart.REVIEW_PANEL: "on the rapid review panel",
}
_ADVISE: frozenset[AgencyKind] = frozenset({AgencyKind.POLICE, AgencyKind.HEALTH})


def roles_for_part(part: str) -> tuple[str, ...]:
    """Who leads or deputises can change the team; the Senior Investigating Officer is of the police; who advises on
    the notification is of the police or of health.
    """
    if part in (TeamPart.LEAD, TeamPart.DEPUTY):
        return codes_with(Permission.MANAGE_TEAM)
    if part == TeamPart.SENIOR_INVESTIGATING_OFFICER:
        return tuple(code for code, role in ROLES.items() if role.agency_kinds == {AgencyKind.POLICE})
    if part == TeamPart.SAFEGUARDING_ADVISER:
        return tuple(code for code, role in ROLES.items() if role.agency_kinds <= _ADVISE)
    return codes_with(Permission.SEE_INCIDENTS)


def audience_of(part: str) -> Audience:
    """Who learns that somebody holds it. There is a panel once the notification was sent, which few may know."""
    return Audience.RAPID_REVIEW_PANEL if part == TeamPart.REVIEW_PANEL else Audience.TEAM


def fits_part(chosen: Professional, part: str) -> bool:
    return part not in _NAMED_AS or not set(roles_for_part(part)).isdisjoint(chosen.role_codes)


def check_fits_part(chosen: Professional, part: str) -> None:
    if not fits_part(chosen, part):
        names = ", ".join(ROLES[code].name for code in roles_for_part(part))
        raise Refused(f"{chosen.name} cannot be {_NAMED_AS[part]}. Who could: {names}.", field="professional")


def check_not_named_yet(chosen: Professional, part: str, *, is_named: bool) -> None:
    if is_named:
        raise Refused(f"{chosen.name} is {_NAMED_AS.get(part, 'that')} already.", field="professional")


def check_can_be_named(part: str, until_at: datetime | None) -> None:
    """Nobody would notice in the night that the lead has run out, so that part has no end of its own."""
    if part not in _NAMED_AS:
        raise Refused("Nobody is named to that part: add them to the team.", field="part")
    if until_at is not None and part in ONE_AT_A_TIME:
        raise Refused("This part runs until somebody else is named. Leave the end empty.", field="until_at")
