"""What must hold before something leaves the room, whoever asks. Who may ask is in `permissions`."""

from .marking import Decided, Decisions, Marker, Numbering
from .not_sharing import check_not_sharing
from .record import (
    check_filing,
    check_is_final,
    check_is_to_check,
    check_mark,
    check_minutes_agreed,
    check_names_nobody,
    check_nothing_taken_out,
    check_nothing_undecided,
    check_same_as_seen,
    check_says_why,
    file_name,
    left,
    still_named,
    undecided,
)

__all__ = [
    "Decided",
    "Decisions",
    "Marker",
    "Numbering",
    "check_filing",
    "check_is_final",
    "check_is_to_check",
    "check_mark",
    "check_minutes_agreed",
    "check_names_nobody",
    "check_not_sharing",
    "check_nothing_taken_out",
    "check_nothing_undecided",
    "check_same_as_seen",
    "check_says_why",
    "file_name",
    "left",
    "still_named",
    "undecided",
]
