"""What the pages show on which a meeting is concluded, and its minutes and actions stand afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse

from reachable.incidents.queries import YoungPersonLine
from reachable.meetings.policies import CheckLine
from reachable.meetings.queries import ActionsView, ConcludeView, MeetingHeading, MinutesView
from reachable.web.shared.page import Look, Page

from .conclude_forms import AddendumForm, AgreeForm, SendActionsForm, WhyEmptyForm

GROUPS = (
    ("meeting", "The meeting"),
    ("items", "What it covered"),
    ("young-people", "What was decided for each young person"),
    ("actions", "Actions"),
    ("seats", "Who was missing"),
    ("notes", "What was said"),
)


class _Held(Page):
    nav: ClassVar[str] = "incidents"
    view: ConcludeView | MinutesView | ActionsView

    @property
    def meeting(self) -> MeetingHeading:
        return self.view.heading

    @property
    def reference(self) -> str:
        return self.meeting.reference

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(one.person_key for one in self.meeting.covered)
        return (Look(incident=self.meeting.incident.reference, about=about),)


@dataclass(frozen=True)
class Conclude(_Held):
    """`seats`: the form of each seat that stayed empty and of which nobody said why, by its code."""

    template: ClassVar[str] = "minutes/conclude.html"
    view: ConcludeView
    seats: Mapping[str, WhyEmptyForm]

    @property
    def title(self) -> str:
        return f"Conclude {self.reference}"

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return tuple(self.seats.values())

    @property
    def groups(self) -> tuple[tuple[str, str, tuple[CheckLine, ...]], ...]:
        found = ((code, title, tuple(one for one in self.view.lines if one.group == code)) for code, title in GROUPS)
        return tuple(group for group in found if group[2])

    def link(self, line: CheckLine) -> tuple[str, str]:
        """Where it is settled, and what the link says; nothing where it is not a link that settles it."""
        run = reverse("minutes:run", args=[self.reference])
        if line.settles == "item":
            return f"{run}?item={line.of}", "go to the item"
        if line.settles == "outcome":
            return f"{run}?item={self.view.outcome_item or ''}&about={line.of}", "say what is decided"
        if line.settles == "action":
            return reverse("responses:action", args=[line.of]), "look at the action"
        places = {"purposes": ("purposes", "agree the purposes"), "attendance": ("attendance", "mark who was there")}
        if line.settles in places:
            name, words = places[line.settles]
            return reverse(f"minutes:{name}", args=[self.reference]), words
        return (run, "look at the notes") if line.settles == "note" else ("", "")

    def whom(self, line: CheckLine) -> YoungPersonLine | None:
        found = (one for one in self.meeting.covered if line.settles == "outcome" and str(one.key) == line.of)
        return next(found, None)


@dataclass(frozen=True)
class Agree(_Held):
    """`stale`: something was written meanwhile; agreeing again agrees what is shown now."""

    template: ClassVar[str] = "minutes/agree.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Agree the minutes"
    view: ConcludeView
    form: AgreeForm
    stale: bool

    @property
    def title(self) -> str:
        return f"Agree the minutes of {self.reference}"


@dataclass(frozen=True)
class Minutes(_Held):
    """`is_printed`: for which purpose was asked, and it may be printed; on the screen alone it prints a notice."""

    template: ClassVar[str] = "minutes/minutes.html"
    view: MinutesView
    may_add: bool
    is_printed: bool

    @property
    def title(self) -> str:
        return f"Minutes: {self.view.title}"


@dataclass(frozen=True)
class Addendum(_Held):
    template: ClassVar[str] = "minutes/addendum.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Add it to the minutes"
    view: MinutesView
    form: AddendumForm

    @property
    def title(self) -> str:
        return f"Add to the minutes of {self.reference}"


@dataclass(frozen=True)
class Actions(_Held):
    template: ClassVar[str] = "minutes/actions.html"
    view: ActionsView

    @property
    def title(self) -> str:
        return f"Actions of {self.reference}"


@dataclass(frozen=True)
class SendActions(_Held):
    template: ClassVar[str] = "minutes/send_actions.html"
    has_keepable_form: ClassVar[bool] = True
    view: ActionsView
    form: SendActionsForm

    @property
    def title(self) -> str:
        return f"Send the actions of {self.reference}"

    @property
    def button(self) -> str:
        return f"Send to {self.view.waiting}"
