"""Agreed minutes: nothing writes in them, a correction stands beside them, and what is taken out is seen by nobody."""

import inspect
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.meetings import operations as meetings
from reachable.meetings import queries
from reachable.meetings.choices import Attendance, MinutesChange, NoteKind, UseFor
from reachable.meetings.models import Meeting, Minutes
from reachable.meetings.queries.minutes import redacted_notes, verify_minutes
from reachable.responses.choices import AnswerCode
from tests.domain.concluding_hands import (
    AGREED_AT,
    HELD_AT,
    MET,
    agree,
    begun,
    cover_all,
    decide,
    ended,
    fresh,
    held,
    item,
    note,
    opened,
    staffed,
)
from tests.domain.incident_hands import timeline, verbs
from tests.domain.test_incidents_joining import join
from tests.domain.test_incidents_report import young_people
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def _writes(cast: Cast, meeting: Meeting) -> dict[str, dict[str, Any]]:
    """Every operation that writes in a meeting, with what it takes beside by, at and meeting."""
    one = item(meeting, "risk-now")
    young = meeting.covered.get().involvement.key
    hana = meeting.attendees.get(professional=cast.hana).key
    told = meeting.notes.get()
    words = {"kind": NoteKind.FACT, "words": "Later"}
    agreed = meetings.AgreedAction(uuid4(), "Write", AGREED_AT.replace(year=2027), f"p:{cast.priya.key}")
    given = {"answer": AnswerCode.IN_PLACE, "because": "x", "seen_number": 0}
    return {
        "start_meeting": {},
        "end_meeting": {},
        "agree_purposes": {"purposes": ["safeguarding"]},
        "mark_attendance": {"marks": [meetings.AttendanceMark(hana, Attendance.ABSENT)]},
        "take_item": {"item_key": one.key},
        "cover_item": {"item_key": one.key},
        "pass_over_item": {"item_key": one.key, "because": "x"},
        "add_item": {"title": "Later"},
        "move_item": {"item_key": one.key, "up": True},
        "add_note": {"item_key": one.key, "new": meetings.NewNote(key=uuid4(), **words)},
        "change_note": {"note_key": told.key, "seen_version": told.version, **words},
        "take_back_note": {"note_key": told.key, "because": "x"},
        "record_dissent": {"note_key": told.key, "attendee_key": hana, "words": "x"},
        "agree_action": {"new": agreed},
        "answer_in_meeting": {"item_key": one.key, "consideration_key": uuid4(), **given},
        "set_outcome": {"involvement_key": young, "record": {}, "seen_number": 1},
        "begin_restricted": {"item_key": one.key, "because": "x", "stay": [hana]},
        "end_restricted": {},
        "set_shared_view": {"shown": True},
        "say_typing": {"item_key": None},
        "say_why_empty": {"code": "health", "because": "x"},
        "agree_minutes": {"seen_revision": meeting.revision},
        "cancel_meeting": {"because": "x"},
    }


def test_nothing_writes_in_agreed_minutes(cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    note(cast.joy, meeting, "Said then")
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    meeting = agree(cast.hana, ended(cast.hana, meeting))
    text = Minutes.objects.get(meeting=meeting).text
    for name, values in _writes(cast, meeting).items():
        operation: Callable[..., Any] = getattr(meetings, name)
        taken = inspect.signature(operation).parameters
        given = {key: value for key, value in values.items() if key in taken}
        with pytest.raises(Refused):
            operation(by=cast.hana, at=AGREED_AT, meeting=meeting.reference, **given)
            pytest.fail(f"{name} wrote in agreed minutes")
    assert Minutes.objects.get(meeting=meeting).text == text
    assert verify_minutes(meeting)
    assert fresh(meeting).revision == meeting.revision


def test_a_text_that_was_tampered_with_is_noticed(cast: Cast) -> None:
    meeting = agree(cast.hana, held(cast))
    Minutes.objects.filter(meeting=meeting).update(text="{}")
    assert not verify_minutes(meeting)


def _view(cast: Cast, meeting: Meeting, name: str = "hana") -> Any:
    who = getattr(cast, name)
    return queries.minutes_view(who, meeting.reference, AGREED_AT, use=opened(who, meeting))


def _with_notes(cast: Cast, *words: str) -> Meeting:
    meeting = begun(cast, staffed(cast))
    for one in words:
        note(cast.joy, meeting, one)
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    return agree(cast.hana, ended(cast.hana, meeting))


def _notes(view: Any) -> list[Any]:
    return [one for each in view.items for one in each.notes]


def test_a_correction_stands_beside_what_it_corrects(cast: Cast) -> None:
    meeting = _with_notes(cast, "Seen at the park")
    told = {"at": AGREED_AT, "meeting": meeting.reference, "change": MinutesChange.CORRECTION}
    with pytest.raises(NotPermitted):
        meetings.add_addendum(by=cast.priya, words="x", because="x", **told)
    with pytest.raises(Refused, match="Write the correction"):
        meetings.add_addendum(by=cast.joy, words=" ", because="x", **told)
    with pytest.raises(Refused, match="Say why"):
        meetings.add_addendum(by=cast.joy, words="x", because="", **told)
    key = uuid4()
    for _ in range(2):
        meetings.add_addendum(by=cast.joy, words="It was the river", because="Misheard", key=key, **told)
    view = _view(cast, meeting)
    assert [(one.number, one.words, one.by) for one in view.addenda] == [(1, "It was the river", "Joy Adeyemi")]
    assert _notes(view)[0].words == "Seen at the park"
    assert view.is_whole
    assert verbs(meeting.incident).count("minutes-addendum") == 1
    assert timeline(meeting.incident)[-1] == "minutes-addendum"


def test_only_the_chair_takes_a_note_out_and_then_nobody_reads_it(cast: Cast) -> None:
    meeting = _with_notes(cast, "A name that must go", "What stays")
    told = {"at": AGREED_AT, "meeting": meeting.reference, "change": MinutesChange.REDACTION, "because": "Asked for"}
    gone = meeting.notes.get(words="A name that must go").key
    with pytest.raises(NotPermitted):
        meetings.add_addendum(by=cast.joy, words="Article 17", note_key=gone, **told)
    with pytest.raises(Refused, match="Choose the note"):
        meetings.add_addendum(by=cast.hana, words="Article 17", **told)
    with pytest.raises(NotFound):
        meetings.add_addendum(by=cast.hana, words="Article 17", note_key=uuid4(), **told)
    meetings.add_addendum(by=cast.hana, words="Article 17", note_key=gone, **told)
    with pytest.raises(Refused, match="taken out already"):
        meetings.add_addendum(by=cast.hana, words="Article 17", note_key=gone, **told)
    for name in ("hana", "joy", "sam"):
        first, second = _notes(_view(cast, meeting, name))
        assert (first.words, first.taken_out.because) == ("", "Asked for")
        assert (second.words, second.taken_out) == ("What stays", None)
    assert redacted_notes(meeting) == {str(gone)}
    assert verify_minutes(meeting)


def test_nothing_is_added_before_they_are_agreed(cast: Cast) -> None:
    meeting = held(cast)
    with pytest.raises(Refused, match="not agreed yet"):
        meetings.add_addendum(
            by=cast.hana, at=AGREED_AT, meeting=meeting.reference, change="CORRECTION", words="x", because="x"
        )
    with pytest.raises(NotFound):
        _view(cast, meeting)


def test_a_restricted_part_is_read_by_those_who_stayed(cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    places = {one.professional_id: one.key for one in meeting.attendees.all()}
    told = {"by": cast.hana, "at": HELD_AT, "meeting": meeting.reference}
    meetings.begin_restricted(
        **told,
        item_key=item(meeting, "risk-now").key,
        because="Police intelligence",
        stay=[places[cast.hana.pk], places[cast.sam.pk]],
    )
    note(cast.hana, meeting, "Only for those who stayed")
    meetings.end_restricted(**told)
    note(cast.joy, meeting, "For everybody")
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    meeting = agree(cast.hana, ended(cast.hana, meeting))
    assert [one.words for one in _notes(_view(cast, meeting, "sam"))] == ["Only for those who stayed", "For everybody"]
    shown = _view(cast, meeting, "priya")
    assert [one.words for one in _notes(shown)] == ["For everybody"]
    assert shown.not_shown == 1


def test_printing_needs_its_own_purpose(cast: Cast) -> None:
    meeting = agree(cast.hana, held(cast))
    read = opened(cast.hana, meeting)
    with pytest.raises(Refused, match="cannot be printed"):
        queries.minutes_view(cast.hana, meeting.reference, AGREED_AT, use=read, for_print=True)
    printed = opened(cast.hana, meeting, UseFor.PRINT, "minutes")
    assert queries.minutes_view(cast.hana, meeting.reference, AGREED_AT, use=printed, for_print=True)


def test_of_a_joined_report_the_minutes_say_which_letter_it_is_by_now(cast: Cast) -> None:
    report, incident = staffed(cast), staffed(cast, young_people=young_people(1))
    meeting = begun(cast, report)
    note(cast.joy, meeting, "Seen at the park", about=[report.involvements.get().key])
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    agree(cast.hana, ended(cast.hana, meeting))
    use = opened(cast.hana, meeting)
    before = queries.minutes_view(cast.hana, meeting.reference, AGREED_AT, use=use)
    join(cast.hana, report, incident, None, at=AGREED_AT)
    after = queries.minutes_view(cast.hana, meeting.reference, AGREED_AT, use=use)
    letters = [[one.letters for item in view.items for one in item.notes] for view in (before, after)]
    assert letters == [[("A",)], [("A, now B",)]]
    assert [one.letter for one in after.outcomes] == ["A, now B"]
    assert [one.letter for one in after.young_people] == ["B"]
