"""My work, and help."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.urls import reverse

from reachable.common import references
from reachable.directory.queries import DutyLineRow
from reachable.incidents.choices import TeamPart
from reachable.incidents.queries import Changed, IncidentLine, IncidentOfMine, Lapsing, ToDecide
from reachable.meetings.choices import MeetingState
from reachable.meetings.queries import LateAction, MyMeeting
from reachable.oversight.queries import MineHere
from reachable.playbook.coverage import ENFORCED, NOT_CARRIED, Counts
from reachable.responses.queries import AboutWhom, ActionLine, ActionsOfMine, QuestionLine
from reachable.safety.queries import FitOfMine
from reachable.sharing.queries import SentLine, SummaryOfMine, ToFile
from reachable.web.shared import moments
from reachable.web.shared.page import Look, Page

from .guide import Line, Section

ALWAYS_COUNTED = ("overdue", "today", "next-week", "others")


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
    to_decide: tuple[ToDecide, ...]
    questions: tuple[QuestionLine, ...]
    incidents: tuple[IncidentOfMine, ...]
    changed: tuple[Changed, ...]
    lapsing: tuple[Lapsing, ...]
    plans: tuple[FitOfMine, ...]
    meetings: tuple[MyMeeting, ...]
    late: tuple[LateAction, ...]  # of meetings that I chair, a day late or more
    records: tuple[ToFile, ...]  # of meetings whose records wait for me
    summaries: tuple[SummaryOfMine, ...]  # that my agency owes to a rapid review
    briefings: tuple[SentLine, ...]  # that were sent to me; those to be read first
    way_back: tuple[MineHere, ...]  # lines that are offered to me, days that I look ahead to
    sees_incidents: bool
    may_act: bool
    may_report: bool

    @property
    def to_read(self) -> tuple[SentLine, ...]:
        return tuple(one for one in self.briefings if one.is_to_read)

    @property
    def own(self) -> tuple[Group, ...]:
        """Most urgent first."""
        return (
            Group("overdue", "My actions overdue", self.work.overdue),
            Group("today", "Today", self.work.today),
            Group("next-week", "Next 7 days", self.work.next_week),
            Group("later", "Later", self.work.later),
            Group("at-rest", "About a young person who has died: nothing presses", self.work.at_rest),
        )

    @property
    def questions_late(self) -> tuple[QuestionLine, ...]:
        """They stand right below the actions that are late; the others below what is due today."""
        return tuple(line for line in self.questions if line.is_overdue)

    @property
    def questions_due(self) -> tuple[QuestionLine, ...]:
        return tuple(line for line in self.questions if not line.is_overdue)

    @property
    def waiting(self) -> tuple[Group, ...]:
        return (
            Group("agency", "Waiting on my agency: nobody has accepted", self.work.agency),
            Group("others", "Waiting on others", self.work.others),
        )

    @property
    def counts(self) -> tuple[tuple[str, str, int], ...]:
        """What stands at the top: where it is on the page, what, how many; the commonest even when there is none."""
        found = [(group.code, group.title.partition(":")[0], len(group.lines)) for group in (*self.own, *self.waiting)]
        found[4:4] = [
            ("to-decide", "To decide", len(self.to_decide)),
            ("questions", "Questions for you", len(self.questions)),
            ("plans", "Safety plans to look at", len(self.plans)),
        ]
        return tuple(one for one in found if one[2] or one[0] in ALWAYS_COUNTED)

    @property
    def new_to_me(self) -> tuple[IncidentOfMine, ...]:
        return tuple(line for line in self.incidents if line.is_new)

    @property
    def that_i_lead(self) -> tuple[IncidentOfMine, ...]:
        return tuple(line for line in self.incidents if line.part in (TeamPart.LEAD, TeamPart.DEPUTY))

    @property
    def changes(self) -> int:
        return sum(line.changes for line in self.changed)

    @staticmethod
    def meeting_at(mine: MyMeeting) -> str:
        """The meeting as the team sees it, or one's own place at it."""
        return reverse("meeting:meeting" if mine.through_incident else "guests:mine", args=[mine.line.reference])

    @staticmethod
    def of_meeting(mine: MyMeeting) -> str:
        """What this reader has to do with it, and what is missing."""
        if mine.line.state == MeetingState.ENDED:
            return "ended: agree the minutes"
        missing = f", {mine.empty_seats} seat{'' if mine.empty_seats == 1 else 's'} missing" if mine.empty_seats else ""
        return f"{mine.part}{missing}"

    @property
    def records_waiting(self) -> int:
        return sum(one.count for one in self.records)

    @property
    def is_empty(self) -> bool:
        work = (self.to_triage, self.to_decide, self.questions, self.incidents, self.changed, self.lapsing, self.plans)
        groups = (*self.own, *self.waiting)
        leaving = (self.meetings, self.late, self.records, self.summaries, self.briefings, self.way_back)
        return not any((*work, *leaving)) and not any(group.lines for group in groups)

    @property
    def looks(self) -> tuple[Look, ...]:
        """One for each incident that is shown: a look says through which incident somebody was seen."""
        about: dict[str, dict[object, None]] = {}
        for line in (line for group in (*self.own, *self.waiting) for line in group.lines):
            about.setdefault(line.reference, {}).update({line.person_key: None} if line.person_key else {})
        for asked in self.questions:
            about.setdefault(asked.reference, {}).update({one.person_key: None for one in asked.about})
        for one in self.late:
            about.setdefault(one.reference, {})
        for plan in self.plans:
            about.setdefault(plan.reference, {})[plan.person_key] = None
        looks = tuple(Look(incident=reference, about=tuple(map(str, keys))) for reference, keys in about.items())
        return looks or (Look(),)

    @staticmethod
    def later_than(line: ActionLine, at: datetime) -> list[tuple[str, str]]:
        offered = moments.choices(at, later_than=line.due_at)
        return [(code, words) for code, words in offered if code != moments.PICK]

    @staticmethod
    def whom(line: ActionLine) -> str:
        """Kai Mensah (A/0012): a page that touches several incidents."""
        return _across(line, line.reference)

    @staticmethod
    def plan_of(plan: FitOfMine) -> str:
        """Kai Mensah (A/0012), or A/0012 alone."""
        across = references.across(plan.letter, plan.reference)
        return f"{plan.name} ({across})" if plan.name else across

    @staticmethod
    def whom_asked(line: QuestionLine) -> str:
        return ", ".join(_across(one, line.reference) for one in line.about)

    @staticmethod
    def answered_at(line: QuestionLine) -> str:
        """One young person's sheet, or the grid of several."""
        strand = (line.reference, line.strand_code)
        if len(line.about) > 1:
            return reverse("responses:sheet", args=strand)
        about = [one.letter for one in line.about]
        sheet = reverse("responses:sheet_about", args=(*strand, *about)) if about else ""
        return f"{sheet or reverse('responses:sheet', args=strand)}#card-{line.card_key}"


def _across(one: ActionLine | AboutWhom, reference: str) -> str:
    across = references.across(one.letter, reference)
    return across if one.label == one.letter else one.label.replace(f"({one.letter})", f"({across})")


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


@dataclass(frozen=True)
class Guide(Page):
    template: ClassVar[str] = "home/guide.html"
    title: ClassVar[str] = "How this follows the guide"
    playbook: str
    edition: str
    sections: tuple[Section, ...]
    counts: Counts

    @property
    def gates_waiting(self) -> int:
        return len({line.gate for section in self.sections for line in section.lines if line.gate})

    @staticmethod
    def level(line: Line) -> tuple[str, str]:
        """In words, and the tone that goes with them."""
        if line.gate:
            return f"{line.level.capitalize()}, gate not yet enforced", "soon"
        return line.level.capitalize(), {ENFORCED: "well", NOT_CARRIED: "late"}.get(line.level, "")
