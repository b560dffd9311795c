"""How the structured field of a fact or an answer reads: dates and moments as people say them."""

from datetime import date, datetime
from typing import Protocol

from reachable.common import clock

from . import dates


class Said(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def words(self) -> str: ...


def said_value(one: Said, at: datetime) -> str:
    """What cannot be read as a date is shown as it was typed."""
    try:
        if one.value and one.kind == "datetime":
            moment = datetime.fromisoformat(one.value)
            return dates.moment(moment if moment.tzinfo else moment.replace(tzinfo=clock.LONDON), at)
        if one.value and one.kind == "date":
            return dates.day(date.fromisoformat(one.value), at)
    except ValueError:
        return one.words
    return one.words
