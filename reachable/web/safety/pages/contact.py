"""What the pages about contact show: the board, the screen that clears it, and what ends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.incidents.queries import FactLine, Heading, LinkLine, YoungPersonLine
from reachable.responses.queries import ActionLine
from reachable.safety.queries import ClearanceLine
from reachable.web.shared.page import Look, Page

from ..forms.contact import ClearForm, EndForm


def look_at(heading: Heading, people: Iterable[UUID | None]) -> tuple[Look, ...]:
    return (Look(incident=heading.reference, about=tuple(dict.fromkeys(str(key) for key in people if key))),)


@dataclass(frozen=True)
class ClearWhom(Page):
    template: ClassVar[str] = "safety/contact_whom.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Whom is contact with?"
    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    mode: str

    @property
    def looks(self) -> tuple[Look, ...]:
        return look_at(self.heading, (one.person_key for one in self.young_people))


@dataclass(frozen=True)
class Clear(Page):
    """`known` is what the risk is judged on; `without_a_name` is proposed for an agency, where nobody is named yet."""

    template: ClassVar[str] = "safety/contact_clear.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: ClearForm
    whom: YoungPersonLine | None
    mode: str
    here: str
    reported: tuple[tuple[str, str], ...]
    known: tuple[FactLine, ...]
    reprisals: tuple[LinkLine, ...]
    without_a_name: tuple[ActionLine, ...]
    clearances: tuple[ClearanceLine, ...]
    young_people: tuple[YoungPersonLine, ...]

    @property
    def title(self) -> str:
        return f"Clear contact with {self.whom.label}" if self.whom else "Clear contact in the area"

    @property
    def stands(self) -> tuple[ClearanceLine, ...]:
        return tuple(one for one in self.clearances if one.stands.holds)

    def of(self, fact: FactLine) -> YoungPersonLine | None:
        return next((one for one in self.young_people if fact.letter and one.letter == fact.letter), None)

    @property
    def looks(self) -> tuple[Look, ...]:
        """Also those on the other side whose release is news here."""
        others = [one.person_key for one in map(self.of, self.known) if one]
        return look_at(self.heading, [*([self.whom.person_key] if self.whom else []), *others])


@dataclass(frozen=True)
class EndClearance(Page):
    template: ClassVar[str] = "safety/contact_end.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "End it"
    heading: Heading
    form: EndForm
    line: ClearanceLine
    whom: YoungPersonLine | None

    @property
    def title(self) -> str:
        return f"End the clearance for {self.whom.label if self.whom else 'the area'}?"

    @property
    def looks(self) -> tuple[Look, ...]:
        return look_at(self.heading, [self.whom.person_key] if self.whom else [])
