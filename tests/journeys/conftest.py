"""A real browser in front of a real server: files, commits and threads as in production.

`at_keyboard(hana)` is Hana with a browser of her own. The browser reaches this machine and nothing else.
`postman.deliver()` runs the worker once. What a person does at the keyboard is in keyboard.py, what she holds in her
hand (authenticator app, passkey, letters) in devices.py.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from reachable.directory.models import Professional
from tests.factories import Cast
from tests.journeys.devices import Postman
from tests.journeys.keyboard import Keyboard

FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
AtKeyboard = Callable[..., Keyboard]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not Path(program).exists():
        pytest.fail("The journeys need Chromium: install Debian's `chromium`, or name one in CHROMIUM=")
    # Playwright's loop runs in this thread; the tests still read the database from it, one thing at a time.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            yield launched
            launched.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def at_keyboard(browser: Browser, live_server: LiveServer) -> Iterator[AtKeyboard]:
    """at_keyboard(): somebody not signed in. at_keyboard(hana): signed in through the demo page.

    `javascript=False` and `width=320` make the browser poorer. What goes wrong unseen (console errors, breaches of
    the content security policy, requests to other machines) fails the test at its end.
    """
    seated: list[Keyboard] = []

    def sit_down(professional: Professional | None = None, *, javascript: bool = True, width: int = 1100) -> Keyboard:
        keyboard = Keyboard(browser, live_server.url, javascript=javascript, width=width)
        seated.append(keyboard)
        if professional is not None:
            keyboard.sign_in_as(professional)
        return keyboard

    yield sit_down
    noticed = [problem for keyboard in seated for problem in keyboard.leave()]
    assert noticed == []


@pytest.fixture
def cast(live_server: LiveServer, transactional_db: None) -> Cast:
    """The whole cast, committed, so that the demo page lists everybody."""
    made = Cast()
    assert made.everybody
    return made


@pytest.fixture
def postman(live_server: LiveServer, settings: Settings) -> Postman:
    """Delivers what is queued into the file outbox; links in the letters lead to this server."""
    settings.PUBLIC_URL = live_server.url
    return Postman()


@pytest.fixture
def no_attempts_counted(live_server: LiveServer) -> None:
    """Failed attempts of an earlier journey do not hold this one up."""
    cache.clear()
