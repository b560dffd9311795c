"""What the pages about court show: the calendar of an incident, and one young person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.incidents.queries import CourtView, FactLine, Heading, Involved, YoungPersonInCourt
from reachable.responses.queries import StrandLine
from reachable.web.shared.page import Look, Page

_SEVERAL = ("court", "remand")  # strands whose questions belong to this page


def _looks(reference: str, shown: Iterable[Involved], also: Iterable[UUID] = ()) -> tuple[Look, ...]:
    """One for this incident, and one for each other whose young people are shown."""
    about: dict[str, list[UUID]] = {reference: [*also]}
    for one in shown:
        about.setdefault(one.reference, []).append(one.line.person_key)
    return tuple(Look(incident=name, about=tuple(dict.fromkeys(keys))) for name, keys in about.items())


@dataclass(frozen=True)
class Court(Page):
    """`part` of the section: everybody linked with the incident, in order of time."""

    template: ClassVar[str] = "court/court.html"
    nav: ClassVar[str] = "incidents"
    view: CourtView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"Court: {self.heading.reference} and what is linked with it"

    @property
    def looks(self) -> tuple[Look, ...]:
        without = (line.person_key for line in self.view.without)
        return _looks(self.heading.reference, self.view.everybody, without)


@dataclass(frozen=True)
class YoungPerson(Page):
    """`strands` are those that run about the young person."""

    template: ClassVar[str] = "court/young_person.html"
    nav: ClassVar[str] = "incidents"
    view: YoungPersonInCourt
    strands: tuple[StrandLine, ...]

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"{self.view.who.label} and the court"

    @property
    def looks(self) -> tuple[Look, ...]:
        return _looks(self.heading.reference, self.view.everybody)

    @property
    def sheets(self) -> tuple[StrandLine, ...]:
        return tuple(one for one in self.strands if one.code in _SEVERAL)

    @property
    def agreed(self) -> tuple[tuple[str, str, FactLine | None], ...]:
        """What professionals agree on before a hearing: the question, the kind that answers it, what stands."""
        view = self.view
        return (
            ("Joint position on bail", "bail-position", view.position),
            ("Who supports whom, in custody and at court", "court-support", view.support),
            ("Risk outside the building", "outside-court", view.outside),
        )

    @property
    def became(self) -> tuple[tuple[str, str, FactLine | None], ...]:
        view = self.view
        return (
            ("Charged", "charged", view.charged),
            ("Remanded", "remanded", view.remand),
            ("Bail or release", "released", view.released),
        )
