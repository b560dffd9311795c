"""What the pages on the way back to business as usual show. Young people stand there by letter."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.urls import resolve, reverse

from reachable.common.permission_codes import Permission
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
    "other-authority": ("notices:authorities", ""),
    "enquiry": ("media:media", ""),
    "briefing-question": ("briefings:briefings", ""),
}
SECTIONS = {
    "musts": "Unanswered",
    "owned": "Without an owner in business as usual",
    "filed": "Not filed",
    "reviewed": "Late, or waiting for an answer",
    "mace": "Not screened",
}


@dataclass(frozen=True)
class InIncident(Page):
    nav: ClassVar[str] = "incidents"
    heading: Heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


# Of the pages that do not stand in the line above: what each is called, its name, what is found there.
MORE = (
    ("What leaves the room", (
        ("Notices", "notices:notices", "Whom children's services must tell, and the rapid review"),
        ("Other authorities", "notices:authorities", "Who was told, and who answers for a young person"),
        ("Media", "media:media", "Who speaks, each version, what journalists asked"),
        ("Briefings", "briefings:briefings", "What partners in the community are told; it names nobody"),
        ("Sharing log", "sharing:log", "What was shared with whom, and what was not"),
    )),
    ("The weeks after", (
        ("The way back", "oversight:way_back", "What is not settled, who takes it on, days to come"),
        ("Levels", "support:levels", "Screening of every young person, with the gaps"),
        ("Help offered", "support:help", "Support with trauma, education, parents, family group conference"),
        ("Missing", "support:missing", "Each time somebody was missing, and the interview after"),
        ("Meetings that come back", "meetings:series", "Locality mapping and child planning"),
        ("Support for staff", "safety:staff", "Whether and when it was offered"),
    )),
    ("Places and measures", (
        ("Places and groups", "contexts:of_incident", "What makes a place safe and steady"),
        ("Disruption", "contexts:disruption", "Measures and orders, and whether they fit the safety plan"),
        ("Safety maps together", "maps:aggregate", "Places that several young people call unsafe, without a name"),
    )),
)  # fmt: skip


@dataclass(frozen=True)
class More(InIncident):
    """Only pages that the reader may open."""

    template: ClassVar[str] = "oversight/more.html"
    title: ClassVar[str] = "All pages of this incident"
    may: Callable[[Permission], bool]  # what the reader's roles allow

    @property
    def groups(self) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
        found = ((title, tuple(self._opening(rows))) for title, rows in MORE)
        return tuple((title, rows) for title, rows in found if rows)

    def _opening(self, rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
        for words, name, says in rows:
            address = reverse(name, args=[self.heading.reference])
            permission = vars(resolve(address).func)["permission"]
            if permission is None or self.may(permission):
                yield words, address, says


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
