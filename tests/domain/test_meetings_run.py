"""A meeting runs: begun, attended, its purposes agreed, its agenda worked down, ended."""

from datetime import timedelta
from typing import Any

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents.models import Fact
from reachable.meetings import operations, queries
from reachable.meetings.choices import Attendance, ItemState, MeetingState
from reachable.meetings.models import Meeting, Typing
from reachable.meetings.operations import AttendanceMark
from tests.domain.incident_hands import timeline, verbs
from tests.domain.running_hands import NOW, item, place, planned, running, staffed, there, use, view
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def test_it_starts_and_whoever_runs_it_is_there(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = planned(cast, incident)
    operations.start_meeting(by=cast.joy, at=NOW, meeting=meeting.reference)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.started_at, meeting.revision) == (MeetingState.RUNNING, NOW, 1)
    marked = {one.professional.name: one.attendance for one in meeting.attendees.all()}
    assert marked["Hana Malik"] == marked["Joy Adeyemi"] == Attendance.PRESENT
    assert marked["Sam Okafor"] == ""
    assert verbs(incident)[-1] == "meeting-started"
    assert timeline(incident)[-1] == "meeting-started"
    with pytest.raises(Refused):
        operations.start_meeting(by=cast.joy, at=NOW, meeting=meeting.reference)


def test_others_of_the_team_read_it_and_write_nothing(cast: Cast) -> None:
    meeting = planned(cast, staffed(cast))
    with pytest.raises(NotPermitted):
        operations.start_meeting(by=cast.sam, at=NOW, meeting=meeting.reference)
    with pytest.raises(NotFound):
        operations.start_meeting(by=cast.stranger, at=NOW, meeting=meeting.reference)
    operations.start_meeting(by=cast.hana, at=NOW, meeting=meeting.reference)
    shown = view(cast.sam, meeting)
    assert (shown.may_run, shown.may_answer, shown.heading.state) == (False, False, "RUNNING")
    assert view(cast.joy, meeting).may_answer


def test_nothing_is_written_before_it_begins(cast: Cast) -> None:
    meeting = planned(cast, staffed(cast))
    with pytest.raises(Refused, match="not begun"):
        operations.agree_purposes(by=cast.hana, at=NOW, meeting=meeting.reference, purposes=["safeguarding"])


@pytest.mark.clause("CTX-6")
def test_the_purposes_are_agreed_and_agreed_again(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    held = use(cast.sam, meeting)
    operations.agree_purposes(
        by=cast.joy, at=NOW, meeting=meeting.reference, purposes=["prevention"], own_purposes=["The inquest"]
    )
    meeting.refresh_from_db()
    assert meeting.purposes_agreed_by == cast.joy
    assert [(one.code, one.words) for one in meeting.purposes.order_by("pk")] == [
        ("prevention", ""),
        ("own", "The inquest"),
    ]
    with pytest.raises(Refused) as refusal:
        queries.run_view(cast.sam, meeting.reference, NOW, use=held)
    assert refusal.value.clause == "CTX-6"
    with pytest.raises(Refused) as refusal:
        operations.agree_purposes(by=cast.joy, at=NOW, meeting=meeting.reference, purposes=[])
    assert refusal.value.field == "purposes"


def test_attendance_is_marked_in_one_go_and_read_per_seat(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    left = NOW + timedelta(minutes=10)
    marks = [
        AttendanceMark(place(meeting, cast.sam).key, Attendance.REMOTE, arrived_at=NOW),
        AttendanceMark(place(meeting, cast.ward).key, Attendance.PRESENT, left_at=left),
        AttendanceMark(place(meeting, cast.priya).key, Attendance.APOLOGIES),
    ]
    before = Entry.objects.count()
    operations.mark_attendance(by=cast.joy, at=NOW, meeting=meeting.reference, marks=marks)
    assert Entry.objects.count() == before + 1
    assert (place(meeting, cast.ward).arrived_at, place(meeting, cast.ward).left_at) == (NOW, left)
    shown = view(cast.hana, meeting)
    assert shown.present == 3  # with the chair
    assert {one.name for one in shown.attendance if one.is_there} == {"Hana Malik", "Sam Okafor", "Wendy Barrow"}
    empty = {one.code for one in shown.seats if one.is_empty}
    assert "youth-justice" in empty
    assert "head-of-social-work" not in empty
    later = queries.run_view(cast.hana, meeting.reference, left, use=use(cast.hana, meeting))
    assert later.present == 2


def test_marking_the_same_again_leaves_no_trace(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    there(cast.joy, meeting, cast.sam)
    meeting.refresh_from_db()
    before = (Entry.objects.count(), meeting.revision)
    there(cast.joy, meeting, cast.sam)
    meeting.refresh_from_db()
    assert (Entry.objects.count(), meeting.revision) == before


@pytest.mark.parametrize(
    ("attendance", "left", "field"), [("HERE", 0, "attendance"), ("PRESENT", -5, "left_at")], ids=["code", "times"]
)
def test_marks_that_cannot_be_are_refused(cast: Cast, attendance: str, left: int, field: str) -> None:
    meeting = running(cast, staffed(cast))
    left_at = NOW + timedelta(minutes=left) if left else None
    mark = AttendanceMark(place(meeting, cast.sam).key, attendance, arrived_at=NOW, left_at=left_at)
    with pytest.raises(Refused) as refusal:
        operations.mark_attendance(by=cast.joy, at=NOW, meeting=meeting.reference, marks=[mark])
    assert refusal.value.field == field


@pytest.mark.clause("SAF-1")
def test_the_quorum_is_of_those_who_are_there(cast: Cast) -> None:
    meeting = running(cast, staffed(cast), "strategy")
    shown = view(cast.hana, meeting, "parents")
    assert [line.met for line in shown.quorum] == [True, False, False]
    there(cast.hana, meeting, cast.sam, cast.ward)
    assert view(cast.hana, meeting, "parents").has_quorum


def test_the_agenda_is_worked_down(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    told: dict[str, Any] = {"by": cast.joy, "at": NOW, "meeting": meeting.reference}
    operations.take_item(**told, item_key=item(meeting, "peers").key)
    operations.take_item(**told, item_key=item(meeting, "parents").key)
    assert item(meeting, "peers").state == ItemState.NOT_TAKEN
    operations.cover_item(**told, item_key=item(meeting, "parents").key)
    operations.pass_over_item(**told, item_key=item(meeting, "community").key, because="No time")
    with pytest.raises(Refused) as refusal:
        operations.pass_over_item(**told, item_key=item(meeting, "plan").key, because=" ")
    assert refusal.value.field == "because"
    extra = operations.add_item(**told, title="The vigil on Friday")
    assert operations.add_item(**told, title="The vigil on Friday", key=extra.key) == extra
    operations.move_item(**told, item_key=extra.key, up=True)
    shown = view(cast.hana, meeting, "parents").items
    assert [one.title for one in shown][-2] == "The vigil on Friday"
    assert [one.number for one in shown] == list(range(1, len(shown) + 1))
    states = {one.code: (one.state, one.because) for one in shown}
    assert states["parents"] == (ItemState.COVERED, "")
    assert states["community"] == (ItemState.NOT_REACHED, "No time")


def test_without_an_item_named_the_one_that_is_taken_stands_open(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    open_now = use(cast.joy, meeting)
    first = queries.run_view(cast.joy, meeting.reference, NOW, use=open_now).item
    assert first
    assert first.code == "peers"
    operations.take_item(by=cast.joy, at=NOW, meeting=meeting.reference, item_key=item(meeting, "plan").key)
    taken = queries.run_view(cast.joy, meeting.reference, NOW, use=open_now)
    assert taken.item
    assert taken.item.code == "plan"
    assert taken.next_item
    assert taken.next_item.code == "outcome"


@pytest.mark.parametrize(
    ("kind", "fact"), [("strategy", "DISCUSSION_HELD"), ("complex-strategy", "COMPLEX_DISCUSSION_HELD")]
)
def test_its_end_is_a_fact_of_the_incident_from_which_deadlines_run(cast: Cast, kind: str, fact: str) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident, kind)
    end = NOW + timedelta(hours=1)
    operations.end_meeting(by=cast.joy, at=end + timedelta(minutes=3), meeting=meeting.reference, ended_at=end)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.ended_at) == (MeetingState.ENDED, end)
    assert Fact.objects.get(incident=incident, kind=fact).happened_at == end
    assert "meeting-ended" in verbs(incident)


def test_a_pre_discharge_meeting_is_no_strategy_discussion(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident, "pre-discharge")
    operations.end_meeting(by=cast.hana, at=NOW, meeting=meeting.reference)
    assert not Fact.objects.filter(incident=incident).exists()


def test_it_did_not_end_before_it_began(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    for wrong in (NOW - timedelta(minutes=1), NOW + timedelta(minutes=1)):
        with pytest.raises(Refused) as refusal:
            operations.end_meeting(by=cast.hana, at=NOW, meeting=meeting.reference, ended_at=wrong)
        assert refusal.value.field == "ended_at"


def test_who_types_is_seen_by_the_others_for_a_few_seconds_and_nothing_is_traced(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    before = Entry.objects.count()
    for _ in range(2):
        operations.say_typing(by=cast.joy, at=NOW, meeting=meeting.reference, item_key=item(meeting, "peers").key)
    assert (Entry.objects.count(), Typing.objects.count()) == (before, 1)
    open_now = use(cast.hana, meeting)
    told: dict[str, Any] = {"use": open_now, "since": 0}
    assert queries.live(cast.hana, meeting.reference, NOW, **told).typing == ("Joy Adeyemi",)
    assert queries.live(cast.joy, meeting.reference, NOW, use=use(cast.joy, meeting), since=0).typing == ()
    later = NOW + timedelta(minutes=1)
    assert queries.live(cast.hana, meeting.reference, later, **told).typing == ()
    with pytest.raises(NotPermitted):
        operations.say_typing(by=cast.sam, at=NOW, meeting=meeting.reference, item_key=None)


def test_every_change_raises_the_revision(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    told: dict[str, Any] = {"by": cast.hana, "at": NOW, "meeting": meeting.reference}
    for change in (
        lambda: operations.take_item(**told, item_key=item(meeting, "peers").key),
        lambda: operations.set_shared_view(**told, shown=True),
        lambda: operations.add_item(**told, title="Another"),
        lambda: operations.agree_purposes(**told, purposes=["safeguarding"]),
    ):
        was = Meeting.objects.get(pk=meeting.pk).revision
        change()
        assert Meeting.objects.get(pk=meeting.pk).revision == was + 1
