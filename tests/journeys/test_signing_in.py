"""The front door: the demonstration, password and second factor, passkeys, and what does not exist outside the demo."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from reachable.directory import operations
from reachable.directory.models import Professional
from tests.factories import LONG_AGO, Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import app_code, passkey_in
from tests.journeys.keyboard import Keyboard

PASSWORD = "kettle harbour violet 9"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SETTINGS = "/settings/"
INVENTED = "Everybody here is invented"


def given_a_password(professional: Professional) -> Professional:
    assert professional.account is not None
    professional.account.set_password(PASSWORD)
    professional.account.save()
    return professional


def given_password_and_app(professional: Professional) -> Professional:
    given_a_password(professional)
    operations.add_totp(by=professional, at=LONG_AGO, secret=SECRET, code=app_code(SECRET))
    return professional


def when_the_password_is_given(keyboard: Keyboard, professional: Professional, *, then: str = SETTINGS) -> None:
    keyboard.goto(f"{reverse('account:sign_in')}?next={then}")
    keyboard.expects("Sign in")
    keyboard.fill("E-mail address", professional.email)
    keyboard.fill("Password", PASSWORD)
    keyboard.press("Sign in")


def then_somebody_is_in(keyboard: Keyboard, professional: Professional) -> None:
    keyboard.expects("My settings")
    keyboard.sees(professional.name)


def then_nothing_is_shown_of(keyboard: Keyboard, professional: Professional) -> None:
    keyboard.expects("Sign in")
    keyboard.does_not_see(professional.name, "My settings")


def test_the_demonstration_says_so_lets_one_in_and_shows_nothing_after_signing_out(
    at_keyboard: AtKeyboard, cast: Cast
) -> None:
    somebody = at_keyboard()
    somebody.goto(SETTINGS)
    somebody.expects("Sign in")
    somebody.picture("sign-in")
    somebody.follow("Choose one of the invented professionals")
    somebody.expects("Demonstration: choose who you are")
    somebody.sees(INVENTED, "Never enter real people", "Demonstration.")
    somebody.fits()
    somebody.picture("demo", full_page=False)
    somebody.press(f"Go in as {cast.hana.name}")
    then_somebody_is_in(somebody, cast.hana)
    somebody.press("Sign out")
    somebody.expects("Sign in")
    somebody.back()
    then_nothing_is_shown_of(somebody, cast.hana)


def test_password_and_a_code_open_the_door(at_keyboard: AtKeyboard, cast: Cast, no_attempts_counted: None) -> None:
    given_password_and_app(cast.priya)
    priya = at_keyboard()
    when_the_password_is_given(priya, cast.priya)
    priya.expects("Your second factor")
    priya.fits()
    priya.fill("Code", "123")
    priya.press("Sign in")
    priya.expects("Your second factor", title="Error: Your second factor")
    priya.fill("Code", app_code(SECRET, ahead=1))
    priya.press("Sign in")
    then_somebody_is_in(priya, cast.priya)


def test_the_password_alone_opens_nothing(at_keyboard: AtKeyboard, cast: Cast, no_attempts_counted: None) -> None:
    given_password_and_app(cast.priya)
    priya = at_keyboard()
    when_the_password_is_given(priya, cast.priya)
    priya.expects("Your second factor")
    priya.goto(SETTINGS)
    priya.expects("Sign in")


def test_a_wrong_password_and_an_unknown_address_read_the_same(
    at_keyboard: AtKeyboard, cast: Cast, no_attempts_counted: None
) -> None:
    given_a_password(cast.priya)
    somebody = at_keyboard()
    for email in (cast.priya.email, "nobody@council.example"):
        somebody.goto("account:sign_in")
        somebody.fill("E-mail address", email)
        somebody.fill("Password", "not the password")
        somebody.press("Sign in")
        somebody.expects("Sign in", title="Error: Sign in")
        somebody.sees("The e-mail address or the password is not right.")
        somebody.sees_in("E-mail address", email)
        somebody.sees_in("Password", "")


def test_a_passkey_is_set_up_and_opens_the_door(at_keyboard: AtKeyboard, cast: Cast, no_attempts_counted: None) -> None:
    given_a_password(cast.priya)
    priya = at_keyboard()
    when_the_password_is_given(priya, cast.priya)
    priya.expects("Set up a second factor")
    priya.press("Set up a passkey")
    priya.expects("Set up a passkey")
    priya.fits()
    with passkey_in(priya.page):
        priya.fill("Name of this passkey", "Work laptop")
        priya.press("Set up the passkey")
        priya.expects("Recovery codes")
        priya.press("Sign out")
        when_the_password_is_given(priya, cast.priya)
        priya.expects("Your second factor")
        priya.fits()
        priya.press("Use a passkey")
        then_somebody_is_in(priya, cast.priya)
    priya.follow("My second factors")
    priya.expects("My second factors")
    priya.sees("Work laptop")
    priya.fits()


def test_where_no_passkey_answers_the_page_says_so_and_another_way_remains(
    at_keyboard: AtKeyboard, cast: Cast, no_attempts_counted: None
) -> None:
    given_a_password(cast.priya)
    priya = at_keyboard()
    when_the_password_is_given(priya, cast.priya)
    priya.expects("Set up a second factor")
    priya.press("Set up a passkey")
    with passkey_in(priya.page, willing=False):
        priya.press("Set up the passkey")
        priya.sees("No passkey was used. Try again, or choose another way.")
    priya.follow("Choose another way")
    priya.expects("Set up a second factor")


def test_a_forgotten_password_leads_to_a_page_that_says_nothing_about_accounts(at_keyboard: AtKeyboard) -> None:
    somebody = at_keyboard()
    somebody.goto("account:sign_in")
    somebody.follow("I have forgotten my password")
    somebody.expects("Forgotten your password?")
    somebody.press("Send the link")
    somebody.expects("Forgotten your password?", title="Error: Forgotten your password?")
    somebody.fill("E-mail address", "nobody@council.example")
    somebody.press("Send the link")
    somebody.expects("Look at your mail")
    somebody.fits()


def test_outside_the_demo_its_page_does_not_exist(at_keyboard: AtKeyboard, settings: Settings) -> None:
    settings.DEMO = False
    somebody = at_keyboard()
    somebody.expected_status.add(404)
    somebody.goto("account:demo")
    somebody.expects("Page not found", status=404)
    somebody.goto("account:sign_in")
    somebody.expects("Sign in")
    somebody.does_not_see("demonstration", "Demonstration", "invented")


def test_a_session_of_the_demo_opens_nothing_outside_it(
    at_keyboard: AtKeyboard, cast: Cast, settings: Settings
) -> None:
    hana = at_keyboard()
    hana.sign_in_as(cast.hana, then=SETTINGS)
    then_somebody_is_in(hana, cast.hana)
    settings.DEMO = False
    hana.goto(SETTINGS)
    then_nothing_is_shown_of(hana, cast.hana)


@pytest.mark.parametrize(
    "address", ["login/", "signup/", "logout/", "password/reset/", "email/", "2fa/", "2fa/authenticate/", ""]
)
def test_the_pages_of_the_sign_in_library_are_not_exposed(at_keyboard: AtKeyboard, address: str) -> None:
    somebody = at_keyboard()
    answer = somebody.context.request.get(f"{somebody.server}/accounts/{address}")
    assert answer.status == 404
    assert "<title>Page not found – Reachable</title>" in answer.text()
