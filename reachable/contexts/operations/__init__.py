"""What contexts offers here."""

from .disrupting import NewCondition, Stands, plan_disruption, step_disruption
from .goals import add_goal, read_goal
from .mapping import put_place, set_map_readers, take_out_place, write_map
from .places import accept_context, change_context, end_context, link_context, refer_context, unlink_context
from .places_assessing import answer_context, assess_context
from .revisiting import revisit_context
from .weighing import weigh

__all__ = [
    "NewCondition",
    "Stands",
    "accept_context",
    "add_goal",
    "answer_context",
    "assess_context",
    "change_context",
    "end_context",
    "link_context",
    "plan_disruption",
    "put_place",
    "read_goal",
    "refer_context",
    "revisit_context",
    "set_map_readers",
    "step_disruption",
    "take_out_place",
    "unlink_context",
    "weigh",
    "write_map",
]
