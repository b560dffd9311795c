"""What is not yet known becomes one rolled-up action per young person and agency, never sixty."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from reachable.audit.log import record
from reachable.directory.models import Agency, Professional
from reachable.directory.roles import BY_KEBAB
from reachable.incidents import access, timeline
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident
from reachable.people import queries as people
from reachable.playbook.schema import Consideration as Asked

from ..choices import UNFINISHED, ActionKind, ActionState, Step
from ..models import Action, ActionStep, Consideration, ToFindOut
from .acting import tell_owner

DEFAULT_TIME = timedelta(hours=4)


def add_to_find_out(incident: Incident, asked: Consideration, item: Asked, *, by: Professional, at: datetime) -> None:
    """Put the unknown on the open find-out action of its young person and agency, or start one."""
    if _open_unknowns(asked).exists():
        return
    agency = _agency_for(incident, item, by, at) if asked.audience == Audience.TEAM else by.agency
    due_at = asked.due_at if asked.due_at and asked.due_at > at else at + DEFAULT_TIME
    action = (
        Action.objects.select_for_update()
        .filter(incident=incident, about=asked.about, finds_out_for=agency, audience=asked.audience)
        .filter(state__in=UNFINISHED)
        .first()
    )
    if action is None:
        action = _start(incident, asked, agency, due_at, by=by, at=at)
    else:
        action.due_at = min(action.due_at, due_at)
        add_step(action, Step.ADDED_TO, item.ask, by=by, at=at, due_at=action.due_at)
        action.save(update_fields=["due_at"])
    # What was found out and is in doubt again comes back onto the same list.
    ToFindOut.objects.update_or_create(action=action, consideration=asked, defaults={"settled_at": None})


def settle(asked: Consideration, *, by: Professional, at: datetime) -> None:
    """An answer settles the unknown; when nothing is left to find out the action is done."""
    ids = sorted(_open_unknowns(asked).values_list("action_id", flat=True))
    if not ids:
        return
    actions = list(Action.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    _open_unknowns(asked).update(settled_at=at)
    for action in actions:
        if not action.unknowns.filter(settled_at__isnull=True).exists():
            _finish(action, by=by, at=at)


def _open_unknowns(asked: Consideration) -> QuerySet[ToFindOut]:
    return ToFindOut.objects.filter(consideration=asked, settled_at__isnull=True, action__state__in=UNFINISHED)


def _finish(action: Action, *, by: Professional, at: datetime) -> None:
    action.state = ActionState.DONE
    action.save(update_fields=["state"])
    add_step(action, Step.DONE, "Everything on it has been answered.", by=by, at=at)
    _trace(action, "action-finished", f"{Step.DONE.label}: {in_a_line(action)}", by=by, at=at)


def in_a_line(action: Action) -> str:
    """The words of an action for the timeline, which names nobody else: to find something out, with the letter."""
    return f"{action.what} about {action.about.letter}" if action.finds_out_for and action.about else action.what


def _trace(action: Action, verb: str, line: str, *, by: Professional, at: datetime) -> None:
    about = list(people.current_person_keys([action.about.record_id]).values()) if action.about else []
    readers, key = Audience(action.audience), str(action.key)
    timeline.write(action.incident, "action", line, by=by, at=at, about=action.about, audience=readers, source_key=key)
    codes = {"action": str(action.key), "agency": action.finds_out_for.code if action.finds_out_for else ""}
    record(verb, by=by, at=at, incident=action.incident.reference, about=about, codes=codes)


def add_step(
    action: Action, step: Step, words: str, *, by: Professional, at: datetime, due_at: datetime | None = None
) -> ActionStep:
    action.version += 1
    action.save(update_fields=["version"])
    return ActionStep.objects.create(
        action=action, number=action.version, step=step, words=words, due_at=due_at, by=by, at=at
    )


def _start(
    incident: Incident, asked: Consideration, agency: Agency, due_at: datetime, *, by: Professional, at: datetime
) -> Action:
    # Every page names the young person beside the words; a letter alone would say less.
    what = "Find out what is not yet known" + ("" if asked.about else " about the incident")
    action = Action.objects.create(
        incident=incident,
        about=asked.about,
        kind=ActionKind.FIND_OUT,
        what=what,
        owner_agency=agency,
        finds_out_for=agency,
        due_at=due_at,
        makes_contact=False,
        audience=asked.audience,
        state=ActionState.OPEN,
        created_by=by,
        created_at=at,
    )
    ActionStep.objects.create(
        action=action, number=1, step=Step.CREATED, words=action.what, due_at=due_at, by=by, at=at
    )
    _trace(action, "find-out-started", f"Action for {agency}: {in_a_line(action)}", by=by, at=at)
    tell_owner(action, by=by, at=at)
    return action


def _agency_for(incident: Incident, item: Asked, by: Professional, at: datetime) -> Agency:
    """Of the kinds that lead on it, in their order: the one on the team, else the only one; else the writer's own.

    Where a kind has several agencies none is guessed: the wrong hospital would be asked, and told.
    """
    kinds = dict.fromkeys(str(kind) for code in item.lead for kind in sorted(BY_KEBAB[code].agency_kinds))
    known = list(Agency.objects.filter(kind__in=kinds).order_by("pk"))
    team = access.current_team(at).filter(incident=incident).values_list("professional__agency", flat=True)
    present = set(team)
    for candidates in ([agency for agency in known if agency.pk in present], known):
        for kind in kinds:
            of_kind = [agency for agency in candidates if agency.kind == kind]
            if len(of_kind) == 1:
                return of_kind[0]
    return by.agency
