"""What an incident asks of me: to decide what it is, to lead it, to read what changed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional

from .. import access
from ..choices import RUNNING, Phase, TeamPart
from ..models import LastLook, PhaseChange, TeamMember, TimelineEntry


@dataclass(frozen=True)
class ToDecide:
    reference: str
    title: str
    provisional_since: datetime


@dataclass(frozen=True)
class IncidentOfMine:
    """One that I lead, or was added to and have not looked at yet."""

    reference: str
    title: str
    phase_label: str
    part: str
    part_label: str
    from_at: datetime
    is_new: bool


@dataclass(frozen=True)
class Changed:
    """`changes` that others made since I last looked."""

    reference: str
    title: str
    changes: int


def to_decide(professional: Professional, at: datetime) -> list[ToDecide]:
    """Provisional incidents that I may open and sign for, the longest waiting first."""
    if not professional.holds(Permission.SIGN_DEFINITION):
        return []
    since = PhaseChange.objects.filter(incident=OuterRef("pk"), phase=Phase.PROVISIONAL).order_by("-number")
    found = (
        access.visible(professional, at)
        .filter(phase=Phase.PROVISIONAL)
        .annotate(provisional_since=Coalesce(Subquery(since.values("at")[:1]), F("reported_at")))
        .order_by("provisional_since", "pk")
    )
    return [ToDecide(row.reference, row.title, row.provisional_since) for row in found]


def incidents_of_mine(professional: Professional, at: datetime) -> list[IncidentOfMine]:
    """Running ones that I lead or deputise for, and those that I was added to and have not opened; new ones first."""
    looked = LastLook.objects.filter(incident=OuterRef("incident"), professional=professional)
    leads = (TeamPart.LEAD, TeamPart.DEPUTY)
    rows = (
        access.current_team(at)
        .filter(professional=professional, incident__phase__in=RUNNING)
        .filter(incident__in=access.visible(professional, at).values("pk"))
        .annotate(looked_at=Subquery(looked.values("at")[:1]))
        .filter(Q(part__in=leads) | Q(looked_at__isnull=True))
        .annotate(first=Case(When(part__in=leads, then=Value(0)), default=Value(1), output_field=IntegerField()))
        .select_related("incident")
        .order_by("incident_id", "first", "pk")
    )
    found: dict[int, TeamMember] = {}
    for row in rows:
        found.setdefault(row.incident_id, row)
    lines = [_of_mine(row) for row in found.values()]
    return sorted(lines, key=lambda line: (not line.is_new, line.from_at))


def _of_mine(row: TeamMember) -> IncidentOfMine:
    return IncidentOfMine(
        reference=row.incident.reference,
        title=row.incident.title,
        phase_label=row.incident.get_phase_display(),
        part=row.part,
        part_label=row.get_part_display(),
        from_at=row.from_at,
        is_new=getattr(row, "looked_at", None) is None,
    )


def changed_since_last_look(professional: Professional, at: datetime) -> list[Changed]:
    """Lines of the timeline that I may read and others wrote since I opened it or the incident's page."""
    newer = (
        TimelineEntry.objects.filter(incident=OuterRef("incident"), recorded_at__gt=OuterRef("at"))
        .filter(access.readable(professional, at))
        .exclude(by=professional)
        .order_by()
        .values("incident")
        .annotate(changes=Count("pk"))
    )
    rows = (
        LastLook.objects.filter(professional=professional, incident__in=access.visible(professional, at).values("pk"))
        .annotate(changes=Subquery(newer.values("changes")[:1]))
        .filter(changes__gt=0)
        .select_related("incident")
        .order_by("-changes", "-incident_id")
    )
    return [Changed(row.incident.reference, row.incident.title, row.changes) for row in rows]


def newest_of(professional: Professional, at: datetime) -> str:
    """The reference of the newest incident that the professional may open, or "". One statement."""
    found = access.visible(professional, at).exclude(phase=Phase.JOINED).order_by("-reported_at", "-pk")
    return found.values_list("reference", flat=True).first() or ""
