"""What stands around every page: reached by keys alone, narrow, without script, on paper, and its headers."""

import pytest
from django.urls import reverse
from playwright.sync_api import APIResponse

from reachable.common.permission_codes import Permission
from reachable.directory import operations
from reachable.directory.models import Professional
from reachable.web.shared.surroundings import NAVIGATION, NavItem
from tests.factories import CHARACTERS, LONG_AGO, Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import app_code
from tests.journeys.keyboard import Keyboard

PASSWORD = "kettle harbour violet 9"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HANDLING = "OFFICIAL-SENSITIVE"
SETTINGS = "/settings/"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
DOCUMENT_ORDER = """() => {
  const all = [...document.querySelectorAll('*')];
  return all.indexOf(document.activeElement);
}"""


def given_password_and_app(professional: Professional) -> None:
    assert professional.account is not None
    professional.account.set_password(PASSWORD)
    professional.account.save()
    operations.add_totp(by=professional, at=LONG_AGO, secret=SECRET, code=app_code(SECRET))


def when_signing_in_with_keys_alone(priya: Keyboard, professional: Professional) -> None:
    keys = priya.page.keyboard
    priya.tab_to(priya.page.get_by_label("E-mail address"))
    keys.type(professional.email)
    priya.tab_to(priya.page.get_by_label("Password", exact=True))
    keys.type(PASSWORD)
    keys.press("Enter")
    priya.expects("Your second factor")
    priya.tab_to(priya.page.get_by_label("Code"))
    keys.type(app_code(SECRET, ahead=1))
    keys.press("Enter")


def then_tab_walks_in_reading_order_and_can_be_seen(keyboard: Keyboard) -> None:
    """From the top of the page to its end: each stop lies further down the document than the one before."""
    keyboard.page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    keyboard.page.reload()
    places = []
    for _ in range(200):
        keyboard.tab()
        place = keyboard.page.evaluate(DOCUMENT_ORDER)
        if place <= (places[-1] if places else -1):
            break
        keyboard.focus_shows()
        places.append(place)
    stops = keyboard.page.locator("a[href], button, input:not([type=hidden]), select, textarea, [tabindex='0']").filter(
        visible=True
    )
    assert len(places) == stops.count(), "Tab leaves something out, or jumps back"


def then_headers_are(answer: APIResponse) -> None:
    headers = answer.headers
    assert headers["content-security-policy"] == CSP
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in {"same-origin", "strict-origin"}
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert "camera=()" in headers["permissions-policy"]


def test_from_the_door_to_my_work_by_keys_alone(at_keyboard: AtKeyboard, cast: Cast, no_attempts_counted: None) -> None:
    given_password_and_app(cast.priya)
    priya = at_keyboard()
    priya.goto("account:sign_in")
    priya.expects("Sign in")
    when_signing_in_with_keys_alone(priya, cast.priya)
    priya.expects("My work")
    skip = priya.tab()
    assert skip.inner_text() == "Skip to main content"
    assert skip.is_visible()
    priya.page.keyboard.press("Enter")
    assert priya.page.evaluate("document.activeElement.id") == "main-content"
    priya.fits()


@pytest.mark.parametrize("place", ["account:sign_in", "account:demo", "account:password_reset"])
def test_tab_is_reading_order_before_signing_in(at_keyboard: AtKeyboard, cast: Cast, place: str) -> None:
    somebody = at_keyboard()
    somebody.goto(place)
    then_tab_walks_in_reading_order_and_can_be_seen(somebody)


def test_tab_is_reading_order_on_a_page_with_a_form(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    hana.sign_in_as(cast.hana, then=SETTINGS)
    hana.expects("My settings")
    then_tab_walks_in_reading_order_and_can_be_seen(hana)


def test_ones_own_name_leads_to_ones_settings(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    hana.sign_in_as(cast.hana, then="/incidents/")
    hana.follow(cast.hana.name)
    hana.expects("My settings")


def test_without_script_one_signs_in_on_a_narrow_screen(
    at_keyboard: AtKeyboard, cast: Cast, no_attempts_counted: None
) -> None:
    given_password_and_app(cast.priya)
    priya = at_keyboard(javascript=False, width=320)
    priya.goto(SETTINGS)
    priya.expects("Sign in")
    priya.fits()
    priya.fill("E-mail address", cast.priya.email)
    priya.fill("Password", PASSWORD)
    priya.press("Sign in")
    priya.expects("Your second factor")
    priya.fits()
    priya.fill("Code", app_code(SECRET, ahead=1))
    priya.press("Sign in")
    priya.expects("My settings")
    priya.fits()
    priya.page.get_by_label("Show young people by their letters only").check()
    priya.press("Save settings")
    priya.sees("Settings saved")


def test_paper_carries_the_handling_line_and_nothing_to_press(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    hana.sign_in_as(cast.hana, then=SETTINGS)
    hana.expects("My settings")
    assert hana.page.get_by_text(HANDLING).count() == 2
    hana.prints(HANDLING, "My settings")
    hana.page.emulate_media(media="print")
    for name in ("Lock", "Sign out"):
        assert hana.page.get_by_role("button", name=name).is_hidden(), f"{name} is on the paper"
    assert hana.page.get_by_role("navigation", name="Main").is_hidden()


def test_every_answer_carries_the_headers(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    browser = hana.context.request
    for path in ("/sign-in/", "/demo/", "/no-such-page/", "/invitation/made-up/", "/incidents/"):
        then_headers_are(browser.get(hana.server + path))
    hana.sign_in_as(cast.hana, then=SETTINGS)
    hana.expects("My settings")
    for path in (SETTINGS, "/incidents/", "/audit/", "/lock/"):
        then_headers_are(browser.get(hana.server + path))


def test_cookies_are_out_of_reach_of_script_and_of_other_sites(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    hana.sign_in_as(cast.hana, then=SETTINGS)
    hana.expects("My settings")
    cookies = hana.context.cookies()
    assert len(cookies) == 2
    assert [cookie.get("name") for cookie in cookies if not cookie.get("httpOnly")] == []
    assert [cookie.get("name") for cookie in cookies if cookie.get("sameSite") not in {"Lax", "Strict"}] == []


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.name)
def test_every_entry_of_the_navigation_answers_for_whoever_sees_it(
    at_keyboard: AtKeyboard, cast: Cast, item: NavItem
) -> None:
    holder, other = _one_who(cast, item.permission)
    keyboard = at_keyboard()
    keyboard.take_over_session_of(holder)
    keyboard.goto(SETTINGS)
    keyboard.page.get_by_role("navigation", name="Main").get_by_role("link", name=item.text, exact=True).click()
    assert keyboard.path.partition("?")[0] == reverse(item.route)
    keyboard.page.get_by_role("heading", level=1).first.wait_for()
    keyboard.axe()
    keyboard.fits()
    if other is not None:
        keyboard.take_over_session_of(other)
        keyboard.goto(SETTINGS)
        keyboard.does_not_see(item.text)


def _one_who(cast: Cast, permission: Permission) -> tuple[Professional, Professional | None]:
    """Somebody whose role allows it, and somebody whose does not, if there is such a role."""
    everybody = [getattr(cast, name) for name in CHARACTERS]
    holder = next(one for one in everybody if one.holds(permission))
    return holder, next((one for one in everybody if not one.holds(permission)), None)
