"""What Tonight and its handover show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reachable.directory.queries import DutyLineRow
from reachable.incidents.queries import Heading, IncidentView, NotToDisclose, YoungPersonLine
from reachable.responses.queries import (
    ActionLine,
    CardView,
    TonightQuestionView,
    TonightView,
)
from reachable.web.shared.cards import DrawnCard
from reachable.web.shared.page import Look, Page

from .shared import CardsPage, keys_of, person_keys

LONGEST = 160  # of what is quoted on the one page of a handover
LONGEST_STORY = 400
ON_PAPER = 5  # actions
MORE = "… more in Reachable"
WHOLE = frozenset({"threat-to-life", "safe-address", "staff", "until-morning"})  # never cut: lives hang on it
TOLD = ("Threats made", "Anybody still in danger")  # of the facts of the incident


def _in_words(card: CardView, longest: int) -> str:
    because = card.because if len(card.because) <= longest else f"{card.because[:longest].rstrip()}{MORE}"
    said = card.answer_label.removeprefix("Already ").capitalize()
    said = f"{said}, no action now" if card.needs_another_answer else said
    return "; ".join([f"{said} – {because.rstrip('.')}" if because else said, *_fields_in_words(card)])


def _fields_in_words(card: CardView) -> Iterator[str]:
    """Those that say the same stand together: the sheet has no room to say it twice."""
    alike: dict[str, list[str]] = {}
    for field in card.fields:
        if field.words:
            alike.setdefault(field.words, []).append(field.label.rstrip("?"))
    return (f"{', '.join(labels)}: {words}" for words, labels in alike.items())


def _letters(cards: Iterable[CardView]) -> str:
    return ", ".join(card.letter for card in cards if card.letter)


def _card_keys(cards: Iterable[CardView]) -> str:
    return " ".join(str(card.person_key) for card in cards if card.person_key)


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
        about = dict.fromkeys((*person_keys(self.view.young_people), *keys_of(self.finding_out)))
        return (Look(incident=self.view.heading.reference, about=tuple(about)),)


@dataclass(frozen=True)
class Handover(Page):
    template: ClassVar[str] = "responses/handover.html"
    nav: ClassVar[str] = "incidents"
    incident: IncidentView
    tonight: TonightView
    actions: tuple[ActionLine, ...]
    duty: tuple[DutyLineRow, ...]
    warned: tuple[NotToDisclose, ...]
    printed_by: str
    printed_at: datetime

    @property
    def heading(self) -> Heading:
        return self.incident.heading

    @property
    def title(self) -> str:
        return f"Handover of {self.incident.heading.reference}"

    @property
    def first_actions(self) -> tuple[ActionLine, ...]:
        """As many as fit the one sheet, the earliest first; what is left is counted below them."""
        return self.actions[:ON_PAPER]

    @property
    def more_actions(self) -> tuple[ActionLine, ...]:
        return self.actions[ON_PAPER:]

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
        warned = (one.whom.person_key for one in self.warned)
        about = dict.fromkeys((*person_keys(self.incident.young_people), *keys_of(self.first_actions), *warned))
        return (Look(incident=self.incident.heading.reference, about=tuple(about), purpose="handover"),)
