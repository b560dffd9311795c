"""Which cards a page holds, what fills them, and where it posts to."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from reachable.common.refusals import NotFound
from reachable.directory import operations as directory_operations
from reachable.responses import queries
from reachable.responses.queries import CardView, Owner, SheetView, TonightView
from reachable.web.shared import flash, kept
from reachable.web.shared.page import redirect_with
from reachable.web.shared.request import PageRequest

from .cards import CardForm, DrawnCard
from .saving import NOTHING_NEW, Outcome, as_they_were, from_kept, save_changed


def letter_of(request: PageRequest, letter: str) -> str:
    """From the address of the form, or ?about= of the page that several letters share."""
    return letter or request.GET.get("about", "")


def cards_on(incident_cards: Sequence[CardView], about: Sequence[CardView], letters: int, letter: str) -> list[CardView]:
    """One young person to a form: with several, each has a page and the incident's own questions stand apart."""
    if letter:
        found = [card for card in about if card.letter == letter]
        if not found:
            raise NotFound("young person")
        return found
    return [*incident_cards, *about] if letters <= 1 else list(incident_cards)


def on_sheet(view: SheetView, letter: str) -> list[CardView]:
    return cards_on(view.incident_cards, view.young_person_cards, len(view.young_people), letter)


def on_tonight(view: TonightView, letter: str) -> list[CardView]:
    every = [card for question in view.questions for card in question.cards]
    incident = [card for card in every if not card.letter]
    return cards_on(incident, [card for card in every if card.letter], len(view.young_people), letter)


def owners(request: PageRequest, reference: str, *, may_answer: bool) -> list[Owner]:
    return queries.owners_for(request.professional, reference, request.at) if may_answer else []


def save(request: PageRequest, reference: str, cards: Sequence[CardView], people: Sequence[Owner]) -> Outcome:
    forms = [CardForm(card, people, at=request.at, data=request.POST) for card in cards]
    outcome = save_changed(forms, by=request.professional, at=request.at, reference=reference)
    if not outcome.refused:
        drop_draft(request, request.path)
    return outcome


def saved(request: PageRequest, outcome: Outcome, to: str, *, answered: str = "") -> HttpResponse:
    if not outcome.recorded:
        flash.say(request, NOTHING_NEW, kind="notice")
        return redirect_without_message(to)
    count = len(outcome.recorded)
    words = f"{count} answer{'' if count == 1 else 's'} recorded"
    return redirect_with(request, words, to, then=answered)


def redirect_without_message(to: str) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": to})


def fill(
    request: PageRequest, cards: Sequence[CardView], people: Sequence[Owner], outcome: Outcome | None, path: str
) -> tuple[DrawnCard, ...]:
    """The cards as the page draws them: refused ones as sent, typed text that was kept, else what stands."""
    if outcome is not None:
        flash.say(request, outcome.words, kind="notice")
        return as_they_were(cards, people, outcome, request.POST, at=request.at)
    drawn = from_kept(cards, people, typed(request, path), at=request.at)
    request.text_was_kept = any(card.notice for card in drawn)
    return drawn


def typed(request: PageRequest, path: str) -> Any:
    return None if request.method == "POST" else kept.form_data(request, path)


def drop_draft(request: PageRequest, path: str) -> None:
    directory_operations.drop_text(by=request.professional, form=path, at=request.at)


def sheet_address(reference: str, code: str, letter: str = "") -> str:
    if letter:
        return reverse("responses:sheet_about", args=[reference, code, letter])
    return reverse("responses:sheet", args=[reference, code])


def tonight_address(reference: str, letter: str = "") -> str:
    if letter:
        return reverse("responses:tonight_about", args=[reference, letter])
    return reverse("responses:tonight", args=[reference])
