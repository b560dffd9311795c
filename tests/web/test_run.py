"""The page on which a meeting is held: what it shows, what is noted and agreed, what is refused, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reachable.common import clock
from reachable.directory.models import KeptText
from reachable.meetings import operations
from reachable.meetings.models import Note
from reachable.responses.models import Action, Answer
from tests.factories import Cast
from tests.web.run_hands import a_note, address, an_action, item_of, running, says_why
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
FRAGMENT = {"HTTP_X_FRAGMENT": "parts"}
RUN_AT_MOST = 60  # statements of the whole page, however many young people and items
LIVE_AT_MOST = 16  # asked every few seconds by every open page
TYPING_AT_MOST = 18  # while somebody types


@pytest.fixture
def meeting(cast: Cast):
    return running(cast, clock.now(), young=3)


@pytest.fixture
def item(meeting):
    return item_of(meeting, "what-is-known")


@pytest.fixture
def hana(cast: Cast, signed_in, meeting):
    client = signed_in(cast.hana)
    says_why(client, meeting)
    return client


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


def test_the_page_says_who_is_there_what_comes_and_what_is_missing(hana, meeting) -> None:
    page = hana.get(address("run", meeting))
    for words in ("First: agree what this meeting is for", "nobody from Police is there", "purposes not agreed yet"):
        assert words in text_of(page)
    assert "1 What happened, and what each service knows" in text_of(page)
    assert_declares_everybody_it_shows(page)


def test_nothing_is_shown_before_the_purpose_was_said(cast: Cast, signed_in, meeting, item) -> None:
    client = signed_in(cast.hana)
    asked = client.get(address("run", meeting))
    assert asked.url.startswith(reverse("sharing:purpose", args=[meeting.reference]))
    sent = client.post(address("note", meeting), a_note(item, "Typed in a new session"))
    assert sent.status_code == 302
    assert not Note.objects.exists()
    says_why(client, meeting)
    assert "Typed in a new session" in text_of(client.get(address("run", meeting)))


def test_a_note_stands_under_its_item_once(hana, meeting, item) -> None:
    sent = a_note(item, "Followed from college", kind="VIEW")
    for _ in range(2):
        page = hana.post(address("note", meeting), sent, follow=True)
    assert "Followed from college" in text_of(page)
    assert Note.objects.get().kind == "VIEW"
    assert f"item={item.key}" in page.redirect_chain[-1][0]


def test_a_note_without_its_kind_stays_in_the_box(hana, meeting, item) -> None:
    page = hana.post(address("note", meeting), a_note(item, "Half said", kind=""))
    assert "Say whether it is a fact, a view or a decision" in text_of(page)
    assert ">Half said</textarea>" in page.content.decode()
    part = hana.post(address("note", meeting), a_note(item, "Half said", kind=""), **FRAGMENT)
    assert part.status_code == 422
    assert "<html" not in part.content.decode()


def test_somebody_who_does_not_run_it_reads_and_writes_nothing(cast: Cast, signed_in, hana, meeting, item) -> None:
    hana.post(address("note", meeting), a_note(item, "Followed from college"))
    sam = signed_in(cast.sam)
    says_why(sam, meeting)
    page = sam.get(address("run", meeting))
    assert "Followed from college" in text_of(page)
    assert "Note it" not in text_of(page)
    assert_declares_everybody_it_shows(page)
    assert sam.post(address("note", meeting), a_note(item, "Mine")).status_code == 403
    assert Note.objects.count() == 1


def test_a_note_that_somebody_changed_meanwhile_is_shown_beside_what_was_typed(hana, meeting, item, cast) -> None:
    hana.post(address("note", meeting), a_note(item, "As it was"))
    note = Note.objects.get()
    told = {"by": cast.hana, "at": clock.now(), "meeting": meeting.reference, "note_key": note.key}
    operations.change_note(**told, seen_version=1, kind="FACT", words="As somebody changed it")
    typed = {**a_note(item, "As I would have it"), "note-seen_version": "1"}
    page = hana.post(address("change_note", meeting, note.key), typed)
    assert "As somebody changed it" in text_of(page)
    assert ">As I would have it</textarea>" in page.content.decode()
    again = hana.post(address("change_note", meeting, note.key), {**typed, "note-seen_version": "2"})
    assert again.status_code == 302
    note.refresh_from_db()
    assert note.words == "As I would have it"


def test_a_decision_that_somebody_does_not_agree_with(cast: Cast, hana, meeting, item) -> None:
    hana.post(address("note", meeting), a_note(item, "He moves tonight", kind="DECISION"))
    note = Note.objects.get()
    place = meeting.attendees.get(professional=cast.hana)
    said = {"dissent-attendee": str(place.key), "dissent-words": "Too far from his mother"}
    page = hana.post(address("dissent", meeting, note.key), said, follow=True)
    assert "Hana Malik does not agree: " in text_of(page)
    assert "Too far from his mother" in text_of(page)


def test_whoever_does_it_is_typed(hana, meeting, item) -> None:
    page = hana.post(address("action", meeting), an_action(item, "nair"), follow=True)
    assert "Write to the landlord" in text_of(page)
    assert Action.objects.get().owner.name == "Priya Nair"
    nobody = hana.post(address("action", meeting), an_action(item, "zebedee"))
    assert "Nobody in the list is called “zebedee”" in text_of(nobody)
    assert Action.objects.count() == 1


def test_words_that_send_somebody_are_asked_about_again(hana, meeting, item) -> None:
    sent = an_action(item, "nair", "Visit the family")
    page = hana.post(address("action", meeting), sent)
    assert "The words say <strong>“visit”</strong>" in text_of(page)
    unanswered = hana.post(address("action", meeting), {**sent, "action-asked": "Visit the family"})
    assert "Answer whether it sends somebody" in text_of(unanswered)
    assert not Action.objects.exists()
    hana.post(address("action", meeting), {**sent, "action-asked": "Visit the family", "action-contact": "yes"})
    assert Action.objects.get().makes_contact


def test_an_answer_in_a_row_is_that_of_the_strand(hana, meeting, item) -> None:
    page = hana.get(address("run", meeting) + f"?item={item.key}")
    key = page.content.decode().partition('data-part="row-')[2][:36]
    sent = {f"card-{key}-answer": "IN_PLACE", f"card-{key}-because": "Social worker said so", f"card-{key}-seen": "0"}
    after = hana.post(address("answers", meeting, item.key), {**sent, f"card-{key}-was": ""}, follow=True)
    assert "1 answer recorded" in text_of(after)
    assert str(Answer.objects.get().consideration.key) == key


def test_the_next_item_is_taken(hana, meeting, item) -> None:
    page = hana.post(address("item", meeting, item.key), {"do": "next"}, follow=True)
    assert "2 Who may be hurt next, and by whom" in text_of(page)
    item.refresh_from_db()
    assert item.state == "COVERED"


def test_an_item_is_left_out_with_why(hana, meeting, item) -> None:
    page = hana.post(address("item", meeting, item.key), {"do": "pass"})
    assert "Say why, in a few words" in text_of(page)
    hana.post(address("item", meeting, item.key), {"do": "pass", "pass-because": "No time"})
    item.refresh_from_db()
    assert (item.state, item.because) == ("NOT_REACHED", "No time")


def test_everybody_is_marked_at_once(hana, meeting) -> None:
    page = hana.post(address("attendance", meeting), {"everybody": "yes"}, follow=True)
    total = meeting.attendees.count()
    assert f"{total} of {total} are there" in text_of(page)


def test_purposes_are_agreed(hana, meeting) -> None:
    none = hana.post(address("purposes", meeting), {"own": "", "not_for": ""})
    assert none.status_code == 200
    page = hana.post(
        address("purposes", meeting), {"purposes": ["safeguarding"], "own": "", "not_for": ""}, follow=True
    )
    assert "purposes agreed" in text_of(page)


def test_a_restricted_part_begins_and_ends(cast: Cast, hana, meeting, item) -> None:
    stay = str(meeting.attendees.get(professional=cast.hana).key)
    said = {"restricted-because": "Intelligence", "restricted-stay": [stay]}
    page = hana.post(address("restricted", meeting, item.key), said, follow=True)
    assert ": Intelligence</h2>" in text_of(page)
    ended = hana.post(address("end_restricted", meeting), follow=True)
    assert ": Intelligence</h2>" not in text_of(ended)


def test_the_shared_view_is_shown_and_ended(hana, meeting, item) -> None:
    hana.post(address("note", meeting), a_note(item, "For everybody"))
    page = hana.post(address("shared", meeting), {"shown": "yes"}, follow=True)
    assert "Show what is new" in page.content.decode()
    assert "For everybody" in text_of(page)
    assert "shown to the room" in text_of(hana.get(address("run", meeting)))
    hana.post(address("shared", meeting), {"shown": "no"})
    meeting.refresh_from_db()
    assert not meeting.shared_view


def test_the_meeting_ends(hana, meeting) -> None:
    assert "Not covered yet:" in text_of(hana.get(address("end", meeting)))
    answer = hana.post(address("end", meeting), {"ended_at-day": ""})
    assert answer.url == address("conclude", meeting)
    meeting.refresh_from_db()
    assert meeting.state == "ENDED"


def test_what_is_typed_is_kept_and_goes_once_it_is_noted(hana, meeting, item) -> None:
    sent = a_note(item, "Half a sentence")
    with CaptureQueriesContext(connection) as counted:
        kept = hana.post(
            address("typing", meeting), {**sent, "form": address("note", meeting), "at_item": str(item.key)}
        )
    assert kept.json()["saved"]
    assert len(counted) <= TYPING_AT_MOST
    assert "We kept what you typed" in text_of(hana.get(address("run", meeting)))
    hana.post(address("note", meeting), sent, **FRAGMENT)
    assert not KeptText.objects.exists()


def test_a_draft_goes_to_no_other_form(hana, meeting, item) -> None:
    hana.post(address("typing", meeting), {"form": "/settings/", "note-words": "x", "at_item": str(item.key)})
    assert not KeptText.objects.exists()


def test_an_open_page_hears_that_something_is_new(hana, meeting, item) -> None:
    since = hana.get(address("live", meeting)).json()["revision"]
    hana.post(address("note", meeting), a_note(item))
    with CaptureQueriesContext(connection) as counted:
        news = hana.get(address("live", meeting), {"since": since, "item": str(item.key)}).json()
    assert news["changed"]
    assert news["revision"] > since
    assert len(counted) <= LIVE_AT_MOST + 20
    with CaptureQueriesContext(connection) as counted:
        assert not hana.get(address("live", meeting), {"since": news["revision"]}).json()["changed"]
    assert len(counted) <= LIVE_AT_MOST


def test_the_page_costs_the_same_for_many(cast: Cast, signed_in) -> None:
    client, counts = signed_in(cast.hana), []
    for young in (2, 6):
        meeting = running(cast, clock.now(), young=young)
        says_why(client, meeting)
        client.get(address("run", meeting))
        with CaptureQueriesContext(connection) as counted:
            client.get(address("run", meeting))
        counts.append(len(counted))
    assert counts[0] == counts[1] <= RUN_AT_MOST, counts
