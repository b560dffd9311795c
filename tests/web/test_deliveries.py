"""What mail went out, as the administrator sees it, and the health of the service."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit import log
from reachable.directory.models import Professional
from reachable.outbox import operations, queries
from reachable.outbox.choices import Message, Status
from reachable.outbox.models import Delivery
from tests import counting
from tests.factories import AT, Cast
from tests.signing_in import SignIn
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
LIST = "/deliveries/"


def _queue(to: str = "sam@police.example", reference: str = "") -> UUID:
    with log.trail():
        return operations.queue(Message.ACTION_WAITING, to=to, at=AT, professional_key=None, reference=reference)


def _failed(to: str = "sam@police.example") -> UUID:
    key = _queue(to)
    claimed = operations.claim(at=AT, lease=timedelta(minutes=1))
    assert claimed is not None
    operations.record_error(claimed, at=AT, error="SMTPRecipientsRefused 550", permanent=True)
    return key


def _tick(minutes_ago: int) -> None:
    then = AT - timedelta(minutes=minutes_ago)
    token = operations.take_tick("alive", every=timedelta(minutes=1), at=then, lease=timedelta(minutes=1))
    assert token is not None
    operations.finish_tick("alive", token, at=then)


def test_nothing_queued_yet_says_what_appears_here(client: Client, cast: Cast, sign_in: SignIn) -> None:
    page = text_of(sign_in(client, cast.admin).get(LIST))
    assert "No mail has been queued yet." in page
    assert "The worker has never run. Nothing is sent until it runs" in page


@pytest.mark.parametrize(
    ("minutes", "words", "warns"),
    [
        (0, "The worker last ran less than a minute ago.", False),
        (1, "The worker last ran 1 minute ago.", False),
        (5, "The worker last ran 5 minutes ago.", False),
        (6, "The worker last ran 6 minutes ago. Nothing is sent", True),
        (600, "The worker last ran 10 h ago. Nothing is sent", True),
    ],
)
def test_a_worker_that_stopped_is_a_warning(
    client: Client, cast: Cast, sign_in: SignIn, minutes: int, words: str, warns: bool
) -> None:
    _tick(minutes)
    page = text_of(sign_in(client, cast.admin).get(LIST))
    assert words in page
    assert ("govuk-warning-text" in page) is warns


def test_a_failed_delivery_is_shown_with_its_error_and_sent_again(client: Client, cast: Cast, sign_in: SignIn) -> None:
    key = _failed()
    _queue("hana@council.example", reference="INC-2026-0001")
    sign_in(client, cast.ig)
    page = text_of(client.get(LIST))
    assert "SMTPRecipientsRefused 550" in page
    assert "<strong>1</strong> waiting" in page
    assert '<strong class="app-late">1</strong> failed' in page
    assert "INC-2026-0001" not in page
    page = text_of(client.get(LIST, {"status": "FAILED"}))
    assert "sam@police.example" in page
    assert "hana@council.example" not in page
    again = reverse("directory:send_again", args=[key])
    assert "It is waiting to be sent again" in text_of(client.post(again, follow=True))
    assert Delivery.objects.get(key=key).status == Status.QUEUED
    assert "has not failed, so there is nothing to send again" in text_of(client.post(again, follow=True))
    assert client.post(reverse("directory:send_again", args=[UUID(int=1)])).status_code == 404


@pytest.mark.parametrize(
    "query", [{"page": "0"}, {"page": "-3"}, {"page": "9" * 40}, {"status": "LOST"}, {"page": "x"}]
)
def test_an_invented_page_or_state_shows_a_page_all_the_same(
    client: Client, cast: Cast, sign_in: SignIn, query: dict[str, str]
) -> None:
    _queue()
    assert sign_in(client, cast.admin).get(LIST, query).status_code == 200


def test_more_than_fifty_are_on_several_pages(client: Client, cast: Cast, sign_in: SignIn) -> None:
    for number in range(51):
        _queue(f"p{number}@police.example")
    sign_in(client, cast.admin)
    first, second = text_of(client.get(LIST)), text_of(client.get(LIST, {"page": "2"}))
    assert "p0@police.example" not in first
    assert "Earlier ones" in first
    assert "p0@police.example" in second
    assert "Later ones" in second


@pytest.mark.parametrize("who", ["hana", "sam", "joy"])
def test_addresses_are_shown_to_nobody_else(client: Client, cast: Cast, sign_in: SignIn, who: str) -> None:
    person: Professional = getattr(cast, who)
    sign_in(client, person)
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("directory:delivery_files")).status_code == 403


def test_the_list_costs_the_same_with_more_deliveries(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    _failed()
    _queue()
    counting.costs_the_same(
        lambda: client.get(LIST), lambda: [_queue(f"p{n}@police.example") for n in range(6)], at_most=18
    )


def test_mail_of_the_demo_is_read_on_screen(
    client: Client, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = queries.FileMessage("1", "An action is waiting", "sam@police.example", "See http://x.example/a <b>", AT)
    monkeypatch.setattr(queries, "file_messages", lambda who: (written,))
    page = text_of(sign_in(client, cast.admin).get(reverse("directory:delivery_files")))
    assert "To sam@police.example, today 22:15" in page
    assert '<a href="http://x.example/a"' in page
    assert "&lt;b&gt;" in page


def test_where_mail_leaves_there_is_no_such_page(
    client: Client, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reachable.outbox.transports.leaves_files", lambda: False)
    assert sign_in(client, cast.admin).get(reverse("directory:delivery_files")).status_code == 404
    assert "Read the mail" not in text_of(client.get(LIST))
