"""What oversight does when something happens to an incident. Named in `config.wiring`."""

from .operations.carrying import carry_days
from .operations.phases import follow_stabilisation

__all__ = ["carry_days", "follow_stabilisation"]
