"""What can be asked about a response. Each query starts from what the professional may see."""

from .actions import ActionLine, ActionView, Owner, StepLine, action, actions_for, owners_for
from .answers_before import AnswerBefore, answers_before
from .attention import Attention
from .cards import AnswerLine, CardView, FieldView
from .deadlines import DeadlineLine, DeadlinesView, DeadlineView, RuleSet, deadline, deadlines
from .definitions import DefinitionPartText, DefinitionText, definitions
from .dispositions import (
    AtRiskLine,
    AtRiskView,
    BothSides,
    Exposed,
    NetworkFigures,
    Side,
    at_risk,
    both_sides,
    network_figures,
)
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
    "AnswerBefore",
    "AnswerLine",
    "AtRiskLine",
    "AtRiskView",
    "Attention",
    "BothSides",
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
    "Exposed",
    "FieldView",
    "MoveLine",
    "NetworkFigures",
    "Owner",
    "QuestionLine",
    "RuleSet",
    "SheetView",
    "Side",
    "Standings",
    "StepLine",
    "StrandLine",
    "ToRing",
    "TonightQuestionView",
    "TonightView",
    "action",
    "actions_for",
    "answers_before",
    "at_risk",
    "attention",
    "both_sides",
    "card",
    "counts_by_young_person",
    "deadline",
    "deadlines",
    "definitions",
    "edition",
    "mine",
    "network_figures",
    "owners_for",
    "questions_for",
    "sheet",
    "standings",
    "strands",
    "strands_about",
    "tonight",
    "what_opens",
]
