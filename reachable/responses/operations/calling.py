"""That somebody was rung about an action: a fact, which nothing refuses to whoever can see the action."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Audience
from reachable.incidents.policies import check_happened_in_the_past
from reachable.people import queries as people

from .. import permissions, policies
from ..choices import Step
from ..models import Action, ActionStep
from .finding_out import add_step, in_a_line


@operation
def record_call(
    *,
    by: Professional,
    at: datetime,
    action_key: UUID,
    outcome: Step,
    spoke_to: str = "",
    telephone: str = "",
    happened_at: datetime | None = None,
) -> ActionStep:
    """`outcome` is RANG_SPOKE, which names who answered, or RANG_NO_ANSWER.

    Whoever rings saw no version: a call made while somebody else finished the action is a fact all the same.
    """
    action = permissions.check_can_change_action(by, action_key, at)
    check_happened_in_the_past(happened_at, at, what="The time of the call")
    policies.check_call(outcome, spoke_to)
    words = _words(outcome, spoke_to.strip(), telephone.strip(), happened_at)
    step = add_step(action, outcome, words, by=by, at=at)
    _trace(action, step, by=by, at=at, happened_at=happened_at)
    return step


def _words(outcome: Step, spoke_to: str, telephone: str, happened_at: datetime | None) -> str:
    """Rang 01632 960 005 at 23:40 on 21 November 2026: no answer."""
    rang = f"Rang {telephone}" if telephone else "Rang"
    if happened_at is not None:
        local = clock.local(happened_at)
        rang += f" at {local:%H:%M} on {local.day} {local:%B %Y}"
    return f"{rang}, spoke to {spoke_to}" if outcome == Step.RANG_SPOKE else f"{rang}: no answer"


def _trace(action: Action, step: ActionStep, *, by: Professional, at: datetime, happened_at: datetime | None) -> None:
    about = list(people.current_person_keys([action.about.record_id]).values()) if action.about else []
    timeline.write(
        action.incident,
        "rang",
        f"{step.words}. About the action: {in_a_line(action)}",
        by=by,
        at=at,
        happened_at=happened_at,
        about=action.about,
        audience=Audience(action.audience),
        source_key=str(action.key),
    )
    codes = {"action": str(action.key), "step": str(step.step), "version": action.version}
    reference = action.incident.reference
    record("call-recorded", by=by, at=at, incident=reference, about=about, codes=codes, words=step.words)
