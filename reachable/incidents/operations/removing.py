"""Removing is removing: the row, its lines in the timeline and whatever is held for nothing else are deleted.

The audit keeps that it was done, by whom and why, with keys and codes and nothing of what was said.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from reachable.audit.log import empty_write_ahead_log, operation, record
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import permissions, timeline
from ..choices import RemovedBecause
from ..permissions import ABOUTS
from .clearing import clear_assertions, clear_person

_GONE = {
    "association": "A connection between two people was removed.",
    "group-link": "A reported link to a group was removed.",
    "group-relation": "What was said of two groups was removed.",
}


@operation
def remove_assertion(*, by: Professional, at: datetime, reference: str, about: str, key: UUID, because: str) -> None:
    """Delete a connection, a reported link or a relation of groups; sealed first where a hold runs.

    Whoever said it, who leads or deputises, and whoever manages the team. NotFound for one that they may not read.
    """
    incident, row, record_ids = permissions.check_can_remove_assertion(by, reference, about, key, at)
    reason = RemovedBecause(because)
    persons = list(people.current_person_keys(record_ids).values())
    clear_assertions([row], by=by, at=at, expired=False)
    timeline.write(incident, "connection-removed", _GONE[about], by=by, at=at)
    codes = {"about": about, "assertion": str(key), "because": str(reason)}
    record("connection-removed", by=by, at=at, incident=reference, about=persons, codes=codes)
    transaction.on_commit(empty_write_ahead_log, robust=True)


@operation
def remove_from_network(*, by: Professional, at: datetime, reference: str, key: UUID, because: str) -> None:
    """Delete somebody from the network of this incident, with everything that is held of them for nothing else.

    Whoever brought them in, who leads or deputises, and whoever manages the team.
    """
    incident, member = permissions.check_can_remove_from_network(by, reference, key, at)
    reason = RemovedBecause(because)
    persons = list(people.current_person_keys([member.record_id]).values())
    mark, record_key = member.mark, str(member.record.key)
    gone = clear_person(member, by=by, at=at, expired=False)
    timeline.write(incident, "network-person-removed", f"{mark} was removed from the network.", by=by, at=at)
    codes = {"member": str(key), "record": record_key, "connections": gone, "because": str(reason)}
    record("network-person-removed", by=by, at=at, incident=reference, about=persons, codes=codes)
    transaction.on_commit(empty_write_ahead_log, robust=True)


__all__ = ["ABOUTS", "remove_assertion", "remove_from_network"]
