"""How somebody is connected with those in the incident: the shortest ways over what this reader may see."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from reachable.incidents.queries import Edge, Node

MOST = 6


@dataclass(frozen=True)
class Way:
    """From one person to one in the incident; `edges` lie between them, in order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def ways(nodes: Iterable[Node], edges: Iterable[Edge], start: UUID) -> tuple[Way, ...]:
    """The shortest to each, nearest first; at most `MOST`. Groups are no way: to be linked to one connects nobody."""
    people = {node.person_key: node for node in nodes}
    near: dict[UUID, list[tuple[UUID, Edge]]] = {}
    for edge in edges:
        if edge.one in people and edge.other in people:
            near.setdefault(edge.one, []).append((edge.other, edge))
            near.setdefault(edge.other, []).append((edge.one, edge))
    came: dict[UUID, tuple[UUID, Edge] | None] = {start: None}
    queue, found = deque([start]), list[Way]()
    while queue and len(found) < MOST:
        key = queue.popleft()
        if people[key].is_involved and key != start:
            found.append(_way(key, came, people))
            continue  # beyond somebody in the incident another way begins
        for other, edge in near.get(key, ()):
            if other not in came:
                came[other] = (key, edge)
                queue.append(other)
    return tuple(found)


def _way(end: UUID, came: dict[UUID, tuple[UUID, Edge] | None], people: dict[UUID, Node]) -> Way:
    nodes, edges, step = [people[end]], [], came[end]
    while step is not None:
        key, edge = step
        nodes.append(people[key])
        edges.append(edge)
        step = came[key]
    return Way(tuple(reversed(nodes)), tuple(reversed(edges)))
