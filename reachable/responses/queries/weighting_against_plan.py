"""Whether what is planned for a young person goes where the weight of the danger is (STA-7).

The measures of the safety plan that stands and the open actions about the young person, as far as this reader may
read them, beside what a professional and the young person say weighs most.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.contexts.choices import Aspect, WeighedBy
from reachable.contexts.policies.weighting import Planned, against_plan
from reachable.contexts.queries import WeightingView
from reachable.directory.models import Professional
from reachable.incidents.queries import Heading
from reachable.safety import queries as safety
from reachable.safety.choices import PlanPlace

from ..choices import UNFINISHED
from ..models import Action

ASPECT_OF = {
    PlanPlace.HOME: Aspect.HOME,
    PlanPlace.AREA: Aspect.NEIGHBOURHOOD,
    PlanPlace.EDUCATION: Aspect.EDUCATION,
    PlanPlace.ONLINE: Aspect.ONLINE,
    PlanPlace.TRAVEL: Aspect.NEIGHBOURHOOD,
}
_WARNED_FOR = (WeighedBy.PROFESSIONAL, WeighedBy.YOUNG_PERSON)


@dataclass(frozen=True)
class AimLine:
    """An open action about the young person; `aims_at` is empty where it is not said."""

    key: UUID
    what: str
    owner: str
    due_at: datetime
    aims_at: str


@dataclass(frozen=True)
class AgainstPlan:
    """`planned` by aspect; `not_said`: actions of which nobody said what they are to change."""

    planned: dict[str, Planned]
    actions: tuple[AimLine, ...]
    warnings: tuple[str, ...]
    has_plan: bool
    may_aim: bool

    @property
    def not_said(self) -> int:
        return sum(not one.aims_at for one in self.actions)


def weighting_against_plan(professional: Professional, view: WeightingView, at: datetime) -> AgainstPlan:
    """For a reader who was given the weighting by `contexts.queries.weighting`."""
    plan = safety.plan(professional, view.heading.reference, view.whom.key, at)
    places = [one.place for one in plan.stands.text.measures] if plan.stands else []
    measures = Counter(ASPECT_OF[PlanPlace(place)] for place in places)
    actions = _actions(view.heading, view.whom.key)
    aims = Counter(one.aims_at for one in actions)
    planned = {aspect.value: Planned(measures[aspect], aims[aspect.value]) for aspect in Aspect}
    warnings: list[str] = []
    for side in _WARNED_FOR:
        stands = view.side(side).stands
        if stands is not None:
            warnings.extend(against_plan(side, stands.shares, planned))
    may_aim = professional.holds(Permission.MANAGE_ACTIONS)
    return AgainstPlan(planned, actions, tuple(warnings), bool(plan.stands), may_aim)


def _actions(heading: Heading, key: UUID) -> tuple[AimLine, ...]:
    rows = Action.objects.filter(
        incident=heading.incident_id, state__in=UNFINISHED, audience__in=heading.audiences, about__isnull=False
    ).select_related("owner", "owner_agency", "about__now_known_as")
    found = (row for row in rows.order_by("due_at", "pk") if _is_about(row, key))
    return tuple(
        AimLine(
            key=row.key,
            what=row.what,
            owner=row.owner.name if row.owner else str(row.owner_agency),
            due_at=row.due_at,
            aims_at=row.aims_at,
        )
        for row in found
    )


def _is_about(row: Action, key: UUID) -> bool:
    about = row.about and (row.about.now_known_as or row.about)
    return bool(about and about.key == key)
