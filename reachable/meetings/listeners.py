"""What meetings do when something happens to an incident. Named in `config.wiring`."""

from .operations.joining import carry_plans
from .operations.leaving import notice_leaving

__all__ = ["carry_plans", "notice_leaving"]
