"""What the pages show on who speaks to the media."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading
from reachable.sharing.queries import MediaView
from reachable.web.shared.page import Look, Page

from ..forms.releases import ContactsForm


class _OfIncident(Page):
    nav: ClassVar[str] = "incidents"
    view: MediaView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Media(_OfIncident):
    template: ClassVar[str] = "media/media.html"
    view: MediaView

    @property
    def title(self) -> str:
        return f"Media: {self.heading.reference}"


@dataclass(frozen=True)
class Contacts(_OfIncident):
    """`stale`: somebody else said who speaks meanwhile."""

    template: ClassVar[str] = "media/contacts.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save who speaks"
    title: ClassVar[str] = "Who speaks to the media"
    view: MediaView
    form: ContactsForm
    stale: bool
