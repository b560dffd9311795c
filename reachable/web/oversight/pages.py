"""What the pages on the way back to business as usual show. Young people stand there by letter."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.incidents.queries import Heading
from reachable.oversight.queries import WayBack as View
from reachable.web.shared.forms import Form
from reachable.web.shared.page import Look, Page

# Where each kind of thing that is not settled is settled: the name of the page, and whether it takes the key.
PLACES = {
    "question": ("responses:strands", ""),
    "action": ("responses:action", "key"),
    "context": ("contexts:context", "context"),
    "disruption": ("contexts:disruption", ""),
    "meeting": ("meeting:meeting", "meeting"),
    "records": ("sharing:records", "meeting"),
    "fit": ("safety:fit", "key"),
    "measure": ("safety:measure", "key"),
    "plan": ("safety:plan", "key"),
    "screening": ("support:levels", ""),
    "interview": ("support:missing", ""),
    "series": ("meetings:series", ""),
    "danger": ("safety:contact", ""),
}
SECTIONS = {
    "musts": "Unanswered",
    "owned": "Without an owner in business as usual",
    "filed": "Not filed",
    "reviewed": "Not looked at again",
    "mace": "Not screened",
}


@dataclass(frozen=True)
class InIncident(Page):
    nav: ClassVar[str] = "incidents"
    heading: Heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class More(InIncident):
    template: ClassVar[str] = "oversight/more.html"
    title: ClassVar[str] = "All pages of this incident"


@dataclass(frozen=True)
class WayBack(InIncident):
    template: ClassVar[str] = "oversight/way_back.html"
    title: ClassVar[str] = "The way back to business as usual"
    places: ClassVar[dict[str, tuple[str, str]]] = PLACES
    sections: ClassVar[dict[str, str]] = SECTIONS
    view: View

    @property
    def looks(self) -> tuple[Look, ...]:
        letters = {one.letter for one in self.view.unsettled} | {one.letter for one in self.view.offered}
        about = tuple(key for letter, key in self.view.people.items() if letter in letters)
        return (Look(incident=self.heading.reference, about=about),)


@dataclass(frozen=True)
class Task(InIncident):
    """One form on one task of the way back."""

    template: ClassVar[str] = "oversight/task.html"
    has_keepable_form: ClassVar[bool] = True
    form: Form
    title: str
    button: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class StandDown(Task):
    template: ClassVar[str] = "oversight/stand_down.html"
    view: View | None = None
