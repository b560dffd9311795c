"""What the incident's page says of the response: strands with counts, what needs attention, gaps per young person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.directory.queries import DutyLineRow
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading, IncidentView

from .. import editions
from ..models import Strand
from .attention import Attention, attention_of
from .running import Running, running
from .standing import Question

_HOME = ("safe-to-return", "home")  # the question whose answer says whether home is safe, and its field


class Counts(NamedTuple):
    """`not_known` are answered, and somebody finds out."""

    unanswered: int = 0
    not_known: int = 0
    total: int = 0


@dataclass(frozen=True)
class StrandLine:
    code: str
    title: str
    standing: str
    standing_label: str
    counts: Counts

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
        strands=tuple(_strands(found, found.questions)),
        counts=_counts(found),
        homes=_homes(found),
        attention=tuple(attention_of(found, members, duty, at)),
        duty=tuple(duty),
    )


def strands(professional: Professional, reference: str, at: datetime) -> list[StrandLine]:
    found = running(professional, reference, at)
    return _strands(found, found.questions) if found else []


def strands_about(professional: Professional, reference: str, key: UUID, at: datetime) -> list[StrandLine]:
    """Of the strands that run, what they ask about one young person."""
    found = running(professional, reference, at)
    if found is None:
        return []
    about = [one for one in found.running if one.row.about and one.row.about.key == key]
    return [line for line in _strands(found, about) if line.total]


def open_strands(viewer: Professional, heading: Heading) -> tuple[tuple[str, str], ...]:
    """Code and title of each strand of an incident whose heading the reader has already been given; one statement."""
    rows = Strand.objects.filter(response__incident_id=heading.incident_id, about__isnull=True).order_by("pk")
    found = rows.values_list("code", "response__edition__content_hash")
    return tuple((code, editions.stored(content_hash).strands[code].title) for code, content_hash in found)


def what_opens(viewer: Professional) -> tuple[str, ...]:
    """The strands that a report opens at once, whatever it says; the same for everybody who may report."""
    return tuple(strand.title for strand in editions.in_force().strands.values() if strand.opens == "incident_reported")


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


def _strands(found: Running, questions: list[Question]) -> list[StrandLine]:
    return [
        StrandLine(
            code=strand.code,
            title=found.playbook.strands[strand.code].title,
            standing=strand.standing,
            standing_label=strand.get_standing_display(),
            counts=_count(one for one in questions if one.row.strand_id == strand.pk),
        )
        for strand in found.strands
    ]


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
