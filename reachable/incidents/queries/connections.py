"""Who stepped back from an incident: for its team by name, for who arranges the work without them with the reason."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from reachable.audit import queries as audit
from reachable.audit.permissions import check_can_search_audit
from reachable.audit.queries import Looked
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import access, permissions
from ..choices import TeamPart
from ..models import Connection, Involvement

LATEST = 200


@dataclass(frozen=True)
class Opened:
    """A page of the incident that somebody had opened: how often, when last, and which young people it showed."""

    page: str
    times: int
    last_at: datetime
    letters: tuple[str, ...]
    people: tuple[UUID, ...]  # whose letters they are


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


def opened_before(professional: Professional, reference: str, key: UUID, at: datetime) -> list[Opened]:
    """What somebody who stepped back had opened of the incident, for whoever reads why he did; the last one first.

    Asking is itself an entry of the audit.
    """
    if not any(line.professional_key == key and line.kind_label for line in stepped_back(professional, reference, at)):
        raise NotFound("connection")
    found = access.incident_for(professional, reference, at)
    involved = list(Involvement.objects.filter(incident=found).order_by("position"))
    keys = people.current_person_keys([one.record_id for one in involved])
    letter_of = {keys[one.record_id]: one.letter for one in reversed(involved)}
    looks = audit.looks_of(professional, key, incident=reference, at=at)
    pages: dict[str, list[Looked]] = {}
    for look in looks:
        pages.setdefault(look.page, []).append(look)
    return [_opened(page, those, letter_of) for page, those in pages.items()]


def _opened(page: str, looks: list[Looked], letter_of: dict[UUID, str]) -> Opened:
    shown = [person for person in reversed(letter_of) if any(str(person) in look.about for look in looks)]
    letters = tuple(letter_of[person] for person in shown)
    return Opened(page=page, times=len(looks), last_at=looks[0].at, letters=letters, people=tuple(shown))


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
