"""Lists of incidents, and which reports may be of the same event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import access, likeness, permissions
from ..choices import RUNNING, Phase, TeamPart
from ..models import Incident, Involvement, KeptApart


@dataclass(frozen=True)
class IncidentLine:
    reference: str
    title: str
    phase: str
    phase_label: str
    happened_at: datetime | None
    reported_at: datetime
    reported_by: str
    lead: str
    young_people: int
    alike: tuple["Alike", ...] = ()


@dataclass(frozen=True)
class Alike:
    """Another report that may be of the same event, and why."""

    reference: str
    title: str
    reported_by: str
    reported_at: datetime
    reasons: tuple[str, ...]


def incidents_for(professional: Professional, at: datetime, *, limit: int = 200) -> list[IncidentLine]:
    """Newest first; joined reports are found through the incident they became part of."""
    rows = access.visible(professional, at).exclude(phase=Phase.JOINED).order_by("-reported_at", "-id")[:limit]
    return [_line(row) for row in _with_names(rows, at)]


def reports_to_triage(professional: Professional, at: datetime) -> list[IncidentLine]:
    """Running incidents without a lead in one's own area, each with the reports that look alike."""
    permissions.check_can_triage(professional)
    unled = (
        access.visible(professional, at)
        .filter(phase__in=RUNNING)
        .exclude(pk__in=access.current_team(at).filter(part=TeamPart.LEAD).values("incident"))
        .order_by("-reported_at", "-id")
    )
    rows = list(_with_names(unled, at))
    running = list(access.visible(professional, at).filter(phase__in=RUNNING).select_related("reported_by__agency"))
    alike = _alike(rows, running)
    return [_line(row, alike.get(row.pk, ())) for row in rows]


def likely_duplicates(professional: Professional, reference: str, at: datetime) -> list[Alike]:
    """For triage; empty for anybody else."""
    found = access.incident_for(professional, reference, at)
    if not professional.holds(Permission.TRIAGE_REPORTS) or not found.is_running:
        return []
    running = list(access.visible(professional, at).filter(phase__in=RUNNING).select_related("reported_by__agency"))
    return list(_alike([found], running).get(found.pk, ()))


def _with_names(rows: QuerySet[Incident], at: datetime) -> QuerySet[Incident]:
    lead = access.current_team(at).filter(incident=OuterRef("pk"), part=TeamPart.LEAD)
    return rows.select_related("reported_by__agency").annotate(
        lead_name=Subquery(lead.values("professional__name")[:1]),
        young_count=Count("involvements", filter=Q(involvements__now_known_as__isnull=True), distinct=True),
    )


def _line(row: Incident, alike: tuple[Alike, ...] = ()) -> IncidentLine:
    return IncidentLine(
        reference=row.reference,
        title=row.title,
        phase=row.phase,
        phase_label=row.get_phase_display(),
        happened_at=row.happened_at,
        reported_at=row.reported_at,
        reported_by=f"{row.reported_by.name}, {row.reported_by.agency.name}",
        lead=getattr(row, "lead_name", None) or "",
        young_people=getattr(row, "young_count", 0),
        alike=alike,
    )


def _alike(rows: list[Incident], running: list[Incident]) -> dict[int, tuple[Alike, ...]]:
    sketches = _sketches({row.pk: row for row in [*rows, *running]})
    ids = list(sketches)
    apart = {
        frozenset(pair)
        for pair in KeptApart.objects.filter(incident_id__in=ids, other_id__in=ids).values_list("incident", "other")
    }
    found: dict[int, tuple[Alike, ...]] = {}
    for row in rows:
        others = (other for other in running if other.pk != row.pk and frozenset((row.pk, other.pk)) not in apart)
        pairs = ((other, likeness.reasons(sketches[row.pk], sketches[other.pk])) for other in others)
        found[row.pk] = tuple(
            Alike(
                reference=other.reference,
                title=other.title,
                reported_by=f"{other.reported_by.name}, {other.reported_by.agency.name}",
                reported_at=other.reported_at,
                reasons=reasons,
            )
            for other, reasons in pairs
            if reasons
        )
    return found


def _sketches(incidents: dict[int, Incident]) -> dict[int, likeness.Sketch]:
    involved = list(
        Involvement.objects.filter(incident_id__in=incidents).values_list(
            "incident_id", "record_id", "record__folded_name"
        )
    )
    keys = people.current_person_keys([record for _, record, _ in involved])
    persons: dict[int, set[UUID]] = {pk: set() for pk in incidents}
    names: dict[int, set[str]] = {pk: set() for pk in incidents}
    for incident, record, name in involved:
        persons[incident].add(keys[record])
        if name:
            names[incident].add(name)
    return {
        pk: likeness.Sketch(
            happened_at=row.happened_at,
            reported_at=row.reported_at,
            place=row.place,
            postcode=row.postcode,
            people=frozenset(persons[pk]),
            names=frozenset(names[pk]),
        )
        for pk, row in incidents.items()
    }
