"""What the pages of a response show."""

from .actions import Action, Actions
from .guide import Deadline, DeadlineReset, Deadlines, Edition
from .night import Handover, Tonight
from .shared import keys_of
from .sheet import Card, CardFragment, Sheet, Strands

__all__ = [
    "Action",
    "Actions",
    "Card",
    "CardFragment",
    "Deadline",
    "DeadlineReset",
    "Deadlines",
    "Edition",
    "Handover",
    "Sheet",
    "Strands",
    "Tonight",
    "keys_of",
]
