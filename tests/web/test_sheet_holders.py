"""Who holds something is chosen from the team, and shown by name and number."""

from html import unescape

import pytest
from django.urls import reverse

from reachable.responses.models import Answer
from tests.factories import AT, Cast
from tests.web.sheets import answer, boxes, card_of, response

pytestmark = pytest.mark.django_db
HELD = "held-until-morning"


@pytest.fixture
def incident(cast: Cast):
    return response(cast)


def _tonight(incident) -> str:
    return reverse("responses:tonight", args=[incident.reference])


def _words_of(who) -> str:
    return f"{who.name}, {who.telephone}" if who.telephone else who.name


def _box(page, card) -> str:
    html = unescape(page.content.decode())
    return html.partition(f'name="card-{card.key}-record-holder"')[2].partition("</select>")[0]


def test_the_team_is_offered_and_nobody_is_chosen(cast: Cast, signed_in, incident) -> None:
    card = card_of(cast, incident, HELD)
    box = _box(signed_in(cast.hana).get(reverse("responses:answer", args=[incident.reference, card.key])), card)
    assert '<option value="">Not chosen</option>' in box
    assert f'value="p:{cast.hana.key}"' in box
    assert f"{cast.stranger.key}" not in box
    assert 'value="a:' not in box
    assert " selected" not in box


def test_who_holds_it_stands_with_a_number_on_tonight_and_on_paper(cast: Cast, signed_in, incident) -> None:
    card = card_of(cast, incident, HELD)
    client = signed_in(cast.hana)
    said = {"answer": "IN_PLACE", "because": "Until eight", "record-holder": f"p:{cast.hana.key}"}
    saved = client.post(_tonight(incident), boxes(card, **said), follow=True)
    assert Answer.objects.get().record == {"holder": f"p:{cast.hana.key}"}
    assert cast.hana.telephone
    words = f"Who holds it: {_words_of(cast.hana)}"
    assert words in unescape(saved.content.decode())
    paper = unescape(client.get(reverse("responses:handover", args=[incident.reference])).content.decode())
    assert words in paper
    assert f"p:{cast.hana.key}" not in paper


def test_somebody_off_the_team_is_refused(cast: Cast, signed_in, incident) -> None:
    card = card_of(cast, incident, HELD)
    said = {"answer": "IN_PLACE", "because": "Until eight", "record-holder": f"p:{cast.stranger.key}"}
    page = signed_in(cast.hana).post(_tonight(incident), boxes(card, **said))
    assert "Select one of the answers" in page.content.decode()
    assert not Answer.objects.exists()


def test_words_of_before_stay_as_an_answer_to_choose(cast: Cast, signed_in, incident) -> None:
    card = card_of(cast, incident, HELD)
    answer(cast, incident, card, "IN_PLACE", because="Agreed")
    Answer.objects.create(
        consideration=Answer.objects.get().consideration, number=2, answer="IN_PLACE", because="Agreed",
        record={"holder": "Edith, duty team"}, by=cast.hana, at=AT,
    )  # fmt: skip
    client = signed_in(cast.hana)
    page = client.get(reverse("responses:answer", args=[incident.reference, card.key]))
    box = _box(page, card)
    assert 'value="Edith, duty team" selected' in box
    said = {"answer": "IN_PLACE", "because": "Agreed again", "record-holder": "Edith, duty team"}
    now = card_of(cast, incident, HELD)
    client.post(_tonight(incident), boxes(now, **said))
    assert Answer.objects.get(number=3).record == {"holder": "Edith, duty team"}
