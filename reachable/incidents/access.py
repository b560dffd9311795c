"""Which incidents exist for a professional, and what of them: the rule of need to know, in one place.

On the team, or covering reports without a lead in one's own area. A connection shuts out whatever the role.
"""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Professional
from reachable.people.scope import Scope

from .choices import Area, Audience, TeamPart
from .models import AdultInvolvement, Connection, Incident, Involvement, NetworkPerson, TeamMember


def scope(incident_id: int, involvement_key: UUID) -> Scope:
    """The record of one young person, for a caller who has found the incident for the professional."""
    involved = Involvement.objects.filter(incident_id=incident_id, key=involvement_key)
    return Scope(lambda: involved.values_list("record_id", flat=True))


def reach(professional: Professional, at: datetime) -> Scope:
    """The records of everybody in, or in the network around, an incident that this professional may open now."""
    here = cache(lambda: Q(incident__in=list(visible(professional, at).values_list("pk", flat=True))))
    return Scope(lambda: _records_in(here(), None), lambda ids: _records_in(here(), list(ids)))


def reach_in(incident_id: int) -> Scope:
    """The records of one incident and its network, for a caller who has found it for the professional."""
    home = Q(incident=incident_id) | Q(incident__joined_into=incident_id)  # a report that was joined keeps its records
    return Scope(lambda: _records_in(home, None), lambda ids: _records_in(home, list(ids)))


def _records_in(home: Q, among: list[int] | None) -> set[int]:
    """One statement."""
    wanted = home if among is None else home & Q(record__in=among)
    rows = [model.objects.filter(wanted).values_list("record_id", flat=True) for model in _WHO]
    return set(rows[0].union(*rows[1:]))


_WHO: tuple[type[Involvement] | type[AdultInvolvement] | type[NetworkPerson], ...] = (
    Involvement,
    AdultInvolvement,
    NetworkPerson,
)


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
    found = _with_parts(incidents, professional, at).filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def may_open(professional: Professional, incident: Incident, at: datetime) -> bool:
    return visible(professional, at).filter(pk=incident.pk).exists()


def audiences(professional: Professional, parts: Collection[str] = ()) -> frozenset[Audience]:
    """What is narrower than the team and this reader may read, by his roles and the `parts` he has on the team.

    Children's services: those of them who answer considerations, so not the minute-taker, information governance or
    an administrator. The notification: who may decide it, and the safeguarding leads named to advise on it in this
    incident. The rapid review: those named on its panel, and the lead. A threat to life: police, and the managers of
    children's services.
    """
    found = {Audience.TEAM}
    if professional.holds(Permission.SEE_WITNESSES):
        found.add(Audience.WITNESSES)
    answers = professional.holds(Permission.ANSWER_CONSIDERATIONS)
    if answers and professional.agency.kind == AgencyKind.CHILDRENS_SERVICES:
        found.add(Audience.CHILDRENS_SERVICES)
    if professional.holds(Permission.DECIDE_NOTIFICATION):
        found.add(Audience.NOTIFICATION_DECISION)
    if professional.holds(Permission.SEE_THREAT_TO_LIFE):
        found.add(Audience.THREAT_TO_LIFE)
    found.update(audience for audience, opening in _OPENED_BY_PART.items() if set(opening) & set(parts))
    return frozenset(found)


_OPENED_BY_PART: dict[Audience, tuple[TeamPart, ...]] = {
    Audience.NOTIFICATION_DECISION: (TeamPart.SAFEGUARDING_ADVISER,),
    Audience.RAPID_REVIEW_PANEL: (TeamPart.REVIEW_PANEL, TeamPart.LEAD),
}


def readable(professional: Professional, at: datetime, incident: str = "incident") -> Q:
    """As `audiences`, for rows with an `audience` over several incidents; `incident` is the path to theirs."""
    home = Coalesce(OuterRef(f"{incident}__joined_into"), OuterRef(incident))
    mine = current_team(at).filter(professional=professional, incident=home)
    found = Q(audience__in=audiences(professional))
    for audience, parts in _OPENED_BY_PART.items():
        found |= Q(Exists(mine.filter(part__in=parts)), audience=audience)
    return found


def audiences_of(professional: Professional, incident: Incident) -> frozenset[Audience]:
    """Of an incident that `incident_for` found for this professional; asks the database nothing."""
    return audiences(professional, [part for part in _PARTS_THAT_OPEN if vars(incident).get(_mark(part))])


def audiences_on_team(professional: Professional, incident: Incident, at: datetime) -> frozenset[Audience]:
    """As `audiences_of`, of somebody else than the reader; one statement."""
    held = current_team(at).filter(incident=incident, professional=professional)
    return audiences(professional, list(held.values_list("part", flat=True)))


_PARTS_THAT_OPEN = tuple(part for parts in _OPENED_BY_PART.values() for part in parts)


def _mark(part: TeamPart) -> str:
    return f"holds_{part.value.lower()}"


def _with_parts(incidents: QuerySet[Incident], professional: Professional, at: datetime) -> QuerySet[Incident]:
    """Which of the parts that open an audience this professional has there, read with the incident itself."""
    home = Coalesce(OuterRef("joined_into"), OuterRef("pk"))
    mine = current_team(at).filter(incident=home, professional=professional)
    return incidents.annotate(**{_mark(part): Exists(mine.filter(part=part)) for part in _PARTS_THAT_OPEN})


def is_on_team(professional: Professional, incident: Incident, at: datetime) -> bool:
    return current_team(at).filter(incident=incident, professional=professional).exists()
