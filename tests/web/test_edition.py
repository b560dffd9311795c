"""The guide that an incident works under: what would change, moving it, and how it was moved."""

import re

import pytest
from django.urls import reverse

from reachable.responses import editions, operations
from reachable.responses.models import EditionMove
from tests import guides
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.sheets import STRAND, answer, card_of, response

pytestmark = pytest.mark.django_db
OUT, ALSO_OUT = "siblings-at-risk", "threat-to-life"


@pytest.fixture
def guide(tmp_path, settings):
    return guides.first(tmp_path, settings)


@pytest.fixture
def incident(cast: Cast, guide):
    return response(cast)


@pytest.fixture
def address(incident) -> str:
    return reverse("responses:edition", args=[incident.reference])


def _seen(html: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', html)
    assert found
    return found[1]


def test_under_the_edition_in_force_it_says_so(cast: Cast, signed_in, address) -> None:
    html = signed_in(cast.hana).get(address).content.decode()
    assert "This incident works under the edition in force" in html
    assert "Move this incident" not in html
    assert editions.hash_in_force()[:8] in html


def test_what_would_change_stands_before_the_button(cast: Cast, signed_in, guide, address, settings) -> None:
    guides.ship(guide, settings, retire=(OUT,))
    html = signed_in(cast.hana).get(address).content.decode()
    before, button, _ = html.partition("Move this incident to the edition in force")
    assert button
    for words in (guides.NEW_WORDS, f"New: “{guides.ADDED_ASK}”", "No longer asked: ", "Immediate safety"):
        assert words in before
    assert "A manager on the team can move" in signed_in(cast.priya).get(address).content.decode()


def test_moving_changes_the_words_asks_what_is_new_and_keeps_what_was_said(
    cast: Cast, signed_in, guide, incident, address, settings
) -> None:
    answer(cast, incident, card_of(cast, incident, OUT), "NOT_NEEDED", because="An only child")
    guides.ship(guide, settings, retire=(OUT, ALSO_OUT))
    client = signed_in(cast.hana)
    sheet = reverse("responses:sheet", args=[incident.reference, STRAND])
    old = client.get(sheet).content.decode()
    assert guides.NEW_WORDS not in old
    assert guides.ADDED_ASK not in old
    done = client.post(address, {"seen": _seen(client.get(address).content.decode())}, follow=True).content.decode()
    assert "Moved to the edition in force" in done
    assert "How it was moved" in done
    new = client.get(sheet).content.decode()
    assert guides.NEW_WORDS in new
    assert guides.ADDED_ASK in new
    kept = card_of(cast, incident, OUT)
    folded = new[new.index(f'id="card-{kept.key}"') :][:1500]
    assert "no longer asked" in folded
    assert "Not needed" in folded
    assert "An only child" in new
    unasked = card_of(cast, incident, ALSO_OUT)
    line = new[new.index(f'id="card-{unasked.key}"') :][:1500]
    assert "app-fold" in line
    assert "data-gap" not in line[: line.index(">")]


def test_who_saw_other_changes_and_who_may_not_move_it(cast: Cast, signed_in, guide, address, settings) -> None:
    seen = editions.hash_in_force()
    guides.ship(guide, settings)
    html = signed_in(cast.hana).post(address, {"seen": seen}).content.decode()
    assert "Another edition came into force meanwhile" in html
    assert "Move this incident" in html
    assert signed_in(cast.priya).post(address, {"seen": editions.hash_in_force()}).status_code == 403
    assert signed_in(cast.stranger).get(address).status_code == 404
    assert signed_in(cast.admin).get(address).status_code == 403
    assert not EditionMove.objects.exists()


def test_an_edition_that_takes_a_code_away_says_why_it_waits(cast: Cast, signed_in, guide, address, settings) -> None:
    guides.ship(guide, settings, drop=OUT)
    html = signed_in(cast.hana).get(address).content.decode()
    assert "It cannot be moved yet" in html
    assert OUT in html
    assert "Move this incident" not in html
    refused = signed_in(cast.hana).post(address, {"seen": editions.hash_in_force()}).content.decode()
    assert "cannot take this incident over" in refused


def test_it_costs_the_same_after_a_move(cast: Cast, signed_in, guide, incident, address, settings) -> None:
    client = signed_in(cast.hana)

    def move() -> None:
        guides.ship(guide, settings)
        operations.move_to_edition_in_force(
            by=cast.hana, at=AT, reference=incident.reference, seen_hash=editions.hash_in_force()
        )

    costs_the_same(lambda: client.get(address), move, at_most=16)
