"""What became of an action: its step, its line in the timeline and the trace."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from reachable.audit.log import record
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Audience
from reachable.incidents.models import Involvement
from reachable.people import queries as people

from ..choices import UNFINISHED, ActionState, Step
from ..models import Action
from .finding_out import add_step, in_a_line

DIRECTION = ("directed_by", "directed_at", "clearance", "danger")
ON_THE_WAY = ("set_off_at", "arrived_at", "back_at")


def step_action(
    action: Action,
    step: Step,
    words: str,
    *,
    by: Professional,
    at: datetime,
    due_at: datetime | None = None,
    verb: str = "action-changed",
    line: str = "",
    codes: Mapping[str, object] | None = None,
) -> None:
    """`line` is what the timeline says where it is not the step and the words of the action."""
    add_step(action, step, words, by=by, at=at, due_at=due_at)
    who = f" {action.owner.name if action.owner else action.owner_agency}" if step == Step.ASSIGNED else ""
    line = line or f"{step.label}{who}: {in_a_line(action)}"
    readers, key = Audience(action.audience), str(action.key)
    timeline.write(action.incident, "action", line, by=by, at=at, about=action.about, audience=readers, source_key=key)
    said = {"action": str(action.key), "step": str(step), "version": action.version, **(codes or {})}
    about = persons_of(action.about)
    record(verb, by=by, at=at, incident=action.incident.reference, about=about, codes=said, words=words)


def finish_at_once(key: UUID, outcome: str, *, by: Professional, at: datetime) -> None:
    """What the software gave and sees done: no version was seen."""
    action = Action.objects.select_for_update().filter(key=key, state__in=UNFINISHED).first()
    if action is None:
        return
    action.state = ActionState.DONE
    action.save(update_fields=["state"])
    step_action(action, Step.DONE, outcome, by=by, at=at, verb="action-finished")


def persons_of(about: Involvement | None) -> list[UUID]:
    return list(people.current_person_keys([about.record_id]).values()) if about else []
