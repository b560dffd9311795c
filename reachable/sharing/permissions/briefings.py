"""Who writes, signs and reads briefings. A draft may name somebody, so it is for those who read records."""

from datetime import datetime

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_not_joined

from ..models import Briefing, BriefingReader

_WITH = ("incident", "context", "chair", "nominated_by", "police", "issued_by", "by")


def may_see_drafts(professional: Professional) -> bool:
    works = professional.holds(Permission.WRITE_BRIEFINGS) or professional.holds(Permission.SIGN_BRIEFINGS)
    return works and professional.holds(Permission.READ_RECORDS)


def may_write_briefings(professional: Professional) -> bool:
    return professional.holds(Permission.WRITE_BRIEFINGS) and professional.holds(Permission.READ_RECORDS)


def may_sign_briefings(professional: Professional) -> bool:
    return professional.holds(Permission.SIGN_BRIEFINGS) and professional.holds(Permission.READ_RECORDS)


def check_can_start_briefing(professional: Professional, reference: str, at: datetime) -> Incident:
    """Its row is locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if not may_write_briefings(professional):
        raise NotPermitted("Your role does not let you write briefings.")
    check_not_joined(incident.phase)
    return incident


def check_can_see_draft(professional: Professional, briefing: str, at: datetime) -> Briefing:
    """Of the incident's team, with a role that writes or signs."""
    found = _of_team(professional, briefing, at)
    if not may_see_drafts(professional):
        raise NotPermitted("Your role does not let you see how a briefing is written.")
    return found


def check_can_write_briefing(professional: Professional, briefing: str, at: datetime) -> Briefing:
    """The incident's row and its own are locked, so that nobody comes to be known here while it is issued."""
    found = check_can_look_after_briefing(professional, briefing, at)
    check_not_joined(found.incident.phase)
    return found


def check_can_look_after_briefing(professional: Professional, briefing: str, at: datetime) -> Briefing:
    """As for writing; also where the report was joined to another since: what went out is still with its readers."""
    found = _of_team(professional, briefing, at, lock=True)
    if not may_write_briefings(professional):
        raise NotPermitted("Your role does not let you write briefings.")
    return found


def check_can_sign_briefing(professional: Professional, briefing: str, at: datetime) -> Briefing:
    found = _of_team(professional, briefing, at, lock=True)
    if not may_sign_briefings(professional):
        raise NotPermitted("Your role does not let you sign briefings.")
    check_not_joined(found.incident.phase)
    return found


def check_can_read_briefing(
    professional: Professional, briefing: str, at: datetime, *, lock: bool = False
) -> tuple[Briefing, BriefingReader | None]:
    """Once it went out: its readers, and the incident's team. Anybody else does not learn that there is one."""
    rows = Briefing.objects.select_related(*_WITH).filter(reference=briefing, issued_at__isnull=False)
    found = rows.first()
    if found is None:
        raise NotFound("briefing")
    sent = BriefingReader.objects.filter(briefing=found, professional=professional, sent_at__isnull=False)
    reader = (sent.select_for_update(of=("self",)) if lock else sent).first()
    if reader is None and not access.may_open(professional, found.incident, at):
        raise NotFound("briefing")
    return found, reader


def check_is_reader(professional: Professional, briefing: str, at: datetime) -> tuple[Briefing, BriefingReader]:
    """Somebody to whom it was sent; the row of it is locked."""
    found, reader = check_can_read_briefing(professional, briefing, at, lock=True)
    if reader is None:
        raise NotPermitted("This briefing was not sent to you.")
    return found, reader


def _of_team(professional: Professional, briefing: str, at: datetime, *, lock: bool = False) -> Briefing:
    reference = Briefing.objects.filter(reference=briefing).values_list("incident__reference", flat=True).first()
    if reference is None:
        raise NotFound("briefing")
    incident = access.incident_for(professional, reference, at, lock=lock)
    rows = Briefing.objects.filter(Q(incident=incident), reference=briefing)
    if lock:
        rows.select_for_update(no_key=True).values_list("pk").first()
    found = rows.select_related(*_WITH).first()
    if found is None:
        raise NotFound("briefing")
    return found
