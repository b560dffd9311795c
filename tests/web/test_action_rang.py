"""Recording a call beside the number: on My work, on the incident's page and on the action's own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reachable.responses import operations
from reachable.responses.models import ActionStep
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.sheets import add_action, response

pytestmark = pytest.mark.django_db
NUMBER = "01632 960123"
SPOKE, NO_ANSWER = "RANG_SPOKE", "RANG_NO_ANSWER"


@pytest.fixture
def incident(cast: Cast):
    return response(cast)


@pytest.fixture
def action(cast: Cast, incident):
    return add_action(cast, incident)


@pytest.fixture
def address(action) -> str:
    return reverse("responses:action_rang", args=[action.key])


def _said(outcome: str = NO_ANSWER, **more: str) -> dict[str, str]:
    return {"outcome": outcome, "telephone": NUMBER, "spoke_to": "Priya Nair", **more}


def test_from_my_work_and_back_to_it(cast: Cast, signed_in, action, address) -> None:
    client = signed_in(cast.hana)
    html = client.get("/").content.decode()
    assert f'action="{address}"' in html
    assert 'value="Priya Nair"' in html, "whose number it is stands there already"
    back = client.post(address, _said(next="/"))
    assert (back.status_code, back["Location"]) == (302, "/")
    html = client.get("/").content.decode()
    assert "Call recorded" in html
    assert f"Rang {NUMBER}: no answer (Hana Malik, today 22:15)" in html
    assert ActionStep.objects.filter(action=action, step=NO_ANSWER).count() == 1


def test_who_answered_is_named(cast: Cast, signed_in, action, address) -> None:
    client = signed_in(cast.hana)
    html = client.post(address, _said(SPOKE, spoke_to="Joy Adeyemi"), follow=True).content.decode()
    assert f"Rang {NUMBER}, spoke to Joy Adeyemi" in html
    refused = client.post(address, _said(SPOKE, spoke_to=" ")).content.decode()
    assert "Say whom you spoke to" in refused
    assert '<details class="app-quick app-rang" open>' in refused
    assert ActionStep.objects.filter(action=action, step=SPOKE).count() == 1


def test_an_earlier_call_says_when_and_one_to_come_is_refused(cast: Cast, signed_in, action, address) -> None:
    client = signed_in(cast.hana)
    day = {"happened_at-day": "21", "happened_at-month": "11", "happened_at-year": "2026"}
    client.post(address, _said(**day, **{"happened_at-time": "20:05"}))
    assert ActionStep.objects.get(step=NO_ANSWER).words == f"Rang {NUMBER} at 20:05 on 21 November 2026: no answer"
    later = client.post(address, _said(**day, **{"happened_at-time": "23:50"})).content.decode()
    assert "must not be in the future" in later
    assert "Say whether anybody answered" in client.post(address, _said("DONE")).content.decode()
    assert ActionStep.objects.filter(action=action).count() == 2


def test_nobody_is_sent_elsewhere_afterwards(cast: Cast, signed_in, action, address) -> None:
    own = reverse("responses:action", args=[action.key])
    for elsewhere in ("https://example.org/", "//example.org", "javascript:alert(1)", ""):
        assert signed_in(cast.hana).post(address, _said(next=elsewhere))["Location"] == own


def test_any_unfinished_action_offers_it_and_a_finished_one_takes_it(cast: Cast, signed_in, incident, address) -> None:
    far = add_action(cast, incident, "Ask the college", due_at=AT + timedelta(days=3), owner_key=cast.sam.key)
    page = reverse("responses:action", args=[far.key])
    client = signed_in(cast.priya)
    assert reverse("responses:action_rang", args=[far.key]) in client.get(page).content.decode()
    operations.finish_action(by=cast.sam, at=AT, action_key=far.key, seen_version=1, outcome="Asked")
    assert reverse("responses:action_rang", args=[far.key]) not in client.get(page).content.decode()
    assert client.post(reverse("responses:action_rang", args=[far.key]), _said()).status_code == 302
    assert f"Rang {NUMBER}: no answer" in client.get(page).content.decode()


def test_a_stranger_finds_nothing_and_the_wrong_role_may_not(cast: Cast, signed_in, address) -> None:
    for method in ("get", "post"):
        assert getattr(signed_in(cast.stranger), method)(address, _said()).status_code == 404
        assert getattr(signed_in(cast.admin), method)(address, _said()).status_code == 403


def test_the_last_call_costs_my_work_nothing_more_for_each_action(cast: Cast, signed_in, incident, action) -> None:
    client = signed_in(cast.hana)

    def more() -> None:
        for number in range(4):
            new = add_action(cast, incident, f"Letter {number}")
            operations.record_call(by=cast.hana, at=AT, action_key=new.key, outcome=NO_ANSWER, telephone=NUMBER)

    costs_the_same(lambda: client.get("/"), more, at_most=40)


def test_what_was_typed_before_the_session_ended_comes_back(cast: Cast, signed_in, set_clock, client, address) -> None:
    signed_in(cast.hana)
    set_clock(AT + timedelta(hours=1))
    client.post(address, _said(SPOKE, spoke_to="Sister Barrow"))
    html = signed_in(cast.hana).get(address).content.decode()
    assert 'value="Sister Barrow"' in html
    assert not ActionStep.objects.filter(step=SPOKE).exists()
