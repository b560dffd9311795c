"""The network around an incident, as one reader may know it: built anew each time, from what stands now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import queries as people
from reachable.people.choices import Handling
from reachable.people.permissions import readable_handlings
from reachable.people.queries import Reached
from reachable.people.queries.hops import MOST_EDGES

from .. import access, permissions
from ..models import GroupRelation, NetworkReason
from . import network_edges as edges
from . import network_nodes as people_here
from . import overview
from .network_hidden import Gap, gap
from .network_lines import (
    GROUP_LINK,
    NOT_CONNECTED,
    Edge,
    EdgeView,
    GroupNode,
    MemberView,
    NetworkView,
    Node,
    Reason,
)
from .network_nodes import Here, Reader
from .overview import Heading

__all__ = [
    "Edge",
    "EdgeView",
    "GroupNode",
    "MemberView",
    "NetworkView",
    "Node",
    "Reason",
    "edge",
    "member",
    "network",
]

_MAY = (
    Permission.SEE_NETWORK,
    Permission.BRING_LIST,
    Permission.MANAGE_TEAM,
    Permission.ANSWER_CONSIDERATIONS,
    Permission.SEE_WITNESSES,
    Permission.KEEP_HOLDS,
)


def network(professional: Professional, reference: str, at: datetime) -> NetworkView:
    """Everybody in the incident and its network, what connects them, and whom that leads to, as far as the reason
    goes. A fixed number of statements.

    Raises NotFound outside, NotPermitted without SEE_NETWORK. Connections are shown once it is recorded why.
    """
    heading, reader = _opened(professional, reference, at)
    reason = _reason(heading)
    here = people_here.here(heading.incident_id, reader)
    drawn = _Drawn.of(professional, heading, here, reader, reason.hops, at) if reason else _Drawn.without(here)
    return _view(professional, heading, reason, drawn)


def edge(professional: Professional, reference: str, about: str, key: UUID, at: datetime) -> EdgeView:
    """One assertion on the map, whether or not it is recorded yet why there is one: whoever recorded it reads it.

    NotFound for one that this reader may not see here.
    """
    heading, reader = _opened(professional, reference, at)
    reason = _reason(heading)
    here = people_here.here(heading.incident_id, reader)
    drawn = _Drawn.of(professional, heading, here, reader, reason.hops if reason else 1, at)
    found = next((one for one in drawn.edges if one.about == about and one.key == key), None)
    if found is None:
        raise NotFound("assertion")
    labels = {node.person_key: node.label for node in drawn.nodes} | {group.key: group.name for group in drawn.groups}
    return EdgeView(heading, found, labels[found.one], labels[found.other])


def member(professional: Professional, reference: str, key: UUID, at: datetime) -> MemberView:
    """Somebody in the network of this incident, by the key of that entry."""
    heading, reader = _opened(professional, reference, at)
    here = people_here.here(heading.incident_id, reader)
    row = people_here.member_row(heading.incident_id, key)
    node = here.everybody.get(people.current_person_keys([row.record_id])[row.record_id])
    if node is None:
        raise NotFound("member")
    reason = _reason(heading)
    drawn = _Drawn.of(professional, heading, here, reader, reason.hops, at) if reason else _Drawn.without(here)
    shown = next((one for one in drawn.nodes if one.person_key == node.person_key), None)
    if shown is None:
        raise NotFound("member")
    by = reader.source(row.by.name, protected=row.source_protected)
    return MemberView(heading, shown, row.number, by, row.at, shown.mark if shown.is_involved else "")


def _opened(professional: Professional, reference: str, at: datetime) -> tuple[Heading, Reader]:
    heading = overview.heading(professional, reference, at)
    permissions.check_can_see_network(professional)
    return heading, Reader.of(professional, at)


def _reason(heading: Heading) -> Reason | None:
    rows = NetworkReason.objects.filter(incident=heading.incident_id).select_related("by")
    row = rows.order_by("-number").first()
    return Reason(row.words, row.hops, row.hops_because, row.by.name, row.at, row.number) if row else None


@dataclass(frozen=True)
class _Drawn:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[GroupNode, ...]
    gap: Gap
    stopped: str

    @staticmethod
    def without(here: Here) -> "_Drawn":
        """Who is in the incident and its network, and nothing of what connects them."""
        nodes = [node for key, node in here.everybody.items() if key not in here.lapsed]
        return _Drawn(tuple(nodes), (), (), Gap(), "")

    @staticmethod
    def of(
        professional: Professional, heading: Heading, here: Here, reader: Reader, hops: int, at: datetime
    ) -> "_Drawn":
        scope, readable = access.reach(professional, at), readable_handlings(professional)
        walked = people.neighbours(scope, here.involved.keys(), reader.today, hops, readable, also=here.members.keys())
        nodes = _nodes(professional, here, walked, reader, at)
        records = {record: key for key in nodes for record in walked.records.get(key, ())}
        links, unread = people.group_links(scope, records, reader.today, readable)
        relations, unsaid = _relations(heading.incident_id, reader, readable)
        shown = [line for line in walked.lines if line.one in nodes and line.other in nodes]
        rows = {row.pk: row for row in people.associations([line.pk for line in shown])}
        found = [edges.of_association(rows[line.pk], line, nodes, reader) for line in shown if line.pk in rows]
        found += [edges.of_group_link(link, records[link.record_id], nodes, reader) for link in links]
        found += [edges.of_group_relation(row, reader) for row in relations]
        groups = {row.group.key: row.group.name for row in links}
        groups |= {one.key: one.name for row in relations for one in (row.one, row.other)}
        hidden = gap(professional, heading, walked.narrower + unread + unsaid, walked.beyond, at)
        ordered = edges.in_order(found)
        return _Drawn(
            nodes=tuple(_with_groups(node, ordered, groups) for node in nodes.values()),
            edges=ordered,
            groups=tuple(GroupNode(key, name) for key, name in sorted(groups.items(), key=lambda one: one[1])),
            gap=hidden,
            stopped=_stopped(walked, hops),
        )


def _nodes(professional: Professional, here: Here, walked: Reached, reader: Reader, at: datetime) -> dict[UUID, Node]:
    """By letter, then by number, then those of other incidents. Whoever lapsed is here where a connection holds."""
    found = here.everybody
    others = {key: records for key, records in walked.records.items() if key not in found}
    found |= people_here.elsewhere(professional, others, reader, at)
    connected = {key for line in walked.lines for key in (line.one, line.other)}
    keys = [*here.involved, *here.members, *sorted(others, key=lambda key: found[key].mark if key in found else "")]
    nodes = {}
    for key in keys:
        if key in found and not (key in here.lapsed and key not in connected):
            nodes[key] = replace(found[key], hops=walked.hops.get(key, NOT_CONNECTED))
    return nodes


def _with_groups(node: Node, said: Iterable[Edge], names: Mapping[UUID, str]) -> Node:
    links = [names[one.other] for one in said if one.about == GROUP_LINK and one.one == node.person_key]
    is_connected = node.hops != NOT_CONNECTED or bool(links)
    return replace(node, groups=tuple(dict.fromkeys(links)), unassessed=node.unassessed and not is_connected)


def _relations(incident_id: int, reader: Reader, readable: frozenset[Handling]) -> tuple[list[GroupRelation], int]:
    home = Q(incident=incident_id) | Q(incident__joined_into=incident_id)
    rows = GroupRelation.objects.filter(home, review_on__gte=reader.today).order_by("pk")
    found = list(rows.select_related("one", "other", "by", "reviewed_by"))
    shown = [row for row in found if row.handling in readable]
    return shown, len(found) - len(shown)


def _stopped(walked: Reached, hops: int) -> str:
    """Where the map ends, in a sentence; nothing where it ends by itself."""
    said = []
    if walked.goes_on:
        steps = "1 step" if hops == 1 else f"{hops} steps"
        said.append(f"The map goes {steps} from the people in the incident. Whoever is further away is not on it.")
    if walked.cut:
        said.append(f"There are more than {MOST_EDGES:,} connections: the rest of them are not on the map.")
    return " ".join(said)


def _view(professional: Professional, heading: Heading, reason: Reason | None, drawn: _Drawn) -> NetworkView:
    return NetworkView(
        heading=heading,
        reason=reason,
        nodes=drawn.nodes,
        edges=drawn.edges,
        groups=drawn.groups,
        hidden=drawn.gap.number,
        ring=drawn.gap.ring,
        ask=drawn.gap.ask,
        stopped=drawn.stopped,
        may=frozenset(str(one) for one in _MAY if professional.holds(one)),
    )
