"""What open actions about a young person are to change, so that a plan can be held against where the danger lies."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.contexts.choices import Aspect
from reachable.directory.models import Professional
from reachable.incidents import access

from .. import permissions
from ..choices import UNFINISHED
from ..models import Action
from .stepping import persons_of


@operation
def set_aims(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    aims: Mapping[UUID, tuple[str, str]],
) -> int:
    """Of each action, what the writer saw and what was chosen (STA-7); answers how many were changed.

    Only what differs is written. Stale where somebody else said something else meanwhile.
    """
    incident = permissions.check_can_add_action(by, reference, at)
    wanted = {key: chosen for key, (seen, chosen) in aims.items() if chosen != seen}
    if set(wanted.values()) - {"", *Aspect.values}:
        raise Refused("Choose what it is to change.", clause="STA-7")
    audiences = access.audiences_of(by, incident)
    open_ = Action.objects.filter(incident=incident, state__in=UNFINISHED, audience__in=audiences, key__in=wanted)
    rows = list(open_.select_for_update(of=("self",)).select_related("about__now_known_as"))
    if len(rows) != len(wanted):
        raise NotFound("action")
    for row in rows:
        about = row.about and (row.about.now_known_as or row.about)
        if about is None or about.key != involvement_key:
            raise NotFound("action")
        if row.aims_at not in (aims[row.key][0], wanted[row.key]):
            raise Stale("Somebody else said meanwhile what one of these is to change.", current=row)
        row.aims_at = wanted[row.key]
    Action.objects.bulk_update(rows, ["aims_at"])
    for row in rows:
        codes = {"action": str(row.key), "aims_at": row.aims_at}
        record("action-aimed", by=by, at=at, incident=reference, about=persons_of(row.about), codes=codes)
    return len(rows)
