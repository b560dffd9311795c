"""What weighs most on one young person's safety: the sides beside each other, with their versions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, Whom

from .. import permissions
from ..choices import Aspect, WeighedBy
from ..models import Weighting
from ..policies.weighting import Weight
from ..readers import of_them


@dataclass(frozen=True)
class WeightingVersion:
    number: int
    weights: tuple[Weight, ...]  # in the order of the five
    said_by: str
    by: str
    at: datetime

    @property
    def shares(self) -> dict[str, int]:
        return {one.aspect: one.weight for one in self.weights}


@dataclass(frozen=True)
class Side:
    """`versions` newest first; empty where this side was not asked yet."""

    side: str
    label: str
    versions: tuple[WeightingVersion, ...]

    @property
    def stands(self) -> WeightingVersion | None:
        return self.versions[0] if self.versions else None


@dataclass(frozen=True)
class WeightingView:
    heading: Heading
    whom: Whom
    sides: tuple[Side, ...]
    may_write: bool

    def side(self, code: str) -> Side:
        return next(one for one in self.sides if one.side == code)

    @property
    def is_empty(self) -> bool:
        return not any(one.versions for one in self.sides)


def weighting(professional: Professional, reference: str, key: UUID, at: datetime) -> WeightingView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    heading, whom = incidents.whom(professional, reference, key, at)
    if not whom.has_letter:
        raise NotFound("young person")
    permissions.check_can_read_maps(professional)
    rows = _versions(key, heading.incident_id)
    sides = tuple(
        Side(
            side.value,
            str(side.label),
            tuple(_version(row, number) for number, row in enumerate((r for r in rows if r.side == side), 1))[::-1],
        )
        for side in WeighedBy
    )
    return WeightingView(heading, whom, sides, permissions.may_write_maps(professional))


def versions_of_side(young_id: int, side: str) -> list[Weighting]:
    """In the order in which they were written; for callers who found the young person for the professional."""
    return list(Weighting.objects.filter(of_them(young_id), side=side).order_by("at", "pk"))


def _versions(key: UUID, incident_id: int) -> list[Weighting]:
    young = Weighting.objects.filter(involvement__key=key, involvement__incident=incident_id)
    theirs = young | Weighting.objects.filter(
        involvement__now_known_as__key=key, involvement__now_known_as__incident=incident_id
    )
    return list(theirs.select_related("by").prefetch_related("lines").order_by("at", "pk"))


def _version(row: Weighting, number: int) -> WeightingVersion:
    lines = {one.aspect: one for one in row.lines.all()}
    weights = tuple(
        Weight(aspect.value, lines[aspect].weight, lines[aspect].because) for aspect in Aspect if aspect in lines
    )
    return WeightingVersion(number, weights, row.said_by, row.by.name, row.at)
