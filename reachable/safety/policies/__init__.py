"""What may happen as things stand, whoever asks. Who may ask is in `permissions`."""

from .clearance import (
    A_CALL_HOLDS_AT_MOST,
    HOLDS_AT_MOST,
    HOLDS_UNLESS_SAID,
    check_assessed,
    check_lessened,
    check_not_ended,
    check_on_the_team,
    check_place_can_be_printed,
    check_until,
    longest,
)
from .measures import (
    check_address_is_not_written,
    check_another_is_meant,
    check_measure_changes,
    check_measure_days,
    check_measure_is_named,
    check_measure_says_why,
)
from .support import check_names_nobody, check_support_changes, check_support_day, check_support_is_new

__all__ = [
    "A_CALL_HOLDS_AT_MOST",
    "HOLDS_AT_MOST",
    "HOLDS_UNLESS_SAID",
    "check_address_is_not_written",
    "check_another_is_meant",
    "check_assessed",
    "check_lessened",
    "check_measure_changes",
    "check_measure_days",
    "check_measure_is_named",
    "check_measure_says_why",
    "check_names_nobody",
    "check_not_ended",
    "check_on_the_team",
    "check_place_can_be_printed",
    "check_support_changes",
    "check_support_day",
    "check_support_is_new",
    "check_until",
    "longest",
]
