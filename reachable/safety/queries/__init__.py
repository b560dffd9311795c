"""What can be asked of safety. Each query answers only what the professional may see."""

from .clearances import ClearanceLine, clearances, known_since
from .fit import FitLine, FitOfMine, fit_questions_of
from .measures import MeasureLine, MeasureStepLine, MeasureView, measure, measures_of, measures_waiting
from .plan import CopyLine, PlanLine, PlanVersion, PlanView, fit_question, plan, plan_line
from .plan_copy import CopyText, copy_text
from .support import SupportLine, SupportStepLine, SupportView, staff_support, support_to_change

__all__ = [
    "ClearanceLine",
    "CopyLine",
    "CopyText",
    "FitLine",
    "FitOfMine",
    "MeasureLine",
    "MeasureStepLine",
    "MeasureView",
    "PlanLine",
    "PlanVersion",
    "PlanView",
    "SupportLine",
    "SupportStepLine",
    "SupportView",
    "clearances",
    "copy_text",
    "fit_question",
    "fit_questions_of",
    "known_since",
    "measure",
    "measures_of",
    "measures_waiting",
    "plan",
    "plan_line",
    "staff_support",
    "support_to_change",
]
