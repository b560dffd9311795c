"""Whom to ring about an incident that the reader may not open: its lead, or whoever is on duty, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.directory.queries import DutyLineRow

from .. import access
from ..choices import Area, TeamPart
from ..models import Connection, Incident, TeamMember

FEW = 2  # duty lines that are shown for one incident


@dataclass(frozen=True)
class Ring:
    """Somebody, or a line, and the number; empty where none is known."""

    name: str
    telephone: str


def whom_to_ring(reader: Professional, incidents: Iterable[Incident], at: datetime) -> dict[int, tuple[Ring, ...]]:
    """By incident. Three statements, however many there are; none for none.

    The lead, and where he has no number the duty lines too. Somebody who declared a connection is sent to the deputy,
    who arranges the work without him, or to the duty lines.
    """
    wanted = {one.pk: one for one in incidents}
    if not wanted:
        return {}
    holders: dict[int, list[TeamMember]] = {}
    team = access.current_team(at).filter(incident__in=wanted, part__in=(TeamPart.LEAD, TeamPart.DEPUTY))
    for member in team.exclude(professional=reader).select_related("professional").order_by("from_at", "pk"):
        holders.setdefault(member.incident_id, []).append(member)
    mine = Connection.objects.filter(incident__in=wanted, professional=reader, ended_at__isnull=True)
    connected = set(mine.values_list("incident_id", flat=True))
    duty = directory.whom_to_ring("", at)
    found: dict[int, tuple[Ring, ...]] = {}
    for pk, one in wanted.items():
        part = TeamPart.DEPUTY if pk in connected else TeamPart.LEAD
        people = [Ring(m.professional.name, m.professional.telephone) for m in holders.get(pk, ()) if m.part == part]
        if not any(person.telephone for person in people):
            people += _lines(duty, one.area, at)
        found[pk] = tuple(people)
    return found


def _lines(duty: Iterable[DutyLineRow], area: str, at: datetime) -> list[Ring]:
    """Those that answer now, of the area first; where none does, the first all the same."""
    ours = [line for line in duty if area == Area.NOT_KNOWN or line.area in ("", area)]
    answering = [line for line in ours if line.answers(at)] or ours
    return [Ring(line.name, line.telephone) for line in answering[:FEW]]
