"""The main incident: a stabbing near the bus station, reported by two agencies, decided and half worked."""

from ..telling import Cast
from ..times import Since
from . import (
    custody,
    first_hours,
    formal,
    happened,
    hospital,
    immediate_safety,
    meetings,
    network,
    next_day,
    records,
    safety,
    since_then,
    this_morning,
    wider,
)


def tell(cast: Cast, since: Since, earlier: str) -> None:
    """`earlier` is the incident that this one is taken to answer."""
    told = first_hours.night(cast, since)
    for work in (happened.night, immediate_safety.night, hospital.night, custody.night, safety.night, formal.night):
        work(told, since)
    first_hours.day(told, since)
    meetings.first_discussion(told, since)
    for work in (next_day.day, hospital.day, custody.day, happened.day, safety.day):
        work(told, since)
    formal.day(told, since, earlier)
    later = (wider.day, network.tell, records.tell, this_morning.tell, since_then.tell)
    for work in (*later, meetings.to_come, meetings.complex_discussion):
        work(told, since)
