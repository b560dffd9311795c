"""Which cards a page holds, what fills them, and where it posts to."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.common.refusals import NotFound
from reachable.directory import operations as directory_operations
from reachable.incidents.queries import Heading
from reachable.responses import operations, queries
from reachable.responses.queries import CardView, NetworkFigures, Owner, SheetView, TonightView
from reachable.web.shared import flash
from reachable.web.shared.cards import (
    NOTHING_NEW,
    CardForm,
    DrawnCard,
    Maker,
    Outcome,
    as_they_were,
    from_kept,
    save_changed,
)
from reachable.web.shared.page import redirect_with
from reachable.web.shared.request import PageRequest


def cards_on(
    incident_cards: Sequence[CardView], about: Sequence[CardView], letters: int, letter: str
) -> list[CardView]:
    """One young person to a form: with several, each has a page and the incident's own questions stand apart."""
    if letter:
        found = [card for card in about if card.letter == letter]
        if not found:
            raise NotFound("young person")
        return found
    return [*incident_cards, *about] if letters <= 1 else list(incident_cards)


def on_sheet(view: SheetView, letter: str, typed: Any) -> list[CardView]:
    about = view.young_person_cards
    cards = cards_on(view.incident_cards, about, len(view.young_people), letter)
    return _and_those_typed_in(cards, [*view.incident_cards, *about], typed)


def on_tonight(view: TonightView, letter: str, typed: Any) -> list[CardView]:
    every = [card for question in view.questions for card in question.cards]
    incident = [card for card in every if not card.letter]
    cards = cards_on(incident, [card for card in every if card.letter], len(view.young_people), letter)
    return _and_those_typed_in(cards, every, typed)


def _and_those_typed_in(cards: list[CardView], every: Sequence[CardView], typed: Any) -> list[CardView]:
    """The script can open more cards in the form than the page came with."""
    there = {card.key for card in cards}
    more = [card for card in every if card.key not in there and typed and f"card-{card.key}-seen" in typed]
    return [*cards, *more]


def owners(request: PageRequest, reference: str, *, may_answer: bool) -> list[Owner]:
    return queries.owners_for(request.professional, reference, request.at) if may_answer else []


def save(request: PageRequest, reference: str, cards: Sequence[CardView], people: Sequence[Owner]) -> Outcome:
    forms = [CardForm(card, people, at=request.at, data=request.POST) for card in cards]
    outcome = save_changed(forms, by=request.professional, at=request.at, answer=answering(reference))
    if not outcome.refused:
        drop_draft(request, request.path)
    return outcome


def answering(reference: str) -> Callable[..., Any]:
    """Where the answers of a sheet go."""
    return partial(operations.answer_consideration, reference=reference)


def maker(people: Sequence[Owner], at: datetime) -> Maker:
    return lambda card, data: CardForm(card, people, at=at, data=data)


def saved(request: PageRequest, outcome: Outcome, to: str, *, answered: str = "") -> HttpResponse:
    if not outcome.recorded:
        flash.say(request, NOTHING_NEW, kind="notice")
        return redirect(to)
    count = len(outcome.recorded)
    words = f"{count} answer{'' if count == 1 else 's'} recorded"
    return redirect_with(request, words, to, then=answered)


def fill(
    request: PageRequest, cards: Sequence[CardView], people: Sequence[Owner], outcome: Outcome | None, typed: Any
) -> tuple[DrawnCard, ...]:
    """The cards as the page draws them: refused ones as sent, typed text that was kept, else what stands."""
    if outcome is not None:
        flash.say(request, outcome.words, kind="notice")
        return as_they_were(cards, maker(people, request.at), outcome, request.POST)
    drawn = from_kept(cards, maker(people, request.at), typed)
    if not any(card.notice for card in drawn):
        request.kept_forms.clear()  # everything in it has been recorded since
    return drawn


def figures(request: PageRequest, heading: Heading, cards: Sequence[CardView]) -> NetworkFigures | None:
    """Where one of the cards says how many people around the incident may be at risk; read once for all of them."""
    if not any(card.shows == "network" for card in cards):
        return None
    return queries.network_figures(request.professional, heading, request.at)


def drop_draft(request: PageRequest, path: str) -> None:
    directory_operations.drop_text(by=request.professional, form=path, at=request.at)
