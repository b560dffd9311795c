"""One card: saved by itself, as a page or as the fragment that the sheet's script asks for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from reachable.responses.models import Action, Answer
from tests.factories import Cast
from tests.web.sheets import STRAND, action_boxes, answer, boxes, card_of, response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
FRAGMENT = {"X-Fragment": "card"}


@pytest.fixture
def incident(cast: Cast):
    return response(cast, 2)


@pytest.fixture
def card(cast: Cast, incident):
    return card_of(cast, incident, "safe-to-return", "A")


@pytest.fixture
def address(incident, card) -> str:
    return reverse("responses:answer", args=[incident.reference, card.key])


def test_a_cell_opens_its_card(cast: Cast, signed_in, address, card) -> None:
    page = signed_in(cast.priya).get(address)
    html = page.content.decode()
    assert card.ask in html
    assert "Kai Mensah (A)" in html
    assert "Jay" not in html
    assert_declares_everybody_it_shows(page)


def test_the_fragment_is_the_card_alone_and_leaves_a_look(cast: Cast, signed_in, address, card) -> None:
    piece = signed_in(cast.priya).get(address, headers=FRAGMENT)
    html = piece.content.decode()
    assert "<html" not in html
    assert html.count("data-card ") == 1
    assert_declares_everybody_it_shows(piece)


def test_saving_goes_back_to_the_card_on_its_sheet(cast: Cast, signed_in, address, card, incident) -> None:
    saved = signed_in(cast.priya).post(address, boxes(card, answer="NOT_YET_KNOWN"))
    sheet = reverse("responses:sheet_about", args=[incident.reference, STRAND, "A"])
    assert saved["Location"] == f"{sheet}#card-{card.key}"
    assert Answer.objects.get().by == cast.priya


def test_saving_goes_back_to_where_the_reader_came_from_on_this_site_only(cast: Cast, signed_in, address, card) -> None:
    client = signed_in(cast.priya)
    there = client.post(address, boxes(card, answer="NOT_YET_KNOWN") | {"next": "/incidents/"})
    assert there["Location"] == "/incidents/"
    card_now = {f"card-{card.key}-seen": "1", f"card-{card.key}-answer": "IN_PLACE", f"card-{card.key}-because": "Yes"}
    elsewhere = client.post(address, card_now | {"next": "https://elsewhere.example/"})
    assert elsewhere["Location"].startswith("/incidents/INC-")


def test_a_fragment_says_that_it_was_recorded(cast: Cast, signed_in, address, card) -> None:
    piece = signed_in(cast.priya).post(address, boxes(card, answer="NOT_YET_KNOWN"), headers=FRAGMENT)
    html = piece.content.decode()
    assert piece.status_code == 200
    assert "Recorded" in html
    assert 'data-cell="Not known"' in html
    assert f'name="card-{card.key}-seen" value="1"' in html


def test_a_refused_fragment_holds_what_was_typed(cast: Cast, signed_in, address, card) -> None:
    sent = boxes(card, answer="NOT_NEEDED") | action_boxes(card, "Write to the school", cast.sam.key)
    html = signed_in(cast.priya).post(address, sent, headers=FRAGMENT).content.decode()
    assert "Say why this is not needed" in html
    assert "Write to the school" in html
    assert (Answer.objects.count(), Action.objects.count()) == (0, 0)


@pytest.mark.parametrize("headers", [FRAGMENT, {}])
def test_two_people_on_one_card_lose_nothing(cast: Cast, signed_in, address, card, incident, headers) -> None:
    answer(cast, incident, card, "IN_PLACE", because="Sam knows of a room")
    sent = boxes(card, answer="ACTION_NEEDED", because="Priya found none") | action_boxes(
        card, "Write to housing", cast.sam.key
    )
    client = signed_in(cast.priya)
    page = client.post(address, sent, headers=headers)
    html = page.content.decode()
    assert page.status_code == 409
    for words in (
        "What stands now",
        "Sam knows of a room",
        "Priya found none",
        "Write to housing",
        "Somebody else answered",
    ):
        assert words in html
    assert f'name="card-{card.key}-seen" value="1"' in html
    assert Answer.objects.count() == 1
    sent[f"card-{card.key}-seen"] = "1"
    client.post(address, sent, headers=headers)
    assert list(Answer.objects.order_by("number").values_list("because", flat=True)) == [
        "Sam knows of a room",
        "Priya found none",
    ]


def test_the_same_answer_sent_twice_is_recorded_once(cast: Cast, signed_in, address, card) -> None:
    client = signed_in(cast.priya)
    sent = boxes(card, answer="ACTION_NEEDED") | action_boxes(card, "Write to the school", cast.sam.key)
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert (Answer.objects.count(), Action.objects.count()) == (1, 1)


@pytest.mark.clause("STF-1")
def test_words_of_contact_are_asked_about_again_and_the_answer_is_kept(cast: Cast, signed_in, address, card) -> None:
    client = signed_in(cast.priya)
    sent = boxes(card, answer="ACTION_NEEDED") | action_boxes(card, "Visit the grandmother", cast.sam.key, contact="no")
    asked = client.post(address, sent, headers=FRAGMENT)
    html = asked.content.decode()
    assert "“visit”" in html
    assert "You answered no" in html
    assert "Visit the grandmother" in html
    assert Action.objects.count() == 0
    row = f"card-{card.key}-action-{len(card.suggests)}"
    unanswered = {**sent, f"{row}-asked": "Visit the grandmother", f"{row}-contact": ""}
    assert "Answer whether it sends" in client.post(address, unanswered, headers=FRAGMENT).content.decode()
    client.post(address, {**sent, f"{row}-asked": "Visit the grandmother"}, headers=FRAGMENT)
    [action] = Action.objects.all()
    assert (action.makes_contact, action.asked_again, action.state) == (False, True, "OPEN")


@pytest.mark.clause("STF-1")
def test_an_answer_about_other_words_does_not_count(cast: Cast, signed_in, address, card) -> None:
    row = f"card-{card.key}-action-{len(card.suggests)}"
    sent = boxes(card, answer="ACTION_NEEDED") | action_boxes(card, "Visit the grandmother", cast.sam.key)
    piece = signed_in(cast.priya).post(address, {**sent, f"{row}-asked": "Ring the school"}, headers=FRAGMENT)
    assert "You answered no" in piece.content.decode()
    assert Action.objects.count() == 0


@pytest.mark.clause("STF-1")
def test_an_action_that_sends_somebody_stays_proposed(cast: Cast, signed_in, address, card) -> None:
    sent = boxes(card, answer="ACTION_NEEDED") | action_boxes(
        card, "Visit the grandmother", cast.sam.key, contact="yes"
    )
    html = signed_in(cast.priya).post(address, sent, headers=FRAGMENT).content.decode()
    assert "Proposed: do not make contact yet" in html
    assert Action.objects.get().state == "PROPOSED"


def test_a_draft_comes_back_and_is_not_a_record(cast: Cast, signed_in, card, incident) -> None:
    client = signed_in(cast.priya)
    sheet = reverse("responses:sheet_about", args=[incident.reference, STRAND, "A"])
    keep = reverse("responses:draft", args=[incident.reference, f"strands/{STRAND}/about/A/"])
    assert f'data-draft="{keep}"' in client.get(sheet).content.decode()
    sent = boxes(card, because="He may go to an aunt in Cromer", was=_was(client.get(sheet), card))
    assert client.post(keep, sent).status_code == 204
    html = client.get(sheet).content.decode()
    assert "He may go to an aunt in Cromer" in html
    assert "We kept what you typed" in html
    assert Answer.objects.count() == 0
    client.post(sheet, boxes(card, answer="NOT_YET_KNOWN", because="He may go to an aunt in Cromer"))
    assert "We kept what you typed" not in client.get(sheet).content.decode()


def test_a_draft_over_an_answer_that_somebody_gave_meanwhile_shows_both(cast: Cast, signed_in, card, incident) -> None:
    client = signed_in(cast.priya)
    sheet = reverse("responses:sheet_about", args=[incident.reference, STRAND, "A"])
    keep = reverse("responses:draft", args=[incident.reference, f"strands/{STRAND}/about/A/"])
    client.post(keep, boxes(card, because="He may go to an aunt in Cromer", was=_was(client.get(sheet), card)))
    answer(cast, incident, card, "IN_PLACE", because="Sam knows of a room")
    html = client.get(sheet).content.decode()
    assert "What stands now" in html
    assert "Sam knows of a room" in html
    assert "He may go to an aunt in Cromer" in html


def test_nobody_else_sees_a_draft(cast: Cast, signed_in, card, incident) -> None:
    keep = reverse("responses:draft", args=[incident.reference, f"strands/{STRAND}/about/A/"])
    signed_in(cast.priya).post(keep, boxes(card, because="Only mine"))
    sheet = reverse("responses:sheet_about", args=[incident.reference, STRAND, "A"])
    assert "Only mine" not in signed_in(cast.hana).get(sheet).content.decode()


def test_an_unknown_card_or_a_stranger_finds_nothing(cast: Cast, signed_in, card, incident, address) -> None:
    unknown = reverse("responses:answer", args=[incident.reference, uuid4()])
    assert signed_in(cast.priya).get(unknown).status_code == 404
    client = signed_in(cast.stranger)
    assert client.get(address).status_code == 404
    assert client.post(address, boxes(card, answer="NOT_YET_KNOWN")).status_code == 404
    assert client.post(reverse("responses:draft", args=[incident.reference, "tonight/"]), {"a": "b"}).status_code == 404


def test_a_session_that_ended_keeps_what_the_card_held(cast: Cast, signed_in, set_clock, at, card, address) -> None:
    client = signed_in(cast.priya)
    set_clock(at + timedelta(hours=9))
    away = client.post(address, boxes(card, answer="IN_PLACE", because="Typed before it ended"))
    assert away.status_code == 302
    assert "sign-in" in away["Location"]
    assert Answer.objects.count() == 0
    html = signed_in(cast.priya).get(address).content.decode()
    assert "Typed before it ended" in html


def _was(page, card) -> str:
    html = page.content.decode()
    return html.partition(f'name="card-{card.key}-was" value="')[2].partition('"')[0]
