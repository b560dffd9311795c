"""What is remembered of meetings: so far, planning a discharge."""

from .discharge import DischargePlan, DischargeSeat

__all__ = ["DischargePlan", "DischargeSeat"]
