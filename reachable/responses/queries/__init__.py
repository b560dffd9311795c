"""What can be asked about a response. Each query starts from what the professional may see."""

from .actions import ActionLine, ActionView, Owner, StepLine, action, actions_for, owners_for
from .attention import Attention
from .cards import AnswerLine, CardView, FieldView
from .deadlines import DeadlineLine, DeadlinesView, DeadlineView, RuleSet, deadline, deadlines
from .definitions import DefinitionPartText, DefinitionText, definitions
from .editions_view import EditionName, EditionView, MoveLine, edition
from .mine import ActionsOfMine, mine
from .overview import (
    Counts,
    Standings,
    StrandLine,
    attention,
    counts_by_young_person,
    standings,
    strands,
    strands_about,
    what_opens,
)
from .questions import AboutWhom, QuestionLine, questions_for
from .ringing import Call, ToRing
from .sheet import Cell, SheetView, TonightQuestionView, TonightView, card, sheet, tonight

__all__ = [
    "AboutWhom",
    "ActionLine",
    "ActionView",
    "ActionsOfMine",
    "AnswerLine",
    "Attention",
    "Call",
    "CardView",
    "Cell",
    "Counts",
    "DeadlineLine",
    "DeadlineView",
    "DeadlinesView",
    "DefinitionPartText",
    "DefinitionText",
    "EditionName",
    "EditionView",
    "FieldView",
    "MoveLine",
    "Owner",
    "QuestionLine",
    "RuleSet",
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
    "deadline",
    "deadlines",
    "definitions",
    "edition",
    "mine",
    "owners_for",
    "questions_for",
    "sheet",
    "standings",
    "strands",
    "strands_about",
    "tonight",
    "what_opens",
]
