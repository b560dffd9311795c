"""What the pages about linked incidents show."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading, IncidentLine, LinkLine
from reachable.web.shared.page import Look, Page

from ..forms.links import EndLinkForm, LinkForm


@dataclass(frozen=True)
class LinkIncident(Page):
    template: ClassVar[str] = "incidents/link_incident.html"
    nav: ClassVar[str] = "incidents"
    button: ClassVar[str] = "Link the two"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: LinkForm
    others: tuple[IncidentLine, ...]

    @property
    def title(self) -> str:
        return f"Link {self.heading.reference} with another incident"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class EndLink(Page):
    template: ClassVar[str] = "incidents/end_link.html"
    nav: ClassVar[str] = "incidents"
    button: ClassVar[str] = "End the link"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: EndLinkForm
    line: LinkLine

    @property
    def title(self) -> str:
        return f"End the link with {self.line.reference}?"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference), Look(incident=self.line.reference))
