"""What contexts does when something happens to an incident. Named in `config.wiring`."""

from .operations.places_moving import move_places_over

__all__ = ["move_places_over"]
