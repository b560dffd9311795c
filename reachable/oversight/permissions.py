"""Who may see figures over several incidents, and who moves a response on. What is not seen is not found."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_not_joined

from .models import HandOver


def can_see_reports(professional: Professional) -> bool:
    return professional.holds(Permission.SEE_REPORTS)


def check_can_see_reports(professional: Professional) -> None:
    if not can_see_reports(professional):
        raise NotPermitted("Your role does not see reports.")


def can_stand_down(professional: Professional, incident: Incident, at: datetime) -> bool:
    """The lead: nothing of the response is narrower than what the lead reads."""
    led = access.current_team(at).filter(incident=incident, professional=professional, part=TeamPart.LEAD)
    return professional.holds(Permission.STAND_DOWN) and led.exists()


def check_can_stand_down(professional: Professional, reference: str, at: datetime) -> Incident:
    """The incident's row is locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if not can_stand_down(professional, incident, at):
        raise NotPermitted("The lead of the response moves it on.")
    check_not_joined(incident.phase)
    return incident


def check_can_begin_again(professional: Professional, reference: str, at: datetime) -> Incident:
    """Whoever may move a response on and can open this one: a reprisal does not wait for the lead. Row locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if not professional.holds(Permission.STAND_DOWN):
        raise NotPermitted("Your role does not let you begin a response again.")
    check_not_joined(incident.phase)
    return incident


def check_can_hand_over(professional: Professional, reference: str, at: datetime) -> Incident:
    incident = access.incident_for(professional, reference, at, lock=True)
    if not professional.holds(Permission.MANAGE_TEAM):
        raise NotPermitted("Your role does not let you hand over what is open.")
    check_not_joined(incident.phase)
    return incident


def check_can_answer_hand_over(professional: Professional, key: UUID, at: datetime) -> HandOver:
    """Whoever it was offered to. Its row is locked."""
    found = HandOver.objects.select_for_update(of=("self",)).select_related("incident", "to")
    row = found.filter(key=key, to=professional).first()
    if row is None or not access.may_open(professional, row.incident, at):
        raise NotFound("hand-over")
    return row


def check_can_keep_later_dates(professional: Professional, reference: str, at: datetime) -> Incident:
    incident = access.incident_for(professional, reference, at, lock=True)
    if not professional.holds(Permission.ANSWER_CONSIDERATIONS):
        raise NotPermitted("Your role does not keep the days to come.")
    check_not_joined(incident.phase)
    return incident
