"""What may be queued, and when a delivery is tried again."""

import re
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from reachable.common.refusals import Refused

from .choices import Message, Status
from .messages import TEXTS

CODE = re.compile(r"[A-Z0-9]{6,12}")
METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
METHODS = ("REQUEST", "CANCEL")

# Ten attempts over a little more than two days, so that a relay which is down over a weekend loses nothing.
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=12),
    timedelta(hours=12),
    timedelta(hours=12),
)


def next_attempt(errors: int, *, at: datetime) -> datetime | None:
    """When to try again after this many failures; None when it has been tried often enough."""
    return at + BACK_OFF[errors - 1] if errors <= len(BACK_OFF) else None


def check_address(address: str) -> None:
    """One address, so that nobody learns who else was told."""
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused("Enter one e-mail address, like name@agency.example.", field="email") from error


def check_link(message: Message, link: str) -> None:
    """A mistake of the caller, never of the person at the page: links of pages carry keys and references."""
    if not TEXTS[message].own_link:
        if link:
            raise ValueError(f"{message} carries no link of its own: its reader signs in and finds it in My work.")
    elif not link.startswith("/") or link.startswith("//") or any(c.isspace() or not c.isprintable() for c in link):
        raise ValueError(f"{message} needs a link: a path of this site that begins with one slash.")


def check_code(message: Message, code: str) -> None:
    """A mistake of the caller: only a text that has room for a code takes one, and it is nothing but a code."""
    if not TEXTS[message].own_code:
        if code:
            raise ValueError(f"{message} carries no code.")
    elif not CODE.fullmatch(code):
        raise ValueError(f"{message} needs a code: capital letters and digits, and nothing else.")


def check_calendar(message: Message, calendar: bytes) -> None:
    """A mistake of the caller: an entry goes with the texts that speak of one, and with no other."""
    if TEXTS[message].calendar != bool(calendar):
        raise ValueError(f"{message} {'needs an entry' if TEXTS[message].calendar else 'has no entry'} for a calendar.")
    if calendar and method_of(calendar) not in METHODS:
        raise ValueError("An entry for a calendar says METHOD:REQUEST or METHOD:CANCEL.")


def method_of(calendar: bytes) -> str:
    """What the entry asks of the reader's calendar; "" where it does not say."""
    found = METHOD.search(calendar)
    return found[1].decode() if found else ""


def check_can_be_sent_again(status: str) -> None:
    if status != Status.FAILED:
        raise Refused("This delivery has not failed, so there is nothing to send again.")
