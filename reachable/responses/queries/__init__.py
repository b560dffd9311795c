"""What can be asked about a response. Each query starts from what the professional may see."""

from .actions import ActionLine, ActionView, Owner, StepLine, action, actions_for, owners_for
from .cards import AnswerLine, CardView, FieldView
from .definitions import DefinitionPartText, DefinitionText, definitions
from .mine import ActionsOfMine, ToRing, mine
from .overview import (
    Attention,
    Standings,
    StrandLine,
    attention,
    counts_by_young_person,
    standings,
    strands,
    what_opens,
)
from .sheet import Cell, SheetView, TonightQuestionView, TonightView, card, sheet, tonight

__all__ = [
    "ActionLine",
    "ActionView",
    "ActionsOfMine",
    "AnswerLine",
    "Attention",
    "CardView",
    "Cell",
    "DefinitionPartText",
    "DefinitionText",
    "FieldView",
    "Owner",
    "SheetView",
    "Standings",
    "StepLine",
    "StrandLine",
    "ToRing",
    "TonightQuestionView",
    "TonightView",
    "action",
    "actions_for",
    "attention",
    "card",
    "counts_by_young_person",
    "definitions",
    "mine",
    "owners_for",
    "sheet",
    "standings",
    "strands",
    "tonight",
    "what_opens",
]
