"""What the timeline of an incident shows."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.incidents.queries import Heading, TimelinePage, YoungPersonLine
from reachable.web.shared.page import Look, Page


@dataclass(frozen=True)
class Timeline(Page):
    template: ClassVar[str] = "incidents/timeline.html"
    nav: ClassVar[str] = "incidents"
    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    lines: TimelinePage

    @property
    def title(self) -> str:
        return f"Timeline of {self.heading.reference}"

    @property
    def person_of(self) -> dict[str, UUID]:
        return {line.letter: line.person_key for line in self.young_people}

    @property
    def looks(self) -> tuple[Look, ...]:
        """Those whom this part of the timeline is about."""
        people = self.person_of
        shown = dict.fromkeys(people[line.letter] for line in self.lines.lines if line.letter in people)
        return (Look(incident=self.heading.reference, about=tuple(shown)),)
