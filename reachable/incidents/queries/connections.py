"""Who stepped back from an incident: for its team by name, for who arranges the work without them with the reason."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from reachable.audit.permissions import check_can_search_audit
from reachable.directory.models import Professional

from .. import access, permissions
from ..choices import TeamPart
from ..models import Connection

LATEST = 200


@dataclass(frozen=True)
class ConnectionLine:
    """`kind_label` and `words` are empty for a reader who may not know them; `may_end` whether he may end it."""

    reference: str
    professional_key: UUID
    name: str
    job_title: str
    agency: str
    declared_at: datetime
    kind_label: str
    words: str
    was_lead: bool
    may_end: bool
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = ""


def stepped_back(professional: Professional, reference: str, at: datetime) -> list[ConnectionLine]:
    """For the lead and the deputy: a connection of somebody who led the incident names no kind to the lead."""
    found = access.incident_for(professional, reference, at)
    rows = list(_rows().filter(incident=found, ended_at__isnull=True).order_by("declared_at", "id"))
    if not rows:
        return []
    team = access.current_team(at).filter(incident=found, professional=professional)
    parts = set(team.values_list("part", flat=True))
    if not parts & {TeamPart.LEAD, TeamPart.DEPUTY}:
        return []
    led = permissions.led_before(rows)
    return [_line(row, row.pk in led, reads=TeamPart.DEPUTY in parts or row.pk not in led) for row in rows]


def connections(professional: Professional) -> list[ConnectionLine]:
    """For information governance: every connection, what it is and what became of it, the latest first."""
    check_can_search_audit(professional)
    rows = list(_rows().order_by("-declared_at", "-id")[:LATEST])
    led = permissions.led_before(rows)
    return [_line(row, row.pk in led, reads=True, ends=professional.pk != row.professional_id) for row in rows]


def _rows() -> QuerySet[Connection]:
    return Connection.objects.select_related("incident", "professional__agency", "ended_by")


def _line(row: Connection, was_lead: bool, *, reads: bool, ends: bool = True) -> ConnectionLine:
    return ConnectionLine(
        reference=row.incident.reference,
        professional_key=row.professional.key,
        name=row.professional.name,
        job_title=row.professional.job_title,
        agency=row.professional.agency.name,
        declared_at=row.declared_at,
        kind_label=row.get_kind_display() if reads else "",
        words=row.words if reads else "",
        was_lead=was_lead,
        may_end=reads and ends and row.ended_at is None,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_because=row.ended_because,
    )
