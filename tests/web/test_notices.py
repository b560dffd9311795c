"""The notices of an incident: each reader finds what is his, and nothing of the rest."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.sharing import operations
from reachable.sharing.models import AuthorityContact, ManagerAlert
from tests.counting import costs_the_same
from tests.domain import notices_hands as hands
from tests.factories import AT, Cast
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
MOMENT = {"day": "21", "month": "11", "year": "2026", "time": "22:05"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return hands.led(cast)


def url(name: str, incident: Incident, *more: object) -> str:
    return reverse(f"notices:{name}", args=[incident.reference, *more])


def when(name: str) -> dict[str, str]:
    return {f"{name}-{part}": value for part, value in MOMENT.items()}


@pytest.mark.clause("NOT-1", "NOT-2", "NOT-3")
def test_each_reader_finds_what_is_theirs(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    hands.alert(cast.hana, incident)
    hands.decide(cast.hana, incident)
    hands.reviewed(cast, incident)
    shown = {
        who: text_of(signed_in(getattr(cast, who)).get(url("notices", incident)))
        for who in ("hana", "priya", "ward", "mace", "sam")
    }
    alert, decision, review = "senior manager alert", "Serious incident notification", "The rapid review"
    expected = {"hana": (1, 1, 1), "priya": (1, 0, 0), "ward": (0, 1, 0), "mace": (0, 0, 1), "sam": (0, 0, 0)}
    for who, seen in expected.items():
        assert tuple(int(words in shown[who]) for words in (alert, decision, review)) == seen, who
        assert "Other authorities" in shown[who]


@pytest.mark.clause("NOT-1")
def test_the_alert_is_recorded_and_acknowledged(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    page = client.get(url("alert", incident))
    assert_declares_everybody_it_shows(page)
    [kai] = incident.involvements.all()
    sent = {**when("sent_at"), "sent_to": "Director", "about": [str(kai.key)], "alert_about": "in-need", "words": ""}
    page = client.post(url("alert", incident), sent, follow=True)
    assert "Sent to Director" in text_of(page)
    assert_declares_everybody_it_shows(page)
    alert = ManagerAlert.objects.get()
    assert list(alert.about.all()) == [kai]
    told = {**when("acknowledged_at"), "acknowledged_by": "Dana Wood, director"}
    page = client.post(url("acknowledge", incident, alert.key), told, follow=True)
    assert "Dana Wood, director" in text_of(page)
    again = client.post(url("acknowledge", incident, alert.key), told)
    assert "acknowledged already" in text_of(again)


@pytest.mark.clause("NOT-1")
def test_the_alert_is_not_there_for_others(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    alert = hands.alert(cast.hana, incident)
    for who in (cast.sam, cast.ward, cast.mace):
        client = signed_in(who)
        assert client.get(url("alert", incident)).status_code == 404
        assert client.post(url("acknowledge", incident, alert.key)).status_code == 404
    client = signed_in(cast.priya)
    assert client.get(url("alert", incident)).status_code == 200
    assert client.post(url("alert", incident), {}).status_code == 403


def test_a_time_ahead_is_not_when_the_alert_was_sent(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    sent = {**when("sent_at"), "sent_at-year": "2027", "sent_to": "Director"}
    page = text_of(signed_in(cast.hana).post(url("alert", incident), sent))
    assert "Error" in page
    assert not ManagerAlert.objects.exists()


@pytest.mark.clause("CTX-20")
def test_we_answer_until_they_accept_in_writing(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    key = hands.another_authority(cast.hana, incident)
    client = signed_in(cast.priya)
    page = client.get(url("authorities", incident))
    assert_declares_everybody_it_shows(page)
    assert "We answer for the young person" in text_of(page)
    told = {
        **when("happened_at"),
        "authority": "other",
        "authority_words": "Suffolk County Council",
        "whom": "Duty manager",
        "words": "",
        "seen_number": "0",
    }
    refused = text_of(client.post(url("authority", incident, key), {**told, "state": "ACCEPTED", "in_writing": ""}))
    assert "Until they accept in writing, we answer for the young person." in refused
    assert not AuthorityContact.objects.exists()
    page = client.post(url("authority", incident, key), {**told, "state": "TOLD"}, follow=True)
    assert "We answer for the young person" in text_of(page)
    accepted = {**told, "state": "ACCEPTED", "in_writing": "Mail of 21 November", "seen_number": "1"}
    page = client.post(url("authority", incident, key), accepted, follow=True)
    assert "Suffolk County Council has accepted in writing" in text_of(page)
    assert "Mail of 21 November" in text_of(page)


def test_two_who_record_at_once_are_told(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    key = hands.another_authority(cast.hana, incident)
    hands.say(cast.hana, incident, key)
    told = {**when("happened_at"), "authority": "other", "authority_words": "Essex", "whom": "Clerk", "words": ""}
    stale = {**told, "state": "TOLD", "seen_number": "0"}
    page = text_of(signed_in(cast.priya).post(url("authority", incident, key), stale))
    assert "Meanwhile Hana Malik recorded: Suffolk County Council" in page


def test_the_overview_costs_the_same(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    hands.alert(cast.hana, incident)
    hands.decide(cast.hana, incident)
    hands.advise(cast.ward, incident)
    hands.reviewed(cast, incident)
    client = signed_in(cast.hana)

    def more() -> None:
        hands.alert(cast.hana, incident, sent_at=AT - timedelta(minutes=2))
        hands.decide(cast.hana, incident, seen_number=1)
        operations.ask_summary(
            by=cast.hana, at=AT, reference=incident.reference, agency_key=cast.hana.agency.key, asked_of_words="Clerk"
        )

    costs_the_same(lambda: client.get(url("notices", incident)), more, at_most=60)
