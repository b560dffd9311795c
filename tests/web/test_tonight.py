"""Tonight: eight questions on one screen, opened by every report."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from reachable.responses import queries
from reachable.responses.models import Action, Answer
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.sheets import answer, boxes, card_of, response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db


def _address(reference: str, letter: str = "") -> str:
    if letter:
        return reverse("responses:tonight_about", args=[reference, letter])
    return reverse("responses:tonight", args=[reference])


@pytest.mark.parametrize("young", [0, 1, 3])
def test_the_eight_questions_stand_on_one_page(cast: Cast, signed_in, young: int) -> None:
    incident = response(cast, young)
    page = signed_in(cast.hana).get(_address(incident.reference))
    html = page.content.decode()
    questions = queries.tonight(cast.hana, incident.reference, AT).questions
    assert len(questions) == 8
    assert all(question.ask in unescape(html) for question in questions)
    assert "nobody is named yet" in html
    assert reverse("responses:handover", args=[incident.reference]) in html
    assert_declares_everybody_it_shows(page)


@pytest.mark.clause("SAF-9")
def test_several_young_people_each_show_their_state(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    card = card_of(cast, incident, "safe-address", "B")
    answer(cast, incident, card)
    html = signed_in(cast.hana).get(_address(incident.reference)).content.decode()
    assert "Jay Mensah (B)" in html
    assert "Not known" in html
    assert f"{reverse('responses:answer', args=[incident.reference, card.key])}?next=" in html


def test_answers_are_saved_from_the_page(cast: Cast, signed_in) -> None:
    incident = response(cast)
    card = card_of(cast, incident, "held-until-morning")
    client = signed_in(cast.hana)
    saved = client.post(
        _address(incident.reference), boxes(card, answer="IN_PLACE", because="Edith, until 08:00"), follow=True
    )
    html = saved.content.decode()
    assert "1 answer recorded" in html
    assert "Edith, until 08:00" in html
    assert Answer.objects.get().consideration.code == "held-until-morning"


def test_a_card_that_the_script_opened_in_the_form_is_saved_with_it(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    card = card_of(cast, incident, "safe-address", "B")
    client = signed_in(cast.hana)
    refused = client.post(_address(incident.reference), boxes(card, answer="NOT_NEEDED"))
    assert "Say why this is not needed" in refused.content.decode()
    assert client.post(_address(incident.reference), boxes(card, answer="NOT_YET_KNOWN")).status_code == 302
    assert Answer.objects.get().consideration.key == card.key


def test_what_is_found_out_late_says_so(cast: Cast, signed_in, set_clock) -> None:
    incident = response(cast)
    answer(cast, incident, card_of(cast, incident, "safe-address"), by=cast.priya)
    found = Action.objects.get(kind="FIND_OUT")
    set_clock(found.due_at + timedelta(minutes=9))
    html = signed_in(cast.hana).get(_address(incident.reference)).content.decode()
    assert "(9 min late)" in html.partition("Being found out")[2]
    timeline = signed_in(cast.hana).get(reverse("incidents:timeline", args=[incident.reference]))
    assert "Find out what is not yet known about A" in timeline.content.decode(), "a line names by the letter"


def test_what_is_not_known_becomes_one_action_each(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    for code in ("safe-address", "parents-able-to-protect", "parents-told"):
        answer(cast, incident, card_of(cast, incident, code, "A"), by=cast.priya)
    page = signed_in(cast.hana).get(_address(incident.reference))
    html = page.content.decode()
    found = [a for a in queries.actions_for(cast.hana, incident.reference, AT) if a.kind == "FIND_OUT"]
    assert len(found) == 2
    assert all(reverse("responses:action", args=[line.key]) in html for line in found)
    assert "Find out what is not yet known</a> · Kai Mensah (A)" in html
    assert_declares_everybody_it_shows(page)


def test_one_young_person_at_a_time_for_whoever_has_no_script(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    page = signed_in(cast.hana).get(_address(incident.reference, "B"))
    html = page.content.decode()
    assert f"card-{card_of(cast, incident, 'safe-address', 'B').key}-answer" in html
    assert f"card-{card_of(cast, incident, 'safe-address', 'A').key}-answer" not in html
    assert_declares_everybody_it_shows(page)
    assert signed_in(cast.hana).get(_address(incident.reference, "Q")).status_code == 404


def test_a_stranger_finds_nothing_and_the_wrong_role_is_told(cast: Cast, signed_in) -> None:
    incident = response(cast)
    assert signed_in(cast.stranger).get(_address(incident.reference)).status_code == 404
    assert signed_in(cast.admin).get(_address(incident.reference)).status_code == 403


def test_it_costs_the_same_whatever_is_answered(cast: Cast, signed_in) -> None:
    incident = response(cast, 6)
    client = signed_in(cast.hana)
    answer(cast, incident, card_of(cast, incident, "parents-told", "A"))

    def more() -> None:
        for letter in "ABCDEF":
            answer(cast, incident, card_of(cast, incident, "safe-address", letter))

    costs_the_same(lambda: client.get(_address(incident.reference)), more, at_most=32)
