"""By invitation: from the administrator's page through the mail to the first day, and what a link is worth later."""

import re
from urllib.parse import urlsplit

from django.urls import reverse

from reachable.common import clock
from reachable.directory import operations
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import Postman, app_code
from tests.journeys.keyboard import Keyboard

NADIA = "Nadia Brown"
EMAIL = "nadia.brown@childrens-services.example"
PASSWORD = "kettle harbour violet 9"
SETTINGS = "/settings/"
NOT_VALID = "This invitation cannot be used any more"
CODE = re.compile(r"[a-z0-9]{8,}", re.IGNORECASE)


def given_an_invitation(cast: Cast, postman: Postman) -> str:
    """The path of the link in Nadia's mail."""
    operations.invite_professional(
        by=cast.admin, at=clock.now(), name=NADIA, email=EMAIL, agency_key=cast.priya.agency.key, role="SOCIAL_WORKER"
    )
    postman.deliver()
    return urlsplit(postman.link_to(EMAIL)).path


def when_the_administrator_invites(admin: Keyboard) -> None:
    admin.goto("directory:invite")
    admin.expects("Invite a professional")
    admin.fits()
    admin.fill("Full name", NADIA)
    admin.fill("Work e-mail address", EMAIL)
    admin.fill("Job title", "Social worker")
    admin.select("Agency", "Norfolk Children's Services")
    admin.choose("Role", "Social worker")
    admin.press("Send the invitation")
    admin.sees(f"{NADIA} is invited")


def when_the_password_is_set(nadia: Keyboard, path: str, password: str = PASSWORD) -> None:
    nadia.goto(path)
    nadia.expects("Welcome to Reachable")
    nadia.fill("New password", password)
    nadia.press("Open my account")


def when_the_app_is_set_up(nadia: Keyboard) -> str:
    """Answers the key that the app now holds."""
    nadia.expects("Set up a second factor")
    nadia.fits()
    nadia.press("Set up an authenticator app")
    nadia.expects("Set up an authenticator app")
    nadia.fits()
    secret = nadia.page.locator("dd code").inner_text()
    nadia.fill("Code that the app shows", app_code(secret))
    nadia.press("Set up the app")
    return secret


def when_signing_in(nadia: Keyboard, code: str) -> None:
    nadia.goto(f"{reverse('account:sign_in')}?next={SETTINGS}")
    nadia.fill("E-mail address", EMAIL)
    nadia.fill("Password", PASSWORD)
    nadia.press("Sign in")
    nadia.expects("Your second factor")
    nadia.fill("Code", code)
    nadia.press("Sign in")


def then_nadia_is_in(nadia: Keyboard) -> None:
    nadia.expects("My settings")
    nadia.sees(NADIA)


def then_the_code_is_refused(nadia: Keyboard) -> None:
    nadia.expects("Your second factor", title="Error: Your second factor")
    nadia.sees("There is a problem")
    nadia.goto(SETTINGS)
    nadia.expects("Sign in")


def test_the_administrator_invites_and_the_mail_carries_a_link_and_no_names(
    at_keyboard: AtKeyboard, cast: Cast, postman: Postman
) -> None:
    admin = at_keyboard()
    admin.sign_in_as(cast.admin, then=reverse("directory:invitations"))
    admin.expects("Invitations")
    when_the_administrator_invites(admin)
    admin.expects("Invitations")
    admin.fits()
    admin.sees(EMAIL)
    assert postman.deliver() == 1
    letter = postman.letters_to(EMAIL)[-1]
    assert postman.link_to(EMAIL).startswith(f"{admin.server}/invitation/")
    assert [word for word in (NADIA, cast.admin.name, "Social worker") if word in letter] == []
    nadia = at_keyboard()
    nadia.goto(urlsplit(postman.link_to(EMAIL)).path)
    nadia.expects("Welcome to Reachable")
    nadia.sees(NADIA, EMAIL, "Norfolk Children's Services", "Social worker")


def test_a_password_that_will_not_do_is_refused_in_plain_words(
    at_keyboard: AtKeyboard, cast: Cast, postman: Postman
) -> None:
    path = given_an_invitation(cast, postman)
    nadia = at_keyboard()
    for password, words in (
        ("", "Enter a new password"),
        ("short", "at least 14 characters"),
        ("1q2w3e4r5t6y7u8i9o0p", "too common"),
        (EMAIL, "too similar to the e-mail address"),
    ):
        when_the_password_is_set(nadia, path, password)
        nadia.expects("Welcome to Reachable", title="Error: Welcome to Reachable")
        nadia.sees("There is a problem")
        assert words in nadia.page.get_by_role("alert").inner_text()
    nadia.fits()


def test_invited_set_up_and_back_the_next_day_with_password_and_code(
    at_keyboard: AtKeyboard, cast: Cast, postman: Postman, no_attempts_counted: None
) -> None:
    path = given_an_invitation(cast, postman)
    nadia = at_keyboard()
    nadia.goto(path)
    nadia.expects("Welcome to Reachable")
    nadia.fits()
    nadia.picture("invitation")
    when_the_password_is_set(nadia, path)
    secret = when_the_app_is_set_up(nadia)
    nadia.expects("Recovery codes")
    nadia.fits()
    nadia.sees("Second factor set up", "Each code signs you in once")
    codes = nadia.page.locator("main li code").all_inner_texts()
    assert len(codes) == 10
    assert all(CODE.fullmatch(code) for code in codes)
    nadia.press("Sign out")
    when_signing_in(nadia, "000000")
    then_the_code_is_refused(nadia)
    when_signing_in(nadia, app_code(secret, ahead=1))
    then_nadia_is_in(nadia)
    nadia.press("Sign out")
    when_signing_in(nadia, codes[0])
    then_nadia_is_in(nadia)
    nadia.press("Sign out")
    when_signing_in(nadia, codes[0])
    then_the_code_is_refused(nadia)


def test_a_wrong_code_while_setting_up_keeps_the_key(at_keyboard: AtKeyboard, cast: Cast, postman: Postman) -> None:
    path = given_an_invitation(cast, postman)
    nadia = at_keyboard()
    when_the_password_is_set(nadia, path)
    nadia.press("Set up an authenticator app")
    nadia.expects("Set up an authenticator app")
    secret = nadia.page.locator("dd code").inner_text()
    nadia.fill("Code that the app shows", "000000")
    nadia.press("Set up the app")
    nadia.expects("Set up an authenticator app", title="Error: Set up an authenticator app")
    assert nadia.page.locator("dd code").inner_text() == secret
    nadia.fill("Code that the app shows", app_code(secret))
    nadia.press("Set up the app")
    nadia.expects("Recovery codes")


def test_a_link_that_was_used_opens_nothing_more(at_keyboard: AtKeyboard, cast: Cast, postman: Postman) -> None:
    path = given_an_invitation(cast, postman)
    when_the_password_is_set(at_keyboard(), path)
    stranger = at_keyboard()
    stranger.expected_status.add(404)
    for address in (path, "/invitation/made-up/"):
        stranger.goto(address)
        stranger.expects(NOT_VALID, status=404)
        stranger.does_not_see(NADIA, EMAIL)
    stranger.fits()
