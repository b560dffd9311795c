"""What the page of the network shows: the reason, the table, the picture, and who may now be at risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from reachable.incidents.queries import Edge, Heading, NetworkView
from reachable.responses.queries import AtRiskLine, AtRiskView
from reachable.web.shared.page import Look, Page

from .. import drawing, words
from ..drawing import Drawn
from ..forms.reason import ReasonForm
from ..forms.risk import DisposeForm


@dataclass(frozen=True)
class Row:
    """One connection, and how the picture draws it. `is_shown`: it passes the filters of the address."""

    edge: Edge
    people: tuple[UUID, ...]
    filter_kind: str
    word: str
    drawn: str
    is_shown: bool

    @property
    def one(self) -> UUID:
        return self.edge.one

    @property
    def other(self) -> UUID:
        return self.edge.other


@dataclass(frozen=True)
class WithoutReason(Page):
    """As long as nobody has said why it is mapped, nobody is shown and the reason is asked for."""

    template: ClassVar[str] = "network/without_reason.html"
    nav: ClassVar[str] = "incidents"
    button: ClassVar[str] = "Record the reason"
    has_keepable_form: ClassVar[bool] = True
    heading: Heading
    form: ReasonForm

    @property
    def title(self) -> str:
        return f"The network around {self.heading.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Network(Page):
    """`forms` are the answers about whoever may be at risk, by person."""

    template: ClassVar[str] = "network/network.html"
    nav: ClassVar[str] = "incidents"
    risk: AtRiskView
    forms: Mapping[UUID, DisposeForm]
    kind: str = ""
    person: str = ""

    @property
    def view(self) -> NetworkView:
        return self.risk.network

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"The network around {self.heading.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        people = (node.person_key for node in self.view.nodes)
        return (Look(incident=self.heading.reference, about=tuple(people)),)

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return tuple(self.forms.values())

    @property
    def may_answer(self) -> bool:
        return self.risk.may_answer

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        people = frozenset(node.person_key for node in self.view.nodes)
        return tuple(
            Row(
                edge=edge,
                people=drawing.row_people(edge, people),
                filter_kind=(kind := words.filter_kind(edge)),
                word=words.short(edge),
                drawn=words.drawn_as(edge),
                is_shown=self.kind in ("", kind) and self.person in ("", str(edge.one), str(edge.other)),
            )
            for edge in self.view.edges
        )

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Those that occur, in the order in which they are declared."""
        return sorted({(row.filter_kind, words.filter_label(row.filter_kind)) for row in self.rows}, key=lambda k: k[1])

    @property
    def shown_words(self) -> str:
        shown = sum(row.is_shown for row in self.rows)
        return "" if shown == len(self.rows) else f"{shown} of {len(self.rows)} shown"

    @property
    def connection_words(self) -> str:
        count, people = len(self.view.edges), len(self.view.nodes)
        return f"{count} connection{'s' * (count != 1)} of {people} people"

    @property
    def contested(self) -> int:
        return sum(bool(edge.contested) for edge in self.view.edges)

    @property
    def soon(self) -> int:
        return sum(edge.lapses_soon for edge in self.view.edges)

    @property
    def is_drawn(self) -> bool:
        """One young person and nothing else is no picture."""
        return bool(self.view.edges)

    @cached_property
    def drawn(self) -> tuple[Drawn, ...]:
        waiting = (line.node.person_key for line in self.risk.lines if not line.is_answered)
        return drawing.drawn(self.view, frozenset(waiting))

    @property
    def picture_words(self) -> str:
        return f"Picture of {self.connection_words}. The table above says the same in words."

    @property
    def risk_words(self) -> str:
        return f"{self.risk.unanswered} of {len(self.risk.lines)} without an answer"

    def form_for(self, line: AtRiskLine) -> Any:
        return self.forms.get(line.node.person_key)

    def opens(self, line: AtRiskLine) -> bool:
        """The first without an answer stands open."""
        waiting = (one for one in self.risk.lines if not one.is_answered)
        return line is next(waiting, None)
