"""What was decided about the incident, what the facts add up to, and what stood before."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from reachable.common import clock
from reachable.directory.models import Professional

from .. import access, policies
from ..choices import Audience, ContextQuestion, Finding, Known, Part
from ..facts import DefinitionFound, InvolvedAge
from ..models import DefinitionDecision, Incident, Involvement, InvolvementPart


@dataclass(frozen=True)
class PartView:
    code: str
    finding: str
    finding_label: str
    because: str


@dataclass(frozen=True)
class DecisionView:
    number: int
    holds: bool
    parts: tuple[PartView, ...]
    overridden: bool
    override_because: str
    signed_by: str
    signed_at: datetime
    carried_on: str


@dataclass(frozen=True)
class ContextView:
    """`number` is 0 while the question was not answered."""

    question: str
    label: str
    number: int
    answer: str
    answer_label: str
    because: str
    by: str
    at: datetime | None


@dataclass(frozen=True)
class DefinitionView:
    worked_out: DefinitionFound
    decisions: tuple[DecisionView, ...]  # newest first
    context: tuple[ContextView, ...]

    @property
    def current(self) -> DecisionView | None:
        return self.decisions[0] if self.decisions else None


def definition(professional: Professional, reference: str, at: datetime) -> DefinitionView:
    found = access.incident_for(professional, reference, at)
    rows = found.definitions.select_related("signed_by", "carried_on").order_by("-number")
    return DefinitionView(
        worked_out=_worked_out(professional, found),
        decisions=tuple(_decision(row) for row in rows),
        context=tuple(_context(found)),
    )


def _worked_out(professional: Professional, found: Incident) -> DefinitionFound:
    """From the facts as they stand; ages are those on the day it happened, or was reported."""
    day = clock.local_date(found.happened_at or found.reported_at)
    current = Prefetch("parts", queryset=InvolvementPart.objects.filter(until_at__isnull=True))
    involved = found.involvements.filter(now_known_as=None).select_related("record").prefetch_related(current)
    knows = Audience.WITNESSES in access.audiences(professional)
    return policies.work_out_definition(
        offence=found.offence,
        weapon=found.weapon,
        setting=found.setting,
        young_people=[_age_of(row, day, knows=knows) for row in involved],
    )


def _age_of(row: Involvement, day: date, *, knows: bool) -> InvolvedAge:
    """Who may not know of witnesses reads "connected" for both: the finding must not tell him which it is."""
    years, about = row.record.age_on(day), row.record.age_is_about
    parts = {part.part for part in row.parts.all()}
    veiled = parts & {Part.WITNESS, Part.CONNECTED} and not parts - {Part.WITNESS, *policies.ONLY_AROUND_IT}
    if veiled and not knows:
        return InvolvedAge(years if years and years >= 18 else None, about)
    return InvolvedAge(years, about, tuple(parts))


def _decision(row: DefinitionDecision) -> DecisionView:
    carried = getattr(row, "carried_on", None)
    words = f"{carried.get_route_display()} {carried.their_reference}, {carried.named_person}" if carried else ""
    if carried and carried.telephone:
        words += f", {carried.telephone}"
    return DecisionView(
        number=row.number,
        holds=row.holds,
        parts=tuple(
            PartView(
                code=name,
                finding=getattr(row, name),
                finding_label=str(Finding(getattr(row, name)).label),
                because=getattr(row, f"{name}_because"),
            )
            for name in ("offence", "age", "setting")
        ),
        overridden=row.overridden,
        override_because=row.override_because,
        signed_by=row.signed_by.name,
        signed_at=row.signed_at,
        carried_on=words,
    )


def _context(found: Incident) -> list[ContextView]:
    latest = {row.question: row for row in found.context_answers.select_related("by").order_by("number")}
    views = []
    for question in ContextQuestion:
        row = latest.get(question)
        views.append(
            ContextView(
                question=str(question),
                label=str(question.label),
                number=row.number if row else 0,
                answer=row.answer if row else "",
                answer_label=str(Known(row.answer).label) if row else "Not answered",
                because=row.because if row else "",
                by=row.by.name if row else "",
                at=row.at if row else None,
            )
        )
    return views
