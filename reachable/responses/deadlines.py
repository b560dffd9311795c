"""When an answer is owed: the rule of the playbook or the one set on screen, applied to the facts as they are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from reachable.common import working_days
from reachable.incidents.choices import Audience
from reachable.playbook.schema import Consideration, Due

from .audiences import read_the_fact
from .models import DeadlineRule
from .triggers import IncidentFacts


@dataclass(frozen=True)
class Rule:
    """A deadline with where it comes from; `text` empty where none is owed."""

    text: str = ""
    kind: str = ""
    source: str = ""
    edition: str = ""


NONE = Rule()


def rules_set(county: str) -> dict[str, Rule]:
    """By item, the deadlines that were set on screen and stand."""
    found: dict[str, DeadlineRule] = {}
    for row in DeadlineRule.objects.filter(county=county).order_by("number"):
        found[row.code] = row
    return {
        code: Rule(text=row.text, kind=row.kind, source=row.source, edition=row.edition)
        for code, row in found.items()
        if row.text
    }


def rule_for(item: Consideration, set_on_screen: Mapping[str, Rule]) -> Rule:
    """What is kept beside a question when it is asked."""
    if item.code in set_on_screen:
        return set_on_screen[item.code]
    if item.due is None:
        return NONE
    return Rule(text=item.due.text, kind=item.due.kind, source=item.due.source, edition=item.due.edition)


def due_at(
    rule: str,
    facts: IncidentFacts,
    involvement_id: int | None = None,
    *,
    asked_at: datetime | None = None,
    readers: str = Audience.TEAM,
) -> datetime | None:
    """None where there is no deadline, or the fact that it runs from is not known. Hours run through everything.

    `asked_at` is when the question was first asked, from which some deadlines run. What its `readers` may not read
    moves no clock that they see.
    """
    if not rule:
        return None
    due = _parsed(rule)
    if not read_the_fact(readers, due.after):
        facts = facts.without(due.after)
    start = asked_at if due.after == "opening" else facts.fact_at(due.after, involvement_id)
    if start is None:
        return None
    if due.hours is not None:
        return start - timedelta(hours=due.hours) if due.before else start + timedelta(hours=due.hours)
    return working_days.end_of_working_day(start, due.working_days or 0)


def progress(rule: str, due: datetime | None, at: datetime) -> tuple[int, int] | None:
    """Which working day it is, of how many; None for a deadline in hours, without a time, or that has passed."""
    days = _parsed(rule).working_days if rule and due else None
    return working_days.progress(due, days, at) if due and days else None


@lru_cache(maxsize=512)
def _parsed(rule: str) -> Due:
    return Due.model_validate(rule)
