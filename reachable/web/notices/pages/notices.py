"""The overview of the notices, the alert, and what another authority was told."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.incidents.queries import Heading
from reachable.sharing.queries import AlertLine, AlertView, AuthoritiesView, AuthorityOf, NoticesView
from reachable.web.shared.page import Look, Page

from ..forms.alert import AcknowledgeForm, AlertForm
from ..forms.authorities import AuthorityForm


@dataclass(frozen=True)
class Notices(Page):
    template: ClassVar[str] = "notices/notices.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Notices"
    view: NoticesView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        shown: dict[UUID, None] = {one.whom.person_key: None for one in self.view.authorities}
        for alert in self.view.alerts or ():
            shown |= {one.person_key: None for one in alert.about}
        return (Look(incident=self.heading.reference, about=tuple(shown)),)


@dataclass(frozen=True)
class Alert(Page):
    """`form` is there for who may send it."""

    template: ClassVar[str] = "notices/alert.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Senior manager alert"
    button: ClassVar[str] = "Record the alert"
    view: AlertView
    form: AlertForm | None

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        """The form names everybody; without it, those whom an alert is about are shown."""
        told = [one for alert in self.view.lines for one in alert.about]
        shown = self.view.young_people if self.form else told
        about = tuple(dict.fromkeys(one.person_key for one in shown))
        return (Look(incident=self.heading.reference, about=about),)


@dataclass(frozen=True)
class Acknowledge(Page):
    template: ClassVar[str] = "notices/acknowledge.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Who acknowledged the senior manager alert?"
    button: ClassVar[str] = "Save"
    heading: Heading
    line: AlertLine
    form: AcknowledgeForm

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Authorities(Page):
    template: ClassVar[str] = "notices/authorities.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Other authorities"
    view: AuthoritiesView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        named = (*(one.whom for one in self.view.concerned), *self.view.others)
        return (Look(incident=self.heading.reference, about=tuple(one.person_key for one in named)),)


@dataclass(frozen=True)
class Authority(Page):
    template: ClassVar[str] = "notices/authority.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save"
    heading: Heading
    line: AuthorityOf
    form: AuthorityForm
    stale: bool

    @property
    def title(self) -> str:
        return f"Which authority answers for {self.line.whom.label}?"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.line.whom.person_key,)),)
