"""Incidents that are linked with this one, and its young people who are in others too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from reachable.common import references
from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import access
from ..choices import LinkKind, Phase
from ..models import Incident, IncidentLink, Involvement
from .lists import IncidentLine, incidents_for
from .overview import Heading, IncidentView
from .whom_to_ring import Ring, whom_to_ring


@dataclass(frozen=True)
class LinkLine:
    """`title` and `because` are empty for a reader who may not open the other incident; `ring` is for him."""

    key: UUID
    reference: str
    kind: str  # said of the other, as seen from this incident
    at: datetime
    by: str
    title: str = ""
    because: str = ""
    opens: bool = False
    ring: tuple[Ring, ...] = ()


@dataclass(frozen=True)
class AlsoIn:
    """A young person of this incident who is in others: the ones that the reader may open by the letter there.

    Of the rest he learns how many there are and whom to ring.
    """

    letter: str
    person_key: UUID
    there: tuple[tuple[str, str], ...]  # ("A/0012", "INC-2026-0012")
    others: int
    ring: tuple[Ring, ...]


@dataclass(frozen=True)
class Elsewhere:
    """What the page of an incident says of others."""

    links: tuple[LinkLine, ...]
    also_in: tuple[AlsoIn, ...]


def links_of(professional: Professional, heading: Heading, at: datetime) -> list[LinkLine]:
    """The links of an incident that this professional has been given the heading of, the latest first."""
    links = _links(heading)
    return _link_lines(links, _Reach.of(professional, [link.other for link in links], [], at))


def also_in(professional: Professional, heading: Heading, at: datetime) -> list[AlsoIn]:
    """The young people of an incident who are in others, by letter; whether the incidents are linked or not."""
    ours = Involvement.objects.filter(incident=heading.incident_id, now_known_as__isnull=True).order_by("position")
    mine = list(ours)
    person_of = people.current_person_keys([one.record_id for one in mine])
    letters = [(one.letter, person_of[one.record_id]) for one in mine]
    theirs = _involved_elsewhere(heading, letters)
    return _also_in(letters, theirs, _Reach.of(professional, [], theirs, at))


def elsewhere(professional: Professional, view: IncidentView, at: datetime) -> Elsewhere:
    """Both for the page of an incident: two statements, and four more where there is anything."""
    letters = [(line.letter, line.person_key) for line in view.young_people]
    links, theirs = _links(view.heading), _involved_elsewhere(view.heading, letters)
    reach = _Reach.of(professional, [link.other for link in links], theirs, at)
    return Elsewhere(tuple(_link_lines(links, reach)), tuple(_also_in(letters, theirs, reach)))


def can_be_linked(professional: Professional, heading: Heading, at: datetime) -> list[IncidentLine]:
    """The others that this professional may open and that are not linked with it already."""
    linked = {line.reference for line in links_of(professional, heading, at)} | {heading.reference}
    return [line for line in incidents_for(professional, at) if line.reference not in linked]


@dataclass(frozen=True)
class _Link:
    row: IncidentLink
    other: Incident
    other_is_later: bool


@dataclass(frozen=True)
class _Reach:
    """Which of the others the reader may open, and whom he rings about the rest."""

    open_: frozenset[int]
    ring: Mapping[int, tuple[Ring, ...]]
    tells_of_hidden: bool  # that a young person is in an incident out of reach

    @staticmethod
    def of(reader: Professional, linked: list[Incident], involved: list[Involvement], at: datetime) -> "_Reach":
        """What is held out of reach of somebody is for those who may look it up."""
        tells = reader.holds(Permission.LOOK_UP_HELD)
        others = {one.pk: one for one in [*linked, *(row.incident for row in involved)]}
        open_: frozenset[int] = frozenset()
        if others:
            open_ = frozenset(access.visible(reader, at).filter(pk__in=others).values_list("pk", flat=True))
        asked = {one.pk for one in linked} | ({row.incident_id for row in involved} if tells else set())
        hidden = [one for pk, one in others.items() if pk in asked - open_]
        return _Reach(open_, whom_to_ring(reader, hidden, at), tells)


def _links(heading: Heading) -> list[_Link]:
    """A link of a report stays with the incident that the report became part of."""
    here = heading.incident_id
    rows = IncidentLink.objects.filter(ended_at__isnull=True).filter(
        Q(earlier=here) | Q(later=here) | Q(earlier__joined_into=here) | Q(later__joined_into=here)
    )
    found = []
    for row in rows.select_related("earlier__joined_into", "later__joined_into", "by").order_by("-at", "-id"):
        earlier, later = (one.joined_into or one for one in (row.earlier, row.later))
        other_is_later = earlier.pk == here
        if earlier.pk != later.pk:
            found.append(_Link(row, later if other_is_later else earlier, other_is_later))
    return found


def _link_lines(links: Iterable[_Link], reach: _Reach) -> list[LinkLine]:
    lines = []
    for link in links:
        opens = link.other.pk in reach.open_
        line = LinkLine(
            key=link.row.key,
            reference=link.other.reference,
            kind=said_of_the_other(link.row.kind, other_is_later=link.other_is_later),
            at=link.row.at,
            by=link.row.by.name,
            title=link.other.title if opens else "",
            because=link.row.because if opens else "",
            opens=opens,
            ring=reach.ring.get(link.other.pk, ()),
        )
        lines.append(line)
    return lines


def _involved_elsewhere(heading: Heading, letters: Iterable[tuple[str, UUID]]) -> list[Involvement]:
    """Of the same people, whoever may open it. A joined report is not another incident."""
    rows = Involvement.objects.annotate(
        person_key=F("record__belongings__person__key"), belongs_until=F("record__belongings__until_at")
    )
    theirs = rows.filter(person_key__in={key for _, key in letters}, belongs_until__isnull=True)
    elsewhere = theirs.filter(now_known_as__isnull=True).exclude(incident=heading.incident_id)
    running = elsewhere.exclude(incident__phase=Phase.JOINED).select_related("incident")
    return list(running.order_by("-incident__reported_at", "-incident", "position"))


def _also_in(letters: Iterable[tuple[str, UUID]], theirs: Iterable[Involvement], reach: _Reach) -> list[AlsoIn]:
    involved: dict[UUID, list[Involvement]] = {}
    for one in theirs:
        involved.setdefault(vars(one)["person_key"], []).append(one)
    found = []
    for letter, key in letters:
        known = [one for one in involved.get(key, ()) if one.incident_id in reach.open_]
        hidden = [one.incident_id for one in involved.get(key, ()) if one.incident_id not in reach.open_]
        if not reach.tells_of_hidden:
            hidden = []
        there = tuple((references.across(i.letter, i.incident.reference), i.incident.reference) for i in known)
        ring = tuple(dict.fromkeys(one for pk in hidden for one in reach.ring[pk]))
        if known or hidden:
            found.append(AlsoIn(letter, key, there, len(set(hidden)), ring))
    return found


def said_of_the_other(kind: str, *, other_is_later: bool) -> str:
    """A link in words, from the side of the incident whose page is read."""
    if kind == LinkKind.REPRISAL:
        return "a reprisal for this one" if other_is_later else "this one is a reprisal for it"
    return _LINKED_BY[kind]


_LINKED_BY: dict[str, str] = {
    LinkKind.SAME_PEOPLE: "some of the same people",
    LinkKind.SAME_PLACE: "the same place or group of friends",
    LinkKind.OTHER: "linked for another reason",
}
