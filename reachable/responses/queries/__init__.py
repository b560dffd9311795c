"""What can be asked about a response. Each query starts from what the professional may see."""

from .actions import ActionLine, ActionView, Owner, StepLine, action, actions_for, owners_for
from .answers_before import AnswerBefore, answers_before
from .asked_elsewhere import cards_in, questions_in
from .cards import AnswerLine, CardView, FieldView
from .contact import ContactBoard, DangerLine, contact_board
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
from .early import EarlyLine, early
from .editions_view import EditionName, EditionView, MoveLine, edition
from .for_place import actions_for_place
from .gate_states import contact_states, youth_worker_states
from .instruction import Instruction
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
from .safe_to_return import SafeToReturn, safe_to_return
from .sheet import Cell, SheetView, TonightQuestionView, TonightView, card, sheet, tonight
from .standing import Question
from .waiting import Attention
from .weighting_against_plan import AgainstPlan, AimLine, weighting_against_plan
from .youth_worker import DeploymentLine, WorkerChoice, YouthWorkerView, youth_worker

__all__ = [
    "AboutWhom",
    "ActionLine",
    "ActionView",
    "ActionsOfMine",
    "AgainstPlan",
    "AimLine",
    "AnswerBefore",
    "AnswerLine",
    "AtRiskLine",
    "AtRiskView",
    "Attention",
    "BothSides",
    "Call",
    "CardView",
    "Cell",
    "ContactBoard",
    "Counts",
    "DangerLine",
    "DeadlineLine",
    "DeadlineView",
    "DeadlinesView",
    "DefinitionPartText",
    "DefinitionText",
    "DeploymentLine",
    "EarlyLine",
    "EditionName",
    "EditionView",
    "Exposed",
    "FieldView",
    "Instruction",
    "MoveLine",
    "NetworkFigures",
    "Owner",
    "Question",
    "QuestionLine",
    "RuleSet",
    "SafeToReturn",
    "SheetView",
    "Side",
    "Standings",
    "StepLine",
    "StrandLine",
    "ToRing",
    "TonightQuestionView",
    "TonightView",
    "WorkerChoice",
    "YouthWorkerView",
    "action",
    "actions_for",
    "actions_for_place",
    "answers_before",
    "at_risk",
    "attention",
    "both_sides",
    "card",
    "cards_in",
    "contact_board",
    "contact_states",
    "counts_by_young_person",
    "deadline",
    "deadlines",
    "definitions",
    "early",
    "edition",
    "mine",
    "network_figures",
    "owners_for",
    "questions_for",
    "questions_in",
    "safe_to_return",
    "sheet",
    "standings",
    "strands",
    "strands_about",
    "tonight",
    "weighting_against_plan",
    "what_opens",
    "youth_worker",
    "youth_worker_states",
]
