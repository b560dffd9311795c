"""A briefing goes to those it is for: a mail without content, and a row of the sharing log for each."""

from collections.abc import Sequence
from datetime import datetime

from reachable.directory.models import Professional
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message, WhatIsShared
from reachable.outbox.disclosing import Recipients, disclose

from ..models import Briefing, BriefingReader

PURPOSE = "So that partners can keep their own places safer"


def send(row: Briefing, readers: Sequence[BriefingReader], *, by: Professional, at: datetime) -> None:
    """To those with an account. Whoever has none is written down when it was read out to them."""
    people = [(one, one.professional) for one in readers if one.professional]
    if not people:
        return
    BriefingReader.objects.filter(pk__in=[one.pk for one, _ in people]).update(sent_at=at)
    told = [(person.email, person.key) for _, person in people if person.email]
    outbox.queue_all(Message.BRIEFING_SENT, told, at=at, reference=row.incident.reference)
    share(row, [(person.key, "") for _, person in people], by=by, at=at)


def share(row: Briefing, to: Recipients, *, by: Professional, at: datetime) -> None:
    """About nobody: there is no young person in it."""
    disclose(
        what=WhatIsShared.BRIEFING,
        incident=row.incident.reference,
        words=f"The briefing {row.reference}",
        to=to,
        purpose=PURPOSE,
        item_key=str(row.key),
        by=by,
        at=at,
    )
