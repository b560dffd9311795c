"""What journeys of staff safety share: the time of night, the pages about contact, and getting through them by key."""

from datetime import UTC, datetime, timedelta

from reachable.incidents.models import Incident
from reachable.responses.models import Action
from tests.journeys.keyboard import Keyboard

VISIT = "See Kai's mother at home tonight"
NOT_YET = "A: do not make contact yet"


class TheClock:
    """What the whole service takes the time to be: a Saturday night, until it is said that some of it passed."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 22, 15, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def passes(self, **time: float) -> None:
        self.at += timedelta(**time)


def opens(who: Keyboard, action: Action) -> None:
    who.goto("responses:action", key=action.key)
    who.expects(action.what)


def on_the_board(who: Keyboard, incident: Incident) -> None:
    who.goto("safety:contact", reference=incident.reference)
    who.expects("Contact")


def on_the_overview(who: Keyboard, incident: Incident) -> None:
    who.goto("incidents:overview", reference=incident.reference)
    who.page.get_by_role("heading", level=1, name=incident.reference).wait_for()


def has_no(who: Keyboard, *buttons: str) -> None:
    assert [name for name in buttons if who.page.get_by_role("button", name=name).count()] == []


def goes_to(who: Keyboard, link: str) -> None:
    """To a link and through it, by key."""
    who.tab_to(who.page.get_by_role("link", name=link).first)
    who.page.keyboard.press("Enter")


def types(who: Keyboard, label: str, text: str) -> None:
    who.tab_to(who.page.get_by_label(label).first)
    who.page.keyboard.type(text)


def ticks(who: Keyboard, label: str) -> None:
    who.tab_to(who.page.get_by_label(label, exact=True).first)
    who.page.keyboard.press("Space")
