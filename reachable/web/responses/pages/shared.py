"""What the pages of a response share."""

from typing import Any, ClassVar
from uuid import UUID

from reachable.incidents.queries import YoungPersonLine
from reachable.responses.queries import ActionLine
from reachable.web.shared.cards import DrawnCard
from reachable.web.shared.page import Page


def person_keys(young_people: tuple[YoungPersonLine, ...]) -> tuple[UUID, ...]:
    return tuple(line.person_key for line in young_people)


def keys_of(actions: tuple[ActionLine, ...]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(line.person_key for line in actions if line.person_key))


class CardsPage(Page):
    """A page with cards: the summary at its top lists what is wrong with each of them."""

    nav: ClassVar[str] = "incidents"
    cards: tuple[DrawnCard, ...]

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return tuple(card.form for card in self.cards)
