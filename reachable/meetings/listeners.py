"""What meetings do when something happens to an incident. Named in `config.wiring`."""

from .operations.carrying import carry_meetings, follow_seats
from .operations.joining import carry_plans
from .operations.leaving import notice_leaving

__all__ = ["carry_meetings", "carry_plans", "follow_seats", "notice_leaving"]
