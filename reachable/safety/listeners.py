"""What safety does when something happens to an incident. Named in `config.wiring`."""

from .operations.fitting import ask_of_involved, ask_of_linked, ask_of_reported
from .operations.missing import follow_missing
from .operations.moving import move_over

__all__ = ["ask_of_involved", "ask_of_linked", "ask_of_reported", "follow_missing", "move_over"]
