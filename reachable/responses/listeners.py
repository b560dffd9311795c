"""What the response does when something happens to its incident. Named in `config.wiring`."""

from .operations.carrying import carry_over
from .operations.opening import confirm_or_stop, open_for_young_person, open_response, run_again, start_clocks

__all__ = ["carry_over", "confirm_or_stop", "open_for_young_person", "open_response", "run_again", "start_clocks"]
