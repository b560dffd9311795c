"""What a running meeting costs: a fixed number of statements, however much was said of however many."""

import pytest

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.meetings import operations, queries
from reachable.meetings.models import Meeting
from tests.counting import costs_the_same, query_count
from tests.domain.running_hands import NOW, agreed, item, note, place, running, staffed, use
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def more(cast: Cast, meeting: Meeting) -> None:
    for letter in "AB":
        note(cast.joy, meeting, about=letter, said_by=place(meeting, cast.sam).key)
        note(cast.joy, meeting, about="AB", kind="DECISION")
        agreed(cast.joy, meeting, f"p:{cast.priya.key}", item_key=item(meeting, "peers").key)


def reader(who: Professional) -> Professional:
    """As a request has him: his roles are read once."""
    found = Professional.objects.select_related("agency").prefetch_related("holdings").get(pk=who.pk)
    assert found.roles
    return found


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    incident: Incident = staffed(cast)
    found = running(cast, incident)
    more(cast, found)
    return found


def test_the_page_costs_the_same_with_more_notes_and_actions(cast: Cast, meeting: Meeting) -> None:
    key, who, said = item(meeting, "peers").key, reader(cast.joy), use(cast.joy, meeting)
    costs_the_same(
        lambda: queries.run_view(who, meeting.reference, NOW, use=said, item=key),
        lambda: more(cast, meeting),
        at_most=55,
    )


def test_what_is_shared_costs_the_same(cast: Cast, meeting: Meeting) -> None:
    key, who, said = item(meeting, "peers").key, reader(cast.joy), use(cast.joy, meeting)
    costs_the_same(
        lambda: queries.shared_view(who, meeting.reference, NOW, use=said, item=key),
        lambda: more(cast, meeting),
        at_most=30,
    )


def test_asking_what_is_new_is_cheap(cast: Cast, meeting: Meeting) -> None:
    who, said = reader(cast.joy), use(cast.joy, meeting)
    costs_the_same(
        lambda: queries.live(who, meeting.reference, NOW, use=said, since=0), lambda: more(cast, meeting), at_most=4
    )
    now = Meeting.objects.get(pk=meeting.pk).revision
    assert queries.live(who, meeting.reference, NOW, use=said, since=now - 1).is_changed
    assert not queries.live(who, meeting.reference, NOW, use=said, since=now).is_changed


def test_a_note_is_written_in_a_fixed_number_of_statements(cast: Cast, meeting: Meeting) -> None:
    who = reader(cast.joy)
    costs_the_same(lambda: note(who, meeting), lambda: more(cast, meeting), at_most=30)


def test_typing_is_one_row_written_once(cast: Cast, meeting: Meeting) -> None:
    who, key = reader(cast.joy), item(meeting, "peers").key
    with query_count(at_most=5):  # two of them mark the transaction
        operations.say_typing(by=who, at=NOW, meeting=meeting.reference, item_key=key)
