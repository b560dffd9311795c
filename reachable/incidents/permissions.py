"""Who may do what with an incident. Not being able to see it comes first and looks like 404."""

from datetime import datetime

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted
from reachable.directory.models import Professional

from . import access
from .choices import Audience
from .models import Incident


def _check(professional: Professional, permission: Permission, what: str) -> None:
    if not professional.holds(permission):
        raise NotPermitted(f"Your role does not let you {what}.")


def check_can_report(professional: Professional) -> None:
    _check(professional, Permission.REPORT_INCIDENT, "report an incident")


def check_can_triage(professional: Professional) -> None:
    _check(professional, Permission.TRIAGE_REPORTS, "look through reports")


def check_can_record(professional: Professional, reference: str, at: datetime) -> Incident:
    """Facts may be recorded by everybody who can see the incident; answers the incident, its row locked."""
    return access.incident_for(professional, reference, at, lock=True)


def check_can_sign_definition(professional: Professional, reference: str, at: datetime) -> Incident:
    """A children's services manager or, out of hours, the emergency duty team's senior worker."""
    incident = access.incident_for(professional, reference, at, lock=True)
    _check(professional, Permission.SIGN_DEFINITION, "decide whether this is serious youth violence")
    return incident


def check_can_manage_team(professional: Professional, reference: str, at: datetime) -> Incident:
    incident = access.incident_for(professional, reference, at, lock=True)
    _check(professional, Permission.MANAGE_TEAM, "change who works on an incident")
    return incident


def check_can_open_on_duty(professional: Professional) -> None:
    """Before the incident is looked for: the answer says nothing of whether it exists."""
    _check(professional, Permission.OPEN_ON_DUTY, "open an incident on duty")


def may_see_witnesses(professional: Professional) -> bool:
    return Audience.WITNESSES in access.audiences(professional)


def check_can_join(professional: Professional, reference: str, into: str, at: datetime) -> tuple[Incident, Incident]:
    """Locks both rows, lower key first, so that two people joining the same pair cannot wait for each other."""
    _check(professional, Permission.TRIAGE_REPORTS, "join reports")
    first, second = sorted((reference, into))
    found = {name: access.incident_for(professional, name, at, lock=True) for name in dict.fromkeys((first, second))}
    return found[reference], found[into]
