"""What can be asked about meetings: so far, planning that a young person leaves hospital."""

from .discharge import DischargeView, LeftEarly, PlanLine, RestsOn, Way, discharge
from .gates import discharge_gates
from .seats import Reached, SeatLine, SeatSaidLine, SeatView, seat

__all__ = [
    "DischargeView",
    "LeftEarly",
    "PlanLine",
    "Reached",
    "RestsOn",
    "SeatLine",
    "SeatSaidLine",
    "SeatView",
    "Way",
    "discharge",
    "discharge_gates",
    "seat",
]
