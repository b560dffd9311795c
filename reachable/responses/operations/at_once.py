"""For rooms above: an action that follows from something at once, for whoever leads, and the end of it."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.directory.models import Professional
from reachable.incidents.models import Incident

from .acting import give_at_once
from .stepping import finish_at_once


@operation
def ask_at_once(*, by: Professional, at: datetime, incident: Incident, what: str, due_at: datetime, key: UUID) -> None:
    """Given once with this `key`. The caller has found the incident for `by`, or has good reason not to ask."""
    give_at_once(incident, what, due_at, by=by, at=at, key=key)


@operation
def done_at_once(*, by: Professional, at: datetime, key: UUID, outcome: str) -> None:
    """What `ask_at_once` gave is done; nothing happens where somebody finished it before."""
    finish_at_once(key, outcome, by=by, at=at)
