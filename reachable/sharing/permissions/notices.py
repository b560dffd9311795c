"""Who reads and writes the alert, the notification, the rapid review, and who answers for whom. Not seen: not found."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import Audience, TeamPart
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_not_joined

from ..choices import Side
from ..models import AgencySummary, RapidReview

SIDES = {AgencyKind.POLICE: Side.POLICE, AgencyKind.HEALTH: Side.HEALTH}


def to_read(professional: Professional, reference: str, audience: Audience, at: datetime) -> Incident:
    """The incident, or NotFound also where it is open to this reader and what is asked for is not."""
    incident = access.incident_for(professional, reference, at)
    if audience not in access.audiences_of(professional, incident):
        raise NotFound(reference)
    return incident


def to_write(professional: Professional, reference: str, audience: Audience, at: datetime) -> Incident:
    """As `to_read`, its row locked: two who write at once follow each other."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if audience not in access.audiences_of(professional, incident):
        raise NotFound(reference)
    check_not_joined(incident.phase)
    return incident


def check_can_send_alert(professional: Professional, reference: str, at: datetime) -> Incident:
    incident = to_write(professional, reference, Audience.CHILDRENS_SERVICES, at)
    if not may_send_alert(professional):
        raise NotPermitted("Managers of children's services send the senior manager alert.")
    return incident


def check_can_acknowledge(professional: Professional, reference: str, at: datetime) -> Incident:
    return to_write(professional, reference, Audience.CHILDRENS_SERVICES, at)


def may_send_alert(professional: Professional) -> bool:
    return professional.holds(Permission.SEND_MANAGER_ALERT)


def check_can_decide(professional: Professional, reference: str, at: datetime) -> Incident:
    incident = to_write(professional, reference, Audience.NOTIFICATION_DECISION, at)
    if not may_decide(professional):
        raise NotPermitted("You advise on the notification; children's services decide it.")
    return incident


def may_decide(professional: Professional) -> bool:
    return professional.holds(Permission.DECIDE_NOTIFICATION)


def sides_of(professional: Professional, incident: Incident, at: datetime) -> tuple[Side, ...]:
    """For whom advice may be written: both by whoever decides, his own by a safeguarding lead named on the team."""
    if may_decide(professional):
        return (Side.POLICE, Side.HEALTH)
    named = access.current_team(at).filter(
        incident=incident, professional=professional, part=TeamPart.SAFEGUARDING_ADVISER
    )
    own = SIDES.get(AgencyKind(professional.agency.kind))
    return (own,) if own and named.exists() else ()


def check_can_advise(professional: Professional, reference: str, side: str, at: datetime) -> Incident:
    incident = to_write(professional, reference, Audience.NOTIFICATION_DECISION, at)
    if side not in sides_of(professional, incident, at):
        raise NotPermitted("The safeguarding leads of police and health advise, each for their own side.")
    return incident


def review_to_read(professional: Professional, reference: str, at: datetime) -> tuple[Incident, RapidReview]:
    incident = to_read(professional, reference, Audience.RAPID_REVIEW_PANEL, at)
    return incident, _review(incident)


def check_can_review(professional: Professional, reference: str, at: datetime) -> tuple[Incident, RapidReview]:
    """Whoever runs rapid reviews, or is on the panel of this one; both rows locked."""
    incident = to_write(professional, reference, Audience.RAPID_REVIEW_PANEL, at)
    if not may_review(professional, incident, at):
        raise NotPermitted("The panel of the rapid review, and whoever runs it, write in it.")
    RapidReview.objects.select_for_update(no_key=True).filter(incident=incident).values_list("pk").first()
    return incident, _review(incident)


def may_review(professional: Professional, incident: Incident, at: datetime) -> bool:
    """Of a reader of the review."""
    if professional.holds(Permission.RUN_RAPID_REVIEW):
        return True
    panel = access.current_team(at).filter(incident=incident, part=TeamPart.REVIEW_PANEL)
    return panel.filter(professional=professional).exists()


def summary_to_read(
    professional: Professional, reference: str, key: UUID, at: datetime, *, lock: bool = False
) -> AgencySummary:
    """For whoever it was asked of, who sees nothing else of the review, and for those who read it."""
    incident = access.incident_for(professional, reference, at, lock=lock)
    rows = AgencySummary.objects.select_related("review__incident", "agency", "asked_of")
    found = rows.filter(review__incident=incident, key=key).first()
    panel = Audience.RAPID_REVIEW_PANEL in access.audiences_of(professional, incident)
    if found is None or not (panel or found.asked_of_id == professional.pk):
        raise NotFound("summary")
    return found


def check_can_write_summary(professional: Professional, reference: str, key: UUID, at: datetime) -> AgencySummary:
    """Whoever it was asked of; and whoever works on the review, for what came by another way."""
    found = summary_to_read(professional, reference, key, at, lock=True)
    incident = found.review.incident
    check_not_joined(incident.phase)
    if found.asked_of_id != professional.pk and not may_review(professional, incident, at):
        raise NotPermitted("Whoever was asked for it, or the panel, writes a summary.")
    return found


def check_can_say_authority(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """What another authority was told and said is a fact: everybody who sees the incident records it."""
    incident = access.incident_for(professional, reference, at, lock=True)
    found = incident.involvements.filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    check_not_joined(incident.phase)
    return incident, found


def _review(incident: Incident) -> RapidReview:
    found = RapidReview.objects.select_related("edition", "incident").filter(incident=incident).first()
    if found is None:
        raise NotFound("rapid review")
    return found
