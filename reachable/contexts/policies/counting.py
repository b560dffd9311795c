"""What may be said of many safety maps together, so that nothing is said of one young person.

One table for each area, and it is counted once: a reader's filter only hides its lines, it never counts anew. No
line is the sum of others, so that none can be taken from another; a line appears for the least number of different
young people, and its figure is rounded down to a multiple of that number. The table moves on only at the end of a day,
and only when that many different young people have changed what is counted since it last did, so that two tables
differ by many or not at all. Once somebody takes back that their map may be counted, nothing is shown until it next
moves on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID


@dataclass(frozen=True, order=True)
class Cell:
    """A place as it is written, its colour and a time of day; an empty time is any time."""

    place: str
    colour: str
    time: str


@dataclass(frozen=True)
class Written:
    """A version of a map. `cells` is empty where it may not be counted."""

    on: date
    map_id: int
    person: UUID
    cells: frozenset[Cell]


@dataclass(frozen=True)
class Counted:
    """`at_least` is a multiple of the least number, never the figure itself."""

    place: str
    colour: str
    time: str
    at_least: int


@dataclass(frozen=True)
class Counting:
    """`until`: the table says what stood at the end of that day; None where there was never enough to count."""

    lines: tuple[Counted, ...] = ()
    until: date | None = None
    is_withheld: bool = False


Standing = dict[int, tuple[UUID, frozenset[Cell]]]


def count_places(written: Iterable[Written], least: int, *, today: date) -> Counting:
    """STA-6: places counted over the young people who allowed it; see the top of this file.

    `written` in the order of writing.
    """
    versions = list(written)
    released, until = _last_release([one for one in versions if one.on < today], least)
    stands = {one.map_id: bool(one.cells) for one in versions}
    if until is None:
        return Counting()
    if not all(stands[map_id] for map_id in released):
        return Counting(until=until, is_withheld=True)
    return Counting(lines=_lines(released, least), until=until)


def _last_release(written: Sequence[Written], least: int) -> tuple[Standing, date | None]:
    """What the table says, and since the end of which day."""
    stands: Standing = {}
    released: Standing = {}
    until: date | None = None
    changed: set[UUID] = set()
    for day, versions in groupby(sorted(written, key=lambda one: one.on), key=lambda one: one.on):
        before = dict(stands)
        for one in versions:
            stands[one.map_id] = (one.person, one.cells)
            if not one.cells:
                del stands[one.map_id]
        differs = {one for one in before.keys() | stands.keys() if before.get(one) != stands.get(one)}
        changed |= {(stands.get(one) or before[one])[0] for one in differs}
        if len(changed) >= least:
            released, until, changed = dict(stands), day, set()
    return released, until


def _lines(released: Mapping[int, tuple[UUID, frozenset[Cell]]], least: int) -> tuple[Counted, ...]:
    who: defaultdict[Cell, set[UUID]] = defaultdict(set)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for person, cells in released.values():
        for cell in cells:
            plain = _plain(cell.place)
            who[Cell(plain, cell.colour, cell.time)].add(person)
            spelt[plain][" ".join(cell.place.split())] += 1
    found = [
        Counted(_usual(spelt[cell.place]), cell.colour, cell.time, len(people) // least * least)
        for cell, people in who.items()
        if len(people) >= least
    ]
    return tuple(sorted(found, key=lambda one: (-one.at_least, one.place, one.colour, one.time)))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
