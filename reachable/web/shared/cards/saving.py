"""Saving cards: each is accepted or refused by itself, and what was typed stays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from reachable.common.refusals import Refused, Stale
from reachable.responses.queries import CardView

from .forms import SAVED, CardForm, DrawnCard, digest_of
from .rows import row_of

NOT_SAVED = "Not recorded yet: this is what you typed before"
NOTHING_NEW = "Nothing was changed, so nothing was recorded"
Answering = Callable[..., Any]  # the operation that records one answer, told already where it is given
Maker = Callable[[CardView, Any], CardForm]  # the form of a card, holding what was sent, if anything
MEANWHILE = "Somebody else answered this while you wrote. Their answer stands; yours is below. Change it or save it."


@dataclass(frozen=True)
class Outcome:
    """`recorded` and `refused` are the cards that were tried; cards without a change are in neither."""

    recorded: tuple[CardForm, ...]
    refused: tuple[CardForm, ...]
    stale: frozenset[Any] = frozenset()

    @property
    def words(self) -> str:
        again = len(self.refused)
        return f"{len(self.recorded)} recorded, {again} need{'s' if again == 1 else ''} another look"


def save(form: CardForm, *, by: Any, at: datetime, answer: Answering) -> bool:
    """Record one card. False: the form says why not. Raises Stale where somebody else answered meanwhile."""
    if not form.is_valid():
        return False
    try:
        answer(
            by=by,
            at=at,
            consideration_key=form.card.key,
            answer=form.cleaned_data["answer"],
            because=form.cleaned_data["because"],
            late_because=form.late_because,
            record_fields=form.record,
            actions=[row.new_action() for row in form.wanted],
            seen_number=form.seen_number,
        )
    except Stale:
        if not _is_sent_twice(form, by):
            raise
    except Refused as refusal:
        row = row_of(refusal, form.wanted)
        if row is None:
            form.refuse(refusal)
        else:
            row.place(refusal)
        return False
    return True


def _is_sent_twice(form: CardForm, by: Any) -> bool:
    """The same answer by the same person again: the first press counted, and its actions were made then.

    `form.card` was read in the same request, so it holds what stands.
    """
    latest = form.card.history[0] if form.card.history else None
    return latest is not None and latest.by == by.name and form.digest == digest_of(form.card)


def save_changed(forms: Iterable[CardForm], *, by: Any, at: datetime, answer: Answering) -> Outcome:
    recorded: list[CardForm] = []
    refused: list[CardForm] = []
    stale: set[Any] = set()
    for form in forms:
        if not form.is_changed:
            continue
        try:
            saved = save(form, by=by, at=at, answer=answer)
        except Stale:
            saved = False
            stale.add(form.card.key)
        (recorded if saved else refused).append(form)
    return Outcome(tuple(recorded), tuple(refused), frozenset(stale))


def as_they_were(cards: Sequence[CardView], make: Maker, outcome: Outcome, data: Any) -> tuple[DrawnCard, ...]:
    """After a sheet was saved: refused cards as they were sent, with why; the others as they stand now."""
    refused = {form.card.key: form for form in outcome.refused}
    done = {form.card.key for form in outcome.recorded}
    drawn = []
    for card in cards:
        if card.key in outcome.stale:
            drawn.append(stale_card(card, make, data))
        elif card.key in refused:
            drawn.append(DrawnCard(card, refused[card.key]))
        else:
            drawn.append(DrawnCard(card, make(card, None), notice=SAVED if card.key in done else ""))
    return tuple(drawn)


def stale_card(card: CardView, make: Maker, data: Any) -> DrawnCard:
    """What was typed, over the answer that stands now: saving again goes on from there."""
    form = make(card, rebased(data, card))
    form.refuse(MEANWHILE)
    return DrawnCard(card, form, notice=MEANWHILE, is_stale=True)


def rebased(data: Any, card: CardView) -> Any:
    """The same text, now written in sight of the answer that stands."""
    fresh = data.copy()
    fresh[f"card-{card.key}-seen"] = str(card.number)
    fresh[f"card-{card.key}-was"] = digest_of(card)
    return fresh


def from_kept(cards: Sequence[CardView], make: Maker, kept: Any) -> tuple[DrawnCard, ...]:
    """Cards with the text of a lost session or a draft, where it says anything that was not recorded since."""
    return tuple(_restored(card, make, kept) for card in cards)


def _restored(card: CardView, make: Maker, kept: Any) -> DrawnCard:
    plain = DrawnCard(card, make(card, None))
    if kept is None or f"card-{card.key}-seen" not in kept:
        return plain
    as_sent = make(card, _sent(kept))
    moved_on = as_sent.seen_number != card.number
    if not as_sent.is_changed or (moved_on and as_sent.digest == digest_of(card)):
        return plain
    form = make(card, rebased(kept, card) if moved_on else kept)
    return DrawnCard(card, form, notice=MEANWHILE if moved_on else NOT_SAVED, is_stale=moved_on)


def _sent(kept: QueryDict) -> QueryDict:
    """Kept text as if it had been sent: only then does a form read it."""
    data = QueryDict(mutable=True)
    for name, values in kept.lists():
        data.setlist(name, values)
    return data
