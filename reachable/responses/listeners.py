"""What the response does when something happens to its incident. Named in `config.wiring`."""

from .operations.carrying import carry_over
from .operations.disposing import forget_dispositions
from .operations.opening import follow_both, follow_facts, open_response

__all__ = ["carry_over", "follow_both", "follow_facts", "forget_dispositions", "open_response"]
