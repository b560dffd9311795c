"""What a guest does with the actions that a meeting gave them, and with no others."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from reachable.common.refusals import NotFound
from reachable.meetings import operations as meetings
from reachable.meetings.models import Meeting
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from reachable.responses.choices import ActionState
from tests.domain.inviting_hands import GUEST, gp, guest_in, invited, of_two, place_of, planned
from tests.factories import AT, Cast
from tests.web import young_people
from tests.web.guests_hands import get_in, given_action, press, text

pytestmark = pytest.mark.django_db
PLACE = "/guest/meeting/"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    cache.clear()
    return invited(cast)


@pytest.fixture
def guest(client: Client, meeting: Meeting) -> Client:
    return get_in(client)


def test_a_guest_says_that_they_have_it_and_that_it_is_done(cast: Cast, guest: Client, meeting: Meeting) -> None:
    action = given_action(cast, meeting)
    assert "Write the report" in text(guest.get(PLACE))
    assert press(guest, action, "accept")["Location"] == PLACE
    assert press(guest, action, "done", outcome="They come tomorrow")["Location"] == PLACE
    action.refresh_from_db()
    assert (action.state, action.accepted_at) == (ActionState.DONE, AT)
    answer = guest.get(PLACE)
    assert "Done" in text(answer)
    young_people.assert_declares_everybody_it_shows(answer)


def test_a_guest_asks_for_more_time_and_says_why(cast: Cast, guest: Client, meeting: Meeting) -> None:
    action = given_action(cast, meeting)
    later = {"due_at-day": "24", "due_at-month": "11", "due_at-year": "2026", "due_at-time": "17:00"}
    press(guest, action, "more-time", because="On leave", **later)
    action.refresh_from_db()
    assert action.due_at == datetime.fromisoformat("2026-11-24T17:00:00+00:00")


def test_an_action_that_is_handed_back_goes_to_who_gave_it_and_is_theirs_no_more(
    cast: Cast, guest: Client, meeting: Meeting
) -> None:
    action = given_action(cast, meeting)
    assert "Say why you hand it back" in text(press(guest, action, "hand-back"))
    assert press(guest, action, "hand-back", because="I am not their doctor any more")["Location"] == PLACE
    action.refresh_from_db()
    assert (action.owner, action.owner_is_guest) == (cast.hana, False)
    assert Delivery.objects.filter(message=Message.ACTION_WAITING, to=cast.hana.email).exists()
    assert guest.get(reverse("guests:action", args=[action.key])).status_code == 404
    assert press(guest, action, "done", outcome="Done all the same").status_code == 404


def test_somebody_elses_action_and_one_of_the_team_are_not_found(cast: Cast, guest: Client, meeting: Meeting) -> None:
    other = gp(cast, meeting, "other@surgery.example").professional
    theirs = given_action(cast, invited(cast, meeting), other, "Write to the school")
    teams = given_action(cast, meeting, cast.sam, "Look at the cameras")
    assert "Write to the school" not in text(guest.get(PLACE))
    for action in (theirs, teams):
        assert guest.get(reverse("guests:action", args=[action.key])).status_code == 404
        assert press(guest, action, "done", outcome="Done").status_code == 404
        action.refresh_from_db()
        assert action.state == ActionState.OPEN


def test_what_was_changed_meanwhile_is_said(cast: Cast, guest: Client, meeting: Meeting) -> None:
    action = given_action(cast, meeting)
    press(guest, action, "accept")
    sent = {"step": "done", "version": "1", "outcome": "Done"}
    answer = guest.post(reverse("guests:action", args=[action.key]), sent)
    assert "by somebody else meanwhile" in text(answer)


def test_an_operation_on_an_own_action_asks_for_the_place_every_time(cast: Cast, meeting: Meeting) -> None:
    action, who = given_action(cast, meeting), guest_in(cast, meeting)
    place = place_of(meeting, GUEST)
    told = {"by": who, "meeting": meeting.reference, "action_key": action.key, "seen_version": action.version}
    with pytest.raises(NotFound):
        meetings.accept_own_action(**told, at=place.lapses_at)
    other = invited(cast, planned(cast, of_two(cast)))
    with pytest.raises(NotFound):
        meetings.accept_own_action(**{**told, "meeting": other.reference}, at=AT)
    meetings.accept_own_action(**told, at=AT)
