"""What the pages of deadlines and editions show: the guide itself, and no young person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading
from reachable.playbook.changes import KIND
from reachable.responses.queries import DeadlineLine, DeadlinesView, DeadlineView, EditionName, EditionView, RuleSet
from reachable.web.shared.page import Look, Page

from ..deadline_forms import BackForm, DeadlineForm

_TITLES = {
    "statutory": ("Statutory", "Set by law or by statutory guidance."),
    "local": ("Local", "Agreed in this county."),
    "default": ("Our default", "Chosen here, so that nothing is forgotten; nobody is bound by it."),
    "": ("Without a deadline", "Asked, and owed at no time in particular."),
}


@dataclass(frozen=True)
class DeadlinesOfKind:
    code: str
    title: str
    says: str
    lines: tuple[DeadlineLine, ...]


@dataclass(frozen=True)
class Deadlines(Page):
    template: ClassVar[str] = "responses/deadlines.html"
    nav: ClassVar[str] = "directory"
    title: ClassVar[str] = "Deadlines"
    view: DeadlinesView

    @property
    def kinds(self) -> Iterable[DeadlinesOfKind]:
        for code, (title, says) in _TITLES.items():
            lines = tuple(line for line in self.view.lines if line.kind == code)
            if lines:
                yield DeadlinesOfKind(code or "none", title, says, lines)


@dataclass(frozen=True)
class _OfOne(Page):
    nav: ClassVar[str] = "directory"
    has_keepable_form: ClassVar[bool] = True
    view: DeadlineView

    @property
    def title(self) -> str:
        return self.view.line.ask

    @staticmethod
    def kind_words(rule: DeadlineLine | RuleSet) -> str:
        return KIND.get(rule.kind, rule.kind)


@dataclass(frozen=True)
class Deadline(_OfOne):
    """`form` is None for whoever may only read."""

    template: ClassVar[str] = "responses/deadline.html"
    button: ClassVar[str] = "Set this deadline"
    form: DeadlineForm | None


@dataclass(frozen=True)
class DeadlineReset(_OfOne):
    template: ClassVar[str] = "responses/deadline_reset.html"
    button: ClassVar[str] = "Give it back the deadline of the playbook"
    form: BackForm

    @property
    def title(self) -> str:
        return f"Back to the playbook: {self.view.line.ask}"


@dataclass(frozen=True)
class Edition(Page):
    template: ClassVar[str] = "responses/edition.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "The guide it works under"
    view: EditionView
    refused: str = ""

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.heading.reference),)

    @property
    def told_apart_by_mark(self) -> bool:
        """Two editions may carry one name."""
        return self.view.works_under.name == self.view.in_force.name

    def named(self, edition: EditionName) -> str:
        return f"{edition.name}, mark {edition.mark}" if self.told_apart_by_mark else edition.name
