"""The doorstep: what somebody sees who is not signed in."""

from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard


def test_a_page_that_does_not_exist_says_so_in_plain_words(at_keyboard: AtKeyboard) -> None:
    somebody = at_keyboard()
    somebody.expected_status.add(404)
    somebody.goto("/no-such-page/")
    somebody.expects("Page not found", status=404)
    somebody.fits()


def test_the_page_of_invented_professionals_lets_one_in(at_keyboard: AtKeyboard, cast: Cast) -> None:
    somebody = at_keyboard()
    somebody.goto("account:demo")
    somebody.expects("Demonstration: choose who you are")
    somebody.fits()
    somebody.press(f"Go in as {cast.hana.name}")
    somebody.goto("account:settings")
    somebody.sees(cast.hana.name)
