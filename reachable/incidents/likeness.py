"""Whether two reports look like the same event. Plain values in, reasons out; a person decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from rapidfuzz import fuzz, utils

NEAR_IN_TIME = timedelta(hours=6)
REPORTED_NEAR = timedelta(hours=36)
SAME_PLACE = 80


@dataclass(frozen=True)
class Sketch:
    """What is compared of a report. `people` are the identities, `names` the folded names of the known ones."""

    happened_at: datetime | None
    reported_at: datetime
    place: str
    postcode: str
    people: frozenset[UUID]
    names: frozenset[str]


def reasons(one: Sketch, other: Sketch) -> tuple[str, ...]:
    """Why they may be the same event; empty where they do not look alike.

    Near in time is not enough by itself: on a bad night there are several. The same place or the same
    young person near in time is worth a look.
    """
    near = _near_in_time(one, other)
    if not near:
        return ()
    found = [*_place(one, other), *_people(one, other)]
    return (near, *found) if found else ()


def _near_in_time(one: Sketch, other: Sketch) -> str:
    if one.happened_at and other.happened_at:
        return "near in time" if abs(one.happened_at - other.happened_at) <= NEAR_IN_TIME else ""
    return "reported near in time" if abs(one.reported_at - other.reported_at) <= REPORTED_NEAR else ""


def _place(one: Sketch, other: Sketch) -> Iterable[str]:
    if one.postcode and one.postcode == other.postcode:
        yield "same postcode"
    elif one.place and other.place:
        if fuzz.token_set_ratio(one.place, other.place, processor=utils.default_process) >= SAME_PLACE:
            yield "much the same place"


def _people(one: Sketch, other: Sketch) -> Iterable[str]:
    if one.people & other.people:
        yield "the same young person"
    elif one.names & other.names:
        yield "a young person of the same name"
