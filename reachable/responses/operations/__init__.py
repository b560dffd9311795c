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
from .aiming import set_aims
from .answers import NewAction, Said, answer_consideration, write_answer_of_meeting
from .at_once import ask_at_once, done_at_once
from .calling import record_call
from .danger import Danger, direct_in_danger, review_danger
from .deadline_rules import reset_deadline, set_deadline
from .deploying import deploy_youth_worker, end_deployment
from .directing import NewClearance, clear_and_direct, direct_contact
from .disposing import dispose
from .early import ring_the_bell
from .for_guests import accept_as_guest, extend_as_guest, finish_as_guest, hand_back_as_guest
from .moving import move_to_edition_in_force
from .reminding import remind_overdue
from .travelling import arrive, come_back, set_off

__all__ = [
    "AsksAgain",
    "Danger",
    "NewAction",
    "NewClearance",
    "Said",
    "accept_action",
    "accept_as_guest",
    "add_action",
    "answer_consideration",
    "arrive",
    "ask_at_once",
    "assign_action",
    "clear_and_direct",
    "come_back",
    "deploy_youth_worker",
    "direct_contact",
    "direct_in_danger",
    "dispose",
    "done_at_once",
    "end_deployment",
    "extend_action",
    "extend_as_guest",
    "finish_action",
    "finish_as_guest",
    "hand_back_action",
    "hand_back_as_guest",
    "move_to_edition_in_force",
    "record_call",
    "remind_overdue",
    "reset_deadline",
    "review_danger",
    "ring_the_bell",
    "set_aims",
    "set_deadline",
    "set_off",
    "withdraw_action",
    "write_answer_of_meeting",
]
