"""What happened, told through the operations that people use; times run back from the moment it is told."""

from datetime import datetime, timedelta

from . import bus_station, market_place, skate_park, sports_field
from .telling import Cast
from .times import Since, evening_before

KNOWN_SINCE = timedelta(days=400)  # how long the cast has held its roles


def tell(cast: Cast, now: datetime) -> None:
    """In stabilisation; before the court; found to be none; the one of the night; a report of this hour."""
    market_place.tell(cast, now)
    earlier = skate_park.tell(cast, now)
    sports_field.tell(cast, now)
    bus_station.tell(cast, Since(evening_before(now), now), earlier)
    sports_field.report_of_this_hour(cast, now)
