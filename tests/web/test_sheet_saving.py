"""Saving a whole sheet without script: only what was changed, each answer accepted or refused by itself."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from reachable.responses.models import Action, Answer
from tests.factories import Cast
from tests.web.sheets import STRAND, action_boxes, answer, boxes, card_of, response, sheet_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast):
    return response(cast)


@pytest.fixture
def address(incident) -> str:
    return reverse("responses:sheet", args=[incident.reference, STRAND])


def as_drawn(page) -> dict[str, str]:
    """Every box of the page's form as a browser would send it untouched."""
    sent: dict[str, str] = {}

    class Reader(HTMLParser):
        select, area, text = "", "", ""

        def handle_starttag(self, tag, attrs):
            a = dict(attrs)
            if tag == "input" and a.get("name", "").startswith("card-"):
                if a.get("type") in ("radio", "checkbox") and "checked" not in a:
                    return
                sent[a["name"]] = a.get("value") or ""
            elif tag == "select":
                self.select = a["name"]
            elif tag == "option" and self.select and ("selected" in a or self.select not in sent):
                sent[self.select] = a.get("value") or ""
            elif tag == "textarea":
                self.area, self.text = a["name"], ""

        def handle_data(self, data):
            self.text += data

        def handle_endtag(self, tag):
            if tag == "textarea":
                sent[self.area] = self.text
            if tag == "select":
                self.select = ""

    Reader().feed(page.content.decode())
    return sent


def test_an_untouched_sheet_records_nothing(cast: Cast, signed_in, incident, address) -> None:
    said = {"home": "not-safe"}
    answer(
        cast,
        incident,
        card_of(cast, incident, "safe-to-return"),
        "IN_PLACE",
        because="  two\nlines ",
        record_fields=said,
    )
    client = signed_in(cast.priya)
    sent = as_drawn(client.get(address))
    assert len(sent) > 150
    saved = client.post(address, sent, follow=True)
    assert "Nothing was changed" in saved.content.decode()
    assert Answer.objects.count() == 1


@pytest.mark.clause("SAF-1")
def test_only_what_was_changed_is_recorded_and_the_refused_come_back(cast: Cast, signed_in, incident, address) -> None:
    client = signed_in(cast.priya)
    sent = as_drawn(client.get(address))
    told = card_of(cast, incident, "parents-told")
    safe = card_of(cast, incident, "safe-to-return")
    owed = card_of(cast, incident, "threat-to-life")
    sent |= boxes(told, answer="NOT_YET_KNOWN")
    sent |= boxes(safe, answer="IN_PLACE", because="Stays with an aunt", **{"record-home": "safe"})
    sent |= boxes(owed, answer="NOT_NEEDED")
    page = client.post(address, sent)
    html = page.content.decode()
    assert page.status_code == 200
    assert "2 recorded, 1 needs another look" in html
    assert "Say why this is not needed." in html
    assert f'href="#id_card-{owed.key}-because"' in html
    assert sorted(Answer.objects.values_list("answer", flat=True)) == ["IN_PLACE", "NOT_YET_KNOWN"]
    again = as_drawn(page)
    assert again[f"card-{owed.key}-answer"] == "NOT_NEEDED"
    assert_declares_everybody_it_shows(page)
    again[f"card-{owed.key}-because"] = "Police say that nobody is looking for him"
    done = client.post(address, again, follow=True)
    assert "1 answer recorded" in done.content.decode()
    assert Answer.objects.count() == 3


def test_an_action_on_the_spot_is_made_with_the_answer(cast: Cast, signed_in, incident, address) -> None:
    card = card_of(cast, incident, "safe-to-return")
    sent = boxes(card, answer="ACTION_NEEDED") | action_boxes(card, card.suggests[0][0], cast.sam.key, row=0)
    saved = signed_in(cast.priya).post(address, sent)
    assert saved.status_code == 302
    [action] = Action.objects.all()
    assert (action.what, action.owner, action.consideration.code) == (card.suggests[0][0], cast.sam, "safe-to-return")


def test_action_needed_takes_an_action(cast: Cast, signed_in, incident, address) -> None:
    card = card_of(cast, incident, "safe-to-return")
    html = signed_in(cast.priya).post(address, boxes(card, answer="ACTION_NEEDED")).content.decode()
    assert "add at least one action" in html
    assert Answer.objects.count() == 0


def test_an_action_says_who_what_when_and_whether_it_sends_somebody(cast: Cast, signed_in, incident, address) -> None:
    card = card_of(cast, incident, "safe-to-return")
    row = len(card.suggests)
    sent = boxes(card, answer="ACTION_NEEDED") | {
        f"card-{card.key}-action-{row}-tick": "yes",
        f"card-{card.key}-action-{row}-due": "pick",
    }
    html = signed_in(cast.priya).post(address, sent).content.decode()
    for words in (
        "Say what is to be done",
        "Choose who does it",
        "Answer whether it sends",
        "Enter a real date and time",
    ):
        assert words in html
    assert Action.objects.count() == 0


def test_a_card_that_somebody_else_answered_meanwhile_is_shown_with_both(
    cast: Cast, signed_in, incident, address
) -> None:
    client = signed_in(cast.priya)
    sent = as_drawn(client.get(address))
    card = card_of(cast, incident, "safe-to-return")
    untouched = card_of(cast, incident, "parents-told")
    answer(cast, incident, card, "IN_PLACE", because="Sam knows of a room")
    answer(cast, incident, untouched)
    sent |= boxes(card, answer="NOT_NEEDED", because="Priya says he is not leaving")
    html = client.post(address, sent).content.decode()
    assert "Somebody else answered this while you wrote" in html
    assert "Sam knows of a room" in html
    assert "Priya says he is not leaving" in html
    assert Answer.objects.filter(consideration__key=card.key).count() == 1
    assert Answer.objects.filter(consideration__key=untouched.key).count() == 1, "an untouched card is left alone"


def test_sending_twice_records_once(cast: Cast, signed_in, incident, address) -> None:
    card = card_of(cast, incident, "safe-to-return")
    sent = boxes(card, answer="ACTION_NEEDED") | action_boxes(card, "Write to the school", cast.sam.key)
    client = signed_in(cast.priya)
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    assert (Answer.objects.count(), Action.objects.count()) == (1, 1)


def test_more_than_a_thousand_boxes_get_a_clear_answer(cast: Cast, signed_in, incident, address) -> None:
    page = signed_in(cast.priya).post(address, {f"box-{number}": "x" for number in range(1001)})
    assert page.status_code == 400
    assert "more than 1,000" in page.content.decode()
    assert Answer.objects.count() == 0


def test_no_form_of_six_young_people_comes_near_the_limit(cast: Cast, signed_in) -> None:
    incident = response(cast, 6)
    client = signed_in(cast.priya)
    for name in (
        reverse("responses:sheet", args=[incident.reference, STRAND]),
        reverse("responses:sheet_about", args=[incident.reference, STRAND, "F"]),
        reverse("responses:tonight", args=[incident.reference]),
        reverse("responses:tonight_about", args=[incident.reference, "F"]),
    ):
        assert client.get(name).content.decode().count(' name="card-') < 800


@pytest.mark.parametrize(
    ("box", "value", "words"),
    [
        ("because", "x" * 10_001, "10,000 characters or fewer"),
        ("because", "a\x00b", "cannot be read"),
        ("record-home", "nowhere", "Select one of the answers"),
        ("answer", "MAYBE", "Select one of the answers"),
    ],
)
def test_bad_input_is_named_and_kept(
    cast: Cast, signed_in, incident, address, box: str, value: str, words: str
) -> None:
    card = card_of(cast, incident, "safe-to-return")
    sent = boxes(card, **{"answer": "IN_PLACE", "because": "It is", **{box: value}})
    html = signed_in(cast.priya).post(address, sent).content.decode()
    assert words in html
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("boxes_of_date", "words"),
    [
        ({"day": "31", "month": "2", "year": "2026"}, "must be a real date"),
        ({"day": "x", "month": "2", "year": "2026"}, "must be a number"),
    ],
)
def test_an_impossible_date_is_named(cast: Cast, signed_in, incident, address, boxes_of_date, words: str) -> None:
    card = card_of(cast, incident, "discharge-expected")
    date = {f"record-expected-discharge-{part}": value for part, value in boxes_of_date.items()}
    html = (
        signed_in(cast.priya)
        .post(address, boxes(card, answer="IN_PLACE", because="Ward says", **date))
        .content.decode()
    )
    assert words in html
    assert Answer.objects.count() == 0


def test_dates_are_kept_and_read_as_people_say_them(cast: Cast, signed_in, incident, address) -> None:
    card = card_of(cast, incident, "discharge-expected")
    date = {
        "record-expected-discharge-day": "24",
        "record-expected-discharge-month": "11",
        "record-expected-discharge-year": "2026",
    }
    client = signed_in(cast.priya)
    client.post(address, boxes(card, answer="IN_PLACE", because="Ward says", **date))
    assert Answer.objects.get().record == {"expected-discharge": "2026-11-24"}
    page = client.get(address)
    assert "24 November 2026" in page.content.decode()
    assert client.post(address, as_drawn(page), follow=True).content.decode().count("Nothing was changed") == 1


def test_everybody_in_the_sheet_is_asked_after_once_each(cast: Cast, incident) -> None:
    view = sheet_of(cast, incident)
    assert view.total == len({card.key for card in (*view.incident_cards, *view.young_person_cards)})
