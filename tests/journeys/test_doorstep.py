"""The doorstep: what somebody sees who is not signed in."""

from tests.journeys.conftest import AtKeyboard


def test_a_page_that_does_not_exist_says_so_in_plain_words(at_keyboard: AtKeyboard) -> None:
    somebody = at_keyboard()
    somebody.expected_status.add(404)
    somebody.goto("/no-such-page/")
    somebody.expects("Page not found", status=404)
    somebody.fits(320)
