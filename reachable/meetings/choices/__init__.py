"""Codes of meetings. Codes never change meaning."""

from .discharge import TAKEN, SeatKind, SeatState
from .meeting import (
    HELD,
    NOT_YET_HELD,
    SPEAKS,
    Attendance,
    Coming,
    Duty,
    Ground,
    ItemState,
    MeetingState,
    MinutesChange,
    NoteKind,
    Sees,
    UseFor,
    UseState,
)

__all__ = [
    "HELD",
    "NOT_YET_HELD",
    "SPEAKS",
    "TAKEN",
    "Attendance",
    "Coming",
    "Duty",
    "Ground",
    "ItemState",
    "MeetingState",
    "MinutesChange",
    "NoteKind",
    "SeatKind",
    "SeatState",
    "Sees",
    "UseFor",
    "UseState",
]
