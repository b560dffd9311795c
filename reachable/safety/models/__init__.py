"""What is remembered of safety plans, practical measures, clearances and support for staff."""

from .clearance import Clearance
from .measure import Measure, MeasureStep
from .plan import FitQuestion, PlanCopy, PlanMeasure, SafetyPlan
from .support import StaffSupport, SupportStep

__all__ = [
    "Clearance",
    "FitQuestion",
    "Measure",
    "MeasureStep",
    "PlanCopy",
    "PlanMeasure",
    "SafetyPlan",
    "StaffSupport",
    "SupportStep",
]
