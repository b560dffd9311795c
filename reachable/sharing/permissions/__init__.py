"""Who may do what with what leaves the room: records of young people, notices and reviews, media, briefings."""

from .briefings import (
    check_can_look_after_briefing,
    check_can_read_briefing,
    check_can_see_draft,
    check_can_sign_briefing,
    check_can_start_briefing,
    check_can_write_briefing,
    check_is_reader,
    may_see_drafts,
    may_sign_briefings,
    may_write_briefings,
)
from .records import (
    can_check,
    can_resolve,
    check_can_change_record,
    check_can_make_records,
    check_can_read_record,
    check_can_read_records,
    check_can_resolve,
)

__all__ = [
    "can_check",
    "can_resolve",
    "check_can_change_record",
    "check_can_look_after_briefing",
    "check_can_make_records",
    "check_can_read_briefing",
    "check_can_read_record",
    "check_can_read_records",
    "check_can_resolve",
    "check_can_see_draft",
    "check_can_sign_briefing",
    "check_can_start_briefing",
    "check_can_write_briefing",
    "check_is_reader",
    "may_see_drafts",
    "may_sign_briefings",
    "may_write_briefings",
]
