"""What is shown to the room: only what everybody who is there may see."""

from datetime import timedelta

import pytest

from reachable.common.refusals import NotFound, Refused
from reachable.directory.choices import AgencyKind
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Audience
from reachable.meetings import operations, queries
from reachable.meetings.models import Meeting
from reachable.meetings.queries.shared_lines import SharedView
from tests.domain.incident_hands import involved, person_key
from tests.domain.running_hands import (
    NOW,
    agreed,
    item,
    note,
    place,
    planned,
    restricted,
    running,
    staffed,
    there,
    use,
)
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db


def shared(cast: Cast, meeting: Meeting, code: str = "peers") -> SharedView:
    key = item(meeting, code).key
    return queries.shared_view(cast.hana, meeting.reference, NOW, use=use(cast.hana, meeting), item=key)


def words(found: SharedView) -> list[str]:
    return [one.words for one in found.notes]


def test_it_needs_a_purpose_and_the_incident(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    with pytest.raises(Refused) as refusal:
        queries.shared_view(cast.hana, meeting.reference, NOW, use=None)
    assert refusal.value.clause == "CTX-6"
    with pytest.raises(NotFound):
        queries.shared_view(cast.stranger, meeting.reference, NOW, use=None)


def test_what_is_for_fewer_than_all_of_them_is_not_there(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    there(cast.hana, meeting, cast.sam)
    there(cast.hana, meeting, cast.joy, attendance="ABSENT")
    note(cast.hana, meeting, words="For all")
    note(cast.hana, meeting, words="Of witnesses", audience=Audience.WITNESSES)
    note(cast.hana, meeting, words="Held", said_by=place(meeting, cast.sam).key)
    note(cast.hana, meeting, words="Of children's services", audience=Audience.CHILDRENS_SERVICES)
    found = shared(cast, meeting)
    assert words(found) == ["For all", "Of witnesses"]
    assert found.not_shown == 2
    there(cast.hana, meeting, cast.ward)
    assert words(shared(cast, meeting)) == ["For all"]
    leaves = operations.AttendanceMark(place(meeting, cast.ward).key, "PRESENT", left_at=NOW)
    operations.mark_attendance(by=cast.hana, at=NOW, meeting=meeting.reference, marks=[leaves])
    assert words(shared(cast, meeting)) == ["For all", "Of witnesses"]


def test_while_nobody_is_marked_everybody_who_was_asked_counts(cast: Cast) -> None:
    meeting = planned(cast, staffed(cast))
    Meeting.objects.filter(pk=meeting.pk).update(state="RUNNING", started_at=NOW, started_by=cast.hana)
    note(cast.hana, meeting, words="Of witnesses", audience=Audience.WITNESSES)
    found = shared(cast, meeting)
    assert words(found) == []
    assert {name for name, _ in found.present} >= {"Wendy Barrow", "Sam Okafor"}


def test_a_note_that_was_taken_back_is_not_shown(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    row = note(cast.hana, meeting)
    operations.take_back_note(by=cast.hana, at=NOW, meeting=meeting.reference, note_key=row.key, because="Misheard")
    assert (words(shared(cast, meeting)), shared(cast, meeting).not_shown) == ([], 0)


def test_nothing_of_a_restricted_part(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    there(cast.hana, meeting, cast.sam)
    note(cast.hana, meeting, words="Before")
    restricted(cast.hana, meeting, cast.hana, cast.sam, code="peers")
    note(cast.hana, meeting, words="Within")
    running_part = shared(cast, meeting)
    assert (running_part.notes, running_part.is_in_restricted_part) == ((), True)
    operations.end_restricted(by=cast.hana, at=NOW, meeting=meeting.reference)
    assert words(shared(cast, meeting)) == ["Before"]


def test_whom_a_guest_may_not_see_stands_as_restricted(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = planned(cast, incident)
    guest = operations.add_guest(
        by=cast.hana,
        at=NOW,
        meeting=meeting.reference,
        code="gp",
        guest=operations.NewGuest(
            "Gwen Hart",
            "gwen.hart@surgery.example",
            "GP",
            agency_words="Castle Surgery",
            agency_kind=AgencyKind.HEALTH,
        ),
        sees=[involved(incident, "A").key],
    )
    operations.start_meeting(by=cast.hana, at=NOW, meeting=meeting.reference)
    note(cast.hana, meeting, words="Of A", about="A")
    note(cast.hana, meeting, words="Of B", about="B")
    note(cast.hana, meeting, words="Of both", about="AB")
    note(cast.hana, meeting, words="Of everybody")
    agreed(cast.hana, meeting, f"p:{cast.priya.key}", what="Write to A", about_key=involved(incident, "A").key)
    agreed(cast.hana, meeting, f"p:{cast.priya.key}", what="Write to B", about_key=involved(incident, "B").key)
    without = shared(cast, meeting)
    assert words(without) == ["Of A", "Of B", "Of both", "Of everybody"]
    assert len(without.actions) == 2
    there(cast.hana, meeting, guest.professional)
    found = shared(cast, meeting)
    assert words(found) == ["Of A"]
    assert [one.what for one in found.actions] == ["Write to A"]
    assert [(one.letter, one.label == "Restricted", one.key is None) for one in found.young_people] == [
        ("A", False, False),
        ("", True, True),
    ]
    assert {str(key) for key in found.looks_about} == {person_key(involved(incident, "A"))}
    assert found.heading.covered == ()


def test_words_that_name_whom_somebody_there_may_not_see_are_not_shown(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    a = involved(incident, "A")
    code = meeting.seats.all()[0].code
    told = {"by": cast.hana, "at": NOW, "meeting": meeting.reference}
    operations.add_attendee(**told, code=code, professional_key=cast.stranger.key, sees=[a.key])
    other = involved(incident, "B").record.given_names
    note(cast.hana, meeting, words=f"Afraid of {other}", about="A")
    note(cast.hana, meeting, words=f"{a.record.given_names} is at home", about="A")
    owner = f"p:{cast.sam.key}"
    agreed(cast.hana, meeting, owner, what=f"Ask {other} about it", about_key=a.key)
    there(cast.hana, meeting, cast.sam)
    before = shared(cast, meeting)
    assert (len(before.notes), len(before.actions), before.not_shown) == (2, 1, 0)
    there(cast.hana, meeting, cast.stranger)
    found = shared(cast, meeting)
    assert words(found) == [f"{a.record.given_names} is at home"]
    assert (found.actions, found.not_shown) == ((), 2)


def test_who_left_the_team_may_see_nobody_of_it(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    there(cast.hana, meeting, cast.priya)
    note(cast.hana, meeting, words="Of A", about="A")
    assert words(shared(cast, meeting)) == ["Of A"]
    incidents.leave_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.priya.key)
    assert words(shared(cast, meeting)) == []


def test_actions_of_police_plans_are_not_shown_to_the_room(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    owner = f"p:{cast.sam.key}"
    agreed(cast.hana, meeting, owner, what="Write a plan", item_key=item(meeting, "police-plans").key)
    agreed(cast.hana, meeting, owner, what="Write to the school", item_key=item(meeting, "peers").key)
    assert [one.what for one in shared(cast, meeting).actions] == ["Write to the school"]


def test_where_somebody_reads_letters_only_there_are_letters_only(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    assert "(A)" in shared(cast, meeting).young_people[0].label
    cast.sam.letters_only = True
    cast.sam.save()
    there(cast.hana, meeting, cast.sam)
    assert shared(cast, meeting).young_people[0].label == "A"


def test_who_lost_a_role_meanwhile_narrows_what_is_shown(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    there(cast.hana, meeting, cast.sam)
    note(cast.hana, meeting, words="Of witnesses", audience=Audience.WITNESSES)
    assert words(shared(cast, meeting)) == ["Of witnesses"]
    for held in cast.sam.holdings.all():
        held.until_at = NOW - timedelta(hours=3)
        held.save()
    assert words(shared(cast, meeting)) == []
