"""What the map of a network is made of, as one reader may know it. Plain values: nothing here reads the database."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .overview import Heading
from .whom_to_ring import Ring

ASSOCIATION, GROUP_LINK, GROUP_RELATION = "association", "group-link", "group-relation"
PROTECTED = "source protected"
MOST_HOPS = 3
NOT_CONNECTED = MOST_HOPS + 1  # `hops` of somebody to whom nothing that this reader may see leads


@dataclass(frozen=True)
class Node:
    """Somebody on the map. `key` is that of the involvement, or of the entry in the network, by which he is named.

    `mark` is a letter or N and a number; with the end of the reference ("A/0012") where he is of another incident.
    `parts` are roles in that incident. `groups` are groups to which a link is reported, and nothing more than that.
    `reference` is that other incident, empty for this one. `is_involved` and `hops` are said of this one.
    `unassessed`: came with a partner's list, and nobody has said how they are connected or that they are at risk.
    """

    person_key: UUID
    key: UUID
    is_involved: bool
    is_adult: bool
    mark: str
    name: str
    label: str
    age: str
    parts: tuple[tuple[str, str], ...] = ()
    where: str = ""
    why: str = ""
    named_at_risk: bool = False
    hops: int = NOT_CONNECTED
    source_label: str = ""
    told_by: str = ""
    review_on: date | None = None
    groups: tuple[str, ...] = ()
    unassessed: bool = False
    reference: str = ""


@dataclass(frozen=True)
class Edge:
    """One assertion. `one` and `other` are keys of people; of groups where it is `about` groups.

    `is_stale`: observed, or recorded where it is not known when it was observed, more than 90 days ago.
    """

    key: UUID
    about: str
    one: UUID
    other: UUID
    kind: str
    sentence: str
    told_by: str
    source_label: str
    grade: str
    handling_label: str
    handling_words: str
    observed_on: date | None
    words: str
    review_on: date
    is_stale: bool
    lapses_soon: bool
    contested: str
    contested_by: str
    contested_at: datetime | None
    by: str
    at: datetime
    version: int
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    may_remove: bool = False

    @property
    def in_a_list(self) -> str:
        """The sentence for a place with one line to it: what contests it stays beside it there too."""
        if not self.contested:
            return self.sentence
        return f"{self.sentence} (contested by {self.contested_by or 'somebody not named'}: “{self.contested}”)"


@dataclass(frozen=True)
class GroupNode:
    key: UUID
    name: str


@dataclass(frozen=True)
class Reason:
    """Why the connections are mapped, and how far: recorded before anything of them is shown."""

    words: str
    hops: int
    hops_because: str
    by: str
    at: datetime
    number: int


@dataclass(frozen=True)
class NetworkView:
    """The map as this reader may know it. Without a reason it holds no edges: the page asks for one first.

    `hidden` counts connections of people shown that the reader may not see, `ring` and `ask` say whom to ask about
    them. `stopped` says in a sentence where the map was cut, and is empty where nothing was.
    """

    heading: Heading
    reason: Reason | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[GroupNode, ...]
    hidden: int
    ring: tuple[Ring, ...]
    ask: str
    stopped: str
    may: frozenset[str]

    def node(self, person_key: UUID) -> Node | None:
        return next((node for node in self.nodes if node.person_key == person_key), None)

    def edges_of(self, person_key: UUID) -> tuple[Edge, ...]:
        """Of a person, or of a group by its key."""
        return tuple(edge for edge in self.edges if person_key in (edge.one, edge.other))


@dataclass(frozen=True)
class EdgeView:
    heading: Heading
    edge: Edge
    one_label: str
    other_label: str


@dataclass(frozen=True)
class MemberView:
    """Somebody who was added to the network of this incident. `letter` is his where he was brought into it since."""

    heading: Heading
    node: Node
    number: int
    by: str
    at: datetime
    letter: str
