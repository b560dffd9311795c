"""On what ground contact was directed, and whether it still holds: computed when it is read, never stored."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from reachable.common.gates import GateLine, missing
from reachable.common.permission_codes import Permission
from reachable.directory import queries as directory
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Professional
from reachable.directory.roles import ROLES, codes_with
from reachable.incidents import access
from reachable.incidents.choices import Area, FactKind, FactStands
from reachable.incidents.models import Fact, FactStanding, Incident, Involvement
from reachable.safety import standing
from reachable.safety.models import Clearance
from reachable.safety.standing import Stands

from .. import policies
from ..choices import ActionState
from ..models import Action, Deployment
from ..policies import Going, Ground

NAMED = 4  # how many are named as those who can clear


@dataclass(frozen=True)
class Footing:
    """Whether somebody who was directed may still go, and what to tell them where not.

    `is_lapsed`: it was ended, or something came after it; not where its time simply ran out. `stands` is that of the
    clearance, and empty in danger to life.
    """

    holds: bool
    stop: str = ""
    is_lapsed: bool = False
    since_at: datetime | None = None
    stands: Stands | None = None


NO_FOOTING = Footing(holds=False, stop="do not go: nobody directed it")


def with_ground(actions: QuerySet[Action]) -> QuerySet[Action]:
    """What `footings` reads of them, in the same statement."""
    said = FactStanding.objects.filter(fact=OuterRef("deployment__discussion")).order_by("-number")
    last = _discussions().order_by(Coalesce("happened_at", "at").desc(), "-pk")
    clearance = ("clearance__involvement__now_known_as", "clearance__worker", "clearance__by", "clearance__ended_by")
    related = ("about", "owner__agency", "directed_by", *clearance, "danger__by", "deployment")
    return actions.select_related(*related).annotate(
        discussion_now=Subquery(said.values("standing")[:1]), discussed_last=Subquery(last.values("said")[:1])
    )


def _discussions() -> QuerySet[Fact]:
    """Those that stand, about sending a youth worker to whom an outer action is about."""
    now = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number").values("standing")[:1]
    letters = ("involvement", "involvement__now_known_as")
    ends = [Q(**{letter: OuterRef(about)}) for letter in letters for about in ("about", "about__now_known_as")]
    theirs = Fact.objects.filter(reduce(or_, ends), incident=OuterRef("incident"), kind=FactKind.YOUTH_WORKER_DISCUSSED)
    theirs = theirs.annotate(standing_now=Subquery(now))
    return theirs.filter(Q(standing_now__isnull=True) | Q(standing_now=FactStands.STANDS))


def footings(actions: Iterable[Action], at: datetime) -> dict[int, Footing]:
    """By action, of those that were directed; a fixed number of statements. Rows of `with_ground`."""
    directed = [row for row in actions if row.directed_at is not None]
    found = standing.stands([row.clearance for row in directed if row.clearance], at)
    return {row.pk: _footing(row, found, at) for row in directed}


def footing(action: Action, at: datetime) -> Footing:
    """Of one, however it was read."""
    row = with_ground(Action.objects.filter(pk=action.pk)).get()
    return footings([row], at).get(row.pk, NO_FOOTING)


def _footing(row: Action, found: Mapping[int, Stands], at: datetime) -> Footing:
    said = no_longer_discussed(row)
    if said:
        return Footing(holds=False, stop=f"do not go on: {said}", is_lapsed=True)
    if row.clearance is None:
        return Footing(holds=row.danger_id is not None, stop="" if row.danger_id else NO_FOOTING.stop)
    stands = found[row.clearance.pk]
    short = missing(policies.contact_lines(ground_of(row.clearance, stands), going(row), at))
    return Footing(
        holds=not short,
        stop=f"do not go on: {'; '.join(line.words for line in short)}" if short else "",
        is_lapsed=stands.since_at is not None and stands.since_at < row.clearance.until_at,
        since_at=stands.since_at,
        stands=stands,
    )


def no_longer_discussed(row: Action) -> str:
    """Sending a youth worker to the ward rests on the discussion of the three too, unless a life was in danger: it was
    put right, or in a later one somebody no longer agrees (HOS-10). Of a row of `with_ground`.
    """
    sent: Deployment | None = getattr(row, "deployment", None)
    if row.danger_id is not None or (sent is not None and sent.ended_at is not None):
        return ""
    is_deployed = sent is not None and sent.discussion_id is not None
    if not is_deployed and not (row.clearance and is_sent_to_the_ward(row, row.clearance)):
        return ""
    stands, last = vars(row)["discussion_now"] or FactStands.STANDS, vars(row)["discussed_last"]
    if stands != FactStands.STANDS or last is None:
        return "the discussion on which it was agreed was corrected"
    disagrees = any(last.get(seat.says) == policies.DOES_NOT_AGREE for seat in policies.THREE)
    return "it was discussed again, and not everybody agrees" if disagrees else ""


def is_sent_to_the_ward(action: Action, clearance: Clearance) -> bool:
    """A youth worker is sent to hospital whatever the action is called: the three agree first (HOS-10)."""
    owner = action.owner
    is_youth_worker = owner is not None and owner.agency.kind == AgencyKind.YOUTH_SUPPORT
    return is_youth_worker and policies.is_for_the_ward(clearance.mode)


def ground_of(clearance: Clearance, stands: Stands) -> Ground:
    about = clearance.involvement
    return Ground(
        about=known_as(about),
        letter=about.letter if about else "",
        worker=clearance.worker_id,
        worker_name=clearance.worker.name if clearance.worker else "",
        is_assessed=bool(clearance.risk and clearance.because.strip()),
        is_lessened=bool(clearance.mitigations or clearance.mitigation_words or clearance.none_needed_because),
        until_at=clearance.until_at,
        ended_at=clearance.ended_at,
        holds=stands.holds,
        words=stands.words,
    )


def going(action: Action) -> Going:
    about = action.about
    letter = about.letter if about else ""
    return Going(about=known_as(about), letter=letter, worker=action.owner_id, due_at=action.due_at)


def known_as(about: Involvement | None) -> int | None:
    """A letter that was found to be the same young person as another counts as that one."""
    return (about.now_known_as_id or about.pk) if about else None


def lines_for(action: Action, clearance: Clearance | None, at: datetime, *, who: str = "") -> tuple[GateLine, ...]:
    """Of the gate, for directing this action on this clearance."""
    ground = ground_of(clearance, standing.stands([clearance], at)[clearance.pk]) if clearance else None
    asked = policies.contact_lines(ground, going(action), at, who=who)
    owner = action.owner
    if owner is None or access.may_open(owner, action.incident, at):
        return asked
    return (*asked, policies.shut_out_line(owner.name, who))


def lines_now(action: Action, at: datetime, *, who: str = "") -> tuple[GateLine, ...]:
    """Of the gate as it stands for an action that was directed; nothing holds up danger to life."""
    row = with_ground(Action.objects.filter(pk=action.pk)).get()
    if row.clearance is None:
        return () if row.danger_id else policies.contact_lines(None, going(row), at, who=who)
    said = no_longer_discussed(row)
    more = (GateLine(met=False, words=said, who=who, clause="HOS-10"),) if said else ()
    return (*more, *lines_for(row, row.clearance, at, who=who))


def who_clears(incident: Incident, at: datetime) -> str:
    """Those on the team, or on duty by the rota, who may clear contact; while nobody is, the roles."""
    return who_of(incident, codes_with(Permission.CLEAR_CONTACT), at)


def who_of(incident: Incident, roles: Collection[str], at: datetime) -> str:
    running = Q(holdings__since_at__lte=at) & (Q(holdings__until_at=None) | Q(holdings__until_at__gt=at))
    team = access.current_team(at).filter(incident=incident).values("professional")
    held = Professional.objects.filter(running, holdings__role__in=roles, pk__in=team).distinct().order_by("name")
    area = "" if incident.area == Area.NOT_KNOWN else incident.area
    duty = (f"{row.name} (on duty)" for row in directory.on_duty(area, at, roles))
    names = list(dict.fromkeys([*held.values_list("name", flat=True), *duty]))
    return _or(names[:NAMED]) or _or([ROLES[code].name for code in roles][:NAMED])


def _or(names: Collection[str]) -> str:
    *first, last = [*names] or [""]
    return f"{', '.join(first)} or {last}" if first else last


def is_travelling(action: Action) -> bool:
    """Set off, or there, and not known to be back. What is done says itself that they came to the end of it."""
    out = action.set_off_at is not None or action.arrived_at is not None
    return out and action.back_at is None and action.state != ActionState.DONE
