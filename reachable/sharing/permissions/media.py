"""Who does what about the media. Everybody on the team reads who speaks, and every version: what goes out is public."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_not_joined

from ..models import Enquiry, Release, Version
from ..policies.media import check_is_the_officer


def home(incident_id: int, path: str = "incident") -> Q:
    """Of an incident and of the reports that were joined to it."""
    return Q(**{path: incident_id}) | Q(**{f"{path}__joined_into": incident_id})


def may_lead(professional: Professional) -> bool:
    return professional.holds(Permission.LEAD_MEDIA)


def may_consult(professional: Professional) -> bool:
    return professional.holds(Permission.ANSWER_CONSIDERATIONS)


def investigates(professional: Professional, incident_id: int, at: datetime) -> bool:
    """Is the Senior Investigating Officer of this incident now, and holds a role that oversees what is released."""
    if not professional.holds(Permission.OVERSEE_MEDIA):
        return False
    part = TeamPart.SENIOR_INVESTIGATING_OFFICER
    return access.current_team(at).filter(incident=incident_id, professional=professional, part=part).exists()


def check_can_see(professional: Professional, reference: str, at: datetime) -> Incident:
    """What a journalist asked is a fact: whoever can open the incident records it. Its row is locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check_not_joined(incident.phase)
    return incident


def check_can_lead(professional: Professional, reference: str, at: datetime) -> Incident:
    """The police lead on the media (MED-1). The incident's row is locked, so that two who write follow each other."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if not may_lead(professional):
        raise NotPermitted("The police lead on the media: your role does not let you do that.")
    check_not_joined(incident.phase)
    return incident


def check_can_consult(professional: Professional, reference: str, at: datetime) -> Incident:
    incident = access.incident_for(professional, reference, at, lock=True)
    if not may_consult(professional):
        raise NotPermitted("Your role does not let you record who was consulted.")
    check_not_joined(incident.phase)
    return incident


def check_can_oversee(professional: Professional, reference: str, at: datetime) -> Incident:
    """403 for whoever never oversees; refused, in a sentence, for an officer who does not investigate this incident."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if not professional.holds(Permission.OVERSEE_MEDIA):
        raise NotPermitted("The Senior Investigating Officer oversees what is released.")
    check_not_joined(incident.phase)
    check_is_the_officer(investigates(professional, incident.pk, at))
    return incident


def find_release(incident: Incident, key: UUID) -> Release:
    found = Release.objects.select_related("incident").filter(home(incident.pk), key=key).first()
    if found is None:
        raise NotFound("release")
    return found


def find_version(incident: Incident, key: UUID) -> Version:
    rows = Version.objects.select_related("release__incident", "by")
    found = rows.filter(home(incident.pk, "release__incident"), key=key).first()
    if found is None:
        raise NotFound("version")
    return found


def find_enquiry(incident: Incident, key: UUID) -> Enquiry:
    found = Enquiry.objects.select_related("version__release", "by").filter(home(incident.pk), key=key).first()
    if found is None:
        raise NotFound("enquiry")
    return found
