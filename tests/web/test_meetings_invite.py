"""The last look before invitations go."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.meetings.models import Meeting
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from tests.counting import costs_the_same
from tests.domain.inviting_hands import GUEST, gp, of_two, planned
from tests.domain.meeting_hands import convened
from tests.factories import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return planned(cast)


def address(meeting: Meeting) -> str:
    return reverse("meeting:invite", args=[meeting.reference])


def text(client: Client, meeting: Meeting) -> str:
    return " ".join(client.get(address(meeting)).content.decode().split())


def test_what_is_missing_stands_first_and_there_is_no_button(cast: Cast, signed_in: SignedIn) -> None:
    meeting = convened(cast.hana, of_two(cast), "strategy")
    client = signed_in(cast.hana)
    page = text(client, meeting)
    assert "Nobody can be invited yet" in page
    assert "yes or no is owed for School or college" in page
    assert "Hana Malik can settle it" in page
    assert "invitations</button>" not in page
    answer = client.post(address(meeting), {"seen_number": str(meeting.version)})
    assert "Nobody can be invited yet: " in answer.content.decode()
    assert not Delivery.objects.filter(message=Message.MEETING_INVITED).exists()


def test_it_shows_who_gets_it_and_exactly_what_it_says_and_nobody_young(
    cast: Cast, signed_in: SignedIn, meeting: Meeting
) -> None:
    page = text(signed_in(cast.hana), meeting)
    for words in ("Gareth Pugh", GUEST, "Wendy Barrow", "You are invited to a meeting", "Send 4 invitations"):
        assert words in page
    assert f"Multi-agency meeting {meeting.reference}" in page
    assert "Kai" not in page
    assert "data-young-person" not in page


def test_pressing_it_invites_and_pressing_it_again_invites_nobody(
    cast: Cast, signed_in: SignedIn, meeting: Meeting
) -> None:
    client = signed_in(cast.hana)
    sent = {"seen_number": str(meeting.version)}
    answer = client.post(address(meeting), sent)
    assert answer["Location"] == reverse("meeting:meeting", args=[meeting.reference])
    assert Delivery.objects.filter(message=Message.MEETING_INVITED).count() == 4
    assert "changed this meeting while you wrote" in client.post(address(meeting), sent).content.decode()
    assert Delivery.objects.filter(message=Message.MEETING_INVITED).count() == 4
    assert "Have it already" in text(client, meeting)


def test_who_may_not_change_the_meeting_is_told_403_and_a_stranger_404(
    cast: Cast, signed_in: SignedIn, meeting: Meeting
) -> None:
    assert signed_in(cast.priya).get(address(meeting)).status_code == 403
    assert signed_in(cast.manager).get(address(meeting)).status_code == 404


def test_the_statements_do_not_grow_with_those_who_are_asked(cast: Cast, signed_in: SignedIn, meeting: Meeting) -> None:
    client = signed_in(cast.hana)

    def more() -> None:
        for number in range(3):
            gp(cast, meeting, f"number.{number}@surgery.example")

    costs_the_same(lambda: client.get(address(meeting)), more, at_most=45)
