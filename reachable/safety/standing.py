"""How a clearance stands: worked out when it is read, from what became known since. Nothing of it is stored.

It ends with what comes first: somebody ended it, one of the listed facts came after it, or its time ran out (CTX-18).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reachable.common import clock
from reachable.incidents.changes import Change, changed_since

from .models import Clearance

_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@dataclass(frozen=True)
class Stands:
    """`words`: "cleared until today 18:00", "lapsed: a new threat (B), today 21:40". `since_at`: since when it no
    longer holds. `lapsed`: a fact came after it, and `news` is all that did, for who reads what is new.
    """

    holds: bool
    words: str
    since_at: datetime | None
    lapsed: bool = False
    news: tuple[Change, ...] = ()


def stands(clearances: Sequence[Clearance], at: datetime) -> dict[int, Stands]:
    """By primary key. Seven statements for any number of them, of any number of incidents; none for none."""
    changes = changed_since({one.pk: (one.incident_id, one.involvement_id, one.at) for one in clearances})
    return {one.pk: _stands(one, changes[one.pk], at) for one in clearances}


def _stands(one: Clearance, changes: tuple[Change, ...], at: datetime) -> Stands:
    first = changes[0].at if changes else None
    gone = min(moment for moment in (first, one.ended_at, one.until_at) if moment)
    if first is not None and first == gone:
        words = f"lapsed: {changes[0].words}, {moment_in_words(first, at)}"
        return Stands(False, words, first, lapsed=True, news=changes)
    if one.ended_at is not None and one.ended_at == gone:
        return Stands(False, f"ended: {one.ended_because}", one.ended_at)
    if one.until_at <= at:
        return Stands(False, f"ran out {moment_in_words(one.until_at, at)}", one.until_at)
    return Stands(True, f"cleared until {until_in_words(one.until_at, at)}", None)


def moment_in_words(value: datetime, at: datetime) -> str:
    """today 21:40 · 21 November 21:40."""
    local = clock.local(value)
    day = _DAYS.get((local.date() - clock.local_date(at)).days, f"{local.day} {local:%B}")
    return f"{day} {local:%H:%M}"


def until_in_words(value: datetime, at: datetime) -> str:
    """18:00 while it is today: "A: cleared until 18:00"."""
    return moment_in_words(value, at).removeprefix("today ")
