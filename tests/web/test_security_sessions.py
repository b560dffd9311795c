"""What ends while somebody is signed in ends at the next request."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from reachable.common import clock
from reachable.directory.models import Professional, RoleHolding
from reachable.incidents.models import TeamMember
from tests.factories import Cast
from tests.signing_in import SignIn
from tests.web.sheets import card_of, response

pytestmark = pytest.mark.django_db


def test_a_member_whose_time_on_the_team_has_ended_is_out(cast: Cast, signed_in, subtests: pytest.Subtests) -> None:
    incident = response(cast)
    card = card_of(cast, incident, "safe-to-return")
    client = signed_in(cast.priya)
    where = [
        reverse("incidents:overview", args=[incident.reference]),
        reverse("responses:answer", args=[incident.reference, card.key]),
        reverse("responses:draft", args=[incident.reference, "tonight/"]),
        reverse("responses:handover", args=[incident.reference]),
    ]
    assert client.get(where[0]).status_code == 200
    ended = clock.now() - timedelta(seconds=1)
    TeamMember.objects.filter(professional=cast.priya).update(until_at=ended)
    for address in where:
        for method in ("get", "head", "post"):
            with subtests.test(address=address, method=method):
                assert getattr(client, method)(address).status_code == 404


def test_without_a_role_nothing_opens_and_signing_out_ends_the_session(cast: Cast, signed_in) -> None:
    client = signed_in(cast.priya)
    RoleHolding.objects.filter(professional=cast.priya).update(until_at=clock.now() - timedelta(seconds=1))
    for address in ("/", "/settings/", "/help/", "/unlock/"):
        assert client.get(address)["Location"].startswith("/sign-in/")
    assert client.post(reverse("account:sign_out"))["Location"] == "/sign-in/"
    assert not client.session.keys()


def test_a_switched_off_account_is_out_at_once(cast: Cast, signed_in) -> None:
    client = signed_in(cast.priya)
    type(cast.priya.account).objects.filter(pk=cast.priya.account.pk).update(is_active=False)
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_the_password_alone_opens_nothing_and_adds_no_second_factor(
    client: Client, priya: Professional, subtests: pytest.Subtests
) -> None:
    priya.account.set_password("three random words 7")
    priya.account.save()
    Authenticator.objects.create(user=priya.account, type="totp", data={"secret": "sealed"})
    client.post("/sign-in/", {"email": priya.email, "password": "three random words 7"})
    for address in ("/", "/settings/", "/settings/recovery-codes/", "/settings/second-factors/app/", "/incidents/"):
        for method in ("get", "post"):
            with subtests.test(address=address, method=method):
                assert getattr(client, method)(address)["Location"].startswith("/sign-in/")
    for address in ("/sign-in/set-up/", "/sign-in/set-up/app/", "/sign-in/set-up/passkey/", "/unlock/", "/extend/"):
        for method in ("get", "post"):
            with subtests.test(address=address, method=method):
                assert getattr(client, method)(address)["Location"].startswith("/sign-in/")


def test_a_session_of_the_demo_opens_nothing_elsewhere(client: Client, cast: Cast, sign_in: SignIn, settings) -> None:
    sign_in(client, cast.priya)
    session = client.session
    for name in ("second_factor_at", "signed_in_by"):
        session.pop(name, None)
    session["demo"] = session["signed_in_by"] = "demo"
    session.save()
    assert client.get("/").status_code == 200
    settings.DEMO = False
    assert client.get("/")["Location"].startswith("/sign-in/")
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"key": str(cast.hana.key)}).status_code == 404
