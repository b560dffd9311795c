"""Which incidents exist for a professional: the rule of need to know, in one place.

On the team, or covering reports without a lead in one's own area. A connection shuts out whatever the role.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .choices import RUNNING, Area, Audience, TeamPart
from .models import Connection, Incident, TeamMember


def current_team(at: datetime) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(from_at__lte=at).filter(Q(until_at__isnull=True) | Q(until_at__gt=at))


def visible(professional: Professional, at: datetime) -> QuerySet[Incident]:
    """Every incident that this professional may open now."""
    if not professional.holds(Permission.SEE_INCIDENTS):
        return Incident.objects.none()
    team = current_team(at).filter(incident=OuterRef("pk"))
    reachable = Q(Exists(team.filter(professional=professional)))
    if professional.holds(Permission.TRIAGE_REPORTS):
        reachable |= _without_a_lead(professional, team)
    shut_out = Connection.objects.filter(incident=OuterRef("pk"), professional=professional, ended_at__isnull=True)
    return Incident.objects.filter(reachable).exclude(Exists(shut_out))


def _without_a_lead(professional: Professional, team: QuerySet[TeamMember]) -> Q:
    """Until a lead is named, a report is open to the duty roles of its area; an unknown area to all of them."""
    unled = Q(phase__in=RUNNING) & ~Q(Exists(team.filter(part=TeamPart.LEAD)))
    areas = professional.areas_for(Permission.TRIAGE_REPORTS)
    return unled if "" in areas else unled & Q(area__in=[*areas, Area.NOT_KNOWN])


def incident_for(professional: Professional, reference: str, at: datetime, *, lock: bool = False) -> Incident:
    """The incident, or NotFound as if it did not exist. `lock` holds its row until the transaction ends."""
    incidents = visible(professional, at).filter(reference=reference)
    found = (incidents.select_for_update(of=("self",)) if lock else incidents).first()
    if found is None:
        raise NotFound(reference)
    return found


def audiences(professional: Professional) -> frozenset[Audience]:
    if professional.holds(Permission.SEE_WITNESSES):
        return frozenset(Audience)
    return frozenset({Audience.TEAM})


def is_on_team(professional: Professional, incident: Incident, at: datetime) -> bool:
    return current_team(at).filter(incident=incident, professional=professional).exists()
