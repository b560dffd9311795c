"""Whom to ring about what is due soon and nobody has accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from reachable.directory.queries import DutyLineRow
from reachable.directory.roles import ROLES

from ..models import Action

RINGS_WITHIN = timedelta(hours=12)  # before it is due; the same everywhere


@dataclass(frozen=True)
class ToRing:
    who: str
    telephone: str


def is_to_be_rung(action: Action, at: datetime) -> bool:
    return action.accepted_at is None and action.due_at <= at + RINGS_WITHIN


def numbers(action: Action, duty: Iterable[DutyLineRow], at: datetime) -> tuple[ToRing, ...]:
    """The owner's own number; of an agency, the duty lines of its kind that cover the area of the incident.

    Those that are answered now; where none is, all of them.
    """
    if action.owner:
        return (ToRing(action.owner.name, action.owner.telephone),) if action.owner.telephone else ()
    kind = action.owner_agency.kind if action.owner_agency else ""
    fitting = [
        line for line in duty if kind in ROLES[line.role].agency_kinds and line.area in ("", action.incident.area)
    ]
    answered = [line for line in fitting if line.answers(at)]
    return tuple(ToRing(line.name, line.telephone) for line in answered or fitting)
