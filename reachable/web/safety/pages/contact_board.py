"""What the contact board shows: who is on the way, and for each young person whether anybody may go."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.common.gates import GateState
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.responses.queries import ActionLine, ContactBoard, DangerLine
from reachable.safety.queries import ClearanceLine
from reachable.web.shared.page import Look, Page

from ..forms.contact import DirectForm
from .contact import look_at


@dataclass(frozen=True)
class Part:
    """One young person, or the area where `whom` is None."""

    state: GateState
    whom: YoungPersonLine | None
    proposed: tuple[ActionLine, ...]
    directed: tuple[ActionLine, ...]
    stands: tuple[ClearanceLine, ...]
    before: tuple[ClearanceLine, ...]

    def ground_for(self, line: ActionLine) -> ClearanceLine | None:
        """What holds longest of what is cleared for whoever goes."""
        fitting = [one for one in self.stands if one.worker in ("", line.owner)]
        return max(fitting, key=lambda one: one.until_at, default=None)

    @property
    def name(self) -> str:
        return self.whom.label if self.whom else "The area of the incident"

    @property
    def cannot(self) -> str:
        return f"{self.state.letter or 'The area'}: do not make contact"

    @property
    def about(self) -> str:
        return str(self.whom.key) if self.whom else "area"


@dataclass(frozen=True)
class Board(Page):
    template: ClassVar[str] = "safety/contact.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Contact"
    board: ContactBoard
    young_people: tuple[YoungPersonLine, ...]
    form: DirectForm | None = None

    @property
    def heading(self) -> Heading:
        return self.board.heading

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(self._part(state) for state in self.board.states)

    def _part(self, state: GateState) -> Part:
        cleared = [one for one in self.board.clearances if one.letter == state.letter]
        return Part(
            state=state,
            whom=self.person(state.letter),
            proposed=_of(self.board.proposed, state.letter),
            directed=_of(self.board.directed, state.letter),
            stands=tuple(one for one in cleared if one.stands.holds),
            before=tuple(one for one in cleared if not one.stands.holds),
        )

    def person(self, letter: str) -> YoungPersonLine | None:
        return next((one for one in self.young_people if one.letter == letter), None)

    @property
    def others(self) -> tuple[YoungPersonLine, ...]:
        """Nothing is asked or cleared for them."""
        told = {state.letter for state in self.board.states}
        return tuple(one for one in self.young_people if one.letter not in told)

    @property
    def to_review(self) -> tuple[DangerLine, ...]:
        return tuple(one for one in self.board.dangers if one.reviewed_at is None)

    @property
    def reviewed(self) -> tuple[DangerLine, ...]:
        return tuple(one for one in self.board.dangers if one.reviewed_at is not None)

    @property
    def looks(self) -> tuple[Look, ...]:
        return look_at(self.heading, (one.person_key for one in self.young_people))


def _of(lines: tuple[ActionLine, ...], letter: str) -> tuple[ActionLine, ...]:
    return tuple(line for line in lines if line.standing_letter == letter)
