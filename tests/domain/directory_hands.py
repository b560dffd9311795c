"""What the tests of accounts and of invitations do by hand."""

from datetime import datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from reachable.audit.models import Entry
from reachable.directory import operations
from reachable.directory.models import Invitation, Professional
from reachable.outbox.models import Delivery
from reachable.outbox.seals import unseal

GOOD = "three random words 7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def invite(by: Professional, at: datetime, **changes: object) -> Invitation:
    facts: dict[str, object] = {
        "name": "Nadia Brown", "email": "Nadia.Brown@council.example", "role": "SOCIAL_WORKER",
        "agency_key": by.agency.key, "job_title": "Social worker",
    }  # fmt: skip
    key = operations.invite_professional(by=by, at=at, **{**facts, **changes})  # type: ignore[arg-type]  # a test's shorthand
    return Invitation.objects.get(key=key)


def link() -> str:
    """The path in the mail that was queued last."""
    return unseal(bytes(Delivery.objects.order_by("-pk")[0].link_sealed))


def token() -> str:
    return link().strip("/").split("/")[-1]


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
