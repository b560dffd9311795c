"""When a response may become business as usual; which figures may be shown."""

from .standing_down import (
    Unsettled,
    check_hand_over,
    check_is_unanswered,
    check_later_date,
    check_may_begin_again,
    check_may_stabilise,
    check_may_stand_down,
    check_says_what_was_done,
    stand_down_lines,
)

__all__ = [
    "Unsettled",
    "check_hand_over",
    "check_is_unanswered",
    "check_later_date",
    "check_may_begin_again",
    "check_may_stabilise",
    "check_may_stand_down",
    "check_says_what_was_done",
    "stand_down_lines",
]
