"""What the incident's page says of the response: strands with counts, what needs attention, gaps per young person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from reachable.common import references
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.directory.queries import DutyLineRow
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, IncidentView

from .. import editions
from ..audiences import audience_of
from ..choices import Standing
from ..deadlines import progress
from ..models import Strand
from ..triggers import FROM_WHERE, TRIGGERS, IncidentFacts, Who
from .attention import attention_of
from .dispositions import network_figures
from .running import Running, running
from .standing import Counts, Question
from .waiting import Attention

_HOME = ("safe-to-return", "home")  # the question whose answer says whether home is safe, and its field


@dataclass(frozen=True)
class StrandLine:
    """A section of the guide that is open. `letters` of the young people that it is open for; empty: the incident.

    `stopped_letters` are those for whom it was stopped while it runs for others.
    """

    code: str
    title: str
    letters: tuple[str, ...]
    stopped_letters: tuple[str, ...]
    standing: str
    standing_label: str
    counts: Counts
    overdue: int
    next_due_at: datetime | None  # of what is not answered and not yet late
    next_progress: tuple[int, int] | None  # the working day of that deadline, of how many

    @property
    def total(self) -> int:
        return self.counts.total

    @property
    def answered(self) -> int:
        return self.counts.total - self.counts.unanswered

    @property
    def not_known(self) -> int:
        return self.counts.not_known


@dataclass(frozen=True)
class Standings:
    """Everything that the incident's page says of its response.

    `counts` as in `counts_by_young_person`; `homes` says of each young person whether home is safe; `duty` whom to
    ring in its area.
    """

    strands: tuple[StrandLine, ...] = ()
    counts: Mapping[UUID, Counts] = field(default_factory=dict)
    homes: Mapping[UUID, str] = field(default_factory=dict)
    attention: tuple[Attention, ...] = ()
    duty: tuple[DutyLineRow, ...] = ()
    has_newer_edition: bool = False  # another edition of the guide is in force: responses:edition shows the changes


def standings(
    professional: Professional, reference: str, at: datetime, *, view: IncidentView | None = None
) -> Standings:
    """`view`, where the reader has been given it already, saves reading the incident and its team again."""
    heading = view.heading if view else incidents.heading(professional, reference, at)
    members = view.team if view else incidents.team(professional, heading.incident_id, at)
    duty = directory.whom_to_ring(heading.duty_area, at)
    found = running(professional, reference, at, heading=heading)
    if found is None:
        return Standings(duty=tuple(duty))
    return Standings(
        strands=tuple(_strands(found, found.questions, at)),
        counts=_counts(found),
        homes=_homes(found),
        attention=tuple(attention_of(found, members, duty, at, network_figures(professional, heading, at))),
        duty=tuple(duty),
        has_newer_edition=found.has_newer_edition,
    )


def strands(
    professional: Professional, reference: str, at: datetime, *, heading: Heading | None = None
) -> list[StrandLine]:
    """In the order of the guide. `heading`, where the reader has been given it already, saves finding it again."""
    found = running(professional, reference, at, heading=heading)
    return _strands(found, found.questions, at) if found else []


def strands_about(professional: Professional, reference: str, key: UUID, at: datetime) -> list[StrandLine]:
    """Of the strands that run, what they ask about one young person."""
    found = running(professional, reference, at)
    if found is None:
        return []
    about = [one for one in found.running if one.row.about and one.row.about.key == key]
    return [line for line in _strands(found, about, at) if line.total]


def what_opens(viewer: Professional, wheres: Sequence[str] = (), *, at: datetime) -> tuple[str, ...]:
    """The strands that a report opens at once, of those that this reader may read of.

    `wheres` is where each young person of the report is (codes of Where), in the order of their letters.
    """
    letters = {number: references.letter(number) for number in range(len(wheres))}
    so: dict[tuple[str, Who], datetime | None] = {
        (FROM_WHERE[where], number): None for number, where in enumerate(wheres) if where in FROM_WHERE
    }
    facts = IncidentFacts(reported_at=at, young_people=frozenset(letters), so=so)
    readable, titles = access.audiences(viewer), []
    for guide in editions.in_force().strands.values():
        if not any(audience_of(item) in readable for item in guide.asked):
            continue
        trigger = TRIGGERS[guide.opens]
        if trigger.about == "incident" and trigger.holds(facts, None):
            titles.append(guide.title)
        elif about := [letter for number, letter in letters.items() if trigger.holds(facts, number)]:
            titles.append(f"{guide.title} ({', '.join(about)})")
    return tuple(titles)


def counts_by_young_person(professional: Professional, reference: str, at: datetime) -> dict[UUID, Counts]:
    """By involvement key, over the strands that run."""
    found = running(professional, reference, at)
    return _counts(found) if found else {}


def attention(professional: Professional, reference: str, at: datetime) -> list[Attention]:
    """A lead, a deputy or a decision that is missing; actions that are late, that nobody accepted and are due within
    twelve hours, or whose owner cannot see them; questions that are due; most urgent first.

    A question is due from two hours before its time, so that a fresh report shows what the first hours are for.

    A must without a deadline waits too: nobody stands down while it is unanswered. So does what is not known and
    nobody finds out.
    """
    return list(standings(professional, reference, at).attention)


def _count(questions: Iterable[Question]) -> Counts:
    asked = list(questions)
    return Counts(
        unanswered=sum(one.is_unanswered for one in asked),
        not_known=sum(one.is_not_known for one in asked),
        total=len(asked),
    )


def _strands(found: Running, questions: list[Question], at: datetime) -> list[StrandLine]:
    return [_line(guide.code, guide.title, rows, questions, at) for guide, rows in found.by_section]


def _line(code: str, title: str, rows: list[Strand], questions: list[Question], at: datetime) -> StrandLine:
    """What was stopped counts only where nothing else of the section runs."""
    run = [row for row in rows if row.standing != Standing.STOPPED]
    counted = {row.pk for row in run or rows}
    stands, asked = (run or rows)[0], [one for one in questions if one.row.strand_id in counted]
    due = [(one.row.due_at, one.row.due_rule) for one in asked if one.is_unanswered and one.row.due_at and run]
    coming, rule = min((one for one in due if one[0] >= at), default=(None, ""))
    return StrandLine(
        code=code,
        title=title,
        letters=_letters(run or rows),
        stopped_letters=_letters([row for row in rows if row.standing == Standing.STOPPED]) if run else (),
        standing=stands.standing,
        standing_label=stands.get_standing_display(),
        counts=_count(asked),
        overdue=sum(when < at for when, _ in due),
        next_due_at=coming,
        next_progress=progress(rule, coming, at),
    )


def _letters(rows: list[Strand]) -> tuple[str, ...]:
    about = sorted((row.about for row in rows if row.about), key=lambda one: one.position)
    return tuple(one.letter for one in about)


def _counts(found: Running) -> dict[UUID, Counts]:
    asked: dict[UUID, list[Question]] = {}
    for one in found.running:
        if one.row.about:
            asked.setdefault(one.row.about.key, []).append(one)
    return {key: _count(questions) for key, questions in asked.items()}


def _homes(found: Running) -> dict[UUID, str]:
    """In the words of the edition; "not known" until an answer says more."""
    code, name = _HOME
    homes: dict[UUID, str] = {}
    for one in found.questions:
        fields = {field.name: field for field in one.item.record}
        if one.row.code == code and one.row.about and name in fields and not one.died:
            labels = dict(fields[name].options)
            homes[one.row.about.key] = labels.get(one.record.get(name, ""), "not known").lower()
    return homes
