"""The handover: one printed page from the night to the morning."""

from html import unescape

import pytest
from django.urls import reverse

from reachable.responses import queries
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.sheets import add_action, answer, card_of, response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db


def _address(reference: str) -> str:
    return reverse("responses:handover", args=[reference])


def test_it_says_what_happened_who_is_where_what_is_open_and_whom_to_ring(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    answer(cast, incident, card_of(cast, incident, "safe-address", "A"), "IN_PLACE", because="With an aunt in Cromer")
    add_action(cast, incident)
    page = signed_in(cast.hana).get(_address(incident.reference))
    html = unescape(page.content.decode())
    asked = [question.ask for question in queries.tonight(cast.hana, incident.reference, AT).questions]
    for words in (
        "Kai Mensah (A)", "In hospital", "With an aunt in Cromer", "Write to the landlord", "Priya Nair",
        "01632 960123", "Drawn up by Hana Malik, Saturday 21 November 2026, 22:15", "OFFICIAL-SENSITIVE", *asked,
    ):  # fmt: skip
        assert words in html
    assert "<form" not in html.partition("<main")[2].partition("</main")[0]
    assert_declares_everybody_it_shows(page)


def test_a_proposed_contact_says_so_on_paper(cast: Cast, signed_in) -> None:
    incident = response(cast)
    add_action(cast, incident, "Visit the family", makes_contact=True)
    assert (
        "Proposed: do not make contact yet" in signed_in(cast.hana).get(_address(incident.reference)).content.decode()
    )


def test_a_stranger_finds_nothing_and_the_wrong_role_is_told(cast: Cast, signed_in) -> None:
    incident = response(cast)
    assert signed_in(cast.stranger).get(_address(incident.reference)).status_code == 404
    assert signed_in(cast.admin).get(_address(incident.reference)).status_code == 403


def test_it_costs_the_same_with_more_to_say(cast: Cast, signed_in) -> None:
    incident = response(cast, 6)
    client = signed_in(cast.hana)
    add_action(cast, incident)

    def more() -> None:
        for number in range(6):
            add_action(cast, incident, f"Write letter {number}")

    costs_the_same(lambda: client.get(_address(incident.reference)), more, at_most=36)
