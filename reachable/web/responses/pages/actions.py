"""What the list of actions and one action show."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse

from reachable.common.gates import GateState
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.responses.queries import (
    ActionLine,
    ActionView,
    Owner,
)
from reachable.web.shared.cards import ActionRow
from reachable.web.shared.page import Look, Page

from .shared import keys_of, person_keys


@dataclass(frozen=True)
class Actions(Page):
    template: ClassVar[str] = "responses/actions.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Actions"
    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    unfinished: tuple[ActionLine, ...]
    finished: tuple[ActionLine, ...]
    row: ActionRow
    may_add: bool

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.row,)

    @property
    def looks(self) -> tuple[Look, ...]:
        shown = (
            *(person_keys(self.young_people) if self.may_add else ()),
            *keys_of((*self.unfinished, *self.finished)),
        )
        return (Look(incident=self.heading.reference, about=tuple(dict.fromkeys(shown))),)


@dataclass(frozen=True)
class Action(Page):
    """`forms` by the name of the step; the one that was refused holds what was sent. `gate` while it is proposed."""

    template: ClassVar[str] = "responses/action.html"
    nav: ClassVar[str] = "incidents"
    view: ActionView
    owners: tuple[Owner, ...]
    forms: dict[str, Any]
    current: str
    next: str
    may_clear: bool
    gate: GateState | None = None

    @property
    def clear_at(self) -> str:
        """Where a manager clears it, with whom it is about chosen."""
        line = self.view.line
        return f"{reverse('safety:clear', args=[line.reference])}?action={line.key}"

    @property
    def title(self) -> str:
        return self.view.line.what

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return tuple(self.forms.values())

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.line.reference, about=keys_of((self.view.line,))),)
