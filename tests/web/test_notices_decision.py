"""The decision on the notification, its advice, its data sheet, and that it was sent."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.sharing.models import NotificationAdvice, NotificationDecision, NotificationSheet, RapidReview
from tests.domain import notices_hands as hands
from tests.factories import AT, Cast
from tests.web.reading import text_of
from tests.web.test_notices import url, when
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return hands.led(cast)


def decision(**more: str) -> dict[str, str]:
    found = {f"found_{code}": "YES" for code in hands.CRITERIA} | {f"words_{code}": "" for code in hands.CRITERIA}
    told = {"decided": "NOTIFY", "because": "He was exploited.", "against_advice": "", "seen_number": "0"}
    return {**found, **told, **more}


@pytest.mark.clause("NOT-2")
def test_the_criteria_are_worked_through_one_by_one(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    page = text_of(client.get(url("decide", incident)))
    assert "Is abuse or neglect known or suspected?" in page
    assert "Children Act 2004 section 16C(1)" in page
    assert "statutory" in page
    missing = client.post(url("decide", incident), decision(**{"found_in-our-area": ""}))
    assert "Answer this criterion first: Did it happen in our area" in text_of(missing)
    assert not NotificationDecision.objects.exists()
    page = text_of(client.post(url("decide", incident), decision(**{"found_in-our-area": "NOT_KNOWN"}), follow=True))
    assert "Decided: Notify" in page
    assert "Not known" in page


@pytest.mark.clause("NOT-2")
def test_against_advice_says_why(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.ward)
    given = {"advises": "DO_NOT", "because": "No neglect.", "adviser": "Wendy Barrow, named nurse", "seen_number": "0"}
    page = text_of(client.post(url("advice", incident, "health"), given, follow=True))
    assert "Health: do not notify" in page
    assert client.get(url("advice", incident, "police")).status_code == 403
    assert client.get(url("advice", incident, "church")).status_code == 404
    assert client.post(url("decide", incident), decision()).status_code == 403
    client = signed_in(cast.hana)
    refused = text_of(client.post(url("decide", incident), decision()))
    assert "This is not what health advises. Say why it is decided otherwise." in refused
    page = text_of(client.post(url("decide", incident), decision(against_advice="The law is wider."), follow=True))
    assert "The law is wider." in page


@pytest.mark.clause("NOT-2")
def test_none_of_it_is_there_for_others(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    hands.decide(cast.hana, incident)
    for who in (cast.sam, cast.priya, cast.mace):
        client = signed_in(who)
        for name in ("decide", "sheet"):
            assert client.get(url(name, incident)).status_code == 404
        assert client.get(url("advice", incident, "police")).status_code == 404
        timeline = client.get(reverse("incidents:timeline", args=[incident.reference]))
        assert "Serious incident notification" not in text_of(timeline)


@pytest.mark.clause("NOT-2")
def test_a_decision_is_revised_and_the_one_before_stays(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    hands.decide(cast.hana, incident, decided="DO_NOT", because="It was another child.")
    client = signed_in(cast.hana)
    stale = text_of(client.post(url("decide", incident), decision()))
    assert "Meanwhile somebody else decided" in stale
    page = text_of(client.post(url("decide", incident), decision(seen_number="1"), follow=True))
    assert "Decided: Notify" in page
    assert "It was another child." in page


def four_more(cast: Cast, incident: Incident) -> None:
    for name in ("Ash", "Bel", "Cam", "Dee"):
        facts = ReportedYoungPerson(given_names=name, approximate_age=14, parts=(Part.PRESENT,))
        incidents.add_young_person(by=cast.hana, at=AT, reference=incident.reference, facts=facts)


@pytest.mark.clause("NOT-2")
def test_a_fifth_is_refused_and_goes_into_further_detail(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    four_more(cast, incident)
    client = signed_in(cast.hana)
    assert_declares_everybody_it_shows(client.get(url("sheet", incident)))
    places = {f"place_{letter}": str(n) for n, letter in enumerate("BACDE", 1)}
    harm = {f"harm_{letter}": "" for letter in "ABCDE"}
    five = {**places, **harm, "further": "", "seen_number": "0"}
    page = text_of(client.post(url("sheet", incident), five))
    assert "The notification takes four young people." in page
    four = {**five, "place_E": "", "harm_B": "A cut hand"}
    assert "Say about the other young people here." in text_of(client.post(url("sheet", incident), four))
    saved = client.post(url("sheet", incident), {**four, "further": "E was near."}, follow=True)
    assert_declares_everybody_it_shows(saved)
    sheet = NotificationSheet.objects.get()
    assert [one.involvement.letter for one in sheet.children.order_by("position")] == ["B", "A", "C", "D"]
    assert "A has place" not in text_of(saved)


def test_two_cannot_have_one_place(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    four_more(cast, incident)
    both = {"place_A": "1", "place_B": "1", "further": "", "seen_number": "0"}
    page = text_of(signed_in(cast.hana).post(url("sheet", incident), both))
    assert "has place 1: give each their own" in page


@pytest.mark.clause("NOT-2")
def test_the_sheet_is_printed_and_taken_and_each_time_written_down(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.hana)
    assert client.get(url("sheet_print", incident)).status_code == 302
    one = {"place_A": "1", "harm_A": "=A wound", "further": "", "seen_number": "0"}
    client.post(url("sheet", incident), one)
    page = client.get(url("sheet_print", incident))
    assert_declares_everybody_it_shows(page)
    assert "Child 1" in text_of(page)
    taken = client.get(url("sheet_file", incident))
    assert taken["Content-Type"].startswith("text/csv")
    text = taken.content.decode()
    assert text.startswith("OFFICIAL-SENSITIVE")
    assert "'=A wound" in text
    kinds = [
        json.loads(entry.codes)["kind"]
        for entry in Entry.objects.filter(verb="notification-sheet-taken").order_by("number")
    ]
    assert kinds == ["print", "csv"]
    assert signed_in(cast.ward).get(url("sheet_print", incident)).status_code == 403


@pytest.mark.clause("NOT-3")
def test_that_it_was_sent_begins_the_rapid_review(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.hana)
    sent = {**when("sent_at"), "key": str(uuid4()), "sent_by": "Hana Malik", "national_reference": "SIN-77"}
    page = text_of(client.post(url("sent", incident), sent, follow=True))
    assert "The rapid review began" in page
    assert RapidReview.objects.get(incident=incident).reference == "SIN-77"
    other = {**sent, "key": str(uuid4()), "sent_at-time": "22:10"}
    assert "Error:" in text_of(client.post(url("sent", incident), {**other, "because": ""}))
    client.post(url("sent", incident), {**other, "because": "The clock was wrong"})
    review = RapidReview.objects.get(incident=incident)
    assert (review.notified_at.hour, review.notified_at.minute) == (22, 10)


@pytest.mark.clause("NOT-2")
def test_late_says_why(
    signed_in: SignedIn, cast: Cast, incident: Incident, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(AT + timedelta(days=14))
    client = signed_in(cast.hana)
    late = text_of(client.post(url("decide", incident), decision(late_because="")))
    assert "It was due before. Say why it is late." in late
    page = client.post(url("decide", incident), decision(late_because="Nobody knew of the harm."), follow=True)
    assert "Decided: Notify" in text_of(page)


def test_advice_again_after_somebody_else(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    hands.advise(cast.hana, incident)
    given = {"advises": "DO_NOT", "because": "No.", "adviser": "Named nurse", "seen_number": "0"}
    page = text_of(signed_in(cast.ward).post(url("advice", incident, "health"), given))
    assert "Meanwhile somebody else wrote down advice" in page
    assert NotificationAdvice.objects.count() == 1
