"""What is remembered of safety plans, practical measures, clearances, support, screening, missing episodes."""

from .clearance import Clearance
from .conflict import PlanComparison
from .measure import Measure, MeasureStep
from .missing import InterviewStep, MissingEpisode
from .offer import Offer, OfferStep
from .plan import FitQuestion, PlanCopy, PlanMeasure, SafetyPlan
from .screening import Screening, ScreeningDomain
from .support import StaffSupport, SupportStep

__all__ = [
    "Clearance",
    "FitQuestion",
    "InterviewStep",
    "Measure",
    "MeasureStep",
    "MissingEpisode",
    "Offer",
    "OfferStep",
    "PlanComparison",
    "PlanCopy",
    "PlanMeasure",
    "SafetyPlan",
    "Screening",
    "ScreeningDomain",
    "StaffSupport",
    "SupportStep",
]
