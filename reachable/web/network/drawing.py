"""Where everybody stands in the picture before the browser evens it out.

No chance is in it: the same network gives the same places, so a team finds a person again where he stood yesterday.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from reachable.incidents.choices import Part
from reachable.incidents.queries import Edge, NetworkView, Node

RING, SIDE = 210, 90  # from ring to ring; between neighbours on a ring
_START = -math.pi / 2


@dataclass(frozen=True)
class Drawn:
    """One person or group in the picture. `detail` says in words what shape and colour say too."""

    key: UUID
    person_key: UUID | None
    shape: str
    mark: str
    name: str
    detail: str
    href: str
    x: int
    y: int
    is_involved: bool = False
    waits: bool = False


def drawn(view: NetworkView, waiting: frozenset[UUID]) -> tuple[Drawn, ...]:
    """`waiting`: person keys of those who may be at risk and have no answer yet."""
    places = positions(view.nodes, [group.key for group in view.groups], view.edges)
    people = [_person(view, node, places[node.person_key], node.person_key in waiting) for node in view.nodes]
    groups = [
        Drawn(
            group.key,
            None,
            "group",
            "",
            group.name,
            "group, as people call it",
            f"?person={group.key}#connections",
            *places[group.key],
        )
        for group in view.groups
    ]
    return (*people, *groups)


def _person(view: NetworkView, node: Node, place: tuple[int, int], waits: bool) -> Drawn:
    return Drawn(
        key=node.person_key,
        person_key=node.person_key,
        shape="adult" if node.is_adult else "young",
        mark=node.mark,
        name=node.name,
        detail=detail(node, waits),
        href=reverse("network:member", args=(view.heading.reference, node.key)),
        x=place[0],
        y=place[1],
        is_involved=node.is_involved,
        waits=waits,
    )


def detail(node: Node, waits: bool) -> str:
    """Victims are said to be victims before anything else."""
    parts = sorted(node.parts, key=lambda part: part[0] != Part.VICTIM)
    said = [label.lower() for _, label in parts]
    if node.is_adult:
        said.insert(0, "adult")
    if node.named_at_risk:
        said.append("named at risk")
    if waits:
        said.append("no answer yet")
    return ", ".join(word for word in (node.age, *said) if word)


def positions(nodes: Sequence[Node], groups: Sequence[UUID], edges: Iterable[Edge]) -> dict[UUID, tuple[int, int]]:
    """Rings by distance from the incident; on each, everybody near those whom they are connected with."""
    near: dict[UUID, list[UUID]] = {}
    for edge in edges:
        near.setdefault(edge.one, []).append(edge.other)
        near.setdefault(edge.other, []).append(edge.one)
    hops = {node.person_key: 0 if node.is_involved else max(1, node.hops) for node in nodes}
    order = [node.person_key for node in nodes]
    for group in groups:
        hops[group] = 1 + min((hops[key] for key in near.get(group, ()) if key in hops), default=0)
        order.append(group)
    angles: dict[UUID, float] = {}
    places: dict[UUID, tuple[int, int]] = {}
    radius = 0.0
    for ring in sorted(set(hops.values())):
        members = _around([key for key in order if hops[key] == ring], near, angles)
        radius = _radius(radius, len(members), is_first=not angles)
        for number, key in enumerate(members):
            angles[key] = _START + 2 * math.pi * number / len(members)
            places[key] = (round(radius * math.cos(angles[key])), round(radius * math.sin(angles[key])))
    return places


def _radius(before: float, count: int, *, is_first: bool) -> float:
    room = SIDE * count / (2 * math.pi)
    if is_first:
        return 0.0 if count == 1 else max(SIDE, room)
    return max(before + RING, room)


def _around(members: list[UUID], near: Mapping[UUID, list[UUID]], angles: Mapping[UUID, float]) -> list[UUID]:
    """In the order of the directions in which their connections further in lie; where there are none, as they came."""
    directions: dict[UUID, float] = {}
    for number, key in enumerate(members):
        known = [angles[other] for other in near.get(key, ()) if other in angles]
        x, y = sum(map(math.cos, known)), sum(map(math.sin, known))
        whole = math.atan2(y, x) if known else _START + 2 * math.pi * number / len(members)
        directions[key] = (whole - _START) % (2 * math.pi)
    return sorted(members, key=lambda key: directions[key])


def row_people(edge: Edge, people: frozenset[UUID]) -> tuple[UUID, ...]:
    """Whom a row of the table names: people, not groups."""
    return tuple(key for key in (edge.one, edge.other) if key in people)
