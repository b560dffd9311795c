"""A measure that disrupts harm and the safety plan of the young person it is on, side by side."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.refusals import NotFound
from reachable.contexts import queries as contexts
from reachable.contexts.queries import DisruptionView
from reachable.directory.models import Professional

from .. import permissions
from .comparing import ComparisonLine, comparisons
from .plan import PlanView, plan


@dataclass(frozen=True)
class CompareView:
    view: DisruptionView
    plan: PlanView
    comparison: ComparisonLine
    may_compare: bool


def comparison_to_make(professional: Professional, reference: str, key: UUID, at: datetime) -> CompareView:
    """The measure and the plan that stands, side by side."""
    permissions.check_can_read_plans(professional)
    view = contexts.disruption(professional, reference, key, at)
    if view.line.young_key is None:
        raise NotFound("young person")
    shown = plan(professional, reference, view.line.young_key, at)
    stands = comparisons(professional, [view.line])[key]
    return CompareView(view, shown, stands, permissions.may_compare(professional))
