"""What the pages on support for staff show: teams and days. No young person, and nothing of what was said."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading
from reachable.safety.queries import SupportLine, SupportView
from reachable.web.shared.page import Look, Page

from ..forms.staff import OfferSupportForm, StaffSupportForm


@dataclass(frozen=True)
class Staff(Page):
    """`form` is there for who may offer it."""

    template: ClassVar[str] = "safety/staff.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Support for staff"
    button: ClassVar[str] = "Save"
    view: SupportView
    form: OfferSupportForm | None

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class StaffSupport(Page):
    template: ClassVar[str] = "safety/staff_support.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save how it stands"
    heading: Heading
    line: SupportLine
    form: StaffSupportForm
    stale: bool

    @property
    def title(self) -> str:
        return f"{self.line.kind_label} for {self.line.whom}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)
