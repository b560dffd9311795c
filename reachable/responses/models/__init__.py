"""What is remembered of a response: its edition of the guide, strands, answers and actions."""

from .action import Action, ActionStep, ToFindOut
from .disposition import Disposition
from .response import (
    Answer,
    Consideration,
    DeadlineRule,
    Edition,
    EditionMove,
    Response,
    Strand,
    StrandStanding,
)

__all__ = [
    "Action",
    "ActionStep",
    "Answer",
    "Consideration",
    "DeadlineRule",
    "Disposition",
    "Edition",
    "EditionMove",
    "Response",
    "Strand",
    "StrandStanding",
    "ToFindOut",
]
