"""Whether somebody who is being added is a person held already: asked in place, never assumed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.people.matching import Answer, Band, Match, NotSure, NotTheSame, SamePerson

from .fields import RadiosField
from .forms import Form


class SamePersonForm(Form):
    """For each young person who agrees with somebody held, or looks very like them: is it the same?

    Asked, never assumed. Who only looks alike is not asked about here, but on the page of the young person.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        at: datetime,
        matches: Mapping[int, tuple[Match, ...]],
        names: Sequence[str],
    ) -> None:
        super().__init__(data, at=at)
        self.matches = dict(matches)
        for index, found in self.matches.items():
            self.fields[self.name_of(index)] = _question(found, names[index])

    @property
    def matched(self) -> tuple[UUID, ...]:
        """Whom the page shows by asking."""
        return tuple(match.person_key for found in self.matches.values() for match in found)

    @staticmethod
    def name_of(index: int) -> str:
        return f"same_{index}"

    def answers(self) -> dict[int, Answer]:
        return {index: _answer(self.cleaned_data[self.name_of(index)]) for index in self.matches}


def _question(found: tuple[Match, ...], name: str) -> RadiosField:
    if len(found) == 1:
        choices = [(str(found[0].person_key), "Yes, the same person")]
        who = f"{_who_is_held(found[0])} is held by {found[0].held_by}."
    else:
        choices = [
            (str(match.person_key), f"Yes, number {number}: held by {match.held_by}, {match.words}")
            for number, match in enumerate(found, start=1)
        ]
        who = f"{len(found)} people who agree or look very alike are held."
    return RadiosField(
        label=f"{who} Is it the same person as {name}?",
        choices=[*choices, ("NO", "No, somebody else"), ("NOT_SURE", "Not sure")],
        missing=f"Say whether {name} is the same person as the one held",
        small=True,
    )


def _who_is_held(match: Match) -> str:
    """What agrees exactly is said as that; what is only alike is said as that."""
    if match.band == Band.EXACT:
        return f"Somebody with the same {' and '.join(match.agrees)}"
    return f"Somebody who looks alike ({', '.join(match.agrees)})"


def _answer(chosen: str) -> Answer:
    match chosen:
        case "NO":
            return NotTheSame()
        case "NOT_SURE":
            return NotSure()
        case key:
            return SamePerson(UUID(key))
