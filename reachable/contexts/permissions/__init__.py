"""Who may do what with places and groups, safety maps and measures that disrupt harm."""

from .disruption import (
    check_can_plan_disruption,
    check_can_read_disruption,
    check_can_step_disruption,
    may_plan_disruption,
)
from .maps import (
    check_can_count_maps,
    check_can_read_maps,
    check_can_weigh,
    check_can_write_map,
    maps_seen,
    may_read_maps,
    may_write_maps,
)
from .places import (
    check_can_keep,
    check_can_link_from,
    check_can_refer,
    check_can_see_contexts,
    context_to_see,
    may_keep_contexts,
    may_see_contexts,
)

__all__ = [
    "check_can_count_maps",
    "check_can_keep",
    "check_can_link_from",
    "check_can_plan_disruption",
    "check_can_read_disruption",
    "check_can_read_maps",
    "check_can_refer",
    "check_can_see_contexts",
    "check_can_step_disruption",
    "check_can_weigh",
    "check_can_write_map",
    "context_to_see",
    "maps_seen",
    "may_keep_contexts",
    "may_plan_disruption",
    "may_read_maps",
    "may_see_contexts",
    "may_write_maps",
]
