"""Court: every hearing of an incident and of those linked with it, and what is agreed for each (CRT-1 to CRT-4)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from reachable.common import clock, references
from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional

from .. import policies
from ..choices import Audience, FactKind, FactStands
from ..models import Fact, FactStanding, Incident
from ..policies import Due, SameDay
from .contradicting import stands
from .facts import FactLine, lines_of
from .links import LinkLine, links_of
from .overview import Heading, heading
from .young_people import YoungPersonLine, young_people_of

ABOUT_COURT = (
    FactKind.COURT_DATE,
    FactKind.BAIL_POSITION,
    FactKind.COURT_SUPPORT,
    FactKind.OUTSIDE_COURT,
    FactKind.HEADS_MET,
    FactKind.CHARGED,
    FactKind.REMANDED,
    FactKind.RELEASED,
    FactKind.ESTABLISHMENT_CHECKED,
)


@dataclass(frozen=True)
class Involved:
    """Somebody of this incident or of a linked one; `mark` is the letter, "A/0012" where it is another incident's."""

    reference: str
    line: YoungPersonLine
    mark: str

    @property
    def label(self) -> str:
        return f"{self.line.name} ({self.mark})" if self.line.name else self.mark

    @property
    def incident(self) -> str:
        return self.reference

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(code for code, _ in self.line.parts)


@dataclass(frozen=True)
class Hearing:
    """`on` is the day in Norfolk, None while it is not known. `heads` is the meeting of the Heads since it was set, and
    the rest is what is agreed for the young person; none of it for a hearing of another incident, where it is read.
    """

    fact: FactLine
    who: Involved
    on: date | None
    is_past: bool
    is_here: bool
    set_at: datetime
    heads: FactLine | None = None
    position: FactLine | None = None
    support: FactLine | None = None
    outside: FactLine | None = None

    @property
    def hour_is_known(self) -> bool:
        return self.on is not None and not self.fact.happened_about


@dataclass(frozen=True)
class OutOfReach:
    """A linked incident that the reader may not open. `hearings` is how many lie ahead there, for who may look up what
    is held; None where he may not know.
    """

    link: LinkLine
    hearings: int | None


@dataclass(frozen=True)
class CourtView:
    """`ahead` in order of time; then those whose day is not known. `without` are the young people of this incident of
    whom no hearing is recorded that lies ahead.
    """

    heading: Heading
    ahead: tuple[Hearing, ...]
    undated: tuple[Hearing, ...]
    past: tuple[Hearing, ...]
    may_meet: tuple[SameDay, ...]
    without: tuple[YoungPersonLine, ...]
    out_of_reach: tuple[OutOfReach, ...]
    heads_met: tuple[FactLine, ...]

    @property
    def hearings(self) -> tuple[Hearing, ...]:
        return (*self.ahead, *self.undated, *self.past)

    @property
    def everybody(self) -> tuple[Involved, ...]:
        return tuple({one.who.line.key: one.who for one in self.hearings}.values())


@dataclass(frozen=True)
class Around:
    """What the pages of this section are made of: this incident and those linked with it that the reader may open."""

    heading: Heading
    involved: Mapping[UUID, Involved]  # by key of the involvement
    said: Sequence[tuple[Fact, FactLine]]  # newest first, of the whole section
    links: Sequence[LinkLine]

    def of(self, key: UUID | None, *kinds: str) -> list[tuple[Fact, FactLine]]:
        """What is said of these kinds about one of them, or of the incident itself; newest first."""
        return [(row, line) for row, line in self.said if row.kind in kinds and about(row) == key]

    def standing(self, key: UUID | None, *kinds: str) -> list[FactLine]:
        here = self.heading.incident_id
        return [line for row, line in self.of(key, *kinds) if line.stands and (key or row.incident_id == here)]


def about(row: Fact) -> UUID | None:
    return (row.involvement.now_known_as or row.involvement).key if row.involvement else None


def court(professional: Professional, reference: str, at: datetime) -> CourtView:
    """The calendar of the incident. A fixed number of statements, and a few more where an incident is out of reach."""
    around = look_around(professional, reference, at)
    found = hearings_of(around, at)
    dated = sorted((one for one in found if one.on), key=_by_time)
    ahead = tuple(one for one in dated if not one.is_past)
    undated = tuple(one for one in found if one.on is None)
    busy = {one.who.line.key for one in (*ahead, *undated)}
    mine = [one.line for one in around.involved.values() if one.reference == around.heading.reference]
    return CourtView(
        heading=around.heading,
        ahead=ahead,
        undated=undated,
        past=tuple(one for one in reversed(dated) if one.is_past),
        may_meet=policies.may_meet(due_of(ahead)),
        without=tuple(line for line in mine if line.key not in busy),
        out_of_reach=_out_of_reach(professional, around.links, at),
        heads_met=tuple(around.standing(None, FactKind.HEADS_MET)),
    )


def look_around(professional: Professional, reference: str, at: datetime) -> Around:
    told = heading(professional, reference, at)
    links = links_of(professional, told, at)
    there = {line.reference for line in links if line.opens}
    others = dict(Incident.objects.filter(reference__in=there).values_list("pk", "reference"))
    by_incident = young_people_of(professional, [told.incident_id, *others], at)
    involved = {
        line.key: Involved(others.get(pk, reference), line, _mark(line, others.get(pk)))
        for pk in (told.incident_id, *others)
        for line in by_incident.get(pk, ())
    }
    rows = list(_rows(Q(incident_id__in=[told.incident_id, *others])))
    return Around(told, involved, list(zip(rows, lines_of(professional, rows), strict=True)), links)


def _mark(line: YoungPersonLine, elsewhere: str | None) -> str:
    return references.across(line.letter, elsewhere) if elsewhere else line.letter


def _rows(wanted: Q) -> QuerySet[Fact]:
    """Newest first. Of this section nothing is narrower than the team."""
    standings = FactStanding.objects.select_related("by").order_by("-number")
    return (
        Fact.objects.filter(wanted, kind__in=ABOUT_COURT, audience=Audience.TEAM)
        .select_related("by", "incident", "involvement__now_known_as")
        .prefetch_related(Prefetch("standings", queryset=standings))
        .order_by("-at", "-pk")
    )


def hearings_of(around: Around, at: datetime) -> list[Hearing]:
    """Those that stand, of everybody whom the reader may see."""
    before = {row.pk: row for row, _ in around.said}
    found = []
    for row, line in around.said:
        who = around.involved.get(about(row) or row.key)
        if row.kind == FactKind.COURT_DATE and line.stands and who:
            found.append(_hearing(around, line, who, _set_at(row, before), at))
    return found


def _hearing(around: Around, line: FactLine, who: Involved, set_at: datetime, at: datetime) -> Hearing:
    on = clock.local_date(line.happened_at) if line.happened_at else None
    is_here = who.reference == around.heading.reference
    is_past = on is not None and on < clock.local_date(at)
    if not is_here:
        return Hearing(line, who, on, is_past, is_here, set_at)
    return Hearing(
        line,
        who,
        on,
        is_past,
        is_here,
        set_at,
        heads=next((one for one in around.standing(None, FactKind.HEADS_MET) if met_at(one) >= set_at), None),
        position=_latest(around, who, FactKind.BAIL_POSITION),
        support=_latest(around, who, FactKind.COURT_SUPPORT),
        outside=_latest(around, who, FactKind.OUTSIDE_COURT),
    )


def met_at(fact: FactLine) -> datetime:
    return fact.happened_at or fact.at


def _latest(around: Around, who: Involved, kind: str) -> FactLine | None:
    return next(iter(around.standing(who.line.key, kind)), None)


def _set_at(row: Fact, before: Mapping[int, Fact]) -> datetime:
    """Since when this hearing is known: what was put right about it without another time does not set it anew."""
    while row.replaces_id and (earlier := before.get(row.replaces_id)) and earlier.happened_at == row.happened_at:
        row = earlier
    return row.at


def due_of(hearings: Iterable[Hearing]) -> list[Due]:
    return [
        Due(
            incident=one.who.incident,
            person_key=one.who.line.person_key,
            label=one.who.label,
            day=one.on,
            court=one.fact.place,
            parts=one.who.parts,
        )
        for one in hearings
        if one.on is not None
    ]


def _by_time(one: Hearing) -> tuple[datetime, str]:
    return met_at(one.fact), one.who.mark


def hidden_links(links: Iterable[LinkLine]) -> dict[str, LinkLine]:
    return {line.reference: line for line in reversed([*links]) if not line.opens}


def said_out_of_reach(professional: Professional, hidden: Collection[str]) -> list[Fact] | None:
    """What stands there; None for a reader who may not know of it."""
    if not professional.holds(Permission.LOOK_UP_HELD):
        return None
    return [row for row in _rows(Q(incident__reference__in=hidden)) if stands(row) == FactStands.STANDS]


def _out_of_reach(professional: Professional, links: Iterable[LinkLine], at: datetime) -> tuple[OutOfReach, ...]:
    hidden = hidden_links(links)
    if not hidden:
        return ()
    said = said_out_of_reach(professional, hidden)
    if said is None:
        return tuple(OutOfReach(line, None) for line in hidden.values())
    ahead = [
        row.incident.reference
        for row in said
        if row.kind == FactKind.COURT_DATE
        and (row.happened_at is None or clock.local_date(row.happened_at) >= clock.local_date(at))
    ]
    return tuple(OutOfReach(line, ahead.count(reference)) for reference, line in hidden.items())
