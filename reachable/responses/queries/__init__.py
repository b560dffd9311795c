"""What can be asked about a response. Each query starts from what the professional may see."""

from .actions import ActionLine, ActionView, Owner, action, actions_for, owners_for
from .mine import ActionsOfMine, mine
from .overview import Attention, StrandLine, attention, counts_by_young_person, strands
from .sheet import (
    AnswerLine,
    CardView,
    Cell,
    FieldView,
    SheetView,
    TonightQuestionView,
    TonightView,
    card,
    sheet,
    tonight,
)

__all__ = [
    "ActionLine",
    "ActionView",
    "ActionsOfMine",
    "AnswerLine",
    "Attention",
    "CardView",
    "Cell",
    "FieldView",
    "Owner",
    "SheetView",
    "StrandLine",
    "TonightQuestionView",
    "TonightView",
    "action",
    "actions_for",
    "attention",
    "card",
    "counts_by_young_person",
    "mine",
    "owners_for",
    "sheet",
    "strands",
    "tonight",
]
