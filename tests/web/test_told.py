"""Who was told that something about a young person is shared: never refused, and what is owed stands there."""

import pytest
from django.urls import reverse

from reachable.meetings.models import Meeting
from reachable.sharing.models import Told
from tests.counting import costs_the_same
from tests.domain.meeting_hands import convened
from tests.factories import Cast, reported_incident, with_team
from tests.web import young_people
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return convened(cast.hana, with_team(cast, reported_incident(cast.hana)))


def address(meeting: Meeting) -> str:
    return reverse("sharing:told", args=[meeting.reference])


def form(meeting: Meeting, whom: str = "parents") -> str:
    key = meeting.incident.involvements.get().key
    return reverse("sharing:say_told", args=[meeting.reference, key, whom])


def test_at_first_everybody_is_still_to_be_told(cast: Cast, signed_in, meeting: Meeting) -> None:
    page = signed_in(cast.priya).get(address(meeting))
    text = text_of(page)
    assert "2 still to be told or explained" in text
    assert text.count("Nobody has said") == 2
    young_people.assert_declares_everybody_it_shows(page)


def test_parents_were_told_and_the_young_person_not_with_the_reason_added_later(cast: Cast, signed_in, meeting) -> None:
    priya = signed_in(cast.priya)
    told = {"state": "TOLD", "by_words": "Priya Nair, social worker", "seen_number": "0"}
    assert priya.post(form(meeting), told)["Location"] == address(meeting)
    priya.post(form(meeting, "young-person"), {"state": "NOT_TOLD", "because": "", "seen_number": "0"})
    text = text_of(priya.get(address(meeting)))
    assert "by Priya Nair, social worker" in text
    assert "Say why not" in text
    assert "1 still to be told or explained" in text
    later = {"state": "NOT_TOLD", "because": "It would put B at risk", "seen_number": "1"}
    priya.post(form(meeting, "young-person"), later)
    text = text_of(priya.get(address(meeting)))
    assert "It would put B at risk" in text
    assert "Nothing is owed" in text
    assert Told.objects.filter(whom="YOUNG_PERSON").count() == 2


def test_not_yet_told_stays_owed_also_with_a_reason(cast: Cast, signed_in, meeting: Meeting) -> None:
    priya = signed_in(cast.priya)
    priya.post(form(meeting), {"state": "NOT_YET", "because": "No answer at the door", "seen_number": "0"})
    text = text_of(priya.get(address(meeting)))
    assert "No answer at the door" in text
    assert "Tell them, or say why not" in text


def test_the_second_of_two_is_shown_both(cast: Cast, signed_in, meeting: Meeting) -> None:
    priya = signed_in(cast.priya)
    priya.post(form(meeting), {"state": "TOLD", "by_words": "The ward", "seen_number": "0"})
    mine = {"state": "NOT_TOLD", "because": "Not safe", "seen_number": "0"}
    text = text_of(priya.post(form(meeting), mine))
    assert "Somebody else said how this stands" in text
    assert "The ward" in text
    assert "Not safe" in text
    assert Told.objects.count() == 1
    assert priya.post(form(meeting), {**mine, "seen_number": "1"}).status_code == 302
    assert list(Told.objects.order_by("number").values_list("state", flat=True)) == ["TOLD", "NOT_TOLD"]


def test_how_it_stands_has_to_be_chosen_and_whom_exists(cast: Cast, signed_in, meeting: Meeting) -> None:
    priya = signed_in(cast.priya)
    assert "Say how it stands" in text_of(priya.post(form(meeting), {"seen_number": "0"}))
    assert priya.get(form(meeting, "neighbours")).status_code == 404
    young_people.assert_declares_everybody_it_shows(priya.get(form(meeting)))


def test_a_stranger_finds_nothing_and_a_wrong_role_is_refused(cast: Cast, signed_in, meeting: Meeting) -> None:
    for page in (address(meeting), form(meeting)):
        assert signed_in(cast.stranger).get(page).status_code == 404
        assert signed_in(cast.ig).get(page).status_code == 403


def test_it_costs_the_same_when_much_was_said(cast: Cast, signed_in, meeting: Meeting) -> None:
    priya = signed_in(cast.priya)

    def more() -> None:
        for number in range(3):
            priya.post(form(meeting), {"state": "NOT_YET", "because": "Not in", "seen_number": str(number)})
        priya.get(address(meeting))

    costs_the_same(lambda: priya.get(address(meeting)), more, at_most=34)
