"""What oversight does when something happens to an incident. Named in `config.wiring`."""

from .operations.phases import follow_stabilisation

__all__ = ["follow_stabilisation"]
