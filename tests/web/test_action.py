"""One action: every step of it, and what can be done with it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from reachable.responses import operations
from reachable.responses.models import Action
from tests.counting import query_count
from tests.factories import AT, Cast, agency
from tests.web.sheets import add_action, answer, card_of, response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
IMPOSSIBLE = {"due_at-day": "31", "due_at-month": "2", "due_at-year": "2027", "due_at-time": "9:00", "because": "x"}


@pytest.fixture
def incident(cast: Cast):
    return response(cast)


@pytest.fixture
def action(cast: Cast, incident):
    return add_action(cast, incident)


def _post(client, action, step: str, **fields: str):
    action.refresh_from_db()
    return client.post(reverse(f"responses:{step}", args=[action.key]), {"version": str(action.version), **fields})


def test_it_says_who_does_what_by_when_and_every_step(cast: Cast, signed_in, action) -> None:
    operations.extend_action(
        by=cast.priya,
        at=AT,
        action_key=action.key,
        seen_version=1,
        due_at=AT + timedelta(days=1),
        because="Office is shut",
    )
    page = signed_in(cast.priya).get(reverse("responses:action", args=[action.key]))
    html = page.content.decode()
    for words in (
        "Write to the landlord",
        "Priya Nair",
        "tomorrow 22:15",
        "More time",
        "Office is shut",
        "Kai Mensah (A)",
    ):
        assert words in html
    assert_declares_everybody_it_shows(page)


@pytest.mark.parametrize(
    ("step", "fields", "state", "owner"),
    [
        ("action_done", {"outcome": "Sent"}, "DONE", "priya"),
        ("action_extend", {"until": "2026-11-22T12:00", "because": "Office is shut"}, "OPEN", "priya"),
        ("action_hand_back", {"because": "On leave"}, "OPEN", "hana"),
        ("action_accept", {}, "OPEN", "priya"),
        ("action_withdraw", {"because": "He has moved"}, "WITHDRAWN", "priya"),
    ],
)
def test_each_step_is_one_press(cast: Cast, signed_in, action, step: str, fields, state: str, owner: str) -> None:
    done = _post(signed_in(cast.priya), action, step, **fields)
    assert done["Location"] == reverse("responses:action", args=[action.key])
    action.refresh_from_db()
    assert (action.state, action.owner, action.version) == (state, getattr(cast, owner), 2)


def test_it_is_given_to_somebody_on_the_team_or_to_an_agency(cast: Cast, signed_in, action) -> None:
    client = signed_in(cast.priya)
    _post(client, action, "action_assign", owner=f"p:{cast.sam.key}")
    action.refresh_from_db()
    assert action.owner == cast.sam
    police = agency("police")
    _post(signed_in(cast.hana), action, "action_assign", owner=f"a:{police.key}")
    action.refresh_from_db()
    assert (action.owner, action.owner_agency) == (None, police)


@pytest.mark.parametrize(
    ("step", "fields", "words"),
    [
        ("action_done", {}, "Say what came of it"),
        ("action_extend", {"because": "Later"}, "Choose until when"),
        ("action_extend", {"until": "2026-11-22T12:00"}, "Say why it needs more time"),
        ("action_extend", {"until": "2026-11-21T23:00", "because": "Earlier"}, "not later than it is due now"),
        ("action_extend", IMPOSSIBLE, "real date"),
        ("action_hand_back", {}, "Say why it is not yours"),
        ("action_assign", {}, "Choose who does it"),
        ("action_withdraw", {"because": "x" * 2001}, "2,000 characters or fewer"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_in_place(cast: Cast, signed_in, action, step: str, fields, words: str) -> None:
    page = _post(signed_in(cast.priya), action, step, **fields)
    html = page.content.decode()
    assert page.status_code == 200
    assert words in html
    assert "There is a problem" in html
    assert '<details class="govuk-details govuk-!-margin-bottom-2" open>' in html
    action.refresh_from_db()
    assert action.version == 1


def test_what_was_typed_stays_when_somebody_else_was_faster(cast: Cast, signed_in, action) -> None:
    client = signed_in(cast.priya)
    address = reverse("responses:action_done", args=[action.key])
    operations.accept_action(by=cast.priya, at=AT, action_key=action.key, seen_version=1)
    html = client.post(address, {"version": "1", "outcome": "Sent the letter"}).content.decode()
    assert "was changed by somebody else meanwhile" in html
    assert "Sent the letter" in html


def test_pressing_twice_finishes_it_once(cast: Cast, signed_in, action) -> None:
    client = signed_in(cast.priya)
    address = reverse("responses:action_done", args=[action.key])
    assert client.post(address, {"version": "1", "outcome": "Sent"}).status_code == 302
    again = client.post(address, {"version": "1", "outcome": "Sent"})
    assert (
        "was finished by somebody else meanwhile" in again.content.decode()
        or "finished already" in again.content.decode()
    )
    action.refresh_from_db()
    assert action.version == 2


@pytest.mark.clause("STF-1")
def test_a_contact_says_that_it_is_only_proposed(cast: Cast, signed_in, incident) -> None:
    visit = add_action(cast, incident, "Visit the family", makes_contact=True)
    html = signed_in(cast.priya).get(reverse("responses:action", args=[visit.key])).content.decode()
    assert "Proposed: do not make contact yet" in html
    assert "Accept: I do it" not in html
    assert "Done…" not in html
    for words in (
        "Contact was already made",
        "What happened, when and who made contact",
        "Record that contact was made early",
    ):
        assert words in html
    empty = _post(signed_in(cast.priya), visit, "action_done").content.decode()
    assert "Say what happened, when and who made contact" in empty
    refused = _post(signed_in(cast.priya), visit, "action_accept").content.decode()
    assert "Do not make contact yet" in refused


def test_a_find_out_action_lists_its_questions_in_words(cast: Cast, signed_in, incident) -> None:
    card = card_of(cast, incident, "safe-address")
    answer(cast, incident, card, by=cast.priya)
    found = Action.objects.get(kind="FIND_OUT")
    html = signed_in(cast.priya).get(reverse("responses:action", args=[found.key])).content.decode()
    assert card.ask in html


def test_only_the_owner_or_a_manager_changes_it(cast: Cast, signed_in, action) -> None:
    assert _post(signed_in(cast.sam), action, "action_done", outcome="Mine now").status_code == 403
    assert _post(signed_in(cast.hana), action, "action_done", outcome="Done for her").status_code == 302


def test_a_stranger_finds_nothing(cast: Cast, signed_in, action) -> None:
    client = signed_in(cast.stranger)
    assert client.get(reverse("responses:action", args=[action.key])).status_code == 404
    assert client.get(reverse("responses:action", args=[uuid4()])).status_code == 404
    assert _post(client, action, "action_done", outcome="x").status_code == 404
    assert signed_in(cast.admin).get(reverse("responses:action", args=[action.key])).status_code == 403


def test_it_goes_back_to_my_work_but_to_no_other_site(cast: Cast, signed_in, action) -> None:
    client = signed_in(cast.priya)
    assert _post(client, action, "action_accept", next="/")["Location"] == "/"
    elsewhere = _post(client, action, "action_done", outcome="x", next="https://elsewhere.example/")
    assert elsewhere["Location"] == reverse("responses:action", args=[action.key])


def test_it_costs_a_fixed_number_of_statements(cast: Cast, signed_in, action) -> None:
    client = signed_in(cast.priya)
    client.get(reverse("responses:action", args=[action.key]))
    with query_count(at_most=22):
        client.get(reverse("responses:action", args=[action.key]))
