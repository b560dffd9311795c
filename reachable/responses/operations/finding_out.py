"""What is not yet known becomes one rolled-up action per young person and agency, never sixty."""

from datetime import datetime, timedelta

from reachable.audit.log import record
from reachable.directory.models import Agency, Professional
from reachable.directory.roles import BY_KEBAB
from reachable.incidents import access
from reachable.incidents.models import Incident
from reachable.playbook.schema import Consideration as Asked

from ..choices import UNFINISHED, ActionKind, ActionState, Step
from ..models import Action, ActionStep, Consideration, ToFindOut

DEFAULT_TIME = timedelta(hours=4)


def add_to_find_out(incident: Incident, asked: Consideration, item: Asked, *, by: Professional, at: datetime) -> None:
    """Put the unknown on the open find-out action of its young person and agency, or start one."""
    if ToFindOut.objects.filter(consideration=asked, settled_at__isnull=True).exists():
        return
    agency = _agency_for(incident, item, by, at)
    due_at = asked.due_at if asked.due_at and asked.due_at > at else at + DEFAULT_TIME
    action = (
        Action.objects.select_for_update()
        .filter(incident=incident, about=asked.about, finds_out_for=agency, state__in=UNFINISHED)
        .first()
    )
    if action is None:
        action = _start(incident, asked, agency, due_at, by=by, at=at)
    else:
        action.due_at = min(action.due_at, due_at)
        add_step(action, Step.ADDED_TO, item.ask, by=by, at=at)
        action.save(update_fields=["due_at"])
    ToFindOut.objects.create(action=action, consideration=asked)


def settle(asked: Consideration, *, by: Professional, at: datetime) -> None:
    """An answer settles the unknown; when nothing is left to find out the action is done."""
    unknown = ToFindOut.objects.select_related("action").filter(consideration=asked, settled_at__isnull=True).first()
    if unknown is None:
        return
    unknown.settled_at = at
    unknown.save(update_fields=["settled_at"])
    action = Action.objects.select_for_update().select_related("incident").get(pk=unknown.action_id)
    if action.state not in UNFINISHED or action.unknowns.filter(settled_at__isnull=True).exists():
        return
    action.state = ActionState.DONE
    action.save(update_fields=["state"])
    add_step(action, Step.DONE, "Everything on it has been answered.", by=by, at=at)
    record("action-finished", by=by, at=at, incident=action.incident.reference, codes={"action": str(action.key)})


def add_step(
    action: Action, step: Step, words: str, *, by: Professional, at: datetime, due_at: datetime | None = None
) -> None:
    action.version += 1
    action.save(update_fields=["version"])
    ActionStep.objects.create(action=action, number=action.version, step=step, words=words, due_at=due_at, by=by, at=at)


def _start(
    incident: Incident, asked: Consideration, agency: Agency, due_at: datetime, *, by: Professional, at: datetime
) -> Action:
    who = f" about {asked.about.letter}" if asked.about else ""
    action = Action.objects.create(
        incident=incident,
        about=asked.about,
        kind=ActionKind.FIND_OUT,
        what=f"Find out what is not yet known{who}",
        owner_agency=agency,
        finds_out_for=agency,
        due_at=due_at,
        makes_contact=False,
        state=ActionState.OPEN,
        created_by=by,
        created_at=at,
    )
    ActionStep.objects.create(
        action=action, number=1, step=Step.CREATED, words=action.what, due_at=due_at, by=by, at=at
    )
    codes = {"action": str(action.key), "agency": agency.code}
    record("find-out-started", by=by, at=at, incident=incident.reference, codes=codes)
    return action


def _agency_for(incident: Incident, item: Asked, by: Professional, at: datetime) -> Agency:
    """The agency that leads on it: one that is on the team, else the first of its kind, else the writer's own."""
    kinds = [kind for code in item.lead for kind in BY_KEBAB[code].agency_kinds]
    if not kinds:
        return by.agency
    of_kind = Agency.objects.filter(kind__in=kinds)
    team = access.current_team(at).filter(incident=incident).values("professional__agency")
    return of_kind.filter(pk__in=team).order_by("pk").first() or of_kind.order_by("pk").first() or by.agency
