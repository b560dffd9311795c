"""Whether what is owed was done in time, for each deadline."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import Said, Where
from reachable.incidents.models import Incident, Whereabouts
from reachable.playbook.schema import Playbook
from reachable.responses import editions
from reachable.responses.choices import SETTLED, Standing
from reachable.responses.models import Answer, Consideration
from reachable.responses.queries.deadlines import in_words
from reachable.sharing.choices import RecordState
from reachable.sharing.models import ChildRecord

from .report_parts import NOTHING, Asked, Bar, Drawing, Figures, Report, incidents_asked, share

KINDS = {"statutory": "Statutory", "local": "Local", "default": "Our default"}
MET, LATE, RUNNING, OVERDUE = "Met in time", "Late", "Still running", "Overdue now"
STATES = (MET, LATE, RUNNING, OVERDUE)
RECORD = "record-filed"
_Rule = tuple[str, str, str]  # kind, code, text of the rule


class _Row(NamedTuple):
    code: str
    kind: str
    rule: str
    due_at: datetime
    settled_at: datetime | None
    where_now: str | None
    relation_now: str | None
    standing: str


def timeliness(professional: Professional, asked: Asked, at: datetime) -> Report:
    """A fixed number of statements, however many deadlines there are."""
    incidents = incidents_asked(professional, asked, at)
    counted = _questions(professional, incidents, at) + _records(incidents, at)
    by_rule = _by_rule(counted)
    ordered = sorted(by_rule, key=lambda rule: (list(KINDS).index(rule[0]), rule[1:]))
    return Report(
        code="timeliness",
        title="Timeliness of deadlines",
        says=(
            "A deadline is met when the question was first settled in time; “not yet known” settles nothing.",
            "What is no longer asked and was never answered is left out.",
        ),
        incidents=incidents.count(),
        figures=(_summary(by_rule), _table(ordered, by_rule)),
        drawings=(Drawing("Deadlines by kind", STATES, _bars(by_rule)),),
    )


def state_of(due_at: datetime, done_at: datetime | None, at: datetime) -> str:
    if done_at:
        return MET if done_at <= due_at else LATE
    return RUNNING if at <= due_at else OVERDUE


def _questions(professional: Professional, incidents: QuerySet[Incident], at: datetime) -> Counter[tuple[_Rule, str]]:
    """Those that their reader may read; a question for fewer readers is not counted."""
    settled = Answer.objects.filter(consideration=OuterRef("pk"), answer__in=SETTLED).order_by("number")
    said = Whereabouts.objects.filter(involvement=OuterRef("about")).order_by("-number")
    rows = (
        Consideration.objects.filter(access.readable(professional, at, "strand__response__incident"))
        .filter(strand__response__incident__in=incidents, due_at__isnull=False, about__now_known_as__isnull=True)
        .annotate(
            settled_at=Subquery(settled.values("at")[:1]),
            where_now=Subquery(said.values("where")[:1]),
            relation_now=Subquery(said.values("relation")[:1]),
        )
        .values_list(
            "code", "due_kind", "due_rule", "due_at", "settled_at", "where_now", "relation_now", "strand__standing"
        )
    )
    playbook, counted = editions.in_force(), Counter[tuple[_Rule, str]]()
    after_death = {item.code for item in playbook.considerations() if item.after_death}
    for row in map(_Row._make, rows):
        if row.settled_at or _is_owed(row, after_death):
            counted[(row.kind or "default", row.code, row.rule), state_of(row.due_at, row.settled_at, at)] += 1
    return counted


def _is_owed(row: _Row, after_death: set[str]) -> bool:
    died = row.where_now == Where.DIED and row.relation_now != Said.CONTRADICTS
    return row.standing != Standing.STOPPED and (not died or row.code in after_death)


def _records(incidents: QuerySet[Incident], at: datetime) -> Counter[tuple[_Rule, str]]:
    rows = ChildRecord.objects.filter(meeting__incident__in=incidents).exclude(state=RecordState.REPLACED)
    rule = ("default", RECORD, "")
    return Counter((rule, state_of(due, filed, at)) for due, filed in rows.values_list("filed_due_at", "filed_at"))


def _by_rule(counted: Counter[tuple[_Rule, str]]) -> dict[_Rule, Counter[str]]:
    found: dict[_Rule, Counter[str]] = {}
    for (rule, state), many in counted.items():
        found.setdefault(rule, Counter())[state] += many
    return found


def _numbers(states: Counter[str]) -> tuple[str, ...]:
    """What fell due is all that is not still running."""
    due = states[MET] + states[LATE] + states[OVERDUE]
    return (*(str(states[one]) for one in STATES), share(states[MET], due))


def _kinds(by_rule: dict[_Rule, Counter[str]]) -> dict[str, Counter[str]]:
    found = {kind: Counter[str]() for kind in KINDS}
    for (kind, _, _), states in by_rule.items():
        found[kind] += states
    return found


_COLUMNS = (*STATES, "In time, of those that fell due")


def _summary(by_rule: dict[_Rule, Counter[str]]) -> Figures:
    rows = tuple((KINDS[kind], *_numbers(states)) for kind, states in _kinds(by_rule).items())
    return Figures("By kind of deadline", ("Kind", *_COLUMNS), rows)


def _table(ordered: list[_Rule], by_rule: dict[_Rule, Counter[str]]) -> Figures:
    playbook = editions.in_force()
    rows = tuple(
        (_asked_in_words(playbook, rule[1]), KINDS[rule[0]], in_words(rule[2]) or NOTHING, *_numbers(by_rule[rule]))
        for rule in ordered
    )
    return Figures("Each deadline", ("What is owed", "Kind", "By when", *_COLUMNS), rows)


def _asked_in_words(playbook: Playbook, code: str) -> str:
    """As the edition in force asks it; what an older one asked, by its code."""
    if code == RECORD:
        return "The record of a young person is filed"
    asked = {item.code: item.ask for item in playbook.considerations()}
    return asked.get(code, code.replace("-", " ").capitalize())


def _bars(by_rule: dict[_Rule, Counter[str]]) -> tuple[Bar, ...]:
    return tuple(Bar(KINDS[kind], tuple(states[one] for one in STATES)) for kind, states in _kinds(by_rule).items())
