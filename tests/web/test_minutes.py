"""Agreed minutes on the page: read, printed for a purpose, corrected, and with a note taken out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.meetings.choices import UseFor
from reachable.meetings.models import Addendum, Meeting
from tests.counting import query_count
from tests.domain.concluding_hands import (
    AGREED_AT,
    MET,
    action,
    agree,
    begun,
    cover_all,
    decide,
    ended,
    held,
    note,
    staffed,
)
from tests.factories import Cast
from tests.web.purposes import say
from tests.web.reading import text_of as words_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture(autouse=True)
def _after_the_end(set_clock: Callable[[Any], None]) -> None:
    set_clock(AGREED_AT)


def agreed(cast: Cast, *words: str) -> Meeting:
    meeting = begun(cast, staffed(cast))
    for one in words or ("Seen at the park",):
        note(cast.joy, meeting, one)
    action(cast.hana, meeting, "Write to the school", f"p:{cast.priya.key}")
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    return agree(cast.hana, ended(cast.hana, meeting))


def at(meeting: Meeting, name: str = "minutes") -> str:
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


def test_they_read_as_they_were_agreed(signed_in: SignedIn, cast: Cast) -> None:
    meeting = agreed(cast)
    page = text_of(reader(signed_in, cast.priya, meeting), at(meeting))
    for words in ("Minutes: Strategy discussion", "Seen at the park", "Write to the school", "Threshold for enquiries"):
        assert words in page
    assert "Sam Okafor, Detective inspector, Norfolk Constabulary" in page
    assert "As agreed" in page
    assert "To be sent by" in page
    assert at(meeting, "addendum") not in page
    assert signed_in(cast.stranger).get(at(meeting)).status_code == 404
    assert signed_in(cast.ig).get(at(meeting)).status_code == 403


def test_before_they_are_agreed_there_are_none(signed_in: SignedIn, cast: Cast) -> None:
    meeting = held(cast)
    assert reader(signed_in, cast.hana, meeting).get(at(meeting)).status_code == 404


@pytest.mark.clause("CTX-6")
def test_printing_asks_for_what_each_time(signed_in: SignedIn, cast: Cast) -> None:
    meeting = agreed(cast)
    client = reader(signed_in, cast.hana, meeting)
    printed = f"{at(meeting)}?print=yes"
    assert client.get(printed).status_code == 302
    say(client, meeting.reference, UseFor.PRINT, "minutes")
    assert "Printed for Hana Malik" in text_of(client, printed)
    assert client.get(printed).status_code == 302, "the next time it is asked again"


def test_a_correction_and_what_is_taken_out(signed_in: SignedIn, cast: Cast) -> None:
    meeting = agreed(cast, "A name that must go", "What stays")
    client, where = reader(signed_in, cast.hana, meeting), at(meeting, "addendum")
    page = text_of(client, where)
    sent = {
        "key": page.split('name="key" value="')[1].split('"')[0],
        "change": "CORRECTION",
        "words": "",
        "because": "",
    }
    assert "Write the correction, or the ground" in words_of(client.post(where, sent))
    page = words_of(client.post(where, {**sent, "words": "It was the river", "because": "Misheard"}, follow=True))
    assert "It was the river" in page
    gone = meeting.notes.get(words="A name that must go").key
    sent = {"key": "", "change": "REDACTION", "note_key": str(gone), "words": "Article 17", "because": "Asked for"}
    page = words_of(client.post(where, sent, follow=True))
    assert "A name that must go" not in page
    assert "Taken out lawfully, " in page
    assert Addendum.objects.count() == 2
    minute_taker = text_of(reader(signed_in, cast.joy, meeting), where)
    assert "A note is taken out" not in minute_taker


def test_they_cost_the_same_however_much_was_said(signed_in: SignedIn, cast: Cast) -> None:
    one = agreed(cast)
    more = agreed_again(cast, one)
    client = reader(signed_in, cast.hana, one)
    say(client, more.reference)
    for meeting in (one, more):
        client.get(at(meeting))
    with query_count(at_most=60) as before:
        client.get(at(one))
    with query_count(at_most=60) as after:
        client.get(at(more))
    assert len(before) == len(after)


def agreed_again(cast: Cast, meeting: Meeting) -> Meeting:
    """Another meeting of the same incident, in which much more was said."""
    other = begun(cast, meeting.incident)
    for number in range(6):
        note(cast.joy, other, f"Note {number}")
        action(cast.hana, other, f"Write letter {number}", f"p:{cast.priya.key}")
    cover_all(cast.hana, other)
    decide(cast.hana, other, MET)
    return agree(cast.hana, ended(cast.hana, other))


@pytest.mark.clause("CTX-5")
def test_the_actions_are_sent_and_each_owner_says_that_they_have_them(signed_in: SignedIn, cast: Cast) -> None:
    meeting = agreed(cast)
    client = reader(signed_in, cast.joy, meeting)
    page = text_of(client, at(meeting, "actions"))
    assert "Not sent yet" in page
    assert "Send to 5 who were asked" in page
    page = text_of(client, at(meeting, "send_actions"))
    assert "Wendy Barrow, Norwich General Hospital" in page
    page = words_of(client.post(at(meeting, "send_actions"), {}, follow=True))
    assert "Sent to 5" in page
    assert "Not opened yet" in page
    owner = reader(signed_in, cast.priya, meeting)
    page = text_of(owner, at(meeting, "actions"))
    assert "I have it" in page
    assert "Opened" in page
    assert "Norfolk Children&#39;s Services" in page
    assert at(meeting, "send_actions") not in page
    assert owner.post(at(meeting, "send_actions"), {}).status_code == 403
    assert signed_in(cast.stranger).get(at(meeting, "actions")).status_code == 404


def test_a_correction_says_which_note_is_wrong(signed_in: SignedIn, cast: Cast) -> None:
    meeting = agreed(cast, "Seen in May", "What stays")
    client, where = reader(signed_in, cast.hana, meeting), at(meeting, "addendum")
    wrong = str(meeting.notes.get(words="Seen in May").key)
    gone = str(meeting.notes.get(words="What stays").key)
    sent = {"key": "", "change": "CORRECTION", "words": "In June", "because": "Misheard", "note_key": gone}
    client.post(where, {**sent, "wrong_key": wrong})
    assert [one.source_key for one in Addendum.objects.all()] == [wrong]
    client.post(where, {**sent, "wrong_key": "", "words": "It lasted an hour"})
    assert [one.source_key for one in Addendum.objects.order_by("pk")] == [wrong, ""]
