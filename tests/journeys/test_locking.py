"""Stepping away from the screen: Lock, the idle limit, and what becomes of the words that were typed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import Settings

from reachable.common import clock
from reachable.directory import operations
from reachable.directory.choices import RoleCode
from reachable.directory.models import KeptText, Professional
from tests.factories import LONG_AGO, Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import app_code
from tests.journeys.keyboard import Keyboard

ON_DUTY = "/incidents/open-on-duty/"
REASON = "Ward sister rang: visitors at the bedside"
WHY = "Why you open it"
PASSWORD = "kettle harbour violet 9"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WORDS = "Two groups met at the bus station, one boy is hurt"
KEPT = "We kept what you typed. Check it and save it."
UNLOCK = "Locked"
NOTE_WHAT_IS_SEEN_WHEN_SENDING = """() => {
  const send = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () {
    sessionStorage.setItem("seen", `${getComputedStyle(document.body).display}, ${document.title}`);
    send.call(this);
  };
}"""
PAGE_ONE = "Report an incident: page 1 of 3 What happened"


@pytest.fixture
def night_worker(cast: Cast) -> Professional:
    """A second senior worker of the emergency duty team: she may open the same form as Edith."""
    return operations.create_professional(
        by=None,
        at=LONG_AGO,
        name="Noor Haddad",
        email="noor.haddad@childrens-services.example",
        job_title="Senior worker on duty",
        agency=cast.edt.agency,
        roles=[RoleCode.EMERGENCY_DUTY_SENIOR],
        telephone="01632 960124",
        opens_account=True,
        is_demo_persona=True,
    )


def given_a_report_half_typed(hana: Keyboard, professional: Professional) -> str:
    """Answers the path of the page."""
    hana.sign_in_as(professional, then="/incidents/report/")
    hana.press("Start the report")
    hana.expects(PAGE_ONE, title="What happened")
    hana.fill("Where did it happen?", "Bus station")
    hana.group("When did it happen?").get_by_label("Just now").check()
    hana.page.get_by_label("What happened?").fill(WORDS)
    return hana.path


def given_a_reason_half_typed(keyboard: Keyboard, professional: Professional) -> None:
    keyboard.sign_in_as(professional, then=ON_DUTY)
    keyboard.expects("Open an incident on duty")
    keyboard.fill(WHY, REASON)


def when_signing_in_at_the_door(keyboard: Keyboard, professional: Professional) -> None:
    keyboard.expects("Sign in")
    keyboard.follow("Choose one of the invented professionals")
    keyboard.press(f"Go in as {professional.name}")


def then_the_words_are_back(hana: Keyboard) -> None:
    hana.expects(PAGE_ONE, title="What happened")
    hana.sees(KEPT)
    hana.sees_in("Where did it happen?", "Bus station")
    assert hana.page.get_by_label("What happened?").input_value() == WORDS
    assert hana.group("When did it happen?").get_by_label("Just now").is_checked()


def then_the_reason_is_back(keyboard: Keyboard) -> None:
    keyboard.expects("Open an incident on duty")
    keyboard.sees(KEPT)
    keyboard.sees_in(WHY, REASON)


def then_nothing_of_it_is_there(keyboard: Keyboard) -> None:
    keyboard.expects("Open an incident on duty")
    keyboard.does_not_see(KEPT, REASON)
    keyboard.sees_in(WHY, "")


def then_only_the_lock_is_shown(keyboard: Keyboard, professional: Professional) -> None:
    keyboard.expects(UNLOCK)
    keyboard.sees(professional.name)
    keyboard.does_not_see(WORDS, "Bus station", "My work")


def test_lock_blanks_the_screen_before_anything_is_sent(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    given_a_report_half_typed(hana, cast.hana)
    hana.page.evaluate(NOTE_WHAT_IS_SEEN_WHEN_SENDING)
    hana.press("Lock")
    hana.expects(UNLOCK)
    assert hana.page.evaluate("sessionStorage.getItem('seen')") == "none, Locked – Reachable"


def test_a_locked_session_shows_nothing_anywhere_and_unlocks_to_the_same_words(
    at_keyboard: AtKeyboard, cast: Cast
) -> None:
    hana = at_keyboard()
    place = given_a_report_half_typed(hana, cast.hana)
    hana.press("Lock")
    then_only_the_lock_is_shown(hana, cast.hana)
    hana.fits()
    hana.picture("locked")
    with hana.another_tab():
        hana.goto("/incidents/")
        then_only_the_lock_is_shown(hana, cast.hana)
    hana.back()
    then_only_the_lock_is_shown(hana, cast.hana)
    hana.page.go_forward()
    then_only_the_lock_is_shown(hana, cast.hana)
    hana.press(f"Unlock as {cast.hana.name}")
    assert hana.path == place
    then_the_words_are_back(hana)
    hana.fits()


def test_words_that_were_kept_can_be_thrown_away(at_keyboard: AtKeyboard, cast: Cast) -> None:
    edith = at_keyboard()
    given_a_reason_half_typed(edith, cast.edt)
    edith.press("Lock")
    edith.press(f"Unlock as {cast.edt.name}")
    then_the_reason_is_back(edith)
    edith.press("Discard it")
    then_nothing_of_it_is_there(edith)
    assert not KeptText.objects.exists()


def test_without_script_lock_keeps_the_words_too(at_keyboard: AtKeyboard, cast: Cast) -> None:
    edith = at_keyboard(javascript=False)
    given_a_reason_half_typed(edith, cast.edt)
    edith.press("Lock")
    edith.expects(UNLOCK)
    edith.press(f"Unlock as {cast.edt.name}")
    then_the_reason_is_back(edith)


def test_password_or_code_unlocks_and_nothing_else_does(
    at_keyboard: AtKeyboard, cast: Cast, no_attempts_counted: None
) -> None:
    edith_herself = cast.edt
    assert edith_herself.account is not None
    edith_herself.account.set_password(PASSWORD)
    edith_herself.account.save()
    operations.add_totp(by=edith_herself, at=LONG_AGO, secret=SECRET, code=app_code(SECRET))
    edith = at_keyboard()
    edith.take_over_session_of(edith_herself)
    edith.goto(ON_DUTY)
    edith.fill(WHY, REASON)
    edith.press("Lock")
    edith.expects(UNLOCK)
    edith.fits()
    edith.press("Unlock")
    edith.expects(UNLOCK, title="Error: Locked")
    edith.sees("Enter your password, or a code of your authenticator app")
    edith.fill("Password", "not hers at all")
    edith.press("Unlock")
    edith.expects(UNLOCK, title="Error: Locked")
    edith.fill("Or a code of your authenticator app", app_code(SECRET, ahead=1))
    edith.press("Unlock")
    then_the_reason_is_back(edith)


def test_somebody_else_signs_in_from_the_locked_screen_and_reads_nothing(
    at_keyboard: AtKeyboard, cast: Cast, night_worker: Professional
) -> None:
    shared = at_keyboard()
    given_a_reason_half_typed(shared, cast.edt)
    shared.press("Lock")
    shared.expects(UNLOCK)
    shared.press("Sign out, so that somebody else can sign in")
    when_signing_in_at_the_door(shared, night_worker)
    shared.goto(ON_DUTY)
    then_nothing_of_it_is_there(shared)


def test_a_password_that_was_being_typed_is_not_kept_by_lock(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    hana.take_over_session_of(cast.hana)
    hana.goto("account:password_change")
    hana.expects("Change your password")
    hana.fits()
    hana.fill("Password now", PASSWORD)
    hana.fill("New password", f"{PASSWORD} again")
    hana.press("Lock")
    hana.expects(UNLOCK)
    assert not KeptText.objects.exists()


def test_the_warning_comes_and_enter_keeps_one_signed_in(
    at_keyboard: AtKeyboard, cast: Cast, settings: Settings
) -> None:
    settings.IDLE_SECONDS = 9
    edith = at_keyboard()
    given_a_reason_half_typed(edith, cast.edt)
    warning = edith.page.get_by_role("dialog", name="You are about to be signed out")
    warning.wait_for()
    edith.sees("What you typed is kept for 30 minutes.")
    edith.axe()
    edith.picture("idle-warning", full_page=False)
    edith.page.keyboard.press("Enter")
    warning.wait_for(state="hidden")
    edith.sees_in(WHY, REASON)
    assert edith.path == ON_DUTY


def test_left_too_long_one_is_signed_out_and_only_the_same_person_finds_the_words(
    at_keyboard: AtKeyboard, cast: Cast, night_worker: Professional, settings: Settings
) -> None:
    settings.IDLE_SECONDS = 4
    shared = at_keyboard()
    given_a_reason_half_typed(shared, cast.edt)
    shared.page.get_by_role("heading", name="Sign in", level=1).wait_for()
    settings.IDLE_SECONDS = 900
    shared.expects("Sign in")
    shared.sees("What you typed is kept for 30 minutes. Sign in as the same person to carry on.")
    shared.does_not_see(REASON, cast.edt.name)
    when_signing_in_at_the_door(shared, night_worker)
    then_nothing_of_it_is_there(shared)
    shared.press("Sign out")
    shared.goto(f"{reverse('account:sign_in')}?next={ON_DUTY}")
    when_signing_in_at_the_door(shared, cast.edt)
    then_the_reason_is_back(shared)


def test_left_with_nothing_typed_nothing_is_said_to_be_kept(
    at_keyboard: AtKeyboard, cast: Cast, settings: Settings
) -> None:
    settings.IDLE_SECONDS = 3
    edith = at_keyboard()
    edith.sign_in_as(cast.edt, then=ON_DUTY)
    edith.page.get_by_role("heading", name="Sign in", level=1).wait_for()
    edith.sees("You were signed out")
    edith.does_not_see("is kept for 30 minutes")


def test_without_script_a_form_sent_too_late_is_kept_for_its_writer_alone(
    at_keyboard: AtKeyboard, cast: Cast, night_worker: Professional
) -> None:
    shared = at_keyboard(javascript=False)
    given_a_reason_half_typed(shared, cast.edt)
    shared.stays_away(minutes=40)
    shared.press("Open it for 12 hours")
    shared.expects("Sign in")
    shared.sees("You were signed out", "What you typed is kept for 30 minutes.")
    when_signing_in_at_the_door(shared, night_worker)
    then_nothing_of_it_is_there(shared)
    shared.press("Sign out")
    shared.goto(f"{reverse('account:sign_in')}?next={ON_DUTY}")
    when_signing_in_at_the_door(shared, cast.edt)
    then_the_reason_is_back(shared)


def test_kept_words_are_gone_after_half_an_hour(at_keyboard: AtKeyboard, cast: Cast) -> None:
    edith = at_keyboard(javascript=False)
    given_a_reason_half_typed(edith, cast.edt)
    edith.press("Lock")
    edith.expects(UNLOCK)
    KeptText.objects.update(kept_at=clock.now() - timedelta(minutes=31))
    edith.press(f"Unlock as {cast.edt.name}")
    then_nothing_of_it_is_there(edith)
