"""A few positive goals of a place, each with how it is measured, and what the measure showed."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.contexts import operations, queries
from reachable.contexts.models import Context, ContextGoal
from reachable.contexts.policies import places as policies
from tests.domain.context_hands import TODAY, refer
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def context(cast: Cast) -> Context:
    return refer(cast.priya)


def aim(cast: Cast, context: Context, **more: Any) -> ContextGoal:
    told = {"by": cast.priya, "at": AT, "context": context.reference}
    words = {"goal": "Girls use the court after school", "measured_by": "Counted on two evenings a week"}
    return operations.add_goal(**told, **{**words, **more})


def read(cast: Cast, goal: ContextGoal, state: str, on: date = TODAY, seen: int = 1, **more: Any) -> None:
    told = {"by": cast.priya, "at": AT, "context": goal.context.reference, "goal_key": goal.key}
    words = {"words": "Six of them on Tuesday"}
    operations.read_goal(**told, seen_version=seen, on=on, state=state, **{**words, **more})


@pytest.mark.clause("STA-14")
@pytest.mark.parametrize("field", ["goal", "measured_by"])
def test_a_goal_says_what_is_seen_and_how_it_is_measured(cast: Cast, context: Context, field: str) -> None:
    with pytest.raises(Refused) as refused:
        aim(cast, context, **{field: "  "})
    assert (refused.value.field, refused.value.clause) == (field, "STA-14")
    aim(cast, context)
    view = queries.context(cast.ward, context.reference, AT)
    assert [one.goal for one in view.goals] == ["Girls use the court after school"]
    assert view.line.state == "PLANNED"
    assert Entry.objects.filter(verb="context-goal-set").count() == 1


@pytest.mark.clause("STA-14")
def test_a_sixth_is_asked_about_once_and_one_that_was_left_makes_room(cast: Cast, context: Context) -> None:
    goals = [aim(cast, context) for _ in range(policies.FEW_GOALS)]
    with pytest.raises(Refused) as refused:
        aim(cast, context)
    assert refused.value.field == "more"
    aim(cast, context, more=True)
    for goal in goals[:2]:
        read(cast, goal, "LEFT")
    aim(cast, context)
    assert ContextGoal.objects.count() == 7


@pytest.mark.clause("STA-14")
def test_a_goal_stands_as_its_latest_day_says(cast: Cast, context: Context) -> None:
    goal = aim(cast, context)
    read(cast, goal, "REACHED")
    read(cast, goal, "MOVING", on=date(2026, 11, 1), seen=2)
    [line] = queries.context(cast.ward, context.reference, AT).goals
    assert line.state == "REACHED"
    assert [one.on for one in line.readings] == [TODAY, date(2026, 11, 1)]
    with pytest.raises(Stale):
        read(cast, goal, "AHEAD")


@pytest.mark.clause("STA-14")
@pytest.mark.parametrize(
    ("wrong", "field"), [({"on": date(2026, 11, 22)}, "on"), ({"words": " "}, "words")], ids=["ahead", "nothing"]
)
def test_a_reading_is_of_a_day_that_has_come_and_says_something(
    cast: Cast, context: Context, wrong: dict[str, Any], field: str
) -> None:
    goal = aim(cast, context)
    with pytest.raises(Refused) as refused:
        read(cast, goal, "MOVING", **wrong)
    assert (refused.value.field, refused.value.clause) == (field, "STA-14")


def test_sent_twice_is_one_and_of_another_place_is_none(cast: Cast, context: Context) -> None:
    key = uuid4()
    assert aim(cast, context, key=key) == aim(cast, context, key=key)
    other = refer(cast.priya, name="The arcade")
    with pytest.raises(Refused, match="used already"):
        aim(cast, other, key=key)
    goal = ContextGoal.objects.get()
    goal.context = other
    with pytest.raises(NotFound):
        read(cast, goal, "MOVING")
    with pytest.raises(NotPermitted):
        operations.add_goal(by=cast.ward, at=AT, context=context.reference, goal="x", measured_by="y")
