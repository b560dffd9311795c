"""What the tests of the account pages do by hand."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.outbox.models import Delivery
from reachable.outbox.seals import unseal

GOOD = "three random words 7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN = "/sign-in/"


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def path_in_mail() -> str:
    return unseal(bytes(Delivery.objects.order_by("-pk")[0].link_sealed))


def sign_in_with_password(client: Client, professional: Professional, **more: str) -> str:
    answer = client.post(SIGN_IN, {"email": professional.email, "password": GOOD, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def is_in(client: Client) -> bool:
    return client.get(reverse("account:settings")).status_code == 200
