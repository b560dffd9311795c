"""Which incidents exist for a professional: the rule of need to know, in one place.

On the team, or covering reports without a lead in one's own area. A connection shuts out whatever the role.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people.scope import Scope

from .choices import Area, Audience, TeamPart
from .models import Connection, Incident, Involvement, TeamMember


def scope(incident_id: int, involvement_key: UUID) -> Scope:
    """The record of one young person, for a caller who has found the incident for the professional."""
    involved = Involvement.objects.filter(incident_id=incident_id, key=involvement_key)
    return Scope(lambda: involved.values_list("record_id", flat=True))


def current_team(at: datetime) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(from_at__lte=at).filter(Q(until_at__isnull=True) | Q(until_at__gt=at))


def visible(professional: Professional, at: datetime) -> QuerySet[Incident]:
    """Every incident that this professional may open now.

    A report that was joined to an incident belongs to it: whoever may open the incident may open the report.
    """
    if not professional.holds(Permission.SEE_INCIDENTS):
        return Incident.objects.none()
    home = Coalesce(OuterRef("joined_into"), OuterRef("pk"))
    team = current_team(at).filter(incident=home)
    reachable = Q(Exists(team.filter(professional=professional)))
    if professional.holds(Permission.TRIAGE_REPORTS):
        reachable |= _without_a_lead(professional, team)
    stepped_back = Connection.objects.filter(professional=professional, ended_at__isnull=True)
    here, there = stepped_back.filter(incident=OuterRef("pk")), stepped_back.filter(incident=home)
    return Incident.objects.filter(reachable).exclude(Exists(here)).exclude(Exists(there))


def _without_a_lead(professional: Professional, team: QuerySet[TeamMember]) -> Q:
    """Until a lead is named, a report is open to the duty roles of its area; an unknown area to all of them.

    One that was closed without a lead too, or nobody could open it again.
    """
    unled = ~Q(Exists(team.filter(part=TeamPart.LEAD)))
    areas = professional.areas_for(Permission.TRIAGE_REPORTS)
    return unled if "" in areas else unled & Q(area__in=[*areas, Area.NOT_KNOWN])


def incident_for(professional: Professional, reference: str, at: datetime, *, lock: bool = False) -> Incident:
    """The incident, or NotFound as if it did not exist. `lock` holds its row until the transaction ends.

    The row is locked first and looked at afterwards, so that whoever waited decides on what stands now. The lock
    leaves its key free: rows that point to the incident can be written by who holds another lock first.
    """
    if lock:
        Incident.objects.select_for_update(no_key=True).filter(reference=reference).values_list("pk").first()
    incidents = visible(professional, at).select_related("reported_by__agency", "joined_into")
    found = incidents.filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def may_open(professional: Professional, incident: Incident, at: datetime) -> bool:
    return visible(professional, at).filter(pk=incident.pk).exists()


def audiences(professional: Professional) -> frozenset[Audience]:
    if professional.holds(Permission.SEE_WITNESSES):
        return frozenset(Audience)
    return frozenset({Audience.TEAM})


def is_on_team(professional: Professional, incident: Incident, at: datetime) -> bool:
    return current_team(at).filter(incident=incident, professional=professional).exists()
