"""Holds: while proceedings, a review or a request run, what is removed or lapses is sealed instead of erased.

It is gone from every working page all the same. When the last hold of an incident ends, what was sealed for it is
erased at once.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from reachable.audit.log import empty_write_ahead_log, operation, record
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people.copies import Copy

from .. import permissions, policies, sealing, timeline
from ..choices import HoldKind
from ..models import Hold, Incident, Sealed

SEALED_IN_ONE_ENTRY = 150


@dataclass(frozen=True)
class SealedThing:
    """`expired`: it lapsed; else somebody removed it."""

    kind_label: str
    sealed_at: datetime
    expired: bool
    copy: Copy


@operation
def place_hold(*, by: Professional, at: datetime, reference: str, kind: str, because: str) -> Hold:
    """From now on nothing of this incident is erased. Several holds may run at once, each for a reason of its own."""
    incident = permissions.check_can_keep_holds(by, reference, at)
    policies.check_not_joined(incident.phase)
    policies.check_says_why(because)
    hold = Hold(incident=incident, kind=HoldKind(kind), because=because.strip(), by=by, at=at)
    policies.check_fits(hold)
    hold.save(force_insert=True)
    timeline.write(incident, "hold-placed", "A hold was placed: nothing is erased while it runs.", by=by, at=at)
    codes = {"hold": str(hold.key), "kind": str(hold.kind)}
    record("hold-placed", by=by, at=at, incident=reference, codes=codes, words=hold.because)
    return hold


@operation
def end_hold(*, by: Professional, at: datetime, reference: str, key: UUID, because: str) -> int:
    """End a hold. With the last one everything that was sealed is erased; answers how much that was."""
    incident = permissions.check_can_keep_holds(by, reference, at)
    policies.check_says_why(because)
    hold = Hold.objects.filter(incident=incident, key=key, ended_at__isnull=True).first()
    if hold is None:
        raise NotFound("hold")
    hold.ended_by, hold.ended_at, hold.ended_because = by, at, because.strip()
    policies.check_fits(hold)
    hold.save(update_fields=["ended_by", "ended_at", "ended_because"])
    erased = 0 if sealing.held([incident.pk]) else sealing.erase(incident.pk)
    timeline.write(incident, "hold-ended", _words(incident), by=by, at=at)
    codes = {"hold": str(key), "erased": erased}
    record("hold-ended", by=by, at=at, incident=reference, codes=codes, words=hold.ended_because)
    if erased:
        transaction.on_commit(empty_write_ahead_log, robust=True)
    return erased


@operation
def read_sealed(*, by: Professional, at: datetime, reference: str, because: str) -> list[SealedThing]:
    """Everything that is sealed for an incident, newest first, without what was for fewer while it stood. Each reading
    is in the audit, with its reason. NotFound for who is connected with it.
    """
    permissions.check_can_read_sealed(by)
    policies.check_says_why(because)
    rows = list(Sealed.objects.filter(incident__reference=reference).order_by("-sealed_at", "-pk"))
    if not rows or permissions.is_connected(by, Incident.objects.get(reference=reference)):
        raise NotFound(reference)
    found = [_opened(by, row) for row in rows]
    people, words = sorted({key for one in found for key in one.copy.people}), because.strip()
    for start in range(0, len(rows), SEALED_IN_ONE_ENTRY):
        codes = {"sealed": [str(row.key) for row in rows[start : start + SEALED_IN_ONE_ENTRY]]}
        record("sealed-read", by=by, at=at, incident=reference, about=people, codes=codes, words=words)
    return found


def _opened(by: Professional, row: Sealed) -> SealedThing:
    copy = sealing.for_reader(by, sealing.unsealed(row))
    return SealedThing(row.get_kind_display(), row.sealed_at, expired=row.expired, copy=copy)


def _words(incident: Incident) -> str:
    if sealing.held([incident.pk]):
        return "A hold ended; another one runs."
    return "The last hold ended: what was sealed is erased."
