"""What journeys of reporting share: the three pages by their headings, the cards, and the duty numbers to ring."""

from datetime import datetime

from playwright.sync_api import Locator

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from tests.journeys.keyboard import Keyboard

CAPTIONS = {1: "What happened", 2: "Young people", 3: "Check and send"}
DUTY = (
    (RoleCode.EMERGENCY_DUTY_SENIOR, "Emergency duty team", "01632 960770"),
    (RoleCode.POLICE_DUTY_INSPECTOR, "Duty inspector", "01632 960771"),
)


def given_numbers_to_ring() -> None:
    at: datetime = clock.now()
    for role, name, telephone in DUTY:
        directory.set_duty_line(by=None, at=at, role=role, name=name, telephone=telephone)


def arrives_on(who: Keyboard, number: int) -> None:
    """Page 1, 2 or 3 of a report."""
    heading = CAPTIONS[number]
    who.expects(f"Report an incident: page {number} of 3 {heading}", title=heading)


def begin(who: Keyboard) -> None:
    who.goto("incidents:report")
    who.expects("Report an incident")
    who.press("Start the report")
    arrives_on(who, 1)


def card(who: Keyboard, kind: str, number: int) -> Locator:
    found = who.page.locator(f"#{kind}-cards > [data-card]").nth(number)
    found.wait_for()
    return found


def scroll_to(who: Keyboard, text: str) -> None:
    """So that a picture of one screen shows this."""
    who.page.get_by_text(text).first.evaluate(
        "element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 20)"
    )


def answers(who: Keyboard) -> dict[str, str]:
    """What the summary lists of the page say, by their keys; the last one where a key stands twice."""
    said = {}
    for row in who.page.locator(".govuk-summary-list__row").all():
        said[row.locator("dt").inner_text()] = row.locator("dd").first.inner_text()
    return said
