"""What the journeys of the sections after the first response share: the night it happened, saving, being refused."""

import re
from typing import Literal

import pytest

from reachable.common import clock
from tests.journeys.keyboard import Keyboard
from tests.journeys.sending import TheClock

KAI = "Kai Mensah (A)"


def the_night(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    night = TheClock()
    monkeypatch.setattr(clock, "now", night.now)
    return night


def saves(who: Keyboard) -> None:
    who.page.locator("#page-form button:not([type=button])").first.click()


def saves_by_key(who: Keyboard) -> None:
    who.tab_to(who.page.locator("#page-form button:not([type=button])").first)
    who.page.keyboard.press("Enter")


def goes_by_key(who: Keyboard, name: str, *, looks_like: Literal["link", "button"] = "link") -> None:
    """Through a link, or one that looks like a button, whose name matches this."""
    found = who.page.get_by_role(looks_like, name=re.compile(name))
    who.tab_to(found.first)
    who.page.keyboard.press("Enter")


def refused(who: Keyboard, *says: str) -> None:
    who.sees("There is a problem", *says)
    who.axe()
    who.fits()
