"""What the response does when something happens to its incident. Named in `config.wiring`."""

from .operations.carrying import carry_over
from .operations.disposing import forget_dispositions
from .operations.lapsing import stop_who_was_sent, stop_who_was_sent_in_both, stop_who_was_sent_over
from .operations.noticing import notice
from .operations.opening import follow_both, follow_facts, open_response

__all__ = [
    "carry_over",
    "follow_both",
    "follow_facts",
    "forget_dispositions",
    "notice",
    "open_response",
    "stop_who_was_sent",
    "stop_who_was_sent_in_both",
    "stop_who_was_sent_over",
]
