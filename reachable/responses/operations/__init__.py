"""What can be done in a response. Opening and stopping it are heard from the incident: see `listeners`."""

from ..policies import AsksAgain
from .actions import (
    accept_action,
    add_action,
    assign_action,
    extend_action,
    finish_action,
    hand_back_action,
    withdraw_action,
)
from .answers import NewAction, answer_consideration
from .calling import record_call
from .deadline_rules import reset_deadline, set_deadline
from .disposing import dispose
from .moving import move_to_edition_in_force
from .reminding import remind_overdue

__all__ = [
    "AsksAgain",
    "NewAction",
    "accept_action",
    "add_action",
    "answer_consideration",
    "assign_action",
    "dispose",
    "extend_action",
    "finish_action",
    "hand_back_action",
    "move_to_edition_in_force",
    "record_call",
    "remind_overdue",
    "reset_deadline",
    "set_deadline",
    "withdraw_action",
]
