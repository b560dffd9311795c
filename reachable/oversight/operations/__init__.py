"""What oversight does: phases, hand-overs, days to come; reports as files."""

from .handing_over import accept_hand_over, decline_hand_over, hand_over
from .later import add_later_date, finish_later_date, prompt_of_later_dates
from .phases import begin_again, begin_stabilisation, stand_down
from .reports import take_report

__all__ = [
    "accept_hand_over",
    "add_later_date",
    "begin_again",
    "begin_stabilisation",
    "decline_hand_over",
    "finish_later_date",
    "hand_over",
    "prompt_of_later_dates",
    "stand_down",
    "take_report",
]
