"""The checklist of a meeting that has ended: what is missing, where it is settled, and agreeing the minutes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.meetings import operations as meetings
from reachable.meetings.models import Meeting, Minutes
from tests.counting import query_count
from tests.domain.concluding_hands import (
    AGREED_AT,
    MET,
    begun,
    cover_all,
    decide,
    ended,
    fresh,
    held,
    item,
    note,
    staffed,
)
from tests.factories import Cast
from tests.web.purposes import say
from tests.web.reading import text_of as words_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
SetClock = Callable[[Any], None]


@pytest.fixture(autouse=True)
def _after_the_end(set_clock: SetClock) -> None:
    set_clock(AGREED_AT)


def at(meeting: Meeting, name: str = "conclude") -> str:
    return reverse(f"minutes:{name}", args=[meeting.reference])


def reader(signed_in: SignedIn, who: Professional, meeting: Meeting) -> Client:
    client = signed_in(who)
    assert say(client, meeting.reference).status_code == 302
    return client


def text_of(client: Client, where: str) -> str:
    found = client.get(where)
    assert found.status_code == 200
    assert_declares_everybody_it_shows(found)
    return words_of(found)


def test_the_purpose_is_asked_first_and_nobody_else_learns_that_it_exists(signed_in: SignedIn, cast: Cast) -> None:
    meeting = held(cast)
    answer = signed_in(cast.hana).get(at(meeting))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("sharing:purpose", args=[meeting.reference]))
    assert signed_in(cast.stranger).get(at(meeting)).status_code == 404
    assert signed_in(cast.priya).get(at(meeting, "agree")).status_code == 403


@pytest.mark.clause("SAF-1")
@pytest.mark.clause("CTX-2")
def test_what_is_missing_stands_with_who_settles_it_and_where(signed_in: SignedIn, cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    meetings.cover_item(by=cast.hana, at=AGREED_AT, meeting=meeting.reference, item_key=item(meeting, "parents").key)
    meeting = ended(cast.hana, meeting)
    page = text_of(reader(signed_in, cast.hana, meeting), at(meeting))
    assert "to settle before the minutes are agreed" in page
    risk = item(meeting, "risk-now").key
    assert "“Who may be hurt next, and by whom” is neither covered nor passed over" in page
    assert f"{at(meeting, 'run')}?item={risk}" in page
    young = meeting.covered.get().involvement.key
    assert "A: whether the threshold for enquiries is met, what follows is not said" in page
    assert f"&amp;about={young}" in page
    assert at(meeting, "agree") not in page


@pytest.mark.clause("SAF-1")
def test_why_a_seat_was_empty_is_said_on_the_list(signed_in: SignedIn, cast: Cast) -> None:
    meeting = held(cast)
    meeting.attendees.filter(professional=cast.ward).update(attendance="APOLOGIES")
    client = reader(signed_in, cast.joy, meeting)
    page = text_of(client, at(meeting))
    assert "nobody from Health was there: the quorum was not met" in page
    page = words_of(client.post(at(meeting), {"seat": "health", "seat-health-because": ""}))
    assert "Say why nobody came, in a few words" in page
    client.post(at(meeting), {"seat": "health", "seat-health-because": "Nobody on duty until eight"})
    page = text_of(client, at(meeting))
    assert "Health: nobody came. Nobody on duty until eight" in page
    assert "Nothing is left to settle" in page
    assert "Hana Malik chairs this meeting and agrees the minutes" in page
    readonly = text_of(reader(signed_in, cast.priya, meeting), at(meeting))
    assert "seat-health-because" not in readonly


def test_the_chair_agrees_what_is_seen_and_what_follows_is_said(signed_in: SignedIn, cast: Cast) -> None:
    meeting = held(cast)
    client = reader(signed_in, cast.hana, meeting)
    page = text_of(client, at(meeting))
    assert at(meeting, "agree") in page
    page = text_of(client, at(meeting, "agree"))
    assert "An enquiry under section 47 begins for A; a conference, if one is held, by Fri 11 Dec" in page
    sent = {"seen_revision": page.split('name="seen_revision" value="')[1].split('"')[0]}
    note(cast.joy, meeting, "One thing more")
    page = words_of(client.post(at(meeting, "agree"), sent))
    assert "Something was written while you looked" in page
    assert not Minutes.objects.exists()
    again = {"seen_revision": page.split('name="seen_revision" value="')[1].split('"')[0]}
    page = words_of(client.post(at(meeting, "agree"), again, follow=True))
    assert "The minutes are agreed" in page
    assert "To be sent" in page
    assert Minutes.objects.get().meeting == meeting


def test_agreeing_too_early_is_refused_in_a_sentence(signed_in: SignedIn, cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    cover_all(cast.hana, meeting)
    meeting = ended(cast.hana, meeting)
    client = reader(signed_in, cast.hana, meeting)
    page = words_of(client.post(at(meeting, "agree"), {"seen_revision": str(fresh(meeting).revision)}))
    assert "The minutes cannot be agreed yet: A: whether the threshold for enquiries is met" in page
    assert not Minutes.objects.exists()


def test_the_list_costs_the_same_with_more_notes(signed_in: SignedIn, cast: Cast) -> None:
    meeting = held(cast)
    client = reader(signed_in, cast.hana, meeting)
    client.get(at(meeting))
    with query_count(at_most=70) as before:
        client.get(at(meeting))
    for number in range(3):
        note(cast.joy, meeting, f"Note {number}")
    decide(cast.joy, meeting, MET)
    with query_count(at_most=70) as after:
        client.get(at(meeting))
    assert len(before) == len(after)
