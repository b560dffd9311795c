"""Queue a message; take it, send it, record what became of it.

`queue` and `cancel` belong to the operation of another room that wants somebody told, and are committed
with it or not at all. The rest is the worker's: it claims one delivery in a short transaction, sends it
outside any transaction and records the result in another. A lease with a token says who holds it.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from reachable.audit import log
from reachable.common.actors import Actor
from reachable.common.refusals import NotFound
from reachable.common.sealing import Unreadable

from . import policies, seals
from .choices import Message, Outcome, Status
from .messages import TEXTS
from .models import Attempt, Delivery, WorkerTick
from .permissions import check_can_send_again
from .transports import Letter

RECLAIMED_AT_ONCE = 100


@dataclass(frozen=True)
class Claimed:
    """A delivery in this worker's hands. No letter: what is sealed cannot be opened with the keys configured."""

    key: UUID
    token: UUID
    number: int
    letter: Letter | None


@dataclass(frozen=True)
class ToPost:
    """One letter of several that say the same: its reader, and what is theirs alone. `link` and so on: see `queue`."""

    to: str
    professional_key: UUID | None
    link: str = ""
    calendar: bytes = b""
    key: UUID | None = None


def queue(
    message: Message,
    *,
    to: str,
    at: datetime,
    professional_key: UUID | None,
    reference: str = "",
    link: str = "",
    code: str = "",
    calendar: bytes = b"",
    key: UUID | None = None,
) -> UUID:
    """Have one address told, once the caller's trail is committed; refused outside a trail.

    `link` is a path of this site, and only for messages whose text says `own_link`; `code` for those with `own_code`;
    `calendar` an entry for the reader's calendar (RFC 5545), for those with `calendar`. `reference` never leaves.
    `key` is given by a caller who must not tell twice: a second delivery with it is an IntegrityError.
    """
    policies.check_code(Message(message), code)
    row = _posted(message, ToPost(to, professional_key, link, calendar, key), reference, at)
    row.link_sealed = row.link_sealed or seals.seal(code)
    log.record(**_as_queued(row, at=at))  # refuses outside a trail, before anything is written
    row.save(force_insert=True)
    return row.key


def queue_all(message: Message, recipients: Iterable[tuple[str, UUID]], *, at: datetime, reference: str = "") -> None:
    """Have several told the same, each (address, professional key) by a letter of their own; one statement."""
    policies.check_code(Message(message), "")
    rows = [_posted(message, ToPost(to, key), reference, at) for to, key in recipients]
    for row in rows:
        log.record(**_as_queued(row, at=at))
    Delivery.objects.bulk_create(rows)


def queue_each(message: Message, letters: Iterable[ToPost], *, at: datetime, reference: str = "") -> None:
    """Have several told, each with a link or an entry for the calendar that is theirs alone; one statement."""
    policies.check_code(Message(message), "")
    rows = [_posted(message, letter, reference, at) for letter in letters]
    for row in rows:
        log.record(**_as_queued(row, at=at))
    Delivery.objects.bulk_create(rows)


def _posted(message: Message, letter: ToPost, reference: str, at: datetime) -> Delivery:
    policies.check_link(Message(message), letter.link)
    policies.check_calendar(Message(message), letter.calendar)
    policies.check_address(letter.to)
    return Delivery(
        key=letter.key or uuid.uuid4(),
        message=Message(message),
        to=letter.to,
        professional_key=letter.professional_key,
        reference=reference,
        link_sealed=seals.seal(letter.link),
        calendar_sealed=seals.seal_bytes(letter.calendar),
        queued_at=at,
        next_attempt_at=at,
    )


def _as_queued(row: Delivery, *, at: datetime) -> dict[str, Any]:
    codes = {"delivery": str(row.key), "message": str(row.message), "to": str(row.professional_key or "")}
    return {"verb": "delivery-queued", "by": None, "at": at, "incident": row.reference, "codes": codes}


@log.operation
def cancel(*, by: Actor | None, key: UUID, at: datetime) -> bool:
    """Stop a message whose reason is gone (an invitation withdrawn). False: it is out, or on its way out."""
    row = Delivery.objects.select_for_update().filter(key=key, status__in=(Status.QUEUED, Status.FAILED)).first()
    if row is None:
        return False
    row.status, row.link_sealed, row.calendar_sealed = Status.CANCELLED, b"", b""
    row.save(update_fields=["status", "link_sealed", "calendar_sealed"])
    _record("delivery-cancelled", row, at=at, by=by)
    return True


@log.operation
def send_again(*, by: Actor, key: UUID, at: datetime) -> None:
    """Start over with a delivery that failed: same text, same address."""
    check_can_send_again(by)
    row = Delivery.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise NotFound
    policies.check_can_be_sent_again(row.status)
    row.status, row.next_attempt_at, row.errors = Status.QUEUED, at, 0
    row.save(update_fields=["status", "next_attempt_at", "errors"])
    _record("delivery-queued-again", row, at=at, by=by)


@log.operation
def claim(*, at: datetime, lease: timedelta) -> Claimed | None:
    """Take the delivery that has waited longest. Two workers never take the same one: PostgreSQL skips locked
    rows, SQLite lets one writer in at a time, and the update repeats the condition."""
    row = Delivery.objects.due(at).select_for_update(skip_locked=True).first()
    if row is None:
        return None
    token, number = uuid.uuid4(), row.attempts + 1
    taken = Delivery.objects.filter(id=row.id, status=Status.QUEUED, attempts=row.attempts).update(
        status=Status.SENDING, token=token, leased_until=at + lease, attempts=number
    )
    if not taken:
        return None
    Attempt.objects.create(delivery_id=row.id, number=number, started_at=at)
    return Claimed(key=row.key, token=token, number=number, letter=_letter(row))


@log.operation
def record_sent(claimed: Claimed, *, at: datetime) -> bool:
    """False: the lease had lapsed and another worker has it. The attempt is then still recorded as sent."""
    row = Delivery.objects.select_for_update().get(key=claimed.key)
    Attempt.objects.filter(delivery_id=row.id, number=claimed.number).update(
        ended_at=at, outcome=Outcome.SENT, error=""
    )
    # A lapsed lease that nobody has taken up yet: what is known to be out must not go out again.
    if row.token != claimed.token and row.status != Status.QUEUED:
        return False
    _let_go(row, Status.SENT, at=at)
    _record("delivery-sent", row, at=at)
    return True


@log.operation
def record_error(claimed: Claimed, *, at: datetime, error: str, permanent: bool = False) -> bool:
    """Try again later, or fail where somebody sees it. False: the lease had lapsed, so nothing is changed."""
    row = Delivery.objects.select_for_update().get(key=claimed.key)
    if row.token != claimed.token:
        return False
    Attempt.objects.filter(delivery_id=row.id, number=claimed.number).update(
        ended_at=at, outcome=Outcome.ERROR, error=error[:80]
    )
    row.errors += 1
    again = None if permanent else policies.next_attempt(row.errors, at=at)
    _let_go(row, Status.QUEUED if again else Status.FAILED, at=again or at)
    if again is None:
        _record("delivery-failed", row, at=at)
    return True


@log.operation
def reclaim(*, at: datetime) -> int:
    """Put back what a worker took and never answered for. An interruption is not the message's fault:
    it does not count towards the number of failures."""
    lapsed = list(Delivery.objects.lapsed(at).select_for_update(skip_locked=True)[:RECLAIMED_AT_ONCE])
    for row in lapsed:
        Attempt.objects.filter(delivery_id=row.id, ended_at__isnull=True).update(
            ended_at=at, outcome=Outcome.INTERRUPTED
        )
        _let_go(row, Status.QUEUED, at=at)
    return len(lapsed)


@log.operation
def take_tick(name: str, *, every: timedelta, at: datetime, lease: timedelta) -> UUID | None:
    """The right to do this periodic work now; None when it is not due or another worker is doing it."""
    WorkerTick.objects.bulk_create([WorkerTick(name=name)], ignore_conflicts=True)
    token = uuid.uuid4()
    taken = (
        WorkerTick.objects.filter(name=name)
        .filter(Q(last_run_at__isnull=True) | Q(last_run_at__lte=at - every))
        .filter(Q(leased_until__isnull=True) | Q(leased_until__lte=at))
        .update(token=token, leased_until=at + lease)
    )
    return token if taken else None


@log.operation
def finish_tick(name: str, token: UUID, *, at: datetime) -> None:
    WorkerTick.objects.filter(name=name, token=token).update(last_run_at=at, token=None, leased_until=None)


def _letter(row: Delivery) -> Letter | None:
    try:
        secret, calendar = seals.unseal(row.link_sealed), seals.unseal_bytes(row.calendar_sealed)
    except Unreadable:
        return None
    text = TEXTS[Message(row.message)]
    link, code = ("", secret) if text.own_code else (secret, "")
    body = text.body(settings.PUBLIC_URL.rstrip("/") + (link or text.at), code)
    return Letter(key=row.key, to=row.to, subject=text.subject, body=body, queued_at=row.queued_at, calendar=calendar)


def _let_go(row: Delivery, status: Status, *, at: datetime) -> None:
    """`at` is when it was sent, or when it may be tried next."""
    row.status, row.token, row.leased_until = status, None, None
    if status == Status.SENT:
        row.sent_at, row.link_sealed, row.calendar_sealed = at, b"", b""
    else:
        row.next_attempt_at = at
    sealed = ["link_sealed", "calendar_sealed"]
    row.save(update_fields=["status", "token", "leased_until", "sent_at", *sealed, "next_attempt_at", "errors"])


def _record(verb: str, row: Delivery, *, at: datetime, by: Actor | None = None) -> None:
    codes = {"delivery": str(row.key), "message": row.message, "attempts": row.attempts}
    log.record(verb, by=by, at=at, incident=row.reference, codes=codes)
