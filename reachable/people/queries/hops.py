"""Who is connected with whom, hop by hop, as far as a reader may see.

Each hop is three statements however many people it reaches: the connections, whose records are at their ends, and
which of those records are within reach. Nothing is remembered between two questions: what was removed is gone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from ..choices import Handling
from ..scope import Scope
from .walking import Walk

MOST_HOPS = 3
MOST_EDGES = 500
FEW = 5


@dataclass(frozen=True)
class Line:
    """One connection between two people. `pk` is for rooms, never for a page."""

    pk: int
    one: UUID
    other: UUID


@dataclass(frozen=True)
class Reached:
    """What leads from some people to others. `hops` says at which step each was reached; those asked for are at 0.

    `records` are those of each person shown, within reach. Of the connections of people shown that the reader may not
    see, `narrower` counts those whose handling is not for him; `beyond` has the records out of his reach, once for
    each connection. `cut`: there were more than the limit. `goes_on`: somebody stands where the last hop ended.
    """

    hops: Mapping[UUID, int]
    records: Mapping[UUID, tuple[int, ...]]
    lines: tuple[Line, ...]
    narrower: int
    beyond: tuple[frozenset[int], ...]
    cut: bool
    goes_on: bool


@dataclass(frozen=True)
class Path:
    """From one person to another: who stands between them, and one connection for each step."""

    people: tuple[UUID, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Paths:
    """The shortest first. `cut`: there were more connections than the limit, so that some way may be missing."""

    found: tuple[Path, ...]
    cut: bool


def neighbours(
    scope: Scope,
    person_keys: Collection[UUID],
    today: date,
    hops: int,
    readable: Collection[Handling],
    limit: int = MOST_EDGES,
    also: Collection[UUID] = (),
) -> Reached:
    """Who is within `hops` steps of these people, and what connects them.

    `also` are shown in any case: what connects them with anybody shown is found too, and the way leads on through
    them. All current records of a person count as that person.
    """
    walk = Walk(scope, today, frozenset(readable), limit)
    walk.begin([*person_keys, *also])
    starts, depth = walk.ids_of(person_keys), min(hops, MOST_HOPS)
    always = starts | walk.ids_of(also)
    distances = dict.fromkeys(starts, 0)
    new: set[int] = always
    for _ in range(depth):
        if not new:
            break
        walk.step(new, first=new is always)
        distances = walk.distances(starts, depth)
        new = {one for one, far in distances.items() if far < depth} - walk.walked
        if walk.cut:
            break
    shown = always | set(distances)
    near = {one for one, far in distances.items() if far < depth}
    return _reached(walk, shown, near, distances, depth)


def _reached(walk: Walk, shown: set[int], near: set[int], distances: dict[int, int], depth: int) -> Reached:
    narrower, beyond = walk.unseen(shown, near)
    lines = [Line(pk, walk.keys[one], walk.keys[other]) for pk, one, other in walk.seen() if {one, other} <= shown]
    return Reached(
        hops={walk.keys[one]: far for one, far in distances.items()},
        records={walk.keys[one]: walk.within(one) for one in shown},
        lines=tuple(lines),
        narrower=narrower,
        beyond=tuple(beyond),
        cut=walk.cut,
        goes_on=any(far == depth for far in distances.values()),
    )


def paths(
    scope: Scope,
    start: UUID,
    end: UUID,
    today: date,
    readable: Collection[Handling],
    hops: int = MOST_HOPS,
    few: int = FEW,
    limit: int = MOST_EDGES,
) -> Paths:
    """The shortest few ways from one person to another, of at most three connections.

    From both ends one step, and where that is not enough what connects the one's with the other's.
    """
    walk = Walk(scope, today, frozenset(readable), limit)
    walk.begin([start, end])
    ends = walk.ids_of([start]), walk.ids_of([end])
    if not all(ends) or start == end:
        return Paths((), cut=False)
    [first], [last] = ends
    walk.step({first, last}, first=True)
    found = walk.ways(first, last, min(hops, 2), few)
    if hops >= MOST_HOPS and len(found) < few:
        near = walk.neighbours_of(first) - {first, last}, walk.neighbours_of(last) - {first, last}
        walk.between(*near)
        found = walk.ways(first, last, MOST_HOPS, few)
    return Paths(tuple(_path(walk, way) for way in found), cut=walk.cut)


def _path(walk: Walk, way: tuple[int, ...]) -> Path:
    lines = []
    for one, other in pairwise(way):
        pk, left, right = walk.between_two(one, other)
        lines.append(Line(pk, walk.keys[left], walk.keys[right]))
    return Path(tuple(walk.keys[one] for one in way), tuple(lines))
