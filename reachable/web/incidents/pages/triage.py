"""Reports without a lead, and two of them side by side."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.common import references
from reachable.incidents.queries import Alike, IncidentLine, IncidentView, YoungPersonLine
from reachable.web.incidents.forms.triage import JoinForm
from reachable.web.shared.page import Look, Page


@dataclass(frozen=True)
class Pair:
    """Two reports that look alike; the later one would join the earlier one."""

    other: Alike
    report: str
    into: str


@dataclass(frozen=True)
class TriageRow:
    line: IncidentLine
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Triage(Page):
    template: ClassVar[str] = "incidents/triage.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Reports without a lead"
    rows: tuple[TriageRow, ...]


@dataclass(frozen=True)
class Side:
    view: IncidentView

    @property
    def reference(self) -> str:
        return self.view.heading.reference

    @property
    def young_people(self) -> tuple[tuple[YoungPersonLine, str], ...]:
        """Each with the name that stays clear on a page about two incidents: Kai Mensah (A/0012)."""
        return tuple((line, self._called(line)) for line in self.view.young_people)

    def _called(self, line: YoungPersonLine) -> str:
        letter = references.across(line.letter, self.reference)
        return f"{line.name} ({letter})" if line.name else letter


@dataclass(frozen=True)
class Join(Page):
    template: ClassVar[str] = "incidents/join.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    report: Side
    into: Side
    reasons: tuple[str, ...]
    form: JoinForm

    @property
    def title(self) -> str:
        return f"Join {self.report.reference} to {self.into.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return tuple(
            Look(
                incident=side.reference,
                about=tuple(line.person_key for line in side.view.young_people),
                purpose="compared with another report",
            )
            for side in (self.report, self.into)
        )


def triage(lines: list[IncidentLine]) -> Triage:
    """Two reports on the page that look alike are compared once: at the later one."""
    here = {line.reference for line in lines}
    rows = []
    for line in lines:
        pairs = [_pair(line, other) for other in line.alike]
        rows.append(
            TriageRow(line, tuple(p for p in pairs if p.report == line.reference or p.other.reference not in here))
        )
    return Triage(tuple(rows))


def _pair(line: IncidentLine, other: Alike) -> Pair:
    earlier, later = sorted(((line.reported_at, line.reference), (other.reported_at, other.reference)))
    return Pair(other, report=later[1], into=earlier[1])
