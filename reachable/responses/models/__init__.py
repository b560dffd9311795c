"""What is remembered of a response: its edition of the guide, strands, answers and actions."""

from .action import Action, ActionStep, InDanger, ToFindOut
from .contact import CameEarly, Deployment
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
    "CameEarly",
    "Consideration",
    "DeadlineRule",
    "Deployment",
    "Disposition",
    "Edition",
    "EditionMove",
    "InDanger",
    "Response",
    "Strand",
    "StrandStanding",
    "ToFindOut",
]
