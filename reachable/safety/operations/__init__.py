"""What can be done to keep young people and staff safe. Every change is one transaction."""

from .clearing import clear_contact, end_clearance
from .fitting import answer_fit
from .measures import ask_for_measure, set_measure
from .planning import make_copy, write_plan
from .support import offer_support, step_support

__all__ = [
    "answer_fit",
    "ask_for_measure",
    "clear_contact",
    "end_clearance",
    "make_copy",
    "offer_support",
    "set_measure",
    "step_support",
    "write_plan",
]
