"""Which holds run, and how much is sealed under them. What is sealed is read by an operation, which traces it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional

from .. import access
from ..choices import SealedKind
from ..models import Hold, Incident, Sealed


@dataclass(frozen=True)
class HoldLine:
    reference: str
    key: UUID
    kind_label: str
    because: str
    by: str
    at: datetime
    ended_by: str
    ended_at: datetime | None
    ended_because: str

    @property
    def is_running(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True)
class HoldsView:
    """`sealed`: how many things of each kind; their contents are for information governance."""

    reference: str
    title: str
    lines: tuple[HoldLine, ...]
    sealed: tuple[tuple[str, int], ...]

    @property
    def running(self) -> tuple[HoldLine, ...]:
        return tuple(line for line in self.lines if line.is_running)

    @property
    def sealed_count(self) -> int:
        return sum(count for _, count in self.sealed)


@dataclass(frozen=True)
class SealedLine:
    """An incident with holds, for information governance."""

    reference: str
    running: int
    sealed: int
    newest_at: datetime | None


def holds(professional: Professional, reference: str, at: datetime) -> HoldsView:
    """Of one incident: of those that he may open, for who keeps holds; of any, for information governance."""
    _check(professional)
    if professional.holds(Permission.SEARCH_AUDIT):
        found = Incident.objects.filter(reference=reference).first()
        if found is None:
            raise NotFound(reference)
    else:
        found = access.incident_for(professional, reference, at)
    rows = Hold.objects.filter(incident=found).select_related("incident", "by", "ended_by").order_by("-at", "-pk")
    counted = Sealed.objects.filter(incident=found).values_list("kind").annotate(count=Count("pk")).order_by("kind")
    return HoldsView(
        reference=found.reference,
        title="" if professional.holds(Permission.SEARCH_AUDIT) else found.title,
        lines=tuple(_line(row) for row in rows),
        sealed=tuple((str(SealedKind(kind).label), count) for kind, count in counted),
    )


def held_incidents(professional: Professional) -> list[SealedLine]:
    """Every incident on which a hold runs or ran, newest first; information governance only. Two statements."""
    if not professional.holds(Permission.SEARCH_AUDIT):
        raise NotPermitted("Your role does not read what is sealed.")
    found: dict[str, list[Hold]] = {}
    for hold in Hold.objects.select_related("incident").order_by("-at", "-pk"):
        found.setdefault(hold.incident.reference, []).append(hold)
    sealed: dict[str, list[datetime]] = {}
    for reference, sealed_at in Sealed.objects.values_list("incident__reference", "sealed_at").order_by("-sealed_at"):
        sealed.setdefault(reference, []).append(sealed_at)
    return [
        SealedLine(
            reference=reference,
            running=sum(hold.ended_at is None for hold in rows),
            sealed=len(sealed.get(reference, [])),
            newest_at=next(iter(sealed.get(reference, [])), None),
        )
        for reference, rows in found.items()
    ]


def _check(professional: Professional) -> None:
    if not professional.holds(Permission.KEEP_HOLDS):
        raise NotPermitted("Your role does not keep things from being erased.")


def _line(row: Hold) -> HoldLine:
    return HoldLine(
        reference=row.incident.reference,
        key=row.key,
        kind_label=row.get_kind_display(),
        because=row.because,
        by=row.by.name,
        at=row.at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
        ended_because=row.ended_because,
    )
