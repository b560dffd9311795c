"""Days to come that may bring it back: a trial, an inquest, an anniversary. Each has somebody who looks ahead."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents import access, timeline
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message

from .. import permissions, policies
from ..choices import LaterKind
from ..models import LaterDate

AT_A_TIME = 20


@operation
def add_later_date(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    kind: str,
    on: date,
    prompt_on: date,
    owner: UUID,
    words: str = "",
) -> LaterDate:
    """`prompt_on` is the day from which its owner is asked to look ahead."""
    incident = permissions.check_can_keep_later_dates(by, reference, at)
    policies.check_later_date(on, prompt_on, clock.local_date(at))
    member = access.current_team(at).filter(incident=incident, professional__key=owner).select_related("professional")
    found = member.first()
    if found is None:
        raise Refused("Whoever looks ahead to it has to be on the team.", field="owner")
    told: dict[str, Any] = {"kind": LaterKind(kind), "on": on, "prompt_on": prompt_on, "owner": found.professional}
    same = LaterDate.objects.filter(incident=incident, done_at__isnull=True, words=words.strip(), by=by, **told)
    if (sent := same.first()) is not None:  # the form was sent twice
        return sent
    row = LaterDate.objects.create(incident=incident, words=words.strip(), by=by, at=at, **told)
    says = f"{by.name} wrote down a day to come: {row.get_kind_display().lower()}. {row.owner.name} looks ahead to it."
    timeline.write(incident, "later-date-added", says, by=by, at=at, source_key=str(row.key))
    codes = {"date": str(row.key), "kind": str(row.kind), "owner": str(row.owner.key)}
    record("later-date-added", by=by, at=at, incident=reference, codes=codes, words=row.words or None)
    return row


@operation
def finish_later_date(*, by: Professional, at: datetime, reference: str, key: UUID, words: str) -> LaterDate:
    """What was done for the day, or why it needs nothing any more."""
    incident = permissions.check_can_keep_later_dates(by, reference, at)
    row = LaterDate.objects.filter(incident=incident, key=key, done_at__isnull=True).first()
    if row is None:
        raise NotFound("day")
    if not words.strip():
        raise Refused("Say what was done for it.", field="words")
    row.done_at, row.done_by, row.done_words = at, by, words.strip()
    row.save(update_fields=["done_at", "done_by", "done_words"])
    says = f"{by.name} looked ahead to a day to come: {row.get_kind_display().lower()}."
    timeline.write(incident, "later-date-done", says, by=by, at=at, source_key=str(row.key))
    record("later-date-done", by=by, at=at, incident=reference, codes={"date": str(row.key)}, words=row.done_words)
    return row


@operation
def prompt_of_later_dates(*, by: None, at: datetime) -> int:
    """Tell owners once, from the day on. Some at a time: asked again until it answers 0."""
    due = LaterDate.objects.filter(done_at__isnull=True, prompted_at__isnull=True, prompt_on__lte=clock.local_date(at))
    rows = list(due.select_related("owner", "incident").order_by("prompt_on", "pk")[:AT_A_TIME])
    for row in rows:
        if row.owner.email and access.may_open(row.owner, row.incident, at):
            outbox.queue(
                Message.LATER_DATE,
                to=row.owner.email,
                at=at,
                professional_key=row.owner.key,
                reference=row.incident.reference,
                key=uuid5(row.key, "prompt"),
            )
        row.prompted_at = at
    LaterDate.objects.bulk_update(rows, ["prompted_at"])
    return len(rows)
