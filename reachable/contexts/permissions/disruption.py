"""Who may read and plan measures that disrupt harm: inside the incident, by those who read records."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_not_joined

from ..models import Disruption


def check_can_read_disruption(professional: Professional) -> None:
    if not professional.holds(Permission.READ_RECORDS):
        raise NotPermitted("Your role does not read measures that disrupt harm.")


def may_plan_disruption(professional: Professional) -> bool:
    return professional.holds(Permission.READ_RECORDS) and professional.holds(Permission.PLAN_DISRUPTION)


def check_can_plan_disruption(professional: Professional, reference: str, at: datetime) -> Incident:
    """Its row locked: two who write at once follow each other."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if not may_plan_disruption(professional):
        raise NotPermitted("Your role does not let you plan measures that disrupt harm.")
    check_not_joined(incident.phase)
    return incident


def check_can_step_disruption(professional: Professional, reference: str, key: UUID, at: datetime) -> Disruption:
    incident = check_can_plan_disruption(professional, reference, at)
    rows = Disruption.objects.select_for_update(of=("self",)).select_related(
        "involvement__now_known_as", "adult__record", "context", "agency", "incident"
    )
    found = rows.filter(incident=incident, key=key).first()
    if found is None:
        raise NotFound("measure")
    return found
