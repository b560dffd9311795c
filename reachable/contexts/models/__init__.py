"""What is remembered of places and groups, safety maps, weightings and disruption."""

from .context import (
    Context,
    ContextAnswer,
    ContextAssessment,
    ContextCounter,
    ContextGoal,
    ContextOfIncident,
    GoalReading,
    Revisit,
)
from .disruption import Condition, Disruption, DisruptionStep
from .safety_map import MapPlace, MapReader, SafetyMap
from .weighting import Weighting, WeightLine

__all__ = [
    "Condition",
    "Context",
    "ContextAnswer",
    "ContextAssessment",
    "ContextCounter",
    "ContextGoal",
    "ContextOfIncident",
    "Disruption",
    "DisruptionStep",
    "GoalReading",
    "MapPlace",
    "MapReader",
    "Revisit",
    "SafetyMap",
    "WeightLine",
    "Weighting",
]
