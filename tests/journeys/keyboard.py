"""A person at a keyboard: what a journey does and sees, in the words of the page.

REACHABLE_PICTURES=1 takes the pictures of the user guide. REACHABLE_LOOK_AT=<folder> takes every page that a journey
arrives on, wide and 320 px, for whoever wants to look at them all.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

from reachable.directory.models import Professional
from tests.signing_in import sign_in

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "guide" / "pictures"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ENDING = " – Reachable"
HEIGHT = 800
ARRIVES_WITHIN = 10_000
FOCUS_CHANGES = """() => {
  const element = document.activeElement;
  const look = () => {
    const style = getComputedStyle(element);
    return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor, style.color].join();
  };
  const focused = look();
  element.blur();
  const plain = look();
  element.focus();
  return focused !== plain;
}"""


class Keyboard:
    def __init__(self, browser: Browser, server: str, *, javascript: bool, width: int) -> None:
        self.server = server
        self.javascript = javascript
        self.width = width
        self.noticed: list[str] = []
        self.expected_status: set[int] = set()
        self.context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(ARRIVES_WITHIN)
        self.page: Page = self._new_page()
        self._axe = Axe.from_file(AXE) if AXE.exists() else Axe()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._hear_console)
        page.on("pageerror", lambda error: self.noticed.append(f"script failed: {error}"))
        page.on("request", self._hear_request)
        return page

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        if any(f"status of {status}" in message.text for status in self.expected_status):
            return  # Chromium reports the status of an error page that the journey set out to see
        self.noticed.append(f"console at {self.page.url}: {message.text}")

    def _hear_request(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in {"data", "blob"} and not request.url.startswith(self.server):
            self.noticed.append(f"request to another machine: {request.url}")

    # Getting about

    def sign_in_as(self, professional: Professional, *, then: str = "") -> None:
        """Through the page of invented professionals; `then` is the path to arrive at, else my work."""
        self.goto(reverse("account:demo") + (f"?next={then}" if then else ""))
        self.page.get_by_role("button", name=f"Go in as {professional.name}", exact=True).click()

    def take_over_session_of(self, professional: Professional) -> None:
        """Signed in without the page for it: for journeys about something else, where the demo page would cost."""
        client = sign_in(Client(), professional)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.server}])

    def goto(self, place: str, **arguments: Any) -> None:
        """A path of the site, or the name of a URL and its arguments."""
        path = place if place.startswith("/") else reverse(place, kwargs=arguments)
        self.page.goto(self.server + path)

    def back(self) -> None:
        """The browser's own Back."""
        self.page.go_back()

    @contextmanager
    def another_tab(self) -> Iterator[None]:
        """Inside the block everything happens in a second tab of the same browser."""
        first, self.page = self.page, self._new_page()
        try:
            yield
        finally:
            self.page.close()
            self.page = first

    def stays_away(self, **time: float) -> None:
        """The person has not touched anything for `minutes=20`: the session is as old as it is after that."""
        cookie = next(c for c in self.context.cookies() if c.get("name") == settings.SESSION_COOKIE_NAME)
        session = SessionStore(session_key=cookie.get("value"))
        seen_at = datetime.fromisoformat(session["seen_at"]) - timedelta(**time)
        session["seen_at"] = seen_at.isoformat()
        session.save()

    @property
    def path(self) -> str:
        """Where the browser is: path and query."""
        return self.page.url.removeprefix(self.server)

    def expects(self, heading: str, *, title: str | None = None, status: int | None = None) -> None:
        """Arrive on a page: its one H1, its title, and nothing that axe finds."""
        if status is not None:
            self.expected_status.add(status)
        headings = self.page.get_by_role("heading", level=1)
        expect(headings).to_have_text([heading], use_inner_text=True, timeout=ARRIVES_WITHIN)
        self.page.wait_for_load_state()
        shown = self.page.title()
        assert shown.endswith(ENDING), shown
        assert (title or heading) in shown, shown
        self.axe()
        self._look_at(heading)

    def sees(self, *texts: str) -> None:
        for text in texts:
            self.page.get_by_text(text).filter(visible=True).first.wait_for()

    def sees_in(self, label: str, value: str) -> None:
        """A box that holds this text."""
        found = self.page.get_by_label(label).first.input_value()
        assert found == value, f"{label!r} holds {found!r}"

    def does_not_see(self, *texts: str) -> None:
        body = self.page.locator("body").inner_text()
        assert [text for text in texts if text in body] == []

    # Doing

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def press(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name).first.click()

    def fill(self, label: str, value: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_label(label).first.fill(value)

    def choose(self, legend: str, label: str, *, within: Locator | None = None) -> None:
        """A radio button or a checkbox, by the question and the answer."""
        self.group(legend, within=within).get_by_label(label, exact=True).first.check()

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(label=option)

    def fill_date(self, legend: str, value: date) -> None:
        """The three boxes of a date; a datetime fills the box of the time too."""
        group = self.group(legend)
        group.get_by_label("Day").fill(str(value.day))
        group.get_by_label("Month").fill(str(value.month))
        group.get_by_label("Year").fill(str(value.year))
        if isinstance(value, datetime):
            group.get_by_label("Time").fill(value.strftime("%H:%M"))

    def group(self, legend: str, *, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("group", name=legend).first

    def tab_to(self, locator: Locator, *, at_most: int = 80) -> None:
        """Move there with the Tab key alone."""
        wanted = locator.element_handle()
        for _ in range(at_most):
            if self.page.evaluate("element => document.activeElement === element", wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached with {at_most} presses of Tab")

    def tab(self) -> Locator:
        """One press of Tab; what has the focus then."""
        self.page.keyboard.press("Tab")
        return self.page.locator(":focus")

    # Judging

    def focus_shows(self) -> None:
        """What has the focus looks different from what it looks like without (WCAG 2.4.7)."""
        changes = self.page.evaluate(FOCUS_CHANGES)
        assert changes, f"focus cannot be seen on {self.page.locator(':focus').first.inner_text()!r} at {self.page.url}"

    def axe(self) -> None:
        """Fails on anything that axe finds; without scripts the browser cannot run it."""
        if not self.javascript:
            return
        results = self._axe.run(self.page)
        assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"

    def fits(self, *texts: str, width: int = 320) -> None:
        """No sideways scrolling at this width (WCAG 1.4.10), and these words are still there to be read."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        try:
            sizes = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert sizes[0] <= sizes[1], f"{self.page.url} is {sizes[0]} wide on a screen of {sizes[1]}"
            self.sees(*texts)
        finally:
            self.page.set_viewport_size({"width": self.width, "height": HEIGHT})

    def prints(self, *texts: str) -> None:
        """These words are on the printed page."""
        self.page.emulate_media(media="print")
        try:
            self.sees(*texts)
        finally:
            self.page.emulate_media(media="screen")

    def picture(self, name: str, *, full_page: bool = True) -> None:
        """Takes docs/guide/pictures/<name>.png when REACHABLE_PICTURES=1; of a long page rather the first screen."""
        if os.environ.get("REACHABLE_PICTURES") != "1":
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=full_page, animations="disabled")

    def _look_at(self, heading: str) -> None:
        if not (folder := os.environ.get("REACHABLE_LOOK_AT")):
            return
        name = "".join(letter if letter.isalnum() else "-" for letter in heading.lower())
        for width in (self.width, 320):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True, animations="disabled")
        self.page.set_viewport_size({"width": self.width, "height": HEIGHT})

    def leave(self) -> list[str]:
        """Close the browser window; what went wrong unseen."""
        self.context.close()
        return self.noticed
