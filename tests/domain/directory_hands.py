"""What the tests of the directory do by hand."""

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from reachable.audit.models import Entry
from reachable.common import clock
from reachable.directory import operations
from reachable.directory.choices import ContactPointKind
from reachable.directory.facts import AddedShift, ContactPointFacts
from reachable.directory.models import Invitation, Professional
from reachable.outbox.models import Delivery
from reachable.outbox.seals import unseal
from tests.factories import AT

GOOD = "three random words 7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def invite(by: Professional, at: datetime, **changes: Any) -> Invitation:
    facts: dict[str, Any] = {
        "name": "Nadia Brown", "email": "Nadia.Brown@council.example", "role": "SOCIAL_WORKER",
        "agency_key": by.agency.key, "job_title": "Social worker",
    }  # fmt: skip
    key = operations.invite_professional(by=by, at=at, **{**facts, **changes})
    return Invitation.objects.get(key=key)


def link() -> str:
    """The path in the mail that was queued last."""
    return unseal(bytes(Delivery.objects.order_by("-pk")[0].link_sealed))


def token() -> str:
    return link().strip("/").split("/")[-1]


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def point(**changes: Any) -> ContactPointFacts:
    """A hospital as somebody types it."""
    facts: dict[str, Any] = {"kind": ContactPointKind.HOSPITAL, "name": "Wensum Hospital", "telephone": "01632 960401"}
    return ContactPointFacts(**{**facts, **changes})


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """What Norfolk's clocks show."""
    return datetime.combine(day, time(hour, minute), tzinfo=clock.LONDON)


def night(day: date, professional: Professional, **changes: Any) -> AddedShift:
    """On duty from 17:00 until 08:30 the next morning."""
    facts: dict[str, Any] = {
        "by": None, "at": AT, "professional": professional, "role": changes.get("role") or professional.role_codes[0],
        "from_at": local(day, 17), "until_at": local(day + timedelta(days=1), 8, 30),
    }  # fmt: skip
    return operations.add_shift(**{**facts, **changes})
