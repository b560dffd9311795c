"""A few positive goals of a place, and what their measures showed."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents.policies import check_fits

from .. import permissions
from ..choices import ContextState
from ..models import ContextGoal, GoalReading
from ..policies import places as policies
from .places import record_context
from .places_words import check_words


@operation
def add_goal(
    *,
    by: Professional,
    at: datetime,
    context: str,
    goal: str,
    measured_by: str,
    who: str = "",
    more: bool = False,
    said_nobody: Collection[str] = (),
    key: UUID | None = None,
) -> ContextGoal:
    """Aim at something positive that can be seen (STA-14). `more`: a sixth is meant. One `key`, one goal."""
    found = permissions.check_can_keep(by, context)
    if key and (sent := ContextGoal.objects.filter(key=key).first()):
        if (sent.context_id, sent.by_id) != (found.pk, by.pk):
            raise Refused("This form was used already. Open the page again and send it from there.")
        return sent
    policies.check_is_not_ended(found.state)
    policies.check_goal(goal, measured_by)
    rows = list(found.goals.values_list("position", "state"))
    policies.check_goals_are_few(sum(state in policies.AIMED_AT for _, state in rows), more=more)
    said = {"goal": goal.strip(), "measured_by": measured_by.strip(), "who": who.strip()}
    check_words(found, said, by=by, at=at, said_nobody=said_nobody)
    position = max((position for position, _ in rows), default=-1) + 1
    row = ContextGoal(key=key or uuid4(), context=found, position=position, by=by, at=at, **said)
    check_fits(row)
    row.save(force_insert=True)
    if found.state != ContextState.PLANNED:
        found.state = ContextState.PLANNED
        found.save(update_fields=["state"])
    record_context("context-goal-set", found, by=by, at=at, words=said, goal=str(row.key))
    return row


@operation
def read_goal(
    *,
    by: Professional,
    at: datetime,
    context: str,
    goal_key: UUID,
    seen_version: int,
    on: date,
    state: str,
    words: str,
    said_nobody: Collection[str] = (),
) -> GoalReading:
    """Write down what the measure showed on a day; the goal stands as its latest day says (STA-14)."""
    found = permissions.check_can_keep(by, context)
    policies.check_is_not_ended(found.state)
    goal = found.goals.select_for_update(of=("self",)).filter(key=goal_key).first()
    if goal is None:
        raise NotFound("goal")
    if goal.version != seen_version:
        raise Stale("Somebody else wrote down a reading meanwhile. Both are shown.", current=goal)
    policies.check_reading(on, words, clock.local_date(at))
    check_words(found, {"words": words}, by=by, at=at, said_nobody=said_nobody)
    row = GoalReading(goal=goal, on=on, state=state, words=words.strip(), by=by, at=at)
    check_fits(row)
    row.save(force_insert=True)
    latest = goal.readings.order_by("-on", "-pk").first() or row
    goal.state, goal.version = latest.state, goal.version + 1
    goal.save(update_fields=["state", "version"])
    said = {"words": row.words}
    record_context("context-goal-read", found, by=by, at=at, words=said, goal=str(goal.key), state=str(row.state))
    return row
