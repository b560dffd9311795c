"""What can be done in meetings: so far, planning that a young person leaves hospital."""

from .agreeing import agree_discharge, withdraw_discharge
from .seats import set_seat

__all__ = ["agree_discharge", "set_seat", "withdraw_discharge"]
