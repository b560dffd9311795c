"""Who may now be at risk because of an incident, and what is decided about each: the wider context, person by person.

Both sides in one view: who is exposed, where they are as this reader may know it, and whether a plan is in place. It
starts from the map of the network, so nobody is named here whom this reader may not see there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents.choices import GroupStance
from reachable.incidents.models import NetworkPerson, NetworkReason
from reachable.incidents.queries import Heading
from reachable.incidents.queries.network import network
from reachable.incidents.queries.network_lines import GROUP_RELATION, Edge, NetworkView, Node

from ..choices import AnswerCode, DispositionCode
from ..models import Disposition
from .running import running
from .standing import Counts, Question

PLAN = "practical-measures"  # what would make this young person safer, asked in immediate safety
NO_GROUP = "No group is reported"
NOT_ASKED = "not asked"


@dataclass(frozen=True)
class AtRiskLine:
    """`because_of`: the sentences of the connections that put somebody here, and why they were named. `number` is 0 and
    `code` empty while nobody has answered. `is_elsewhere`: known through another incident only; who adds them to this
    network can answer.
    """

    node: Node
    because_of: tuple[str, ...]
    code: str = ""
    code_label: str = ""
    because: str = ""
    worker: str = ""
    by: str = ""
    at: datetime | None = None
    number: int = 0
    action_key: UUID | None = None
    is_elsewhere: bool = False

    @property
    def is_answered(self) -> bool:
        return bool(self.number)


@dataclass(frozen=True)
class AtRiskView:
    network: NetworkView
    lines: tuple[AtRiskLine, ...]
    may_answer: bool

    @property
    def unanswered(self) -> int:
        return sum(not line.is_answered for line in self.lines)

    def line(self, person_key: UUID) -> AtRiskLine | None:
        return next((line for line in self.lines if line.node.person_key == person_key), None)


@dataclass(frozen=True)
class NetworkFigures:
    """What a card says of the network: how many may be at risk, and how many of them wait for an answer."""

    people: int
    unanswered: int
    is_mapped: bool

    @property
    def words(self) -> str:
        if not self.is_mapped and not self.people:
            return "The connections around this incident are not mapped yet"
        who = "1 person" if self.people == 1 else f"{self.people} people"
        return f"{who} may be at risk, {self.unanswered or 'none'} without an answer"


@dataclass(frozen=True)
class Exposed:
    """`where` as this reader may know it. `plan` in words; `unanswered` counts the questions about them that wait."""

    node: Node
    where: str
    disposition: str
    plan: str
    unanswered: int


@dataclass(frozen=True)
class Side:
    title: str
    people: tuple[Exposed, ...]

    @property
    def heading(self) -> str:
        """Nobody is said to be of a group: a link to it was reported."""
        return self.title if self.title == NO_GROUP else f"Reported links to {self.title}"


@dataclass(frozen=True)
class BothSides:
    """`network` is the map that it was drawn from; `opposed` says which groups stand against each other."""

    network: NetworkView
    sides: tuple[Side, ...]
    opposed: tuple[str, ...]


def at_risk(professional: Professional, reference: str, at: datetime) -> AtRiskView:
    """Every young person as near to the incident as the map reaches, and whoever is named as at risk.

    Who was brought in since stays on the list with the answer; who was in it from the start is asked about there.
    Raises as the network does; one statement more.
    """
    seen = network(professional, reference, at)
    answers = _answers(seen.heading.incident_id)
    lines = [_line(node, seen, answers.get(node.person_key)) for node in seen.nodes if _stands(node, seen, answers)]
    lines.sort(key=lambda line: (line.is_answered, line.node.hops, not line.node.named_at_risk))
    may = professional.holds(Permission.ANSWER_CONSIDERATIONS)
    return AtRiskView(seen, tuple(lines), may)


def network_figures(professional: Professional, heading: Heading, at: datetime) -> NetworkFigures | None:
    """Of an incident that this reader was given; nothing for one who does not see the network.

    One statement while nothing is mapped and nobody was added, as in the first hours of most incidents.
    """
    if not professional.holds(Permission.SEE_NETWORK):
        return None
    home = Q(incident=heading.incident_id) | Q(incident__joined_into=heading.incident_id)
    begun = NetworkReason.objects.filter(home).values("pk").union(NetworkPerson.objects.filter(home).values("pk"))
    if not begun.exists():
        return NetworkFigures(0, 0, is_mapped=False)
    view = at_risk(professional, heading.reference, at)
    return NetworkFigures(len(view.lines), view.unanswered, view.network.reason is not None)


def both_sides(professional: Professional, reference: str, at: datetime) -> BothSides:
    """Everybody in the incident and everybody who may be at risk, by the groups that stand against each other in it.

    A group is named to those who may read a reported link to it, and nobody stands under one for any other reason.
    """
    view = at_risk(professional, reference, at)
    seen = view.network
    opposed = [edge for edge in seen.edges if edge.about == GROUP_RELATION and edge.kind == GroupStance.OPPOSING]
    names = {group.key: group.name for group in seen.groups}
    sides = dict.fromkeys(names[key] for edge in opposed for key in (edge.one, edge.other) if key in names)
    answered = {line.node.person_key: line for line in view.lines}
    plans, counts = _plans(professional, reference, at)
    shown = [node for node in seen.nodes if not node.is_adult and (node.is_involved or node.person_key in answered)]
    exposed = [(node, _exposed(node, answered.get(node.person_key), plans, counts)) for node in shown]
    known = [Side(name, tuple(one for node, one in exposed if name in node.groups)) for name in sides]
    found = [side for side in known if side.people]
    rest = tuple(one for node, one in exposed if not set(sides) & set(node.groups))
    return BothSides(
        network=seen,
        sides=(*found, *((Side(NO_GROUP, rest),) if rest else ())),
        opposed=tuple(edge.in_a_list for edge in opposed),
    )


def _stands(node: Node, seen: NetworkView, answers: Mapping[UUID, Disposition]) -> bool:
    if node.is_involved:
        return node.person_key in answers
    if node.named_at_risk:
        return True
    return not node.is_adult and 1 <= node.hops <= (seen.reason.hops if seen.reason else 1)


def _answers(incident_id: int) -> dict[UUID, Disposition]:
    """The one that stands about each person, whichever of their records here it was given for; of a report that was
    joined too.
    """
    home = Q(incident=incident_id) | Q(incident__joined_into=incident_id)
    rows = (
        Disposition.objects.filter(home, record__belongings__until_at__isnull=True)
        .annotate(person_key=F("record__belongings__person__key"))
        .select_related("by", "action")
        .order_by("at", "number")
    )
    return {vars(row)["person_key"]: row for row in rows}


def _line(node: Node, seen: NetworkView, answer: Disposition | None) -> AtRiskLine:
    because_of, elsewhere = _because_of(node, seen), "/" in node.mark
    if answer is None:
        return AtRiskLine(node, because_of, is_elsewhere=elsewhere)
    return AtRiskLine(
        node=node,
        because_of=because_of,
        code=answer.code,
        code_label=_label(answer.code),
        because=answer.because,
        worker=answer.worker,
        by=answer.by.name,
        at=answer.at,
        number=answer.number,
        action_key=answer.action.key if answer.action else None,
        is_elsewhere=elsewhere,
    )


def _because_of(node: Node, seen: NetworkView) -> tuple[str, ...]:
    nearer = [edge.in_a_list for edge in seen.edges_of(node.person_key) if _leads_nearer(edge, node, seen)]
    named = [f"Named as at risk: {node.why}" if node.why else "Named as at risk"] if node.named_at_risk else []
    return (*nearer, *named)


def _leads_nearer(edge: Edge, node: Node, seen: NetworkView) -> bool:
    other = seen.node(edge.other if edge.one == node.person_key else edge.one)
    return other is not None and (other.is_involved or other.hops < node.hops)


def _label(code: str) -> str:
    """Without the invitation to give a reason."""
    return str(DispositionCode(code).label).removesuffix(", because")


def _plans(professional: Professional, reference: str, at: datetime) -> tuple[dict[UUID, str], dict[UUID, Counts]]:
    """By involvement: what stands about the measures that keep them safe, and the questions that wait."""
    found = running(professional, reference, at)
    if found is None:
        return {}, {}
    plans: dict[UUID, str] = {}
    asked: dict[UUID, list[Question]] = {}
    for one in found.running:
        if one.row.about is None:
            continue
        asked.setdefault(one.row.about.key, []).append(one)
        if one.row.code == PLAN:
            plans[one.row.about.key] = _plan(one)
    return plans, {key: _counted(questions) for key, questions in asked.items()}


def _plan(one: Question) -> str:
    return "not answered" if one.is_unanswered else str(AnswerCode(one.answer).label).lower()


def _counted(questions: Iterable[Question]) -> Counts:
    every = list(questions)
    return Counts(sum(one.is_unanswered for one in every), sum(one.is_not_known for one in every), len(every))


def _exposed(node: Node, line: AtRiskLine | None, plans: Mapping[UUID, str], counts: Mapping[UUID, Counts]) -> Exposed:
    return Exposed(
        node=node,
        where=node.where,
        disposition=line.code_label if line else "",
        plan=plans.get(node.key, NOT_ASKED) if node.is_involved else NOT_ASKED,
        unanswered=counts[node.key].unanswered if node.is_involved and node.key in counts else 0,
    )
