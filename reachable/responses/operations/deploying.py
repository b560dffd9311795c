"""Sending a youth worker to hospital: on the discussion of the three and a clearance, or in danger to life (HOS-10)."""

from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Fact, Incident, Involvement
from reachable.incidents.policies import check_not_joined
from reachable.safety.models import Clearance

from .. import permissions, policies
from ..choices import UNFINISHED, ActionState, Step
from ..models import Action, Deployment, InDanger
from ..queries import grounds, youth_worker_gate
from ..queries.youth_worker_gate import GATE
from .acting import NewAction, create_actions
from .danger import Danger, write_danger
from .directing import direct_on
from .stepping import persons_of, step_action
from .undirecting import stop_whoever_goes


@operation
def deploy_youth_worker(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    worker_key: UUID,
    what: str,
    due_at: datetime,
    clearance_key: UUID | None = None,
    danger: Danger | None = None,
    key: UUID | None = None,
) -> Deployment:
    """Send them: refused until the three agree and the risk to the worker is cleared, unless a life is in danger.

    Writes the contact that they are directed to make. `key` is made with the form: sent twice, it is one.
    """
    incident = permissions.check_can_send(by, reference, at)
    check_not_joined(incident.phase)
    if key and (sent := Deployment.objects.filter(key=key).first()):
        return _sent_before(sent, incident, by)
    about = incident.involvements.filter(key=involvement_key, now_known_as__isnull=True).first()
    if about is None:
        raise NotFound("young person")
    action = _propose(incident, about, worker_key, what, due_at, by=by, at=at)
    discussed = youth_worker_gate.lines_about(incident, about, at)
    if danger is not None:
        directed = write_danger(incident, about, GATE, danger, by=by, at=at)
        direct_on(action, Step.DIRECTED_IN_DANGER, directed.because, by=by, at=at, danger=directed)
        return _write(action, about, discussed.fact, directed, by=by, at=at, key=key)
    cleared = _clearance(incident, clearance_key)
    lines = grounds.lines_for(action, cleared, at, who=grounds.who_clears(incident, at))
    more = (policies.ward_line(cleared.mode, cleared.get_mode_display()),) if cleared else ()
    policies.check_contact_cleared((*discussed.lines, *lines, *more), cannot=policies.CANNOT_SEND)
    words = f"Cleared until {policies.when(cleared.until_at, at)}." if cleared else ""
    direct_on(action, Step.DIRECTED, words, by=by, at=at, clearance=cleared)
    return _write(action, about, discussed.fact, None, by=by, at=at, key=key)


def _sent_before(sent: Deployment, incident: Incident, by: Professional) -> Deployment:
    if (sent.incident_id, sent.by_id) != (incident.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return sent


def _propose(
    incident: Incident,
    about: Involvement,
    worker_key: UUID,
    what: str,
    due_at: datetime,
    *,
    by: Professional,
    at: datetime,
) -> Action:
    """Undone with everything else where the gate does not hold."""
    new = NewAction(what=what, due_at=due_at, owner_key=worker_key, makes_contact=True)
    [action] = create_actions(incident, [new], by=by, at=at, about=about)
    return action


def _clearance(incident: Incident, key: UUID | None) -> Clearance | None:
    if key is None:
        return None
    found = Clearance.objects.filter(incident=incident, key=key).first()
    if found is None:
        raise NotFound("clearance")
    return found


def _write(
    action: Action,
    about: Involvement,
    discussion: Fact | None,
    danger: InDanger | None,
    *,
    by: Professional,
    at: datetime,
    key: UUID | None,
) -> Deployment:
    row = Deployment(key=key or uuid4(), incident=action.incident, involvement=about, action=action, by=by, at=at)
    row.worker, row.discussion, row.danger = action.owner or by, discussion, danger
    row.save(force_insert=True)
    _trace(row, "youth-worker-deployed", f"{about.letter}: a youth worker is sent to hospital.", by=by, at=at)
    return row


@operation
def end_deployment(*, by: Professional, at: datetime, reference: str, deployment_key: UUID, because: str) -> Deployment:
    """They no longer go: what they were directed to do is not needed, and whoever is on the way is told."""
    row = permissions.check_can_end_deployment(by, reference, deployment_key, at)
    policies.check_has_because(because)
    policies.check_deployment_runs(row.ended_at)
    action = Action.objects.select_for_update().get(pk=row.action_id)
    stop_whoever_goes(action, because, by=by, at=at)
    if action.state in UNFINISHED:
        action.state = ActionState.WITHDRAWN
        action.save(update_fields=["state"])
        step_action(action, Step.WITHDRAWN, because, by=by, at=at)
    row.refresh_from_db()
    words = f"{row.involvement.letter}: no youth worker is sent to hospital any longer."
    _trace(row, "deployment-ended", words, by=by, at=at)
    return row


def _trace(row: Deployment, verb: str, line: str, *, by: Professional, at: datetime) -> None:
    incident, key = row.incident, f"deployment-{row.key}"
    timeline.write(incident, verb, line, by=by, at=at, about=row.involvement, source_key=key)
    codes = {"deployment": str(row.key), "worker": str(row.worker.key), "in_danger": row.danger_id is not None}
    persons = persons_of(row.involvement)
    record(verb, by=by, at=at, incident=incident.reference, about=persons, codes=codes, words=row.ended_because)
