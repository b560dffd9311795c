"""How far one response has come: its phases, what is not settled, who has taken on what, days to come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, OuterRef, Q, Subquery

from reachable.common import clock
from reachable.common.gates import GateLine, GateState, missing
from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.choices import STILL_COUNTS, FactKind, LinkKind, Phase
from reachable.incidents.models import Fact, FactStanding, Incident, IncidentLink, Involvement, PhaseChange
from reachable.incidents.queries import Heading
from reachable.people import queries as people

from .. import permissions
from ..models import BegunAgain, HandOver, LaterDate
from ..policies.standing_down import Unsettled, stand_down_lines
from .settling import lines_of, unsettled

STEPS = (
    (Phase.PROVISIONAL, "Reported"),
    (Phase.CONFIRMED, "Responding"),
    (Phase.STABILISING, "Stabilising"),
    (Phase.USUAL, "Business as usual"),
)


@dataclass(frozen=True)
class PhaseLine:
    label: str
    is_now: bool
    is_behind: bool


@dataclass(frozen=True)
class PhaseEntered:
    label: str
    by: str
    at: datetime
    because: str


@dataclass(frozen=True)
class OfferedLine:
    """One line that was handed over. `answer` is "accepted", "declined" or "" while it waits."""

    key: UUID
    words: str
    letter: str
    to: str
    next_on: date | None
    what: str
    answer: str
    because: str
    is_mine: bool


@dataclass(frozen=True)
class LaterLine:
    key: UUID
    kind: str
    on: date
    prompt_on: date
    words: str
    owner: str
    done: str
    is_near: bool


@dataclass(frozen=True)
class Reprisal:
    """A later incident that was linked as a reprisal, after this one stood down."""

    reference: str
    at: datetime


@dataclass(frozen=True)
class WayBack:
    """`unsettled` in the order of the gate; `lines` are what standing down asks for."""

    heading: Heading
    steps: tuple[PhaseLine, ...]
    history: tuple[PhaseEntered, ...]
    lines: tuple[GateLine, ...]
    unsettled: tuple[Unsettled, ...]
    people: Mapping[str, UUID]  # whom each letter stands for
    offered: tuple[OfferedLine, ...]
    later: tuple[LaterLine, ...]
    suggested: tuple[tuple[str, date], ...]
    reprisals: tuple[Reprisal, ...]
    may_move: bool
    may_begin_again: bool
    may_hand_over: bool
    may_keep_dates: bool

    @property
    def may_stand_down(self) -> bool:
        return self.may_move and self.heading.phase != Phase.USUAL and not missing(self.lines)

    def of(self, section: str) -> tuple[Unsettled, ...]:
        return tuple(one for one in self.unsettled if one.section == section)


def way_back(professional: Professional, reference: str, at: datetime) -> WayBack:
    """A fixed number of statements, whatever is open."""
    heading = incidents.heading(professional, reference, at)
    incident = Incident.objects.get(pk=heading.incident_id)
    open_still = unsettled(professional, heading, at)
    return WayBack(
        heading=heading,
        steps=_steps(heading.phase),
        history=_history(incident.pk),
        lines=stand_down_lines(heading.phase, open_still),
        unsettled=open_still,
        people=_people(incident.pk),
        offered=_offered(professional, heading, open_still, at),
        later=_later(heading, clock.local_date(at)),
        suggested=_suggested(incident, heading, clock.local_date(at)),
        reprisals=_reprisals(incident),
        may_move=permissions.can_stand_down(professional, incident, at),
        may_begin_again=professional.holds(Permission.STAND_DOWN) and heading.phase in (Phase.USUAL, Phase.STABILISING),
        may_hand_over=professional.holds(Permission.MANAGE_TEAM),
        may_keep_dates=professional.holds(Permission.ANSWER_CONSIDERATIONS),
    )


def _people(incident_id: int) -> dict[str, UUID]:
    young = Involvement.objects.filter(incident=incident_id, now_known_as__isnull=True).order_by("position")
    rows = list(young)
    keys = people.current_person_keys([one.record_id for one in rows])
    return {one.letter: keys[one.record_id] for one in rows}


def stand_down_gates(heading: Heading) -> tuple[GateState, ...]:
    """As it is told on the board of gates, in few words; what is missing is on a page of its own. No statement."""
    if heading.phase == Phase.USUAL:
        return (GateState("stand-down", "", "business as usual", ()),)
    if heading.phase == Phase.STABILISING:
        return (GateState("stand-down", "", "not yet", ()),)
    return ()


def _steps(phase: str) -> tuple[PhaseLine, ...]:
    codes = [code for code, _ in STEPS]
    now = codes.index(Phase(phase)) if phase in codes else -1
    return tuple(PhaseLine(label, n == now, n < now) for n, (_, label) in enumerate(STEPS))


def _history(incident_id: int) -> tuple[PhaseEntered, ...]:
    rows = PhaseChange.objects.filter(incident=incident_id).select_related("by").order_by("-number")
    return tuple(PhaseEntered(row.get_phase_display(), row.by.name, row.at, row.reason) for row in rows)


def _offered(
    professional: Professional, heading: Heading, open_still: Iterable[Unsettled], at: datetime
) -> tuple[OfferedLine, ...]:
    """The latest offer of each line that the reader may read; not what counts no longer, which is open again."""
    unowned = {(one.kind, one.line) for one in open_still}
    known = {(one.kind, one.line): one for one in lines_of(professional, heading, at)}
    latest: dict[tuple[str, UUID], HandOver] = {}
    rows = HandOver.objects.filter(incident=heading.incident_id).select_related("to").order_by("number", "pk")
    for row in rows:
        latest[(row.kind, row.line)] = row
    found = []
    for key, row in latest.items():
        line = next((one for taken, one in known.items() if taken == key), None)
        if line is None or (row.accepted_at and key in unowned):
            continue
        answer = "accepted" if row.accepted_at else "declined" if row.declined_at else ""
        found.append(
            OfferedLine(
                key=row.key,
                words=line.words,
                letter=line.letter,
                to=row.to.name,
                next_on=row.next_on,
                what=row.words,
                answer=answer,
                because=row.declined_because,
                is_mine=row.to_id == professional.pk and not answer,
            )
        )
    return tuple(found)


def _later(heading: Heading, on: date) -> tuple[LaterLine, ...]:
    rows = LaterDate.objects.filter(incident=heading.incident_id, audience__in=heading.audiences)
    return tuple(
        LaterLine(
            key=row.key,
            kind=row.get_kind_display(),
            on=row.on,
            prompt_on=row.prompt_on,
            words=row.words,
            owner=row.owner.name,
            done=row.done_words,
            is_near=row.done_at is None and row.prompt_on <= on,
        )
        for row in rows.select_related("owner").order_by("on", "pk")
    )


def _suggested(incident: Incident, heading: Heading, on: date) -> tuple[tuple[str, date], ...]:
    """Hearings that are set, and the day itself a year on; those written down already are left out."""
    taken = set(LaterDate.objects.filter(incident=incident).values_list("on", flat=True))
    found: list[tuple[str, date]] = []
    last = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number").values("standing")[:1]
    hearings = Fact.objects.filter(incident=incident, kind=FactKind.COURT_DATE, audience__in=heading.audiences)
    hearings = hearings.annotate(stands=Subquery(last)).filter(Q(stands__isnull=True) | Q(stands__in=STILL_COUNTS))
    for when_heard in hearings.order_by("happened_at").values_list("happened_at", flat=True):
        if when_heard is not None:
            found.append(("TRIAL", clock.local_date(when_heard)))
    when = clock.local_date(incident.happened_at or incident.reported_at)
    found.append(("ANNIVERSARY", _a_year_on(when, on)))
    return tuple((kind, day) for kind, day in dict.fromkeys(found) if day >= on and day not in taken)


def _a_year_on(when: date, on: date) -> date:
    """The next time the day comes round; that of 29 February is kept on 28 February."""
    day = when
    while day < on or day == when:
        year = day.year + 1
        day = date(year, when.month, 28 if (when.month, when.day) == (2, 29) else when.day)
    return day


def _reprisals(incident: Incident) -> tuple[Reprisal, ...]:
    """Linked since the response last began to stabilise: what was linked before was known then."""
    if incident.phase not in (Phase.USUAL, Phase.STABILISING):
        return ()
    begun = BegunAgain.objects.filter(incident=incident).values_list("link", flat=True)
    since = PhaseChange.objects.filter(incident=incident, phase=Phase.STABILISING).aggregate(last=Max("at"))["last"]
    rows = IncidentLink.objects.filter(earlier=incident, kind=LinkKind.REPRISAL, ended_at__isnull=True)
    rows = rows.filter(at__gte=since) if since else rows
    rows = rows.exclude(pk__in=[pk for pk in begun if pk is not None]).select_related("later").order_by("at")
    return tuple(Reprisal(row.later.reference, row.at) for row in rows)


@dataclass(frozen=True)
class MineHere:
    """What waits for one professional on the way back: lines offered to him, and days he looks ahead to."""

    reference: str
    title: str
    offered: int
    days: tuple[LaterLine, ...]


def way_back_of_mine(professional: Professional, at: datetime) -> tuple[MineHere, ...]:
    """Over every incident that he may open. Three statements."""
    reach = {one.pk: one for one in _reachable(professional, at)}
    counts: dict[int, int] = {}
    waiting = HandOver.objects.filter(
        to=professional, accepted_at__isnull=True, declined_at__isnull=True, incident__in=list(reach)
    )
    for incident_id in waiting.values_list("incident", flat=True):
        counts[incident_id] = counts.get(incident_id, 0) + 1
    days: dict[int, list[LaterDate]] = {}
    near = LaterDate.objects.filter(
        owner=professional, done_at__isnull=True, prompt_on__lte=clock.local_date(at), incident__in=list(reach)
    )
    for row in near.select_related("owner").order_by("on", "pk"):
        days.setdefault(row.incident_id, []).append(row)
    return tuple(
        MineHere(reach[pk].reference, reach[pk].title, counts.get(pk, 0), tuple(_mine_days(days.get(pk, ()))))
        for pk in sorted({*counts, *days})
    )


def _reachable(professional: Professional, at: datetime) -> Iterable[Incident]:
    asked = HandOver.objects.filter(to=professional, accepted_at__isnull=True, declined_at__isnull=True)
    near = LaterDate.objects.filter(owner=professional, done_at__isnull=True)
    return access.visible(professional, at).filter(
        Q(pk__in=asked.values("incident")) | Q(pk__in=near.values("incident"))
    )


def _mine_days(rows: Iterable[LaterDate]) -> Iterable[LaterLine]:
    for row in rows:
        yield LaterLine(
            row.key, row.get_kind_display(), row.on, row.prompt_on, row.words, row.owner.name, row.done_words, True
        )
