"""The decision on the serious incident notification, advice on it, its data sheet, and that it was sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reachable.incidents.queries import Heading
from reachable.sharing.choices import Side
from reachable.sharing.queries import AdviceLine, DecisionView, SheetView
from reachable.web.shared.page import Look, Page

from ..forms.notification import AdviceForm, DecideForm, SentForm, SheetForm


@dataclass(frozen=True)
class Decide(Page):
    """`form` is there for who decides."""

    template: ClassVar[str] = "notices/decide.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Serious incident notification"
    view: DecisionView
    form: DecideForm | None
    stale: bool

    @property
    def button(self) -> str:
        return "Revise the decision" if self.view.stands else "Record the decision"

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Advice(Page):
    template: ClassVar[str] = "notices/advice.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save the advice"
    heading: Heading
    side: str
    stands: AdviceLine | None
    form: AdviceForm
    stale: bool

    @property
    def title(self) -> str:
        return f"What {Side(self.side).label.lower()} advise on a notification"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Sheet(Page):
    template: ClassVar[str] = "notices/sheet.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Data sheet of the notification"
    button: ClassVar[str] = "Save the sheet"
    view: SheetView
    form: SheetForm | None
    stale: bool

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (looked_at(self.view),)


@dataclass(frozen=True)
class SheetPrint(Page):
    template: ClassVar[str] = "notices/sheet_print.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Data sheet of the notification"
    view: SheetView
    printed_by: str
    printed_at: datetime

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(one.whom.person_key for one in self.view.children)
        return (Look(incident=self.heading.reference, about=about),)


def looked_at(view: SheetView) -> Look:
    """Everybody who can be chosen, and whom something is not to reach."""
    keys = (*(one.person_key for one in view.young_people), *(one.whom.person_key for one in view.warnings))
    return Look(incident=view.heading.reference, about=tuple(dict.fromkeys(keys)))


@dataclass(frozen=True)
class Sent(Page):
    template: ClassVar[str] = "notices/sent.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "The notification was sent"
    button: ClassVar[str] = "Record that it was sent"
    view: DecisionView
    form: SentForm

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)
