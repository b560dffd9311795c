"""Short words for the lines of the picture, and the kinds that table and picture are filtered by."""

from reachable.incidents.choices import GroupStance
from reachable.incidents.queries import Edge
from reachable.incidents.queries.network_lines import ASSOCIATION, GROUP_LINK
from reachable.people.association_kinds import KINDS
from reachable.people.choices import AssociationKind as Kind

_SHORT: dict[str, str] = {
    Kind.PARENT: "parent",
    Kind.STEP_PARENT: "step-parent",
    Kind.CARER: "carer",
    Kind.SIBLING: "siblings",
    Kind.HALF_SIBLING: "half-siblings",
    Kind.GRANDPARENT: "grandparent",
    Kind.AUNT_OR_UNCLE: "aunt or uncle",
    Kind.COUSIN: "cousins",
    Kind.OTHER_RELATIVE: "relatives",
    Kind.HOUSEHOLD: "same household",
    Kind.FRIEND: "friends",
    Kind.PARTNER: "partners",
    Kind.CO_PRESENT: "same place",
    Kind.IN_CONFLICT: "in conflict",
    Kind.EXPLOITS: "exploits",
    Kind.SUPPORTIVE_ADULT: "supports",
    Kind.SHARES_PLACEMENT: "same placement",
    Kind.SHARES_SCHOOL: "same school",
    Kind.ONLINE: "online",
    GroupStance.OPPOSING: "opposing",
    GroupStance.ON_GOOD_TERMS: "good terms",
}
FAMILY, GROUPS = "FAMILY", "GROUPS"
_CONFLICT = frozenset({str(Kind.IN_CONFLICT), str(GroupStance.OPPOSING)})


def short(edge: Edge) -> str:
    return "reported link" if edge.about == GROUP_LINK else _SHORT.get(edge.kind, "")


def filter_kind(edge: Edge) -> str:
    """Family is one kind to whoever filters, and whatever is said of groups another."""
    if edge.about != ASSOCIATION:
        return GROUPS
    return FAMILY if KINDS[edge.kind].is_family else edge.kind


def filter_label(code: str) -> str:
    return {FAMILY: "Family and household", GROUPS: "Groups"}.get(code) or Kind(code).label


def drawn_as(edge: Edge) -> str:
    """How its line is drawn: conflict by a zigzag, what goes one way by an arrow."""
    if edge.kind in _CONFLICT:
        return "conflict"
    return "arrow" if edge.about == ASSOCIATION and not KINDS[edge.kind].is_symmetric else "line"
