"""The way back to business as usual: what is not settled, handing over, days to come, beginning again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.choices import Phase
from reachable.incidents.models import Incident
from reachable.oversight.models import BegunAgain, HandOver, LaterDate
from reachable.responses import operations as responses
from reachable.responses.operations import NewAction
from tests.counting import costs_the_same
from tests.domain.oversight_hands import eased, handed_over, signed
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    signed(cast, found)
    return found


def address(name: str, incident: Incident, *more: object) -> str:
    return reverse(f"oversight:{name}", args=[incident.reference, *more])


@pytest.mark.clause("STA-1")
def test_it_says_what_is_missing_and_who_can_settle_it(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.hana).get(address("way_back", incident))
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    assert "stabilisation has not begun" in text
    assert "questions that must be answered are not" in text
    assert "Without an owner in business as usual (1)" in text
    assert "Say that stabilisation begins" in text


def test_somebody_who_does_not_lead_reads_it_and_moves_nothing(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.priya)
    text = text_of(client.get(address("way_back", incident)))
    assert "Say that stabilisation begins" not in text
    assert client.get(address("stand_down", incident)).status_code == 403
    assert signed_in(cast.stranger).get(address("way_back", incident)).status_code == 404


def test_stabilisation_begins_on_the_page(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    assert "Enter" in text_of(client.post(address("stabilise", incident), {"because": ""}))
    page = client.post(address("stabilise", incident), {"because": "Three quiet weeks"}, follow=True)
    assert "Stabilisation has begun" in text_of(page)
    incident.refresh_from_db()
    assert incident.phase == Phase.STABILISING
    refused = text_of(client.post(address("stand_down", incident), {"because": "Quiet", "left_undone": ""}))
    assert "The response cannot become business as usual yet" in refused
    assert "Quiet" in refused


@pytest.mark.clause("STA-1")
def test_what_is_open_is_handed_over_and_taken_on(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    kai = incident.involvements.get()
    sent = {
        "lines": [f"YOUNG_PERSON:{kai.key}"],
        "to": str(cast.priya.key),
        "words": "The plan",
        "next_on-day": "1",
        "next_on-month": "12",
        "next_on-year": "2026",
    }
    hana = signed_in(cast.hana)
    assert "Select at least one line" in text_of(hana.post(address("hand_over", incident), {**sent, "lines": []}))
    assert "Handed over" in text_of(hana.post(address("hand_over", incident), sent, follow=True))
    row = HandOver.objects.get()
    assert hana.get(address("answer", incident, row.key)).status_code == 403
    priya = signed_in(cast.priya)
    assert "The plan" in text_of(priya.get(address("answer", incident, row.key)))
    declined = priya.post(address("answer", incident, row.key), {"answer": "decline", "because": ""})
    assert "Enter" in text_of(declined)
    page = priya.post(address("answer", incident, row.key), {"answer": "accept"}, follow=True)
    assert "Without an owner in business as usual" not in text_of(page)


def test_a_day_to_come_is_written_down_and_done(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    sent = {"kind": "TRIAL", "on-day": "1", "on-month": "3", "on-year": "2027", "owner": str(cast.priya.key)}
    page = client.post(address("add_day", incident), sent, follow=True)
    assert "A trial or hearing" in text_of(page)
    row = LaterDate.objects.get()
    assert (row.on - row.prompt_on).days == 28
    client.post(address("finish_day", incident, row.key), {"words": "Support at court is booked"})
    assert "Support at court is booked" in text_of(client.get(address("way_back", incident)))
    past = {**sent, "on-year": "2020"}
    assert "That day has passed" in text_of(client.post(address("add_day", incident), past))


def test_it_begins_again(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    eased(cast, incident)
    client = signed_in(cast.hana)
    assert "not-there" in text_of(client.get(address("begin_again", incident) + "?after=not-there"))
    unknown = client.post(address("begin_again", incident), {"because": "A reprisal", "other": "INC-2026-9999"})
    assert unknown.status_code == 404
    client.post(address("begin_again", incident), {"because": "A reprisal", "other": ""})
    assert BegunAgain.objects.count() == 1


def test_the_page_costs_the_same_whatever_is_open(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    eased(cast, incident)
    handed_over(cast.hana, incident, cast.hana)
    client = signed_in(cast.hana)

    def more() -> None:
        for n in range(3):
            new = NewAction(f"Write to school {n}", AT + timedelta(days=1), owner_key=cast.priya.key)
            responses.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)

    costs_the_same(lambda: client.get(address("way_back", incident)), more, at_most=48)


def test_every_page_of_the_incident_is_linked(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.priya).get(address("more", incident))
    assert_declares_everybody_it_shows(page)
    assert "The way back" in text_of(page)
