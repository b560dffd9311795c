"""My work, and help."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reachable.common import references
from reachable.directory.queries import DutyLineRow
from reachable.incidents.queries import IncidentLine
from reachable.responses.queries import ActionLine, ActionsOfMine
from reachable.web.shared import moments
from reachable.web.shared.page import Look, Page


@dataclass(frozen=True)
class Group:
    code: str
    title: str
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True)
class MyWork(Page):
    template: ClassVar[str] = "home/my_work.html"
    nav: ClassVar[str] = "my-work"
    title: ClassVar[str] = "My work"
    work: ActionsOfMine
    to_triage: tuple[IncidentLine, ...]
    sees_incidents: bool
    may_act: bool
    may_report: bool

    @property
    def groups(self) -> tuple[Group, ...]:
        """Most urgent first."""
        return (
            Group("overdue", "Overdue", self.work.overdue),
            Group("today", "Today", self.work.today),
            Group("next-week", "Next 7 days", self.work.next_week),
            Group("later", "Later", self.work.later),
            Group("agency", "Waiting on my agency: nobody has accepted", self.work.agency),
            Group("others", "Waiting on others", self.work.others),
        )

    @property
    def is_empty(self) -> bool:
        return not self.to_triage and not any(group.lines for group in self.groups)

    @property
    def looks(self) -> tuple[Look, ...]:
        """One for each incident that is shown: a look says through which incident somebody was seen."""
        about: dict[str, dict[object, None]] = {}
        for group in self.groups:
            for line in group.lines:
                seen = about.setdefault(line.reference, {})
                if line.person_key:
                    seen[line.person_key] = None
        looks = tuple(Look(incident=reference, about=tuple(map(str, keys))) for reference, keys in about.items())
        return looks or (Look(),)

    @staticmethod
    def later_than(line: ActionLine, at: datetime) -> list[tuple[str, str]]:
        offered = moments.choices(at, later_than=line.due_at)
        return [(code, words) for code, words in offered if code != moments.PICK]

    @staticmethod
    def whom(line: ActionLine) -> str:
        """Kai Mensah (A/0012): a page that touches several incidents."""
        across = references.across(line.letter, line.reference)
        return across if line.label == line.letter else line.label.replace(f"({line.letter})", f"({across})")


@dataclass(frozen=True)
class Help(Page):
    template: ClassVar[str] = "home/help.html"
    nav: ClassVar[str] = "help"
    title: ClassVar[str] = "Help and keys"
    duty: tuple[DutyLineRow, ...]
    shortcuts_off: bool
    words: ClassVar[tuple[tuple[str, str], ...]] = (
        (
            "Young person",
            "Whom the response is about. Each carries a letter within an incident, so that a screen can be read aloud.",
        ),
        ("Professional", "Somebody who works with young people, whatever their agency."),
        ("Strategy discussion", "Agencies together decide what a young person needs and who does what."),
        ("Consideration", "A question of the guide. It is answered, never skipped; “not yet known” is an answer."),
        ("Strand", "A section of the guide that runs in an incident, as one sheet of considerations."),
        ("Associate", "Somebody a young person spends time with, as somebody says who knows."),
        ("Reachable moment", "Being hurt or arrested: a time when a young person may accept help."),
        ("Opposing group", "The other side of a dispute. It is never a label for one young person."),
        ("Part of the definition", "One of the questions that decide whether this is serious youth violence."),
        ("Provisional", "Running since the report, before the definition is signed."),
        ("Proposed", "An action that sends somebody. Do not make contact until the risk to staff is assessed."),
    )
