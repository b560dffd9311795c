"""Measures that disrupt harm in an incident: on adults first, then places, then young people; every step of one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common import clock
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Known
from reachable.incidents.models import AdultInvolvement
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.playbook.tables import Tool

from .. import permissions
from ..choices import DisruptionOn, DisruptionState
from ..editions import tables
from ..models import Condition, Disruption
from ..policies import disruption as policies

ORDER = (DisruptionOn.ADULT, DisruptionOn.PLACE, DisruptionOn.YOUNG_PERSON)


@dataclass(frozen=True)
class ConditionLine:
    kind: str
    kind_label: str
    words: str


@dataclass(frozen=True)
class DisruptionLine:
    """`young_key` is that of the young person it is on. What has expired or is late is worked out when it is read."""

    key: UUID
    tool: str
    title: str
    basis: str
    note: str
    check_in_force: bool
    on: str
    on_label: str
    said_on: str
    context: str
    young_key: UUID | None
    young_id: int | None  # for rooms, never for a page
    why: str
    agency: str
    asks_youth_justice: bool
    youth_justice_asked: str
    youth_justice_said: str
    state: str
    state_label: str
    from_on: date | None
    expires_on: date | None
    review_on: date | None
    is_expired: bool
    is_late: bool
    conditions: tuple[ConditionLine, ...]
    by: str
    at: datetime
    version: int

    @property
    def is_open(self) -> bool:
        return self.state in policies.OPEN and not self.is_expired

    @property
    def waits(self) -> bool:
        """Somebody must look at it."""
        return self.is_expired or self.is_late

    @property
    def made_without_youth_justice(self) -> bool:
        return (
            self.asks_youth_justice
            and self.state == DisruptionState.IN_FORCE
            and (self.youth_justice_asked != Known.YES)
        )


@dataclass(frozen=True)
class DisruptionStepLine:
    number: int
    state_label: str
    from_on: date | None
    expires_on: date | None
    review_on: date | None
    conditions: tuple[ConditionLine, ...]
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class DisruptionsView:
    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    lines: tuple[DisruptionLine, ...]
    may_plan: bool


@dataclass(frozen=True)
class DisruptionView:
    """`steps` newest first; `whom` is None where it is not on a young person."""

    heading: Heading
    line: DisruptionLine
    whom: YoungPersonLine | None
    steps: tuple[DisruptionStepLine, ...]
    may_plan: bool


@dataclass(frozen=True)
class ToPlan:
    """Whom and what a measure of this incident can be on, and the measures there are."""

    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    adults: tuple[tuple[UUID, str], ...]
    tools: tuple[Tool, ...]


def disruptions(professional: Professional, reference: str, at: datetime) -> DisruptionsView:
    """Of adults who exploit, then of places, then of young people: that is the order in which they are thought of."""
    heading, young_people = incidents.with_young_people(professional, reference, at)
    permissions.check_can_read_disruption(professional)
    lines = lines_of(professional, heading.incident_id, {one.key: one.label for one in young_people}, at)
    return DisruptionsView(heading, young_people, lines, permissions.may_plan_disruption(professional))


def disruption(professional: Professional, reference: str, key: UUID, at: datetime) -> DisruptionView:
    heading, young_people = incidents.with_young_people(professional, reference, at)
    permissions.check_can_read_disruption(professional)
    lines = lines_of(professional, heading.incident_id, {one.key: one.label for one in young_people}, at)
    line = next((one for one in lines if one.key == key), None)
    if line is None:
        raise NotFound("measure")
    whom = next((one for one in young_people if one.key == line.young_key), None)
    steps = _steps(heading.incident_id, key)
    return DisruptionView(heading, line, whom, steps, permissions.may_plan_disruption(professional))


def to_plan(professional: Professional, reference: str, at: datetime) -> ToPlan:
    heading, young_people = incidents.with_young_people(professional, reference, at)
    permissions.check_can_read_disruption(professional)
    adults = AdultInvolvement.objects.filter(incident=heading.incident_id).select_related("record").order_by("pk")
    named = tuple((one.key, f"{one.record.display_name}, {one.get_part_display().lower()}") for one in adults)
    return ToPlan(heading, young_people, named, tables().tools)


def lines_of(
    professional: Professional, incident_id: int, called: dict[UUID, str], at: datetime
) -> tuple[DisruptionLine, ...]:
    """For a reader who has been given the incident; `called` is by involvement key. Two statements."""
    rows = list(_rows(incident_id))
    said: dict[tuple[int, int], list[ConditionLine]] = {}
    for one in Condition.objects.filter(disruption__in=rows).order_by("position") if rows else ():
        said.setdefault((one.disruption_id, one.version), []).append(_condition(one))
    today = clock.local_date(at)
    sees = permissions.may_see_contexts(professional)
    lines = [_line(row, tuple(said.get((row.pk, row.version), ())), called, today, sees=sees) for row in rows]
    return tuple(sorted(lines, key=_order))


def _rows(incident_id: int) -> list[Disruption]:
    rows = Disruption.objects.filter(incident=incident_id).select_related(
        "involvement__now_known_as", "adult__record", "context", "agency", "created_by"
    )
    return list(rows.order_by("created_at", "pk"))


def _order(line: DisruptionLine) -> tuple[int, bool, bool]:
    return ORDER.index(DisruptionOn(line.on)), line.state not in policies.OPEN, not line.waits


def _line(
    row: Disruption, conditions: tuple[ConditionLine, ...], called: dict[UUID, str], today: date, *, sees: bool
) -> DisruptionLine:
    tool = tables().tool(row.tool)
    young = row.involvement.now_known_as or row.involvement if row.involvement else None
    expired = policies.is_expired(row.state, row.expires_on, today)
    return DisruptionLine(
        key=row.key,
        tool=row.tool,
        title=tool.title if tool else row.tool,
        basis=tool.basis if tool else "",
        note=tool.note if tool else "",
        check_in_force=tool is not None and not tool.in_force,
        on=row.on,
        on_label=row.get_on_display(),
        said_on=called.get(young.key, young.letter) if young else _said_on(row, sees=sees),
        context=row.context.reference if row.context and sees else "",
        young_key=young.key if young else None,
        young_id=young.pk if young else None,
        why=row.why,
        agency=row.agency.name if row.agency else "",
        asks_youth_justice=policies.consults_youth_justice(tool, row.on),
        youth_justice_asked=row.youth_justice_asked,
        youth_justice_said=row.youth_justice_said,
        state=row.state,
        state_label="Expired" if expired else str(row.get_state_display()),
        from_on=row.from_on,
        expires_on=row.expires_on,
        review_on=row.review_on,
        is_expired=expired,
        is_late=policies.is_late(row.state, row.review_on, today),
        conditions=conditions,
        by=row.created_by.name,
        at=row.created_at,
        version=row.version,
    )


def _said_on(row: Disruption, *, sees: bool) -> str:
    """A place that is kept for itself is named to those who see places."""
    if row.adult:
        return row.adult.record.display_name
    if row.context is None:
        return row.subject_words
    return row.context.name if sees else "A place or group"


def _condition(row: Condition) -> ConditionLine:
    return ConditionLine(row.kind, str(row.get_kind_display()), row.words)


def _steps(incident_id: int, key: UUID) -> tuple[DisruptionStepLine, ...]:
    row = Disruption.objects.get(incident=incident_id, key=key)
    said: dict[int, list[ConditionLine]] = {}
    for one in row.conditions.order_by("position"):
        said.setdefault(one.version, []).append(_condition(one))
    return tuple(
        DisruptionStepLine(
            number=step.number,
            state_label=str(step.get_state_display()),
            from_on=step.from_on,
            expires_on=step.expires_on,
            review_on=step.review_on,
            conditions=tuple(said.get(step.number, ())),
            words=step.words,
            by=step.by.name,
            at=step.at,
        )
        for step in row.steps.select_related("by").order_by("-number")
    )
