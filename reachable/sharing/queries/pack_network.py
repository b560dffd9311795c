"""The network as it is printed: connections of those whom the meeting discusses, sources protected from everybody."""

from collections.abc import Collection
from uuid import UUID

from reachable.incidents.models import GroupRelation
from reachable.incidents.queries import Edge, NetworkView
from reachable.people.models import Association

from .pack_lines import PackLink

ASSOCIATION, GROUP_LINK = "association", "group-link"
PROTECTED = "source protected"


def links_of(view: NetworkView, people: Collection[UUID], *, knows_sources: bool) -> tuple[PackLink, ...]:
    """That somebody reported a link of a young person to a group is read in Reachable and is never printed; nor is what
    has a handling condition. Two statements for a reader who knows sources, to leave those that are protected out.
    """
    edges = [one for one in view.edges if _is_printed(one, people)]
    protected = _protected([one.key for one in edges]) if knows_sources else frozenset()
    return tuple(_link(one, protected) for one in edges)


def _is_printed(edge: Edge, people: Collection[UUID]) -> bool:
    if edge.about == GROUP_LINK or edge.handling_label:
        return False
    return edge.about != ASSOCIATION or edge.one in people or edge.other in people


def _protected(keys: Collection[UUID]) -> frozenset[UUID]:
    found = Association.objects.filter(key__in=keys, source_protected=True).values_list("key", flat=True)
    groups = GroupRelation.objects.filter(key__in=keys, source_protected=True).values_list("key", flat=True)
    return frozenset([*found, *groups])


def _link(edge: Edge, protected: Collection[UUID]) -> PackLink:
    contested = f" (contested: “{edge.contested}”)" if edge.contested else ""
    return PackLink(
        sentence=f"{edge.sentence}{contested}",
        says=PROTECTED if edge.key in protected else _says(edge),
        observed_on=edge.observed_on,
        review_on=edge.review_on,
        people=(edge.one, edge.other) if edge.about == ASSOCIATION else (),
    )


def _says(edge: Edge) -> str:
    if edge.source_label == PROTECTED:
        return PROTECTED
    return ": ".join(part for part in (edge.told_by, edge.source_label) if part)
