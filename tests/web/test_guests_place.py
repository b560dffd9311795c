"""What a guest reaches: the door, one meeting, their own young people and actions; and nothing else of the site."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from reachable.audit import log as audit_log
from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.meetings import operations as meetings
from reachable.meetings.models import Meeting
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from reachable.people import queries as people
from reachable.web.guests import door
from tests import factories, pages
from tests.counting import costs_the_same
from tests.domain.inviting_hands import GUEST, code_of, invited, place_of
from tests.factories import AT, Cast
from tests.pages import PAGES
from tests.web import young_people
from tests.web.guests_hands import get_in, given_action, press, text

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
SetClock = Callable[[datetime], None]
PLACE, DOOR, CODE = "/guest/meeting/", "/guest/", "/guest/code/"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    cache.clear()
    return invited(cast)


@pytest.fixture
def guest(client: Client, meeting: Meeting) -> Client:
    return get_in(client)


# --- The door -----------------------------------------------------------------------------------------------


def test_the_door_answers_the_same_whether_the_address_was_invited_or_not(cast: Cast, meeting: Meeting) -> None:
    told = []
    for address in (GUEST, "nobody@nowhere.example", cast.ward.email):
        client = Client()
        first = client.post(DOOR, {"email": address})
        second = client.get(CODE)
        told.append((first.status_code, first["Location"], second.content.split(b"csrfmiddlewaretoken")[0]))
    assert told[0] == told[1] == told[2]
    assert Delivery.objects.filter(message=Message.GUEST_CODE).count() == 1


def test_the_code_lets_in_and_the_purpose_is_asked_first(client: Client, meeting: Meeting) -> None:
    get_in(client, purpose=False)
    assert client.get(PLACE)["Location"] == reverse("guests:purpose")
    page = text(client.get(reverse("guests:purpose")))
    assert "Keeping these young people safe" in page
    assert "Kai" not in page
    assert client.post(reverse("guests:purpose"), {"purpose": "my own"}).status_code == 200
    client.post(reverse("guests:purpose"), {"purpose": "prevention"})
    assert client.get(PLACE).status_code == 200
    assert Entry.objects.filter(verb="purpose-stated").count() == 1


def test_a_wrong_code_is_told_the_same_as_one_for_nobody_and_lets_nobody_in(client: Client, meeting: Meeting) -> None:
    says = set()
    for address in (GUEST, "nobody@nowhere.example"):
        client.post(DOOR, {"email": address})
        says.add(client.post(CODE, {"code": "AAAAAAAA"}).content.split(b"csrfmiddlewaretoken")[0])
    assert len(says) == 1
    assert b"This code is not right, or no longer works" in says.pop()
    assert client.get(PLACE)["Location"] == DOOR


def test_guessing_is_held_back_by_the_code_and_by_the_door(client: Client, meeting: Meeting) -> None:
    client.post(DOOR, {"email": GUEST})
    code = code_of(GUEST)
    for _ in range(5):
        client.post(CODE, {"code": "AAAAAAAA"})
    assert client.post(CODE, {"code": code}).status_code == 200
    for _ in range(9):
        client.post(CODE, {"code": "AAAAAAAA"})
    assert "too many attempts" in text(client.post(CODE, {"code": "AAAAAAAA"}))


def test_no_more_than_five_codes_an_hour_go_to_an_address(client: Client, meeting: Meeting) -> None:
    for _ in range(8):
        assert client.post(DOOR, {"email": GUEST})["Location"] == CODE
    assert Delivery.objects.filter(message=Message.GUEST_CODE).count() == 5


def test_the_code_page_without_an_address_leads_to_the_door(client: Client) -> None:
    assert client.get(CODE)["Location"] == DOOR


def test_whoever_is_signed_in_is_no_guest(cast: Cast, guest: Client, signed_in: SignedIn) -> None:
    inside = guest.session["guest"]
    client = signed_in(cast.stranger)
    session = client.session
    session["guest"] = inside
    session.save()
    assert client.get(PLACE)["Location"] == DOOR
    assert client.get(DOOR)["Location"] == "/"
    assert "guest" not in client.session


# --- The meeting --------------------------------------------------------------------------------------------


def test_a_guest_sees_the_agenda_their_own_young_people_and_restricted_for_the_others(
    cast: Cast, guest: Client, meeting: Meeting
) -> None:
    answer = guest.get(PLACE)
    page = text(answer)
    for words in ("Kai Mensah (A)", "Restricted", "Room 3, County Hall", "Hana Malik", "Preventing retaliation"):
        assert words in page
    assert "What happened, and what each service knows" in page
    for words in ("Jay", "Llewellyn", "(B)", meeting.incident.reference, "Priya", "Waterloo"):
        assert words not in page
    young_people.assert_declares_everybody_it_shows(answer)


def test_the_look_is_theirs_and_written_before_the_page_leaves(
    guest: Client, cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest.get(PLACE)
    look = Entry.objects.filter(verb="looked-at").order_by("-number")[0]
    assert look.by_key == str(place_of(meeting, GUEST).professional.key)
    assert look.incident == meeting.incident.reference
    assert "guest-meeting" in look.codes

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr(audit_log, "look", broken)
    answer = guest.get(PLACE)
    assert answer.status_code == 503
    assert b"Kai" not in answer.content


def test_a_guest_reaches_no_other_page(cast: Cast, guest: Client) -> None:
    """Every address of the site that needs somebody signed in sends a guest to sign in, as it does anybody."""
    world = factories.sweep_world(cast)
    guarded = [row for row in PAGES if row.permission is not None]
    assert len(guarded) > 100
    for row in guarded:
        answer = getattr(guest, row.methods[0])(reverse(row.name, kwargs=row.arguments(world)))
        assert (answer.status_code, answer["Location"][:9]) == (302, "/sign-in/"), row.name


def test_only_pages_of_guests_are_declared_for_them() -> None:
    found = {one.name for one in pages.addresses() if getattr(one.view, "is_for_guests", False)}
    assert found == {f"guests:{name}" for name in ("meeting", "action", "purpose", "leave")}


def test_nobody_is_in_without_the_mark(client: Client, meeting: Meeting) -> None:
    for name, args in (("meeting", ()), ("purpose", ()), ("leave", ()), ("action", (uuid4(),))):
        address = reverse(f"guests:{name}", args=args)
        assert client.get(address)["Location"] == DOOR
        assert client.post(address)["Location"] == DOOR


def _an_hour_passes(cast: Cast, meeting: Meeting, set_clock: SetClock) -> None:
    set_clock(AT + door.IDLE + timedelta(seconds=1))


def _the_place_lapses(cast: Cast, meeting: Meeting, set_clock: SetClock) -> None:
    place = place_of(meeting, GUEST)
    place.lapses_at = AT
    place.save()


def _taken_out(cast: Cast, meeting: Meeting, set_clock: SetClock) -> None:
    key = place_of(meeting, GUEST).key
    meetings.take_out_attendee(by=cast.hana, at=AT, meeting=meeting.reference, key=key)


def _cancelled(cast: Cast, meeting: Meeting, set_clock: SetClock) -> None:
    meetings.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because="Not needed")


@pytest.mark.parametrize("happens", [_an_hour_passes, _the_place_lapses, _taken_out, _cancelled])
def test_a_guest_is_out_at_once(cast: Cast, guest: Client, meeting: Meeting, set_clock: SetClock, happens: Any) -> None:
    assert guest.get(PLACE).status_code == 200
    happens(cast, meeting, set_clock)
    assert guest.get(PLACE)["Location"] == DOOR
    assert "guest" not in guest.session


def test_leaving_needs_the_button(guest: Client) -> None:
    assert guest.get(reverse("guests:leave"))["Location"] == PLACE
    assert guest.get(PLACE).status_code == 200
    assert "You have left" in text(guest.post(reverse("guests:leave"), follow=True))
    assert guest.get(PLACE)["Location"] == DOOR


# --- Somebody who signs in and is not on the team --------------------------------------------------------------


def test_who_signs_in_and_is_not_on_the_team_sees_the_same_of_their_own(
    cast: Cast, meeting: Meeting, signed_in: SignedIn
) -> None:
    kai = meeting.incident.involvements.get(position=0)
    key = place_of(meeting, cast.ward).key
    meetings.let_see(by=cast.hana, at=AT, meeting=meeting.reference, key=key, involvement_keys=[kai.key])
    action = given_action(cast, meeting, cast.ward)
    client, address = signed_in(cast.ward), reverse("guests:mine", args=[meeting.reference])
    assert "/purpose/" in client.get(address)["Location"]
    said = reverse("sharing:purpose", args=[meeting.reference])
    client.post(said, {"purpose": "for:safeguarding", "use_for": "OPEN", "item": "", "next": address})
    answer = client.get(address)
    assert "Kai Mensah (A)" in text(answer)
    assert "Jay" not in text(answer)
    young_people.assert_declares_everybody_it_shows(answer)
    assert people.current_person_keys([kai.record_id])[kai.record_id] in answer.looks[0].about
    mine = reverse("guests:my_action", args=[meeting.reference, action.key])
    assert press(client, action, "accept", address=mine)["Location"] == address
    action.refresh_from_db()
    assert action.accepted_at == AT
    assert client.get(reverse("responses:action", args=[action.key])).status_code in (403, 404)


def test_the_team_is_led_to_the_meeting_and_a_stranger_finds_nothing(
    cast: Cast, meeting: Meeting, signed_in: SignedIn
) -> None:
    address = reverse("guests:mine", args=[meeting.reference])
    assert signed_in(cast.priya).get(address)["Location"] == reverse("meeting:meeting", args=[meeting.reference])
    answer = signed_in(cast.stranger).get(address, follow=True)
    assert answer.status_code == 404


def test_the_statements_of_the_page_do_not_grow(cast: Cast, guest: Client, meeting: Meeting) -> None:
    given_action(cast, meeting)

    def more() -> None:
        for number in range(3):
            given_action(cast, meeting, what=f"Write report {number}")

    costs_the_same(lambda: guest.get(PLACE), more, at_most=40)
