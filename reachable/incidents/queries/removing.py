"""What will vanish, and where, before somebody removes it: in sentences, of what this reader may see."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people.models import Association, GroupLink

from .. import access
from ..models import Incident, Involvement, NetworkPerson
from ..sealing import held, homes_of
from .network import network
from .network_lines import ASSOCIATION, GROUP_LINK, GROUP_RELATION, Edge, NetworkView, Node

NETWORK_PERSON = "network-person"
AUDIT_KEEPS = "The audit keeps that it was removed, by whom and why, without what it said."
SEALED = (
    "A hold runs: a sealed copy is kept for the information-governance lead, and is erased when the last hold ends."
)
ERASED = "No copy is kept here. It cannot be brought back."


def what_vanishes(professional: Professional, reference: str, about: str, key: UUID, at: datetime) -> list[str]:
    """`about` is "association", "group-link", "group-relation" or "network-person"; NotFound for what is not seen."""
    view = network(professional, reference, at)
    if about == NETWORK_PERSON:
        said, records = _of_person(view, key)
    else:
        edge = next((one for one in view.edges if (one.about, one.key) == (about, key)), None)
        if edge is None:
            raise NotFound("assertion")
        said, records = _of_edge(view, edge), _records(about, key)
    homes = frozenset([view.heading.incident_id]).union(*homes_of(records).values())
    said += _elsewhere(professional, homes - {view.heading.incident_id}, at)
    return [*said, SEALED if held(homes) else ERASED, AUDIT_KEEPS]


def _of_edge(view: NetworkView, edge: Edge) -> list[str]:
    said = [f"“{edge.sentence}” leaves the table, the picture and the timeline, for everybody at once."]
    if edge.about == ASSOCIATION:
        return said + _left_without(view, [edge], ())
    if edge.about == GROUP_LINK:
        group = next((one.name for one in view.groups if one.key == edge.other), "The group")
        others = [one for one in view.edges_of(edge.other) if one.key != edge.key]
        node = view.node(edge.one)
        if node is not None:
            said.append(f"{node.label} no longer stands under {group} where both sides are shown.")
        return said if others else [*said, f"{group} leaves the picture: nothing else that you see here is said of it."]
    if edge.about == GROUP_RELATION:
        said.append("The two no longer stand against each other, or beside each other, where both sides are shown.")
    return said


def _of_person(view: NetworkView, key: UUID) -> tuple[list[str], list[int]]:
    members = NetworkPerson.objects.filter(incident=view.heading.incident_id, key=key)
    member = members.values_list("record_id", "record__belongings__person__key", "number")
    row = member.filter(record__belongings__until_at__isnull=True).first()
    if row is None:
        raise NotFound("member")
    record_id, person_key, number = row
    node = view.node(person_key)
    label = node.label if node else f"N{number}"
    lettered = Involvement.objects.filter(incident=view.heading.incident_id, record=record_id).first()
    if lettered is not None:
        return [
            f"The entry N{number} in the network goes, with why they matter to it.",
            f"They stay in the incident as {lettered.letter}, with what is recorded, asserted and decided about them.",
        ], [record_id]
    edges = view.edges_of(person_key)
    return [
        f"{label} leaves the table, the picture, the list of who may now be at risk and every count, for everybody "
        "at once.",
        *_going_along(edges),
        *_left_without(view, edges, (person_key,)),
        "Everything that is recorded of them for this network goes: names, addresses, details. What is held of them "
        "for something else stays there.",
        "What was decided about them goes. An action that was made stays with whoever does it, in the words that were "
        "written.",
    ], [record_id]


def _going_along(edges: tuple[Edge, ...]) -> list[str]:
    if not edges:
        return ["Connections that you may not see go with them, if there are any."]
    what = "1 connection or reported link" if len(edges) == 1 else f"{len(edges)} connections and reported links"
    return [f"{what} that you see {'goes' if len(edges) == 1 else 'go'} with them, and any that you may not see."]


def _left_without(view: NetworkView, going: Iterable[Edge], gone: tuple[UUID, ...]) -> list[str]:
    """Whoever stands on the map only because of these."""
    keys = {edge.key for edge in going}
    touched = {person for edge in view.edges if edge.key in keys for person in (edge.one, edge.other)}
    lost = [
        node
        for node in view.nodes
        if node.person_key in touched - set(gone) and not node.is_involved and not _still_leads(view, node, keys)
    ]
    return [_lost(node) for node in lost]


def _still_leads(view: NetworkView, node: Node, going: set[UUID]) -> bool:
    rest = [one for one in view.edges_of(node.person_key) if one.key not in going and one.about == ASSOCIATION]
    ends = [view.node(one.other if one.one == node.person_key else one.one) for one in rest]
    return any(end is not None and (end.is_involved or end.hops < node.hops) for end in ends)


def _lost(node: Node) -> str:
    if node.named_at_risk:
        return f"Nothing that you see connects {node.label} any longer; they stay named as at risk."
    return (
        f"Nothing that you see connects {node.label} any longer: they leave the list of who may now be at risk, and "
        "the network once their own day for review has passed."
    )


def _records(about: str, key: UUID) -> list[int]:
    if about == ASSOCIATION:
        return [record for pair in Association.objects.filter(key=key).values_list("one", "other") for record in pair]
    return list(GroupLink.objects.filter(key=key).values_list("record", flat=True)) if about == GROUP_LINK else []


def _elsewhere(professional: Professional, homes: frozenset[int], at: datetime) -> list[str]:
    """Other incidents are named where this reader may open them, and not hinted at where he may not."""
    if not homes:
        return []
    seen: Iterable[Incident] = access.visible(professional, at).filter(pk__in=homes).order_by("reference")
    return [f"It is shown in {one.reference} too, and goes there as well." for one in seen]
