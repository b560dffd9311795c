"""When an answer is owed: the rule of the playbook applied to the facts as they are known."""

from datetime import datetime, timedelta

from reachable.common import working_days
from reachable.playbook.schema import Due

from .triggers import IncidentFacts


def due_at(due: Due | None, facts: IncidentFacts, involvement_id: int | None = None) -> datetime | None:
    """None where there is no deadline, or the fact that it runs from is not known. Hours run through everything."""
    if due is None:
        return None
    start = facts.fact_at(due.after, involvement_id)
    if start is None:
        return None
    if due.hours is not None:
        return start + timedelta(hours=due.hours)
    return working_days.end_of_working_day(start, due.working_days or 0)
