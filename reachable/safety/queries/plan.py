"""The safety plan of a young person: what stands, what stood before, what was asked of it, and who has a copy."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from reachable.common import clock
from reachable.common.gates import GateState, missing
from reachable.common.refusals import NotFound
from reachable.contexts.queries import DisruptionLine
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.models import Involvement
from reachable.incidents.queries import Heading, Whom

from .. import permissions
from ..choices import PlanPlace
from ..models import FitQuestion, PlanCopy, SafetyPlan
from ..policies.plan import NewPlanMeasure, PlanText
from .comparing import ComparisonLine, beside_plan
from .fit import FitLine, fit_lines
from .plan_copy import copy_lines_of
from .plan_rows import WAITS, is_open, of_them, owes_version, text_of, versions_of, with_standing


@dataclass(frozen=True)
class PlanVersion:
    """`number` counts the versions in the order in which they were written; `said_of` is the letter that it was
    written of, where that is now known by another.
    """

    key: UUID
    number: int
    text: PlanText
    review_on: date
    by: str
    by_telephone: str
    at: datetime
    said_of: str = ""

    def at_place(self, place: str) -> tuple[NewPlanMeasure, ...]:
        return tuple(one for one in self.text.measures if one.place == place)

    @property
    def places(self) -> tuple[tuple[str, str, tuple[NewPlanMeasure, ...]], ...]:
        """The places at which anything is done: code, name, what."""
        found = ((place.value, str(place.label), self.at_place(place)) for place in PlanPlace)
        return tuple(one for one in found if one[2])


@dataclass(frozen=True)
class CopyLine:
    recipient: str
    number: int
    by: str
    at: datetime


@dataclass(frozen=True)
class PlanView:
    """`versions` and `questions` newest first; `copy` says how a plain copy stands, and is None without a plan.

    `beside` are the measures that disrupt harm and run on them, each with whether it agrees with the plan (STA-10).
    """

    heading: Heading
    whom: Whom
    versions: tuple[PlanVersion, ...]
    questions: tuple[FitLine, ...]
    copies: tuple[CopyLine, ...]
    copy: GateState | None
    is_review_overdue: bool
    may_write: bool
    beside: tuple[tuple[DisruptionLine, ComparisonLine], ...]

    @property
    def stands(self) -> PlanVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def waiting(self) -> tuple[FitLine, ...]:
        return tuple(one for one in self.questions if one.is_open or one.owes_version)

    @property
    def settled(self) -> tuple[FitLine, ...]:
        return tuple(one for one in self.questions if one not in self.waiting)


@dataclass(frozen=True)
class PlanLine:
    """That there is a plan, for everybody who may open the incident: nothing of what it says.

    `by` and `telephone`: whom those ask who do not read it.
    """

    number: int
    at: datetime
    by: str
    telephone: str
    review_on: date
    is_review_overdue: bool
    fit_open: int
    owes_version: bool
    may_read: bool


def plan(professional: Professional, reference: str, key: UUID, at: datetime) -> PlanView:
    """Raises NotFound for a young person who is not in an incident that this professional may open."""
    heading, whom = _young(professional, reference, key, at)
    permissions.check_can_read_plans(professional)
    young = Involvement.objects.get(incident=heading.incident_id, key=key)
    rows = versions_of(young)
    versions = tuple(_version(row, number, young) for number, row in enumerate(rows, 1))[::-1]
    numbers = {row.pk: number for number, row in enumerate(rows, 1)}
    may_write = permissions.may_write_plans(professional)
    return PlanView(
        heading=heading,
        whom=whom,
        versions=versions,
        questions=_questions(professional, young, at) if rows else (),
        copies=_copies(numbers) if rows else (),
        copy=_copy(professional, heading, young, rows[-1], at) if rows and may_write else None,
        is_review_overdue=bool(rows) and rows[-1].review_on < clock.local_date(at),
        may_write=may_write,
        beside=beside_plan(professional, heading, key, at),
    )


def fit_question(professional: Professional, reference: str, key: UUID, at: datetime) -> tuple[PlanView, FitLine]:
    """The plan and the question that was asked of it; NotFound where it is no question of this incident."""
    heading = incidents.heading(professional, reference, at)
    permissions.check_can_read_plans(professional)
    row = FitQuestion.objects.filter(key=key, involvement__incident=heading.incident_id)
    found = row.select_related("involvement__now_known_as").first()
    if found is None:
        raise NotFound("question")
    young = found.involvement.now_known_as or found.involvement
    view = plan(professional, reference, young.key, at)
    line = next((one for one in view.questions if one.key == key), None)
    if line is None:
        raise NotFound("question")
    return view, line


def plan_line(
    professional: Professional, heading: Heading, keys: Collection[UUID], at: datetime
) -> dict[UUID, PlanLine]:
    """By involvement key, of those who have a plan; for a reader who has been given the heading. Two statements."""
    wanted = Q(involvement__key__in=keys) | Q(involvement__now_known_as__key__in=keys)
    rows = SafetyPlan.objects.filter(wanted, involvement__incident=heading.incident_id)
    written: dict[UUID, list[SafetyPlan]] = {}
    for row in rows.select_related("by", "involvement__now_known_as").order_by("at", "pk"):
        written.setdefault((row.involvement.now_known_as or row.involvement).key, []).append(row)
    if not written:
        return {}
    questions = with_standing(FitQuestion.objects.filter(wanted, involvement__incident=heading.incident_id))
    waiting: dict[UUID, list[FitQuestion]] = {}
    for question in questions.filter(WAITS):
        waiting.setdefault((question.involvement.now_known_as or question.involvement).key, []).append(question)
    may_read, today = permissions.may_read_plans(professional), clock.local_date(at)
    return {
        key: PlanLine(
            number=len(versions),
            at=versions[-1].at,
            by=versions[-1].by.name,
            telephone=versions[-1].by.telephone,
            review_on=versions[-1].review_on,
            is_review_overdue=versions[-1].review_on < today,
            fit_open=sum(is_open(one) for one in waiting.get(key, ())),
            owes_version=any(owes_version(one) for one in waiting.get(key, ())),
            may_read=may_read,
        )
        for key, versions in written.items()
    }


def _young(professional: Professional, reference: str, key: UUID, at: datetime) -> tuple[Heading, Whom]:
    heading, whom = incidents.whom(professional, reference, key, at)
    if not whom.has_letter:
        raise NotFound("young person")
    return heading, whom


def _version(row: SafetyPlan, number: int, young: Involvement) -> PlanVersion:
    said_of = row.involvement.letter if row.involvement_id != young.pk else ""
    return PlanVersion(row.key, number, text_of(row), row.review_on, row.by.name, row.by.telephone, row.at, said_of)


def _copies(numbers: dict[int, int]) -> tuple[CopyLine, ...]:
    rows = PlanCopy.objects.filter(plan__in=numbers).select_related("by").order_by("-at", "-pk")
    return tuple(CopyLine(row.recipient, numbers[row.plan_id], row.by.name, row.at) for row in rows)


def _copy(professional: Professional, heading: Heading, young: Involvement, row: SafetyPlan, at: datetime) -> GateState:
    lines = copy_lines_of(professional, heading.incident_id, young, text_of(row), at)
    stands = "not to be made yet" if missing(lines) else "may be made"
    return GateState("plan-copy", young.letter, stands, lines)


def _questions(professional: Professional, young: Involvement, at: datetime) -> tuple[FitLine, ...]:
    rows = list(with_standing(FitQuestion.objects.filter(of_them(young.pk))).order_by("-asked_at", "-pk"))
    return tuple(fit_lines(professional, rows, at))
