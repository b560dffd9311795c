"""Writes the sharing log: what went to whom, for what; and that it was decided not to share, and why not.

Called by the operations of other rooms, inside their trail: what was sent and its row are committed together.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from reachable.audit import log
from reachable.common.actors import Actor

from .choices import Shared, WhatIsShared
from .models import Disclosure, DisclosureAbout

Recipients = Iterable[tuple[UUID | None, str]]


def disclose(
    *,
    what: WhatIsShared,
    incident: str,
    meeting: str = "",
    words: str = "",
    to: Recipients,
    purpose: str = "",
    ground: str = "",
    about: Iterable[UUID] = (),
    item_key: str = "",
    by: Actor | None,
    at: datetime,
) -> None:
    """One row for each of `to`: (key of a professional, words), either of which may be missing, not both.

    `about` are keys of persons; call it once for each different set of them. `words` say what exactly and name
    nobody; `purpose` is a code of an agreed purpose, or words. Two statements for any usual number of rows.
    """
    row = Disclosure(
        incident=incident,
        meeting=meeting,
        what=WhatIsShared(what),
        words=words,
        purpose=purpose,
        ground=ground,
        item_key=item_key,
        by_key=by.key if by else None,
        at=at,
    )
    _write(row, to, about, verb="information-shared", by=by, at=at)


def decide_not_to_share(
    *,
    what: WhatIsShared,
    incident: str,
    meeting: str = "",
    words: str = "",
    to: Recipients,
    because: str,
    about: Iterable[UUID] = (),
    item_key: str = "",
    by: Actor | None,
    at: datetime,
) -> None:
    """As `disclose`, of what was not shared; `because` is never empty."""
    row = Disclosure(
        incident=incident,
        meeting=meeting,
        what=WhatIsShared(what),
        words=words,
        shared=Shared.NOT_SHARED,
        because=because,
        item_key=item_key,
        by_key=by.key if by else None,
        at=at,
    )
    _write(row, to, about, verb="information-not-shared", by=by, at=at)


_COPIED = ("incident", "meeting", "what", "words", "shared", "purpose", "ground", "because", "item_key", "by_key", "at")


def _write(
    row: Disclosure, to: Recipients, about: Iterable[UUID], *, verb: str, by: Actor | None, at: datetime
) -> None:
    recipients, persons = list(to), sorted(set(about))
    if not recipients:
        return
    codes = {"what": str(row.what), "meeting": row.meeting, "item": row.item_key, "to": len(recipients)}
    log.record(verb, by=by, at=at, incident=row.incident, about=persons, codes=codes)
    values = {name: getattr(row, name) for name in _COPIED}
    rows = [Disclosure(**values, to_key=key, to_words=words[:200]) for key, words in recipients]
    Disclosure.objects.bulk_create(rows)
    DisclosureAbout.objects.bulk_create(
        DisclosureAbout(disclosure=one, person_key=person) for one in rows for person in persons
    )
