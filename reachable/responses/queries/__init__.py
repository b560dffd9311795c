"""What can be asked about a response. Each query starts from what the professional may see."""

from .actions import ActionLine, ActionView, Owner, StepLine, action, actions_for, owners_for
from .attention import Attention
from .cards import AnswerLine, CardView, FieldView
from .definitions import DefinitionPartText, DefinitionText, definitions
from .mine import ActionsOfMine, mine
from .overview import (
    Counts,
    Standings,
    StrandLine,
    attention,
    counts_by_young_person,
    open_strands,
    standings,
    strands,
    strands_about,
    what_opens,
)
from .questions import AboutWhom, QuestionLine, questions_for
from .ringing import ToRing
from .sheet import Cell, SheetView, TonightQuestionView, TonightView, card, sheet, tonight

__all__ = [
    "AboutWhom",
    "ActionLine",
    "ActionView",
    "ActionsOfMine",
    "AnswerLine",
    "Attention",
    "CardView",
    "Cell",
    "Counts",
    "DefinitionPartText",
    "DefinitionText",
    "FieldView",
    "Owner",
    "QuestionLine",
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
    "open_strands",
    "owners_for",
    "questions_for",
    "sheet",
    "standings",
    "strands",
    "strands_about",
    "tonight",
    "what_opens",
]
