"""A locked or abandoned screen says nothing of what was done before, and stays shut."""

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from reachable.common import clock
from tests.factories import Cast
from tests.web.sheets import STRAND, boxes, card_of, response

pytestmark = pytest.mark.django_db
SAID = "Recorded where Kai Mensah (A) is"


def _with_message(client: Client) -> Client:
    session = client.session
    session["flash"] = {"message": SAID, "then": "", "kind": "success"}
    session.save()
    return client


def test_the_locked_screen_does_not_show_the_message_of_what_was_saved(cast: Cast, signed_in) -> None:
    client = _with_message(signed_in(cast.priya))
    client.post(reverse("account:lock"))
    for address in ("/unlock/", "/no-such-page/", "/sign-in/"):
        assert SAID not in client.get(address, follow=True).content.decode()
    assert client.session["flash"]["message"] == SAID  # it waits for its reader


def test_nor_does_an_abandoned_one(cast: Cast, signed_in, set_clock: Callable[[datetime], None]) -> None:
    client = _with_message(signed_in(cast.priya))
    set_clock(clock.now() + timedelta(seconds=settings.IDLE_SECONDS + 60))
    assert SAID not in client.get("/no-such-page/").content.decode()
    left = client.get("/sign-in/").content.decode()
    assert SAID not in left
    assert "You were signed out after" in left


def test_a_request_that_began_before_lock_does_not_open_the_screen_again(cast: Cast, signed_in) -> None:
    client = signed_in(cast.priya)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    slow = store(client.session.session_key)
    slow["seen_at"] = slow["seen_at"]  # read before, to be written after
    client.post(reverse("account:lock"))
    slow.save()
    assert client.get(reverse("account:settings")).status_code == 302


def test_nothing_of_an_incident_answers_a_locked_session(cast: Cast, signed_in, subtests: pytest.Subtests) -> None:
    incident = response(cast)
    card = card_of(cast, incident, "safe-to-return")
    client = signed_in(cast.priya)
    client.post(reverse("account:lock"))
    one = reverse("responses:answer", args=[incident.reference, card.key])
    draft = reverse("responses:draft", args=[incident.reference, "tonight/"])
    for where, sent in ((one, boxes(card, answer="IN_PLACE", because="x")), (draft, {"a": "b"}), ("/extend/", {})):
        for method in ("get", "head", "post"):
            with subtests.test(where=where, method=method):
                answer = getattr(client, method)(where, sent, headers={"X-Fragment": "1"})
                assert answer.status_code == 302
                assert answer["Location"].startswith("/unlock/")
                assert not answer.content
    assert STRAND not in client.get("/unlock/").content.decode()
