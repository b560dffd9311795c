"""The actions of an incident: who does what by when, and adding one."""

import re

import pytest
from django.urls import reverse

from reachable.responses import operations
from reachable.responses.models import Action
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.sheets import add_action, response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast):
    return response(cast, 2)


@pytest.fixture
def address(incident) -> str:
    return reverse("responses:actions", args=[incident.reference])


def _new(cast: Cast, **changes: str) -> dict[str, str]:
    given = {"what": "Write to the school", "owner": f"p:{cast.sam.key}", "due": "in-2h", "contact": "no", **changes}
    return {f"new-{name}": value for name, value in given.items()}


def test_unfinished_ones_come_first_and_finished_ones_are_folded(cast: Cast, signed_in, incident, address) -> None:
    done = add_action(cast, incident, "Ask the ward for a number")
    add_action(cast, incident)
    operations.finish_action(by=cast.priya, at=AT, action_key=done.key, seen_version=1, outcome="Got it")
    page = signed_in(cast.hana).get(address)
    before, _, after = page.content.decode().partition("Finished (1)")
    assert "Write to the landlord" in before
    assert "Kai Mensah (A)" in before
    assert "Ask the ward for a number" in after
    assert_declares_everybody_it_shows(page)


def test_none_yet_says_what_this_is_for(cast: Cast, signed_in, address) -> None:
    assert "who does what by when" in signed_in(cast.hana).get(address).content.decode()


def test_one_is_added(cast: Cast, signed_in, incident, address) -> None:
    about = incident.involvements.get(position=1)
    added = signed_in(cast.hana).post(address, _new(cast, about=str(about.key)), follow=True)
    assert "Action added" in added.content.decode()
    [action] = Action.objects.all()
    assert (action.owner, action.about, action.state) == (cast.sam, about, "OPEN")


def test_a_second_press_adds_nothing(cast: Cast, signed_in, incident, address) -> None:
    client = signed_in(cast.hana)
    page = client.get(address).content.decode()
    key = re.search(r'name="new-key" value="([0-9a-f-]{36})"', page)
    assert key
    sent = _new(cast, key=key[1])
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Action.objects.count() == 1


@pytest.mark.clause("STF-1")
def test_words_of_contact_are_asked_about_again(cast: Cast, signed_in, address) -> None:
    client = signed_in(cast.hana)
    html = client.post(address, _new(cast, what="Ring the mother")).content.decode()
    assert "“ring”" in html
    assert Action.objects.count() == 0
    client.post(address, _new(cast, what="Ring the mother", asked="Ring the mother", contact="yes"))
    assert Action.objects.get().state == "PROPOSED"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"what": ""}, "Say what is to be done"),
        ({"owner": ""}, "Choose who does it"),
        ({"owner": "p:00000000-0000-0000-0000-000000000000"}, "Select one of the answers"),
        ({"due": "pick"}, "Enter a real date and time"),
        ({"due": "pick", "due_at": "2026-02-31T12:00"}, "Enter a real date and time"),
        ({"due": "pick", "due_at": "2020-01-01T12:00"}, "has passed already"),
        ({"due": "pick", "due_at": "2031-01-01T12:00"}, "more than a year away"),
        ({"contact": ""}, "Answer whether it sends"),
        ({"about": "00000000-0000-0000-0000-000000000000"}, "Select one of the answers"),
    ],
)
def test_what_is_missing_or_wrong_is_named(cast: Cast, signed_in, address, changes: dict[str, str], words: str) -> None:
    assert words in signed_in(cast.hana).post(address, _new(cast, **changes)).content.decode()
    assert Action.objects.count() == 0


def test_who_may_only_read_has_no_form(cast: Cast, signed_in, incident, address) -> None:
    client = signed_in(cast.stranger)
    assert client.get(address).status_code == 404
    assert client.post(address, _new(cast)).status_code == 404
    assert signed_in(cast.admin).get(address).status_code == 403


def test_it_costs_the_same_with_more_actions(cast: Cast, signed_in, incident, address) -> None:
    add_action(cast, incident)
    client = signed_in(cast.hana)
    costs_the_same(
        lambda: client.get(address), lambda: [add_action(cast, incident, f"Letter {n}") for n in range(5)], at_most=28
    )
