"""How somebody without an account gets in: a code to the invited address, which works once, for 15 minutes."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from reachable.audit.log import operation, record
from reachable.directory.models import Professional
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message

from .. import access
from ..choices import MeetingState
from ..models import Attendee, GuestCode

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that can be mistaken for something else
LENGTH, TRIES = 8, 5
RUNS_FOR = timedelta(minutes=15)


@operation
def send_guest_code(*, by: None, address: str, at: datetime) -> None:
    """A code, where somebody of this address has a place that runs, and no account. Whoever asks is told nothing.

    Who has an account signs in: a mailbox must not pass the second factor by.
    """
    who = _of_address(address)
    place = _place_of(who, at) if who else None
    if who is None or place is None:
        return
    GuestCode.objects.filter(attendee__professional=who, used_at__isnull=True, lapses_at__gt=at).update(lapses_at=at)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    GuestCode.objects.create(attendee=place, digest=_digest(place, code), made_at=at, lapses_at=at + RUNS_FOR)
    reference = place.meeting.incident.reference
    outbox.queue(Message.GUEST_CODE, to=who.email, at=at, professional_key=who.key, reference=reference, code=code)
    _trace("guest-code-made", place, by=by, at=at)


@operation
def enter_as_guest(*, by: None, address: str, code: str, at: datetime) -> UUID | None:
    """The key of the place that the code opens; None where it does not, for whatever reason. A wrong try counts."""
    who = _of_address(address)
    codes = GuestCode.objects.select_for_update(of=("self",)).select_related("attendee__meeting__incident")
    running = codes.filter(attendee__professional=who, used_at__isnull=True, lapses_at__gt=at, tries__lt=TRIES)
    made = running.order_by("-pk").first() if who else None
    if made is None:
        return None
    place = made.attendee
    made.tries += 1
    is_right = constant_time_compare(made.digest, _digest(place, clean_code(code)))
    is_right = is_right and access.attending(place.professional, at).filter(pk=place.pk).exists()
    if is_right:
        made.used_at = at
    made.save(update_fields=["tries", "used_at"])
    if not is_right:
        _trace("guest-code-wrong", place, by=by, at=at, tries=made.tries)
        return None
    _trace("guest-entered", place, by=place.professional, at=at)
    return place.key


@operation
def leave_as_guest(*, by: Professional, at: datetime) -> None:
    record("guest-left", by=by, at=at)


def clean_code(typed: str) -> str:
    """As it was made, however it was typed: small letters, with spaces or dashes."""
    return "".join(one for one in typed.upper() if one.isalnum())


def _of_address(address: str) -> Professional | None:
    rows = Professional.objects.filter(email=address.strip().lower(), account__isnull=True).exclude(email="")
    return rows.first()


def _place_of(who: Professional, at: datetime) -> Attendee | None:
    """Of several: the meeting that runs, or else the next, or else the last."""
    places = list(access.attending(who, at).exclude(meeting__state=MeetingState.CANCELLED))
    return min(places, key=lambda one: _how_soon(one, at), default=None)


def _how_soon(place: Attendee, at: datetime) -> tuple[bool, bool, timedelta]:
    meeting = place.meeting
    return meeting.state != MeetingState.RUNNING, meeting.ends_at <= at, abs(meeting.starts_at - at)


def _digest(place: Attendee, code: str) -> str:
    """Of a code that is short enough to be guessed from a plain digest: keyed, and of this place alone."""
    return salted_hmac("guest-code", f"{place.key}:{code}", algorithm="sha256").hexdigest()


def _trace(verb: str, place: Attendee, *, by: Professional | None, at: datetime, **more: int) -> None:
    meeting = place.meeting
    codes = {"meeting": meeting.reference, "professional": str(place.professional.key), **more}
    record(verb, by=by, at=at, incident=meeting.incident.reference, codes=codes)
