"""Considerations as forms: a card, the row of a meeting, the actions that go with an answer, saving them."""

from .forms import SAVED, CardForm, DrawnCard, digest_of
from .rows import CONTACT, NO, YES, ActionRow, DueField, owner_keys, row_of
from .saving import NOTHING_NEW, Maker, Outcome, as_they_were, from_kept, rebased, save, save_changed, stale_card

__all__ = [
    "CONTACT",
    "NO",
    "NOTHING_NEW",
    "SAVED",
    "YES",
    "ActionRow",
    "CardForm",
    "DrawnCard",
    "DueField",
    "Maker",
    "Outcome",
    "as_they_were",
    "digest_of",
    "from_kept",
    "owner_keys",
    "rebased",
    "row_of",
    "save",
    "save_changed",
    "stale_card",
]
