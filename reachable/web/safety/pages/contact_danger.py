"""What the pages about danger to life show."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.responses.queries import ActionLine, DangerLine
from reachable.web.shared.page import Look, Page

from ..forms.contact import DangerForm, ReviewForm
from .contact import look_at


@dataclass(frozen=True)
class DirectInDanger(Page):
    template: ClassVar[str] = "safety/contact_direct_in_danger.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Direct at once: danger to life"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Direct at once"
    heading: Heading
    form: DangerForm
    line: ActionLine

    @property
    def looks(self) -> tuple[Look, ...]:
        return look_at(self.heading, [self.line.person_key])


@dataclass(frozen=True)
class ReviewDanger(Page):
    template: ClassVar[str] = "safety/contact_review_danger.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Look at what was directed in danger to life"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Record what you found"
    heading: Heading
    form: ReviewForm
    line: DangerLine
    whom: YoungPersonLine | None

    @property
    def looks(self) -> tuple[Look, ...]:
        return look_at(self.heading, [self.whom.person_key] if self.whom else [])
