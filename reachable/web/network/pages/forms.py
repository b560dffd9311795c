"""Pages of one form each: the reason, somebody new, a connection, a link, what groups are to each other."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reachable.incidents.queries import Edge, EdgeView, Heading, NetworkView, Node
from reachable.web.shared.forms import Form
from reachable.web.shared.page import Look, Page
from reachable.web.shared.same_person import SamePersonForm


class _InNetwork(Page):
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    template: ClassVar[str] = "network/form.html"
    intro: ClassVar[str] = ""
    view: NetworkView
    form: Form

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def shown(self) -> tuple[UUID, ...]:
        """Whom the lists of the form name."""
        return tuple(node.person_key for node in self.view.nodes)

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=self.shown),)


@dataclass(frozen=True)
class Reason(_InNetwork):
    template: ClassVar[str] = "network/reason.html"
    title: ClassVar[str] = "Why the network is mapped"
    button: ClassVar[str] = "Record the reason"
    view: NetworkView
    form: Form

    @property
    def shown(self) -> tuple[UUID, ...]:
        return ()


@dataclass(frozen=True)
class AddToNetwork(_InNetwork):
    """`question` is asked where the details agree with somebody held."""

    template: ClassVar[str] = "network/add_to_network.html"
    title: ClassVar[str] = "Add somebody to the network"
    button: ClassVar[str] = "Add"
    view: NetworkView
    form: Form
    question: SamePersonForm | None

    @property
    def page_forms(self) -> tuple[Form | None, ...]:
        return (self.form, self.question)

    @property
    def looks(self) -> tuple[Look, ...]:
        matched = self.question.matched if self.question else ()
        asked = (Look(incident=self.heading.reference, about=matched, purpose="possible match"),) if matched else ()
        return (*super().looks, *asked)


@dataclass(frozen=True)
class Connect(_InNetwork):
    template: ClassVar[str] = "network/connect.html"
    title: ClassVar[str] = "Connect two people"
    button: ClassVar[str] = "Save the connection"
    view: NetworkView
    form: Form


@dataclass(frozen=True)
class LinkToGroup(_InNetwork):
    title: ClassVar[str] = "Report a link to a group"
    button: ClassVar[str] = "Save what was reported"
    intro: ClassVar[str] = (
        "A link is reported, with who says so, and goes after six months at the latest. It is never what somebody is, "
        "and no list of a group is kept or made."
    )
    view: NetworkView
    form: Form


@dataclass(frozen=True)
class RelateGroups(_InNetwork):
    title: ClassVar[str] = "Say how two groups stand"
    button: ClassVar[str] = "Save it"
    intro: ClassVar[str] = "It is said of the groups and in this incident alone, never of a young person."
    view: NetworkView
    form: Form

    @property
    def shown(self) -> tuple[UUID, ...]:
        return ()


class _AboutEdge(Page):
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    template: ClassVar[str] = "network/about_connection.html"
    view: EdgeView
    form: Form

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def edge(self) -> Edge:
        return self.view.edge

    @property
    def shown(self) -> tuple[UUID, ...]:
        """People, not groups: nobody has looked at a group."""
        if self.edge.about == "group-relation":
            return ()
        return (self.edge.one,) if self.edge.about == "group-link" else (self.edge.one, self.edge.other)

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=self.shown),)


@dataclass(frozen=True)
class Contest(_AboutEdge):
    title: ClassVar[str] = "Contest a connection"
    button: ClassVar[str] = "Save beside it"
    intro: ClassVar[str] = "What is contested stays in sight, and so does who contests it, until somebody removes it."
    view: EdgeView
    form: Form


@dataclass(frozen=True)
class Keep(_AboutEdge):
    title: ClassVar[str] = "Review a connection"
    button: ClassVar[str] = "Keep it until then"
    intro: ClassVar[str] = "Where nothing supports it today, remove it instead. A connection is not kept just in case."
    view: EdgeView
    form: Form


@dataclass(frozen=True)
class Remove(_AboutEdge):
    """`vanishes` says what disappears where."""

    template: ClassVar[str] = "network/remove.html"
    title: ClassVar[str] = "Remove a connection"
    button: ClassVar[str] = "Remove it"
    view: EdgeView
    form: Form
    vanishes: tuple[str, ...]


class _AboutPerson(_InNetwork):
    """A page about one person of the network; `view` is the whole of it, because who is near is shown too."""

    node: Node

    @property
    def shown(self) -> tuple[UUID, ...]:
        return (self.node.person_key,)


@dataclass(frozen=True)
class NameAtRisk(_AboutPerson):
    button: ClassVar[str] = "Save"
    view: NetworkView
    node: Node
    form: Form

    @property
    def title(self) -> str:
        return f"{self.node.label}: named as at risk?"


@dataclass(frozen=True)
class BringIn(_AboutPerson):
    button: ClassVar[str] = "Give them a letter"
    intro: ClassVar[str] = (
        "They get a letter in the incident, and the questions of immediate safety are asked about them at once."
    )
    view: NetworkView
    node: Node
    form: Form

    @property
    def title(self) -> str:
        return f"Bring {self.node.label} into the incident"


@dataclass(frozen=True)
class RemovePerson(_AboutPerson):
    template: ClassVar[str] = "network/remove.html"
    button: ClassVar[str] = "Remove them"
    edge: ClassVar[None] = None
    view: NetworkView
    node: Node
    form: Form
    vanishes: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"Remove {self.node.label} from the network"
