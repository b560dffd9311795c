"""The page behind the link of an invitation: opening it changes nothing, pressing the button does."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from reachable.meetings import links
from reachable.meetings import operations as meetings
from reachable.meetings.models import Meeting
from tests.domain.inviting_hands import GUEST, invited, place_of, token_of
from tests.factories import AT, Cast
from tests.web.guests_hands import rows_of_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    cache.clear()
    return invited(cast)


@pytest.fixture
def address(meeting: Meeting) -> str:
    return reverse("guests:answer", args=[token_of(GUEST)])


def test_the_link_in_mail_is_the_address_of_the_page() -> None:
    assert links.answer("t-t") == reverse("guests:answer", args=["t-t"])


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("options", 405)])
def test_opening_it_changes_nothing_at_all(client: Client, address: str, method: str, status: int) -> None:
    before = rows_of_everything()
    assert getattr(client, method)(address).status_code == status
    assert rows_of_everything() == before


def test_it_says_when_where_and_who_chairs_and_nothing_of_anybody_young(
    client: Client, meeting: Meeting, address: str
) -> None:
    answer = client.get(address)
    page = answer.content.decode()
    for words in (meeting.reference, "Room 3, County Hall", "Hana Malik", "I come", "I cannot come"):
        assert words in page
    for words in ("Kai", "Mensah", "Jay", meeting.incident.reference, "trategy", "data-young-person"):
        assert words not in page
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["Cache-Control"] == "no-store"


def test_pressing_the_button_answers_and_the_page_says_so(client: Client, meeting: Meeting, address: str) -> None:
    answer = client.post(address, {"coming": "CANNOT", "words": "On leave"}, follow=True)
    assert "Your answer is sent" in answer.content.decode()
    place = place_of(meeting, GUEST)
    assert (place.coming, place.coming_words) == ("CANNOT", "On leave")
    client.post(address, {"coming": "COMING"})
    assert place_of(meeting, GUEST).coming == "COMING"


@pytest.mark.parametrize(
    ("sent", "says"),
    [({}, "Choose one of the three answers"), ({"coming": "SENDING"}, "Say whom you send")],
    ids=["nothing", "sends nobody"],
)
def test_what_is_missing_is_said_and_nothing_is_recorded(
    client: Client, meeting: Meeting, address: str, sent: dict[str, str], says: str
) -> None:
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert place_of(meeting, GUEST).coming == ""


def test_every_link_that_leads_nowhere_is_told_the_same(client: Client, cast: Cast, meeting: Meeting) -> None:
    token = token_of(GUEST)
    wrong = client.get(reverse("guests:answer", args=["x" * 43]))
    meetings.start_meeting(by=cast.hana, at=AT, meeting=meeting.reference)
    late = client.get(reverse("guests:answer", args=[token]))
    posted = client.post(reverse("guests:answer", args=[token]), {"coming": "COMING"})
    assert [one.status_code for one in (wrong, late, posted)] == [404, 404, 404]
    assert wrong.content == late.content == posted.content
    assert b"ring whoever asked you" in wrong.content


def test_somebody_who_presses_on_and_on_is_held_back(client: Client, meeting: Meeting, address: str) -> None:
    pages = [client.post(address, {"coming": "COMING"}) for _ in range(21)]
    assert [one.status_code for one in pages] == [302] * 20 + [200]
    assert "too many attempts" in pages[-1].content.decode()
