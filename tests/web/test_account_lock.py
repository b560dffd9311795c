"""Locking and unlocking, the demo's way in, and a reader's own settings."""

import json
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory import operations, queries
from reachable.directory.models import Professional
from tests.factories import Cast
from tests.signing_in import SignIn

pytestmark = pytest.mark.django_db
GOOD = "three random words 7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1]))


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def is_in(client: Client) -> bool:
    return client.get(reverse("account:settings")).status_code == 200


@pytest.fixture(autouse=True)
def no_attempts_counted() -> None:
    cache.clear()


@pytest.fixture
def person(client: Client, sign_in: SignIn, priya: Professional, at: datetime) -> Professional:
    """Signed in with password and app."""
    assert priya.account is not None
    priya.account.set_password(GOOD)
    priya.account.save()
    operations.add_totp(by=priya, at=at, secret=SECRET, code=code_now())
    sign_in(client, priya)
    return priya


def test_lock_holds_the_session_on_the_server_at_once(client: Client, person: Professional) -> None:
    answer = client.post(reverse("account:lock"), {"lock_from": "/settings/?a=1"})
    assert answer["Location"] == "/unlock/?next=%2Fsettings%2F%3Fa%3D1"
    assert client.get("/settings/")["Location"].startswith("/unlock/")
    assert client.get("/sign-in/").status_code in (200, 302)
    page = client.get(answer["Location"]).content.decode()
    assert person.name in page
    assert "My work" not in page
    assert verbs()[-1] == "locked"
    client.post(reverse("account:lock"))
    assert verbs().count("locked") == 1


def test_a_get_does_not_lock(client: Client, person: Professional) -> None:
    assert client.get(reverse("account:lock")).status_code == 405
    assert is_in(client)


@pytest.mark.parametrize("how", ["password", "code"])
def test_password_or_code_unlocks_to_the_same_place(client: Client, person: Professional, how: str) -> None:
    client.post(reverse("account:lock"))
    before = client.session.session_key
    typed = {"password": GOOD} if how == "password" else {"code": code_now()}
    answer = client.post("/unlock/", {**typed, "next": "/settings/?a=1"})
    assert answer["Location"] == "/settings/?a=1"
    assert client.session.session_key != before
    assert is_in(client)
    assert "unlocked" in verbs()


@pytest.mark.parametrize("typed", [{}, {"password": "wrong"}, {"code": "000000"}, {"password": "", "code": ""}])
def test_anything_else_does_not_unlock(client: Client, person: Professional, typed: dict[str, str]) -> None:
    client.post(reverse("account:lock"))
    assert "There is a problem" in client.post("/unlock/", typed).content.decode()
    assert not is_in(client)


def test_another_persons_password_does_not_unlock(client: Client, person: Professional, hana: Professional) -> None:
    assert hana.account is not None
    hana.account.set_password("another three words 8")
    hana.account.save()
    client.post(reverse("account:lock"))
    client.post("/unlock/", {"password": "another three words 8"})
    assert not is_in(client)


def test_unlocking_is_not_guessed_without_end(client: Client, person: Professional) -> None:
    client.post(reverse("account:lock"))
    for _ in range(5):
        client.post("/unlock/", {"password": "wrong"})
    assert "too many attempts" in client.post("/unlock/", {"password": GOOD}).content.decode()
    assert not is_in(client)


def test_unlocking_leads_to_no_other_site(client: Client, person: Professional) -> None:
    client.post(reverse("account:lock"), {"lock_from": "https://evil.example/"})
    assert client.post("/unlock/", {"password": GOOD, "next": "//evil.example"})["Location"] == "/"


def test_somebody_else_can_sign_out_from_the_locked_page(client: Client, person: Professional) -> None:
    client.post(reverse("account:lock"))
    assert client.post(reverse("account:sign_out"))["Location"] == "/sign-in/"
    assert client.get("/unlock/")["Location"].startswith("/sign-in/")


def test_an_open_session_has_nothing_to_unlock(client: Client, person: Professional) -> None:
    assert client.get("/unlock/?next=/settings/")["Location"] == "/settings/"


def test_staying_signed_in_moves_the_idle_limit(
    client: Client, person: Professional, at: datetime, set_clock: object, settings: object
) -> None:
    almost = timedelta(seconds=settings.IDLE_SECONDS - 30)  # type: ignore[attr-defined]  # pytest-django's settings
    set_clock(at + almost)  # type: ignore[operator]  # a fixture's function
    assert client.post(reverse("account:extend")).status_code == 204
    set_clock(at + almost * 2)  # type: ignore[operator]  # as above
    assert is_in(client)
    set_clock(at + almost * 4)  # type: ignore[operator]  # as above
    assert client.post(reverse("account:extend"))["Location"].startswith("/sign-in/")


def test_the_demo_lets_one_choose_who_to_be(client: Client, cast: Cast) -> None:
    everybody = cast.everybody
    page = client.get("/demo/").content.decode()
    assert all(person.name in page for person in everybody)
    assert "This is a demonstration" in page
    before = client.session.session_key
    answer = client.post("/demo/", {"key": str(cast.hana.key), "next": "/settings/"})
    assert answer["Location"] == "/settings/"
    assert client.session.session_key != before
    assert is_in(client)
    assert json.loads(Entry.objects.latest("number").codes)


def test_the_demo_unlocks_with_one_button(client: Client, hana: Professional) -> None:
    client.post("/demo/", {"key": str(hana.key)})
    client.post(reverse("account:lock"))
    page = client.get("/unlock/").content.decode()
    assert f"Unlock as {hana.name}" in page
    assert "Password" not in page
    client.post("/unlock/")
    assert is_in(client)


@pytest.mark.parametrize("key", ["", "nonsense", "11111111-1111-4111-8111-111111111111"])
def test_the_demo_knows_its_own_people_only(client: Client, hana: Professional, key: str) -> None:
    assert client.post("/demo/", {"key": key}).status_code == 404


def test_real_people_are_not_in_the_demo(client: Client, hana: Professional) -> None:
    Professional.objects.update(is_demo_persona=False)
    assert client.post("/demo/", {"key": str(hana.key)}).status_code == 404
    assert hana.name not in client.get("/demo/").content.decode()


def test_outside_the_demo_its_page_does_not_exist(client: Client, hana: Professional, settings: object) -> None:
    client.post("/demo/", {"key": str(hana.key)})
    settings.DEMO = False  # type: ignore[attr-defined]  # pytest-django's settings
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"key": str(hana.key)}).status_code == 404
    assert not is_in(client), "a session of the demo must not outlive it"
    assert "demonstration" not in client.get("/sign-in/").content.decode().lower()


def test_the_demo_page_takes_the_same_queries_for_any_number_of_people(client: Client, cast: Cast) -> None:
    assert cast.everybody
    with CaptureQueriesContext(connection) as seen:
        client.get("/demo/")
    assert len(seen) <= 4


def test_settings_are_saved(client: Client, person: Professional) -> None:
    assert client.post("/settings/", {"letters_only": "on"})["Location"] == "/settings/"
    assert Professional.objects.get(pk=person.pk).letters_only
    assert "Settings saved" in client.get("/settings/").content.decode()
    client.post("/settings/", {"shortcuts_off": "on"})
    stored = Professional.objects.get(pk=person.pk)
    assert (stored.letters_only, stored.shortcuts_off) == (False, True)


def test_changing_second_factors_asks_for_proof_first(client: Client, person: Professional) -> None:
    [row] = queries.second_factors(person)
    pages = [
        reverse("account:add_app"), reverse("account:add_passkey"), reverse("account:recovery_codes"),
        reverse("account:remove_second_factor", args=[row.number]),
    ]  # fmt: skip
    for address in pages:
        for method in (client.get, client.post):
            assert method(address)["Location"].startswith("/settings/prove/?next=")
    assert queries.second_factors(person) == [row]
    assert client.post("/settings/prove/", {"password": "wrong"}).status_code == 200
    assert client.post("/settings/prove/", {"password": GOOD, "next": pages[2]})["Location"] == pages[2]
    assert queries.recovery_codes(person)[0] in client.get(pages[2]).content.decode()


def test_proof_lasts_ten_minutes(client: Client, person: Professional, at: datetime, set_clock: object) -> None:
    client.post("/settings/prove/", {"password": GOOD})
    set_clock(at + timedelta(minutes=11))  # type: ignore[operator]  # a fixture's function
    assert client.get(reverse("account:add_app")).status_code == 302


def test_second_factors_are_listed_added_and_removed(client: Client, person: Professional, at: datetime) -> None:
    client.post("/settings/prove/", {"code": code_now()})
    operations.add_passkey(by=person, at=at, name="laptop", credential={"x": 1})
    page = client.get("/settings/second-factors/").content.decode()
    assert "Authenticator app" in page
    assert "laptop" in page
    assert "10 recovery codes left" in page
    app, passkey = queries.second_factors(person)
    remove = reverse("account:remove_second_factor", args=[app.number])
    assert "will not sign you in" in client.get(remove).content.decode()
    assert client.post(remove)["Location"] == "/settings/second-factors/"
    assert client.post(reverse("account:remove_second_factor", args=[passkey.number])).status_code == 409
    assert client.get(reverse("account:remove_second_factor", args=[app.number])).status_code == 404
    assert client.get(reverse("account:add_app")).status_code == 200


def test_new_recovery_codes_are_made_on_the_page(client: Client, person: Professional) -> None:
    client.post("/settings/prove/", {"password": GOOD})
    before = queries.recovery_codes(person)
    client.post(reverse("account:recovery_codes"))
    assert queries.recovery_codes(person) != before


def test_a_changed_password_ends_the_other_sessions(client: Client, person: Professional, sign_in: SignIn) -> None:
    elsewhere = sign_in(Client(), person)
    assert client.get("/password/").status_code == 200
    wrong = client.post("/password/", {"old": "wrong", "password": "another three words 8"})
    assert "There is a problem" in wrong.content.decode()
    weak = client.post("/password/", {"old": GOOD, "password": "short"})
    assert "at least 14 characters" in weak.content.decode()
    assert client.post("/password/", {"old": GOOD, "password": "another three words 8"})["Location"] == "/settings/"
    assert is_in(client)
    assert not is_in(elsewhere)


def test_people_of_the_demo_have_no_password_to_change(client: Client, hana: Professional) -> None:
    client.post("/demo/", {"key": str(hana.key)})
    assert client.get("/password/").status_code == 404
    assert client.get(reverse("account:add_app")).status_code == 200
    assert not Authenticator.objects.exists()
