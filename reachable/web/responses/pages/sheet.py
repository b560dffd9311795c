"""What the list of strands, a sheet and a card show."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse

from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.responses.choices import AnswerCode
from reachable.responses.queries import (
    CardView,
    NetworkFigures,
    SheetView,
    StrandLine,
)
from reachable.web.shared.cards import DrawnCard
from reachable.web.shared.page import Look, Page

from .. import addresses
from .shared import CardsPage, person_keys


def _heading(words: str) -> str:
    return words[0].upper() + words[1:]


@dataclass(frozen=True)
class Strands(Page):
    """The sections of the guide that are open here, as a list of what there is to do."""

    template: ClassVar[str] = "responses/strands.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Strands"
    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    lines: tuple[StrandLine, ...]

    @property
    def person_of(self) -> dict[str, YoungPersonLine]:
        return {line.letter: line for line in self.young_people}

    @property
    def looks(self) -> tuple[Look, ...]:
        named = {letter for line in self.lines for letter in (*line.letters, *line.stopped_letters)}
        about = tuple(line.person_key for line in self.young_people if line.letter in named)
        return (Look(incident=self.heading.reference, about=about),)


@dataclass(frozen=True)
class Sheet(CardsPage):
    """`letter` is empty on the page of the whole strand, which holds the grid and the incident's own questions."""

    template: ClassVar[str] = "responses/sheet.html"
    view: SheetView
    letter: str
    cards: tuple[DrawnCard, ...]
    address: str
    draft: str
    network: NetworkFigures | None = None

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"{self.view.title}, {self.letter}" if self.letter else self.view.title

    @property
    def has_grid(self) -> bool:
        return len(self.view.young_people) > 1

    @property
    def counted(self) -> tuple[CardView, ...]:
        """Of the one young person that the page is about, else of everybody."""
        view = self.view
        return view.cards_for(self.letter) if self.letter else (*view.incident_cards, *view.young_person_cards)

    @property
    def so_far(self) -> str:
        answered = sum(card.is_answered for card in self.counted)
        words = f"{answered} of {sum(not card.is_set_aside for card in self.counted)} answered"
        not_known = sum(card.answer == AnswerCode.NOT_YET_KNOWN for card in self.counted)
        return f"{words}, {not_known} not yet known" if not_known else words

    @property
    def _unanswered(self) -> list[CardView]:
        return [] if self.view.is_stopped else [card for card in self.counted if card.is_owed]

    @property
    def overdue(self) -> frozenset[UUID]:
        return frozenset(card.key for card in self._unanswered if card.is_overdue)

    @property
    def next_due(self) -> CardView | None:
        coming = [(card.due_at, card) for card in self._unanswered if card.due_at and not card.is_overdue]
        return min(coming, key=lambda one: one[0], default=(None, None))[1]

    @property
    def parts(self) -> tuple[tuple[str, list[DrawnCard]], ...]:
        """What is to be answered first, the late ones before the others; then what is answered, folded to a line."""
        about = "About the incident: " if self.has_grid and not self.letter else ""
        owed = [card for card in self.cards if card.is_owed]
        owed.sort(key=lambda card: not (card.needs_a_look or card.view.is_overdue))
        rest = [card for card in self.cards if not card.is_owed]
        return (_heading(f"{about}to answer"), owed), (_heading(f"{about}answered"), rest)

    @property
    def young_person(self) -> YoungPersonLine | None:
        return next((line for line in self.view.young_people if line.letter == self.letter), None)

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.heading.reference, about=person_keys(self.view.young_people)),)


@dataclass(frozen=True)
class Card(Page):
    """One card on a page of its own, or (as a fragment) to be put into a page."""

    template: ClassVar[str] = "responses/card.html"
    nav: ClassVar[str] = "incidents"
    heading: Heading
    strand: str
    card: DrawnCard
    back: str
    may_answer: bool
    network: NetworkFigures | None = None

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.card.form,)

    @property
    def draft(self) -> str:
        address = reverse("responses:answer", args=[self.heading.reference, self.card.view.key])
        return addresses.draft(address, self.heading.reference)

    @property
    def title(self) -> str:
        view = self.card.view
        return f"{view.letter}: {view.ask}" if view.letter else view.ask

    @property
    def looks(self) -> tuple[Look, ...]:
        key = self.card.view.person_key
        return (Look(incident=self.heading.reference, about=(key,) if key else ()),)


@dataclass(frozen=True)
class CardFragment(Card):
    template: ClassVar[str] = "responses/card_fragment.html"
