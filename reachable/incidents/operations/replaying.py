"""After a backup was restored: what had been removed since it was made is removed again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from reachable.audit.log import empty_write_ahead_log, operation, record
from reachable.directory.models import Professional
from reachable.people.models import Assertion, Association, GroupLink

from .. import sealing
from ..models import GroupRelation, Hold, NetworkPerson
from .clearing import clear_assertions, clear_person

_MODELS: dict[str, type[Association] | type[GroupLink] | type[GroupRelation]] = {
    "association": Association,
    "group-link": GroupLink,
    "group-relation": GroupRelation,
}


@operation
def replay_removal(*, by: None, at: datetime, verb: str, who: str, codes: Mapping[str, Any]) -> bool:
    """Do again what this entry of the audit says was done; False where there is nothing left to do.

    Asked in the order in which it was done: what a hold sealed is sealed again, and erased with that hold.
    """
    match verb:
        case "connection-removed":
            done = _assertion(str(codes["about"]), str(codes["assertion"]), at)
        case "network-person-removed":
            done = _members(Q(key=str(codes["member"])), at)
        case "person-record-taken-out":  # also with a list that was undone
            done = _members(Q(record__key=str(codes["record"])), at)
        case "hold-ended":
            done = _hold(str(codes["hold"]), who, at)
        case _:
            done = False
    if done:
        record("removal-replayed", by=None, at=at, codes={"verb": verb, **codes})
        transaction.on_commit(empty_write_ahead_log, robust=True)
    return done


def _assertion(about: str, key: str, at: datetime) -> bool:
    model = _MODELS[about]
    rows: list[Assertion] = list(model.objects.filter(key=key))
    clear_assertions(rows, by=None, at=at, expired=False)
    return bool(rows)


def _members(which: Q, at: datetime) -> bool:
    members = list(NetworkPerson.objects.filter(which).select_related("record", "by"))
    for member in members:
        clear_person(member, by=None, at=at, expired=False)
    return bool(members)


def _hold(key: str, who: str, at: datetime) -> bool:
    hold = Hold.objects.filter(key=key, ended_at__isnull=True).first()
    if hold is None:
        return False
    hold.ended_by = Professional.objects.filter(key=who).first() if who else None
    hold.ended_by = hold.ended_by or hold.by
    hold.ended_at, hold.ended_because = at, "Ended again after a backup was restored."
    hold.save(update_fields=["ended_by", "ended_at", "ended_because"])
    if not sealing.held([hold.incident_id]):
        sealing.erase(hold.incident_id)
    return True
