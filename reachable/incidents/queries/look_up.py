"""What somebody who looks up exact details is told: whom to ring, or which of his own incidents it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.permissions import check_can_search_audit
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.directory.queries import DutyLineRow
from reachable.directory.queries.duty import TAKES_REPORTS_IN

from .. import access, permissions
from ..choices import LookUpKind, TeamPart
from ..models import Incident, LookUp, TeamMember
from .whom_to_ring import Ring, whom_to_ring

LATEST = 200


@dataclass(frozen=True)
class Held:
    """`mine` are references that the reader may open; `elsewhere` whether there is more, and `ring` is for that.

    `ring` is empty too where nobody leads it and the directory has no number.
    """

    mine: tuple[str, ...]
    elsewhere: bool
    ring: tuple[Ring, ...]

    @property
    def is_held(self) -> bool:
        return bool(self.mine) or self.elsewhere


def held(professional: Professional, incidents: Sequence[Incident], at: datetime) -> Held:
    """Of incidents that an exact look-up led to. The same number is given once, however many incidents it is for."""
    permissions.check_can_look_up(professional)
    open_ = set(access.visible(professional, at).filter(pk__in=[i.pk for i in incidents]).values_list("pk", flat=True))
    elsewhere = [one for one in incidents if one.pk not in open_]
    ring = whom_to_ring(professional, elsewhere, at)
    return Held(
        mine=tuple(one.reference for one in incidents if one.pk in open_),
        elsewhere=bool(elsewhere),
        ring=_once(ring[one.pk] for one in elsewhere),
    )


def _once(several: Iterable[Iterable[Ring]]) -> tuple[Ring, ...]:
    return tuple(sorted({one for some in several for one in some}, key=lambda ring: (ring.name, ring.telephone)))


def front_door(professional: Professional, at: datetime) -> tuple[DutyLineRow, ...]:
    """Where a worry about a child is always taken: by day the children's front door, at night the duty team."""
    lines = [line for line in directory.whom_to_ring("", at) if line.role in TAKES_REPORTS_IN]
    return tuple(line for line in lines if line.answers(at)) or tuple(lines)


@dataclass(frozen=True)
class EmergencyLine:
    """That somebody asked for emergency access. `opened` are the incidents it opened: none where nothing runs under
    what was asked, where they are connected with it, or where they were on its team already.
    """

    professional_key: UUID
    name: str
    job_title: str
    agency: str
    at: datetime
    until_at: datetime | None
    because: str
    opened: tuple[str, ...]


def emergencies(professional: Professional) -> list[EmergencyLine]:
    """For information governance, who reviews each of them: the latest first."""
    check_can_search_audit(professional)
    asked = LookUp.objects.filter(kind=LookUpKind.EMERGENCY).select_related("professional__agency")
    rows = list(asked.order_by("-at", "-id")[:LATEST])
    given = TeamMember.objects.filter(
        part=TeamPart.EMERGENCY, professional__in={row.professional_id for row in rows}
    ).values_list("professional", "from_at", "incident__reference")
    opened: dict[tuple[int, datetime], list[str]] = {}
    for who, from_at, reference in given.order_by("incident__reference"):
        opened.setdefault((who, from_at), []).append(reference)
    return [
        EmergencyLine(
            professional_key=row.professional.key,
            name=row.professional.name,
            job_title=row.professional.job_title,
            agency=row.professional.agency.name,
            at=row.at,
            until_at=row.until_at,
            because=row.because,
            opened=tuple(opened.get((row.professional_id, row.at), ())),
        )
        for row in rows
    ]
