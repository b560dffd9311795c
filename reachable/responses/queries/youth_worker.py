"""Sending a youth worker to hospital: how the gate stands, who was sent, and on what (HOS-8 to HOS-10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common.gates import GateLine, GateState, missing
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.safety.choices import ContactMode
from reachable.safety.models import Clearance
from reachable.safety.queries.clearances import ClearanceLine, line_of
from reachable.safety.standing import Stands, stands

from .. import permissions, policies
from ..models import Action, Deployment
from ..policies import Going
from . import grounds
from .actions import ActionLine, lines, rows
from .youth_worker_gate import GATE, lines_about

NOT_AGREED, AGREED = "do not send a youth worker yet", "agreed"


@dataclass(frozen=True)
class WorkerChoice:
    key: UUID
    name: str
    agency: str


@dataclass(frozen=True)
class DeploymentLine:
    """`ground` says what it no longer rests on; empty while it does. `action` is the contact they were directed to."""

    key: UUID
    worker: str
    telephone: str
    by: str
    at: datetime
    action: ActionLine
    in_danger: bool
    ground: str
    ended_at: datetime | None
    ended_by: str
    ended_because: str


@dataclass(frozen=True)
class YouthWorkerView:
    """`workers` are on the team; `clearances` those for the ward that hold, for this young person."""

    heading: Heading
    line: YoungPersonLine
    gate: GateState
    deployments: tuple[DeploymentLine, ...]
    may_deploy: bool
    workers: tuple[WorkerChoice, ...]
    clearances: tuple[ClearanceLine, ...]


def youth_worker(professional: Professional, reference: str, key: UUID, at: datetime) -> YouthWorkerView:
    told = incidents.heading(professional, reference, at)
    people = incidents.young_people(professional, told.incident_id, at)
    line = next((one for one in people if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    incident = Incident.objects.get(pk=told.incident_id)
    about = incident.involvements.get(key=key)
    deployments = _deployments(professional, incident, about, at)
    for_ward = _for_ward(incident, about)
    standing = stands(for_ward, at)
    team = access.current_team(at).filter(incident=incident).select_related("professional__agency")
    members = {one.professional_id: one.professional for one in team.order_by("professional__name")}
    return YouthWorkerView(
        heading=told,
        line=line,
        gate=_gate(incident, about, deployments, _cleared(incident, about, for_ward, standing, at), at),
        deployments=deployments,
        may_deploy=permissions.may_clear(professional) and told.is_running,
        workers=tuple(WorkerChoice(one.key, one.name, one.agency.name) for one in members.values()),
        clearances=tuple(line_of(one, standing[one.pk]) for one in for_ward if standing[one.pk].holds),
    )


def _gate(
    incident: Incident,
    about: Involvement,
    deployments: Sequence[DeploymentLine],
    contact: tuple[GateLine, ...],
    at: datetime,
) -> GateState:
    asked = (*lines_about(incident, about, at).lines, *contact)
    sent = next((one for one in deployments if one.ended_at is None and not one.ground), None)
    return GateState(
        code=GATE,
        letter=about.letter,
        stands=f"{sent.worker} is sent" if sent else NOT_AGREED if missing(asked) else AGREED,
        lines=asked,
        passed_at=sent.at if sent else None,
        passed_by=sent.by if sent else "",
    )


def _for_ward(incident: Incident, about: Involvement) -> list[Clearance]:
    """Newest first."""
    theirs = Q(involvement=about) | Q(involvement__now_known_as=about)
    found = Clearance.objects.filter(theirs, incident=incident, mode=ContactMode.WARD)
    related = ("involvement__now_known_as", "worker", "by", "ended_by")
    return list(found.select_related(*related).order_by("-at", "-pk"))


def _cleared(
    incident: Incident,
    about: Involvement,
    every: Sequence[Clearance],
    standing: Mapping[int, Stands],
    at: datetime,
) -> tuple[GateLine, ...]:
    """Of the gate on contact, for whoever goes: on the clearance for the ward that holds, or the last one."""
    best = next((one for one in every if standing[one.pk].holds), every[0] if every else None)
    ground = grounds.ground_of(best, standing[best.pk]) if best else None
    going = Going(about=grounds.known_as(about), letter=about.letter)
    found_lines = policies.contact_lines(ground, going, at)
    if not missing(found_lines):
        return found_lines
    return policies.contact_lines(ground, going, at, who=grounds.who_clears(incident, at))


def _deployments(
    professional: Professional, incident: Incident, about: Involvement, at: datetime
) -> tuple[DeploymentLine, ...]:
    theirs = Q(involvement=about) | Q(involvement__now_known_as=about)
    found = list(
        Deployment.objects.filter(theirs, incident=incident)
        .select_related("worker", "by", "ended_by")
        .order_by("-at", "-pk")
    )
    actions = list(rows().filter(pk__in=[one.action_id for one in found]))
    shown = dict(zip((one.pk for one in actions), lines(actions, professional, at), strict=True))
    by_pk = {one.pk: one for one in actions}
    return tuple(_deployment(one, by_pk[one.action_id], shown[one.action_id], at) for one in found)


def _deployment(row: Deployment, action: Action, shown: ActionLine, at: datetime) -> DeploymentLine:
    return DeploymentLine(
        key=row.key,
        worker=row.worker.name,
        telephone=row.worker.telephone,
        by=row.by.name,
        at=row.at,
        action=shown,
        in_danger=row.danger_id is not None,
        ground="" if row.ended_at else _no_longer_rests(action, shown),
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_because=row.ended_because,
    )


def _no_longer_rests(action: Action, shown: ActionLine) -> str:
    return grounds.no_longer_discussed(action) or (shown.stop if action.directed_at else "it is no longer directed")
