"""What the pages of a response show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse

from reachable.directory.queries import DutyLineRow
from reachable.incidents.queries import Heading, IncidentView, YoungPersonLine
from reachable.responses.queries import (
    ActionLine,
    ActionView,
    CardView,
    Owner,
    SheetView,
    TonightQuestionView,
    TonightView,
)
from reachable.web.shared.page import Look, Page

from . import addresses
from .action_rows import ActionRow
from .cards import DrawnCard

LONGEST = 160  # of what is quoted on the one page of a handover
LONGEST_STORY = 400
MORE = "… more in Reachable"
WHOLE = frozenset({"threat-to-life", "safe-address", "staff", "until-morning"})  # never cut: lives hang on it
TOLD = ("Threats made", "Anybody still in danger")  # of the facts of the incident


def _keys(young_people: tuple[YoungPersonLine, ...]) -> tuple[UUID, ...]:
    return tuple(line.person_key for line in young_people)


def keys_of(actions: tuple[ActionLine, ...]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(line.person_key for line in actions if line.person_key))


def _in_words(card: CardView, longest: int) -> str:
    because = card.because if len(card.because) <= longest else f"{card.because[:longest].rstrip()}{MORE}"
    fields = (f"{field.label}: {field.words}" for field in card.fields if field.words)
    said = f"{card.answer_label}, no action now" if card.needs_another_answer else card.answer_label
    return "; ".join([f"{said} – {because.rstrip('.')}" if because else said, *fields])


def _letters(cards: Iterable[CardView]) -> str:
    return ", ".join(card.letter for card in cards if card.letter)


def _card_keys(cards: Iterable[CardView]) -> str:
    return " ".join(str(card.person_key) for card in cards if card.person_key)


def _heading(words: str) -> str:
    return words[0].upper() + words[1:]


class CardsPage(Page):
    """A page with cards: the summary at its top lists what is wrong with each of them."""

    nav: ClassVar[str] = "incidents"
    cards: tuple[DrawnCard, ...]

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return tuple(card.form for card in self.cards)


@dataclass(frozen=True)
class Sheet(CardsPage):
    """`letter` is empty on the page of the whole strand, which holds the grid and the incident's own questions."""

    template: ClassVar[str] = "responses/sheet.html"
    view: SheetView
    letter: str
    cards: tuple[DrawnCard, ...]
    address: str
    draft: str

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
        return (Look(incident=self.view.heading.reference, about=_keys(self.view.young_people)),)


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
    strand_links: ClassVar[tuple[tuple[str, str], ...]] = ()  # it carries no navigation


@dataclass(frozen=True)
class Tonight(CardsPage):
    """`cards` are those that can be answered here: the incident's, and those of one young person."""

    template: ClassVar[str] = "responses/tonight.html"
    title: ClassVar[str] = "Tonight"
    view: TonightView
    letter: str
    cards: tuple[DrawnCard, ...]
    finding_out: tuple[ActionLine, ...]
    duty: tuple[DutyLineRow, ...]
    address: str
    draft: str

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def answerable(self) -> tuple[DrawnCard, ...]:
        """Cards that stand below the table: of the chosen young person, and any that hold unrecorded text."""
        return tuple(card for card in self.cards if self.letter or card.needs_a_look)

    @property
    def young_person(self) -> YoungPersonLine | None:
        return next((line for line in self.view.young_people if line.letter == self.letter), None)

    def rows(self, question: TonightQuestionView) -> list[tuple[str, list[tuple[str, CardView | None]]]]:
        """Each thing asked, with one cell for the incident and one for each young person."""
        asked: dict[str, dict[str, CardView]] = {}
        for card in question.cards:
            asked.setdefault(card.ask, {})[card.letter] = card
        letters = ["", *(line.letter for line in self.view.young_people)]
        rows = [(ask, [(one or "Incident", by.get(one)) for one in letters]) for ask, by in asked.items()]
        return rows or [(question.ask, [(one or "Incident", None) for one in letters])]

    @property
    def holder(self) -> TonightQuestionView | None:
        return next((q for q in self.view.questions if q.code == "until-morning"), None)

    @property
    def unanswered(self) -> int:
        return sum(question.unanswered > 0 for question in self.view.questions)

    @property
    def looks(self) -> tuple[Look, ...]:
        about = dict.fromkeys((*_keys(self.view.young_people), *keys_of(self.finding_out)))
        return (Look(incident=self.view.heading.reference, about=tuple(about)),)


@dataclass(frozen=True)
class Handover(Page):
    template: ClassVar[str] = "responses/handover.html"
    nav: ClassVar[str] = "incidents"
    incident: IncidentView
    tonight: TonightView
    actions: tuple[ActionLine, ...]
    duty: tuple[DutyLineRow, ...]
    printed_by: str
    printed_at: datetime

    @property
    def heading(self) -> Heading:
        return self.incident.heading

    @property
    def title(self) -> str:
        return f"Handover of {self.incident.heading.reference}"

    @property
    def story(self) -> str:
        told = self.incident.description
        return told if len(told) <= LONGEST_STORY else f"{told[:LONGEST_STORY].rstrip()}{MORE}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        return [(name, words) for name, words in self.incident.facts if name in TOLD]

    @staticmethod
    def answers(question: TonightQuestionView) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """Each thing asked, and what is said to it: letters, their keys, words; the same words stand once."""
        asked: dict[str, dict[str, list[CardView]]] = {}
        for card in question.cards:
            longest = len(card.because) if question.code in WHOLE else LONGEST
            asked.setdefault(card.ask, {}).setdefault(_in_words(card, longest), []).append(card)
        return [
            (
                ask if len(asked) > 1 else "",
                [(_letters(cards), _card_keys(cards), words) for words, cards in said.items()],
            )
            for ask, said in asked.items()
        ]

    @property
    def looks(self) -> tuple[Look, ...]:
        about = dict.fromkeys((*_keys(self.incident.young_people), *keys_of(self.actions)))
        return (Look(incident=self.incident.heading.reference, about=tuple(about), purpose="handover"),)


@dataclass(frozen=True)
class Actions(Page):
    template: ClassVar[str] = "responses/actions.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Actions"
    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    unfinished: tuple[ActionLine, ...]
    finished: tuple[ActionLine, ...]
    row: ActionRow
    may_add: bool

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.row,)

    @property
    def looks(self) -> tuple[Look, ...]:
        shown = (*(_keys(self.young_people) if self.may_add else ()), *keys_of((*self.unfinished, *self.finished)))
        return (Look(incident=self.heading.reference, about=tuple(dict.fromkeys(shown))),)


@dataclass(frozen=True)
class Action(Page):
    """`forms` by the name of the step; the one that was refused holds what was sent."""

    template: ClassVar[str] = "responses/action.html"
    nav: ClassVar[str] = "incidents"
    view: ActionView
    owners: tuple[Owner, ...]
    forms: dict[str, Any]
    current: str
    next: str

    @property
    def title(self) -> str:
        return self.view.line.what

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return tuple(self.forms.values())

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.line.reference, about=keys_of((self.view.line,))),)
