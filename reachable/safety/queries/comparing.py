"""How each measure that disrupts harm stands to the safety plan of the young person it is on, worked out when read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from reachable.contexts import queries as contexts
from reachable.contexts.policies.disruption import OPEN
from reachable.contexts.queries import DisruptionLine
from reachable.directory.models import Professional
from reachable.incidents.queries import Heading

from .. import permissions
from ..models import PlanComparison
from ..policies.comparing import Compared, compared
from .plan_rows import standing_plans


@dataclass(frozen=True)
class ComparisonLine:
    """`because`, `by` and `at` are of what was said last, also where it has to be said again."""

    stands: Compared
    because: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def clashes(self) -> bool:
        return self.stands == Compared.CLASHES

    @property
    def is_settled(self) -> bool:
        """Somebody has held this measure against this plan."""
        return self.stands in (Compared.FITS, Compared.CLASHES)


@dataclass(frozen=True)
class OpenDisruption:
    """For a gate: `is_late` says that it should have been looked at again, or that its last day has passed."""

    key: UUID
    words: str
    review_on: date | None
    expires_on: date | None
    is_late: bool
    compared: bool


def comparisons(professional: Professional, lines: Collection[DisruptionLine]) -> Mapping[UUID, ComparisonLine]:
    """By key of the measure, of those on young people, for a reader who has been given the lines. Two statements."""
    permissions.check_can_read_plans(professional)
    return _comparisons(lines)


def _comparisons(lines: Collection[DisruptionLine]) -> Mapping[UUID, ComparisonLine]:
    on_young = [one for one in lines if one.young_id is not None]
    if not on_young:
        return {}
    plans = {
        row.involvement.now_known_as_id or row.involvement_id: row
        for row in standing_plans([one.young_id for one in on_young if one.young_id])
    }
    last = PlanComparison.objects.filter(disruption=OuterRef("disruption")).order_by("-number")
    rows = PlanComparison.objects.filter(
        disruption__key__in=[one.key for one in on_young], pk=Subquery(last.values("pk")[:1])
    )
    said = {row.disruption.key: row for row in rows.select_related("disruption", "by")}
    found: dict[UUID, ComparisonLine] = {}
    for one in on_young:
        row, stands = said.get(one.key), plans.get(one.young_id or 0)
        state = compared(
            has_plan=stands is not None,
            agrees=row.agrees if row else "",
            of_this_measure=row is not None and row.disruption_version == one.version,
            of_this_plan=row is not None and stands is not None and row.plan_id == stands.pk,
        )
        found[one.key] = ComparisonLine(state, row.because, row.by.name, row.at) if row else ComparisonLine(state)
    return found


def beside_plan(
    professional: Professional, heading: Heading, young_key: UUID, at: datetime
) -> tuple[tuple[DisruptionLine, ComparisonLine], ...]:
    """The measures that run on one young person, and how each stands to the plan; for a reader of both."""
    lines = contexts.lines_of(professional, heading.incident_id, {}, at)
    running = [one for one in lines if one.young_key == young_key and one.is_open]
    said = comparisons(professional, running)
    return tuple((one, said[one.key]) for one in running)


def disruptions_of_incident(professional: Professional, incident_id: int, at: datetime) -> tuple[OpenDisruption, ...]:
    """Those considered, asked for or in force in an incident that was found for the reader; four statements.

    Which measure it is and on whom is told to those alone who read records.
    """
    lines = [one for one in contexts.lines_of(professional, incident_id, {}, at) if one.state in OPEN]
    said, may_read = _comparisons(lines), permissions.may_read_plans(professional)
    return tuple(
        OpenDisruption(
            key=one.key,
            words=f"{one.title}, {one.said_on}" if may_read else "A measure that disrupts harm",
            review_on=one.review_on,
            expires_on=one.expires_on,
            is_late=one.waits,
            compared=one.young_key is None or said[one.key].is_settled,
        )
        for one in lines
    )
