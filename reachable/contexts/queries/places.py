"""Places, schools, groups and online spaces: the list, one of them with all that is known, those of an incident."""

from collections.abc import Mapping
from datetime import date, datetime

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading
from reachable.playbook.tables import Listed

from .. import permissions
from ..choices import ContextAnswered, ContextKind, ContextState
from ..editions import tables
from ..models import Context, ContextAnswer, ContextAssessment, ContextGoal, ContextOfIncident, GoalReading, Revisit
from .places_lines import (
    AnswerLine,
    AssessmentVersion,
    ContextLine,
    ContextView,
    GoalLine,
    IncidentOfContext,
    KnownPlace,
    LinkedContext,
    Question,
    ReadingLine,
    RevisitLine,
    SideText,
)

# The sides of the playbook, and where an assessment keeps each.
SIDES = {"young-people": "young_people", "guardianship": "guardianship", "environment": "environment"}


def contexts(professional: Professional, at: datetime, *, kind: str = "", state: str = "") -> tuple[ContextLine, ...]:
    """All of them, due for another look first; what has ended only where it is asked for. One statement."""
    permissions.check_can_see_contexts(professional)
    rows = Context.objects.select_related("owner")
    rows = rows.filter(state=state) if state in ContextState.values else rows.exclude(state=ContextState.ENDED)
    if kind in ContextKind.values:
        rows = rows.filter(kind=kind)
    return _sorted([_line(row, clock.local_date(at)) for row in rows])


def context(professional: Professional, reference: str, at: datetime) -> ContextView:
    """A fixed number of statements."""
    row = permissions.context_to_see(professional, reference)
    return ContextView(
        line=_line(row, clock.local_date(at)),
        version=row.version,
        area=row.area,
        where=row.where,
        when=row.when,
        harms=row.harms,
        referred_by=row.referred_by.name,
        referred_at=row.referred_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
        ended_because=row.ended_because,
        incidents=_incidents(professional, row, at),
        assessments=_assessments(row),
        questions=_questions(row),
        goals=_goals(row),
        revisits=_revisits(row),
        may_keep=permissions.may_keep_contexts(professional) and row.state != ContextState.ENDED,
    )


def of_incident(professional: Professional, reference: str, at: datetime) -> tuple[Heading, tuple[LinkedContext, ...]]:
    """Those that matter in an incident which the reader may open, with why; also what has ended since."""
    heading = incidents.heading(professional, reference, at)
    permissions.check_can_see_contexts(professional)
    return heading, _linked(heading.incident_id, at)


def open_contexts_of(professional: Professional, incident_id: int, at: datetime) -> tuple[ContextLine, ...]:
    """Those of an incident that was found for the reader and which have not ended; one statement."""
    return tuple(one.line for one in _linked(incident_id, at) if one.line.is_open)


def places_to_name(professional: Professional, incident_id: int, at: datetime) -> tuple[KnownPlace, ...]:
    """Those of an incident that was found for the reader, to say that something is about one; none for a reader who
    does not see places and groups.
    """
    if not permissions.may_see_contexts(professional):
        return ()
    return tuple(KnownPlace(one.reference, one.name) for one in open_contexts_of(professional, incident_id, at))


def known_place(professional: Professional, row: Context | None) -> KnownPlace | None:
    """What a reader is told of the place that a row names; asks the database nothing."""
    return KnownPlace(row.reference, row.name) if row and permissions.may_see_contexts(professional) else None


def sides(professional: Professional) -> tuple[Listed, ...]:
    """The three sides in the words of the playbook; asks the database nothing."""
    return tables().context_sides


def _linked(incident_id: int, at: datetime) -> tuple[LinkedContext, ...]:
    rows = ContextOfIncident.objects.filter(incident=incident_id, ended_at__isnull=True)
    today = clock.local_date(at)
    found = [
        LinkedContext(_line(row.context, today), row.because, row.by.name, row.at)
        for row in rows.select_related("context__owner", "by").order_by("at", "pk")
    ]
    return tuple(sorted(found, key=lambda one: _order(one.line)))


def _incidents(professional: Professional, row: Context, at: datetime) -> tuple[IncidentOfContext, ...]:
    links = row.incidents.filter(ended_at__isnull=True, incident__in=access.visible(professional, at).values("pk"))
    return tuple(
        IncidentOfContext(one.incident.reference, one.incident.title, one.because, one.by.name, one.at)
        for one in links.select_related("incident", "by").order_by("-at", "-pk")
    )


def _line(row: Context, today: date) -> ContextLine:
    is_open = row.state != ContextState.ENDED
    return ContextLine(
        key=row.key,
        reference=row.reference,
        name=row.name,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        area_label=row.get_area_display(),
        state=row.state,
        state_label=row.get_state_display(),
        owner=row.owner.name,
        revisit_on=row.revisit_on,
        accepted_by=row.accepted_by,
        is_late=is_open and (row.revisit_on is None or row.revisit_on < today),
    )


def _order(line: ContextLine) -> tuple[bool, date, str]:
    """Without a day first, then the earliest; what has ended last."""
    return not line.is_open, line.revisit_on or date.min, line.reference


def _sorted(lines: list[ContextLine]) -> tuple[ContextLine, ...]:
    return tuple(sorted(lines, key=_order))


def _assessments(row: Context) -> tuple[AssessmentVersion, ...]:
    rows = row.assessments.select_related("by").order_by("-number")
    return tuple(
        AssessmentVersion(one.number, _side_texts(one), one.views, one.not_known, one.by.name, one.at) for one in rows
    )


def _side_texts(row: ContextAssessment) -> tuple[SideText, ...]:
    words: Mapping[str, str] = {code: getattr(row, field) for code, field in SIDES.items()}
    return tuple(SideText(one.title, one.why, words.get(one.code, "")) for one in tables().context_sides)


def _questions(row: Context) -> tuple[Question, ...]:
    """Those of the playbook, and whatever was answered under a code that it has no more."""
    said: dict[str, list[AnswerLine]] = {}
    for one in row.answers.select_related("by").order_by("-number"):
        said.setdefault(one.code, []).append(_answer(one))
    asked = {one.code: one for one in tables().context_questions}
    found = [Question(code, one.title, one.why, tuple(said.get(code, ()))) for code, one in asked.items()]
    retired = [Question(code, code, "", tuple(lines)) for code, lines in said.items() if code not in asked]
    return (*found, *retired)


def _answer(row: ContextAnswer) -> AnswerLine:
    return AnswerLine(row.answer, str(ContextAnswered(row.answer).label), row.because, row.by.name, row.at)


def _goals(row: Context) -> tuple[GoalLine, ...]:
    goals = list(ContextGoal.objects.filter(context=row).select_related("by").order_by("position"))
    said: dict[int, list[ReadingLine]] = {}
    readings = GoalReading.objects.filter(goal__context=row).select_related("by").order_by("-on", "-pk")
    for one in readings:
        said.setdefault(one.goal_id, []).append(ReadingLine(one.on, one.get_state_display(), one.words, one.by.name))
    return tuple(
        GoalLine(
            key=one.key,
            goal=one.goal,
            measured_by=one.measured_by,
            who=one.who,
            state=one.state,
            state_label=one.get_state_display(),
            version=one.version,
            by=one.by.name,
            at=one.at,
            readings=tuple(said.get(one.pk, ())),
        )
        for one in goals
    )


def _revisits(row: Context) -> tuple[RevisitLine, ...]:
    rows = Revisit.objects.filter(context=row).select_related("by").order_by("-on", "-pk")
    return tuple(RevisitLine(one.on, one.words, one.next_on, one.by.name) for one in rows)
