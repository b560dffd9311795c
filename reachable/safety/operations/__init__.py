"""What can be done to keep young people and staff safe. Every change is one transaction."""

from .clearing import clear_contact, end_clearance
from .comparing import compare_with_plan
from .fitting import answer_fit
from .measures import ask_for_measure, set_measure
from .missing import record_interview
from .offering import offer_help, step_help
from .planning import make_copy, write_plan
from .screening import screen_young_person
from .support import offer_support, step_support

__all__ = [
    "answer_fit",
    "ask_for_measure",
    "clear_contact",
    "compare_with_plan",
    "end_clearance",
    "make_copy",
    "offer_help",
    "offer_support",
    "record_interview",
    "screen_young_person",
    "set_measure",
    "step_help",
    "step_support",
    "write_plan",
]
