"""How contact stands in an incident: who may be sent, who is directed, who is on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.gates import GateState, missing
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.queries import Heading
from reachable.safety.models import Clearance
from reachable.safety.queries.clearances import ClearanceLine, line_of, mitigations_in_words
from reachable.safety.standing import Stands, stands

from .. import permissions, policies
from ..choices import UNFINISHED, ActionState
from ..models import Action, InDanger
from ..policies import Going
from . import grounds
from .actions import ActionLine, lines, rows
from .dangers import dangers
from .safety_waits import under_way_or_unfinished

GATE = "contact"


@dataclass(frozen=True)
class DangerLine:
    """What was directed in danger to life. `may_review`: this reader may look at it, and did not direct it."""

    key: UUID
    letter: str
    gate: str
    because: str
    police_informed: str
    mitigations: tuple[str, ...]
    by: str
    at: datetime
    review_due_at: datetime
    is_overdue: bool
    reviewed_at: datetime | None
    reviewed_by: str
    review: str
    may_review: bool


@dataclass(frozen=True)
class ContactBoard:
    """`travelling` are on the way or there, whatever became of the action; each action is in one of the three."""

    heading: Heading
    states: tuple[GateState, ...]
    proposed: tuple[ActionLine, ...]
    directed: tuple[ActionLine, ...]
    travelling: tuple[ActionLine, ...]
    clearances: tuple[ClearanceLine, ...]
    dangers: tuple[DangerLine, ...]
    may_clear: bool


def contact_board(professional: Professional, reference: str, at: datetime) -> ContactBoard:
    """A fixed number of statements, however many go."""
    told = incidents.heading(professional, reference, at)
    incident = Incident.objects.get(pk=told.incident_id)
    going = rows().filter(under_way_or_unfinished(), incident=incident, makes_contact=True)
    actions = list(going.filter(audience__in=told.audiences).order_by("due_at", "pk"))
    shown = lines(actions, professional, at)
    related = ("involvement__now_known_as", "worker", "by", "ended_by")
    cleared = list(Clearance.objects.filter(incident=incident).select_related(*related).order_by("-at", "-pk"))
    standing = stands(cleared, at)
    still = [one for one in shown if not one.is_travelling]
    return ContactBoard(
        heading=told,
        states=_states(incident, actions, cleared, standing, at),
        proposed=tuple(one for one in still if one.state == ActionState.PROPOSED),
        directed=tuple(one for one in still if one.state == ActionState.OPEN),
        travelling=tuple(one for one in shown if one.is_travelling),
        clearances=tuple(line_of(one, standing[one.pk]) for one in cleared),
        dangers=_dangers(professional, told, at),
        may_clear=permissions.may_clear(professional),
    )


def _states(
    incident: Incident,
    actions: Sequence[Action],
    cleared: Sequence[Clearance],
    standing: dict[int, Stands],
    at: datetime,
) -> tuple[GateState, ...]:
    unfinished = [row for row in actions if row.state in UNFINISHED]
    abouts = [row.about for row in unfinished] + [row.involvement for row in cleared]
    current = {grounds.known_as(one): _standing_letter(one) for one in abouts}
    who = grounds.who_clears(incident, at)
    return tuple(
        _state(about, letter, [c for c in cleared if grounds.known_as(c.involvement) == about], standing, at, who)
        for about, letter in sorted(current.items(), key=lambda pair: (pair[1] == "", len(pair[1]), pair[1]))
    )


def _standing_letter(one: Involvement | None) -> str:
    return (one.now_known_as or one).letter if one else ""


def _state(
    about: int | None,
    letter: str,
    cleared: Sequence[Clearance],
    standing: dict[int, Stands],
    at: datetime,
    who: str,
) -> GateState:
    """On the clearance that holds longest, or the last that there was."""
    holding = [one for one in cleared if standing[one.pk].holds]
    best = max(holding, key=lambda one: one.until_at, default=cleared[0] if cleared else None)
    ground = grounds.ground_of(best, standing[best.pk]) if best else None
    asked = policies.contact_lines(ground, Going(about=about, letter=letter), at, who=who)
    passed = best if best and not missing(asked) else None
    return GateState(
        code=GATE,
        letter=letter,
        stands=standing[passed.pk].words if passed else policies.NOT_YET.lower(),
        lines=asked,
        passed_at=passed.at if passed else None,
        passed_by=passed.by.name if passed else "",
    )


def _dangers(professional: Professional, told: Heading, at: datetime) -> tuple[DangerLine, ...]:
    """Those that wait for a review first, the oldest of them before the others."""
    every = sorted(dangers(told), key=lambda row: (row.reviewed_at is not None, row.review_due_at))
    return tuple(_danger(row, professional, at) for row in every)


def _danger(row: InDanger, professional: Professional, at: datetime) -> DangerLine:
    return DangerLine(
        key=row.key,
        letter=_standing_letter(row.involvement),
        gate=row.gate,
        because=row.because,
        police_informed=row.police_informed,
        mitigations=mitigations_in_words(row.mitigations, row.mitigation_words),
        by=row.by.name,
        at=row.at,
        review_due_at=row.review_due_at,
        is_overdue=row.reviewed_at is None and row.review_due_at < at,
        reviewed_at=row.reviewed_at,
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        review=row.review,
        may_review=row.reviewed_at is None and permissions.may_clear(professional) and row.by_id != professional.pk,
    )
