"""One person in the network, the answer about one, and both sides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.incidents.queries import Edge, Heading, NetworkView, Node
from reachable.incidents.queries.network_lines import GROUP_LINK
from reachable.people.choices import AssociationKind
from reachable.responses.queries import AtRiskLine, AtRiskView
from reachable.responses.queries import BothSides as Sides
from reachable.web.shared.page import Look, Page

from ..forms.risk import DisposeForm
from ..ways import Way


def near(view: NetworkView, key: UUID, edges: Iterable[Edge]) -> tuple[UUID, ...]:
    """Somebody, and whom these connections join them with; groups are not people."""
    people = {node.person_key for node in view.nodes}
    ends = (end for edge in edges for end in (edge.one, edge.other))
    return tuple(dict.fromkeys((key, *(end for end in ends if end in people))))


@dataclass(frozen=True)
class Member(Page):
    """`ways` lead from this person to those in the incident."""

    template: ClassVar[str] = "network/member.html"
    nav: ClassVar[str] = "incidents"
    risk: AtRiskView
    node: Node
    edges: tuple[Edge, ...]
    ways: tuple[Way, ...]

    @property
    def heading(self) -> Heading:
        return self.risk.network.heading

    @property
    def title(self) -> str:
        return f"{self.node.label} in the network of {self.heading.reference}"

    @property
    def may_answer(self) -> bool:
        return self.risk.may_answer

    @property
    def line(self) -> AtRiskLine | None:
        found = (line for line in self.risk.lines if line.node.person_key == self.node.person_key)
        return next(found, None)

    @property
    def shown(self) -> tuple[UUID, ...]:
        passed = (node.person_key for way in self.ways for node in way.nodes)
        return tuple(dict.fromkeys((*near(self.risk.network, self.node.person_key, self.edges), *passed)))

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=self.shown),)


@dataclass(frozen=True)
class Dispose(Page):
    """The answer on a page of its own: for whoever has no script, and where it was refused."""

    template: ClassVar[str] = "network/dispose.html"
    nav: ClassVar[str] = "incidents"
    button: ClassVar[str] = "Save this answer"
    has_keepable_form: ClassVar[bool] = True
    risk: AtRiskView
    line: AtRiskLine
    form: DisposeForm
    stale: bool = False

    @property
    def heading(self) -> Heading:
        return self.risk.network.heading

    @property
    def title(self) -> str:
        return f"May {self.line.node.label} be at risk?"

    @property
    def shown(self) -> tuple[UUID, ...]:
        """Whom the reasons name too."""
        view, key = self.risk.network, self.line.node.person_key
        return near(view, key, view.edges_of(key))

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=self.shown),)

    @property
    def count_words(self) -> str:
        risk = self.risk
        if not risk.unanswered:
            return "Everybody has an answer."
        return f"{risk.unanswered} of {len(risk.lines)} without an answer"


@dataclass(frozen=True)
class BothSides(Page):
    template: ClassVar[str] = "network/both_sides.html"
    nav: ClassVar[str] = "incidents"
    both: Sides

    @property
    def view(self) -> NetworkView:
        return self.both.network

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"Both sides of {self.heading.reference}"

    def exposed_by(self, node: Node) -> tuple[str, ...]:
        """Who is in conflict with them or exploits them, and that they were named."""
        sentences = [edge.in_a_list for edge in self._harms(node)]
        named = [f"named as at risk: {node.why}"] if node.named_at_risk else []
        return (*sentences, *named)

    def reported_of(self, node: Node) -> tuple[tuple[str, Edge], ...]:
        """Why somebody stands on a side: never shown without who reported it, how they know, and what contests it."""
        names = {group.key: group.name for group in self.view.groups}
        links = (edge for edge in self.view.edges_of(node.person_key) if edge.about == GROUP_LINK)
        return tuple((names[edge.other], edge) for edge in links)

    def named_with(self, node: Node) -> tuple[UUID, ...]:
        return near(self.view, node.person_key, self._harms(node))

    def _harms(self, node: Node) -> list[Edge]:
        kinds = (AssociationKind.IN_CONFLICT, AssociationKind.EXPLOITS)
        return [edge for edge in self.view.edges_of(node.person_key) if edge.kind in kinds]

    @property
    def looks(self) -> tuple[Look, ...]:
        people = (key for side in self.both.sides for one in side.people for key in self.named_with(one.node))
        return (Look(incident=self.heading.reference, about=tuple(dict.fromkeys(people))),)
