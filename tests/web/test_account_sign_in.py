"""Signing in, the second factor, signing out."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory import queries
from reachable.directory.models import Professional
from reachable.web.account.adapter import AccountAdapter
from tests.signing_in import SignIn
from tests.web.account_hands import GOOD, SECRET, SIGN_IN, code_now, is_in, sign_in_with_password, verbs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_attempts_counted")]


def test_the_page_asks_for_address_and_password(client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "<h1" in page
    assert "<title>Sign in – Reachable</title>" in page
    assert 'autocomplete="current-password"' in page
    assert "OFFICIAL-SENSITIVE" in page


def test_a_password_alone_opens_nothing(client: Client, with_app: Professional) -> None:
    assert sign_in_with_password(client, with_app) == reverse("account:second_factor")
    assert not is_in(client)
    assert "signed-in" not in verbs()


def test_password_and_code_open_the_page_that_was_wanted(client: Client, with_app: Professional) -> None:
    sign_in_with_password(client, with_app, next="/settings/second-factors/")
    before = client.session.session_key
    answer = client.post(reverse("account:second_factor"), {"code": code_now()})
    assert answer["Location"] == "/settings/second-factors/"
    assert client.session.session_key != before
    assert is_in(client)
    [entry] = Entry.objects.filter(verb="signed-in")
    assert json.loads(entry.codes) == {"how": "password+totp"}
    assert entry.by_key == str(with_app.key)


def test_signing_in_changes_the_session_key(client: Client, with_app: Professional) -> None:
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    sign_in_with_password(client, with_app)
    assert client.session.session_key != before
    assert "planted" not in client.session


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_to_no_other_site(client: Client, with_app: Professional, target: str) -> None:
    sign_in_with_password(client, with_app, next=target)
    assert client.post(reverse("account:second_factor"), {"code": code_now()})["Location"] == "/"


def test_the_answer_is_the_same_whether_the_address_has_an_account(client: Client, with_app: Professional) -> None:
    def answer(email: str) -> str:
        page = client.post(SIGN_IN, {"email": email, "password": "wrong password"}).content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        return page.replace(email, "ADDRESS")

    assert answer(with_app.email) == answer("nobody@council.example")
    assert "is not right" in answer(with_app.email)
    assert with_app.email not in json.dumps(list(Entry.objects.values()), default=str)
    assert verbs().count("sign-in-failed") == 3


def test_a_right_password_of_a_switched_off_account_is_refused(client: Client, with_app: Professional) -> None:
    assert with_app.account is not None
    with_app.account.is_active = False
    with_app.account.save()
    page = client.post(SIGN_IN, {"email": with_app.email, "password": GOOD})
    assert "is not right" in page.content.decode()


def test_passwords_cannot_be_guessed_without_end(client: Client, with_app: Professional) -> None:
    for _ in range(5):
        client.post(SIGN_IN, {"email": with_app.email, "password": "wrong password"})
    page = client.post(SIGN_IN, {"email": with_app.email, "password": GOOD}).content.decode()
    assert "too many attempts" in page


def test_codes_cannot_be_guessed_without_end(client: Client, with_app: Professional) -> None:
    sign_in_with_password(client, with_app)
    for _ in range(5):
        page = client.post(reverse("account:second_factor"), {"code": "000000"}).content.decode()
        assert "not right" in page
    page = client.post(reverse("account:second_factor"), {"code": code_now()}).content.decode()
    assert "too many attempts" in page
    assert not is_in(client)


def test_the_second_factor_must_follow_within_ten_minutes(
    client: Client, with_app: Professional, at: datetime, set_clock: object
) -> None:
    sign_in_with_password(client, with_app)
    set_clock(at + timedelta(minutes=11))  # type: ignore[operator]  # a fixture's function
    answer = client.post(reverse("account:second_factor"), {"code": code_now()})
    assert answer["Location"] == SIGN_IN
    assert not is_in(client)


def test_a_recovery_code_signs_in_once(client: Client, with_app: Professional) -> None:
    code = queries.recovery_codes(with_app)[0]
    sign_in_with_password(client, with_app)
    assert client.post(reverse("account:second_factor"), {"code": code}).status_code == 302
    assert is_in(client)
    client.post(reverse("account:sign_out"))
    sign_in_with_password(client, with_app)
    assert client.post(reverse("account:second_factor"), {"code": code}).status_code == 200
    assert not is_in(client)


def test_a_code_is_not_accepted_twice(client: Client, with_app: Professional) -> None:
    code = code_now()
    sign_in_with_password(client, with_app)
    assert client.post(reverse("account:second_factor"), {"code": code}).status_code == 302
    client.post(reverse("account:sign_out"))
    sign_in_with_password(client, with_app)
    assert client.post(reverse("account:second_factor"), {"code": code}).status_code == 200


def test_somebody_without_a_second_factor_is_taken_to_set_one_up(client: Client, with_password: Professional) -> None:
    sign_in_with_password(client, with_password)
    assert client.get(reverse("account:second_factor"))["Location"] == reverse("account:set_up")
    assert not is_in(client)
    page = client.get(reverse("account:set_up_app")).content.decode()
    secret = "".join(re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).split())  # type: ignore[union-attr]  # it is there
    sealed = re.search(r'name="sealed" value="([^"]+)"', page).group(1)  # type: ignore[union-attr]  # as above
    assert 'src="data:image/svg+xml' in page
    assert secret not in json.dumps(dict(client.session))
    wrong = client.post(reverse("account:set_up_app"), {"sealed": sealed, "code": "000000"})
    assert secret[:4] in wrong.content.decode()
    answer = client.post(reverse("account:set_up_app"), {"sealed": sealed, "code": code_now(secret)})
    assert answer["Location"] == reverse("account:recovery_codes")
    assert is_in(client)
    codes = client.get(reverse("account:recovery_codes")).content.decode()
    assert all(code in codes for code in queries.recovery_codes(with_password))


def test_a_password_alone_adds_no_second_factor_to_one_that_exists(client: Client, with_app: Professional) -> None:
    sign_in_with_password(client, with_app)
    for name in ("set_up", "set_up_app", "set_up_passkey"):
        assert client.get(reverse(f"account:{name}"))["Location"] == SIGN_IN


def test_a_secret_made_for_somebody_else_is_not_taken(
    client: Client, with_password: Professional, hana: Professional, at: datetime
) -> None:
    from reachable.web.account.views.second_factors import _seal

    sign_in_with_password(client, with_password)
    answer = client.post(reverse("account:set_up_app"), {"sealed": _seal(hana, SECRET), "code": code_now()})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


def test_the_browser_is_told_what_a_passkey_needs(client: Client, with_password: Professional) -> None:
    sign_in_with_password(client, with_password)
    page = client.get(reverse("account:set_up_passkey")).content.decode()
    options = json.loads(re.search(r'data-options="([^"]+)"', page).group(1).replace("&#34;", '"'))["publicKey"]  # type: ignore[union-attr]  # it is there
    assert options["rp"] == {"id": "testserver", "name": "Reachable"}
    assert options["user"]["name"] == with_password.email
    assert len(options["challenge"]) >= 22
    assert "js/webauthn.js" in page


@pytest.mark.parametrize("credential", ["", "not json", "[]", "{}", '{"id": "x", "response": {}}'])
def test_a_passkey_that_cannot_be_read_is_refused(client: Client, with_password: Professional, credential: str) -> None:
    sign_in_with_password(client, with_password)
    client.get(reverse("account:set_up_passkey"))
    answer = client.post(reverse("account:set_up_passkey"), {"credential": credential, "name": "laptop"})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_signing_out_ends_the_session(client: Client, sign_in: SignIn, priya: Professional) -> None:
    sign_in(client, priya)
    assert client.get(reverse("account:sign_out")).status_code == 405
    assert client.post(reverse("account:sign_out"))["Location"] == SIGN_IN
    assert not is_in(client)
    assert verbs()[-1] == "signed-out"


def test_somebody_signed_in_is_not_asked_again(client: Client, sign_in: SignIn, priya: Professional) -> None:
    sign_in(client, priya)
    assert client.get(SIGN_IN)["Location"] == "/"


def test_text_in_a_form_is_refused_kindly(client: Client) -> None:
    for email in ("", "not an address", "x" * 10_000, "a\x00b@council.example"):
        answer = client.post(SIGN_IN, {"email": email, "password": "x"})
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()


def test_attempts_are_counted_by_the_address_behind_our_own_proxies(rf: RequestFactory, settings: Any) -> None:
    def counted(remote: str, forwarded: str) -> str:
        return AccountAdapter().get_client_ip(rf.get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded}))

    assert counted("203.0.113.9", "198.51.100.1") == "203.0.113.9"
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert counted("203.0.113.9", "198.51.100.1") == "203.0.113.9", "only a proxy of ours is believed"
    assert counted("10.0.0.1", "192.0.2.7, 198.51.100.1, 10.0.0.2") == "198.51.100.1", "what a client claims is not"
    assert counted("10.0.0.1", "") == "10.0.0.1"
