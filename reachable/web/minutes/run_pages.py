"""What the pages of a running meeting show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from reachable.meetings.queries import (
    AttendanceLine,
    ItemLine,
    MeetingActionLine,
    NoteLine,
    OutcomeLine,
    RunView,
    SharedView,
)
from reachable.web.shared.cards import DrawnCard
from reachable.web.shared.page import Look, Page

from .run_actions import ActionForm
from .run_forms import (
    AddItemForm,
    BecauseForm,
    ClearNoteForm,
    DissentForm,
    EndForm,
    NoteForm,
    PurposesForm,
    RestrictedForm,
)
from .run_outcomes import OutcomeForm


class OfMeeting(Page):
    """A page of a meeting that has begun."""

    nav: ClassVar[str] = "incidents"
    view: RunView

    @property
    def reference(self) -> str:
        return self.view.heading.reference

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.heading.incident.reference, about=self.view.looks_about),)


@dataclass(frozen=True)
class Run(OfMeeting):
    """The one page on which a meeting is held. `focus`: where the cursor goes without script."""

    template: ClassVar[str] = "minutes/run.html"
    view: RunView
    note: NoteForm
    action: ActionForm
    rows: Mapping[UUID, DrawnCard]
    restricted: RestrictedForm
    add: AddItemForm
    passing: BecauseForm
    outcome: OutcomeForm | None = None
    focus: str = ""
    elsewhere: ItemLine | None = None  # the item at which something typed was kept

    @property
    def title(self) -> str:
        return f"{self.view.heading.title}, {self.reference}"

    @property
    def page_forms(self) -> tuple[Any, ...]:
        cards = [drawn.form for drawn in self.rows.values()]
        return (self.note, self.action, *cards, self.outcome, self.restricted, self.add, self.passing)

    @property
    def may_write(self) -> bool:
        """In a restricted part only those write who stayed for it."""
        there = self.view.restricted is None or not self.view.restricted.reader_left
        return self.view.may_run and there

    @property
    def letter_of(self) -> dict[str, UUID]:
        """The person behind each letter, for what is marked as showing them."""
        return {one.letter: one.person_key for one in self.view.heading.covered}

    @property
    def actions_here(self) -> tuple[MeetingActionLine, ...]:
        item = self.view.item.key if self.view.item else None
        return tuple(one for one in self.view.actions if one.item_key == item)

    @property
    def actions_elsewhere(self) -> tuple[MeetingActionLine, ...]:
        here = set(self.actions_here)
        return tuple(one for one in self.view.actions if one not in here)

    @property
    def asks(self) -> tuple[str, ...]:
        """The questions of the item, each once."""
        return tuple(dict.fromkeys(card.ask for row in self.view.answers for card in row.cards))

    @property
    def undecided(self) -> tuple[OutcomeLine, ...]:
        return tuple(one for one in self.view.outcomes if not one.is_said)


@dataclass(frozen=True)
class RunFragment(Run):
    """What the script of the page asked for: it takes the parts that it may replace."""

    template: ClassVar[str] = "minutes/run_fragment.html"


@dataclass(frozen=True)
class Start(OfMeeting):
    template: ClassVar[str] = "minutes/run_start.html"
    view: RunView

    @property
    def title(self) -> str:
        return f"Start the meeting {self.reference}"


@dataclass(frozen=True)
class Attendance(OfMeeting):
    template: ClassVar[str] = "minutes/run_attendance.html"
    title: ClassVar[str] = "Who is there"
    view: RunView
    form: Any

    @property
    def lines(self) -> tuple[AttendanceLine, ...]:
        return self.view.attendance


@dataclass(frozen=True)
class Purposes(OfMeeting):
    template: ClassVar[str] = "minutes/run_purposes.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Agree what this meeting is for"
    button: ClassVar[str] = "Agree the purposes"
    view: RunView
    form: PurposesForm


@dataclass(frozen=True)
class Note(OfMeeting):
    """One note: to change it, to say that it is taken back, who does not agree, the wording for records."""

    template: ClassVar[str] = "minutes/run_note.html"
    view: RunView
    note: NoteLine
    form: NoteForm
    back: BecauseForm
    dissent: DissentForm
    clear: ClearNoteForm
    stale: bool = False

    @property
    def title(self) -> str:
        return f"{self.note.kind_label} noted in {self.reference}"

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form, self.back, self.dissent, self.clear)

    @property
    def letter_of(self) -> dict[str, UUID]:
        return {one.letter: one.person_key for one in self.view.heading.covered}


@dataclass(frozen=True)
class End(OfMeeting):
    template: ClassVar[str] = "minutes/run_end.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "End the meeting"
    button: ClassVar[str] = "End the meeting"
    view: RunView
    form: EndForm

    @property
    def open_items(self) -> tuple[ItemLine, ...]:
        return tuple(one for one in self.view.items if one.state not in ("COVERED", "NOT_REACHED"))

    @property
    def unanswered(self) -> tuple[ItemLine, ...]:
        return tuple(one for one in self.view.items if one.done < one.total)


@dataclass(frozen=True)
class Shared(Page):
    """For the projector: what everybody who is there may see."""

    template: ClassVar[str] = "minutes/run_shared.html"
    nav: ClassVar[str] = "incidents"
    view: SharedView

    @property
    def title(self) -> str:
        return self.view.heading.title

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.heading.incident.reference, about=self.view.looks_about),)
