"""A place is looked at again: what has changed, and when somebody looks next."""

from collections.abc import Collection
from datetime import date, datetime

from reachable.audit.log import operation
from reachable.common import clock
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.incidents.policies import check_fits

from .. import permissions
from ..models import Revisit
from ..policies import places as policies
from .places import record_context
from .places_words import check_words


@operation
def revisit_context(
    *,
    by: Professional,
    at: datetime,
    context: str,
    seen_version: int,
    on: date,
    words: str,
    next_on: date | None = None,
    said_nobody: Collection[str] = (),
) -> Revisit:
    """Somebody looked again (STA-4, STA-14). Without `next_on` nobody has said when; the list shows it so."""
    found = permissions.check_can_keep(by, context)
    policies.check_is_not_ended(found.state)
    if found.version != seen_version:
        raise Stale("Somebody else changed this meanwhile. What stands now is shown.", current=found)
    policies.check_revisit(on, words, next_on, clock.local_date(at))
    check_words(found, {"words": words}, by=by, at=at, said_nobody=said_nobody)
    row = Revisit(context=found, on=on, words=words.strip(), next_on=next_on, by=by, at=at)
    check_fits(row)
    row.save(force_insert=True)
    found.revisit_on, found.version = next_on, found.version + 1
    found.save(update_fields=["revisit_on", "version"])
    codes = {"on": f"{on:%Y-%m-%d}", "next_on": f"{next_on:%Y-%m-%d}" if next_on else ""}
    record_context("context-revisited", found, by=by, at=at, words={"words": row.words}, **codes)
    return row
