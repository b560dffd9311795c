"""What might reach somebody by a side door of a meeting: words released by whoever may not, taken out, or of others."""

from uuid import uuid4

import pytest

from reachable.common.refusals import NotFound, Refused
from reachable.meetings import operations, queries
from reachable.meetings.choices import Attendance, MinutesChange, NoteKind
from reachable.meetings.models import Meeting, Note
from reachable.meetings.operations import AgreedAction
from tests.domain.concluding_hands import AGREED_AT, MET, agree, begun, cover_all, decide, ended, note, opened, staffed
from tests.domain.inviting_hands import AT, DAY, guest_in, invited, place_of, use_of
from tests.factories import Cast

pytestmark = pytest.mark.django_db


# --- words that police hold


@pytest.mark.clause("CTX-15")
def test_the_minute_taker_does_not_release_what_police_said_by_naming_another_speaker(cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    sam = meeting.attendees.get(professional=cast.sam)
    held = note(cast.joy, meeting, "A source speaks of a gun", said_by=sam.key)
    assert held.held_by_police
    told = {"at": AT + DAY, "meeting": meeting.reference, "note_key": held.key, "seen_version": 1}
    said = {"kind": NoteKind.FACT, "words": held.words, "said_by": None, "held_by_police": False}
    with pytest.raises(Refused, match="chair or police"):
        operations.change_note(by=cast.joy, **told, **said)
    held.refresh_from_db()
    assert held.held_by_police
    assert not operations.change_note(by=cast.hana, **told, **said).held_by_police


# --- what was taken out of the minutes


def concluded(cast: Cast, *words: str) -> Meeting:
    meeting = begun(cast, staffed(cast))
    for one in words:
        note(cast.hana, meeting, one)
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    return agree(cast.hana, ended(cast.hana, meeting))


def added(cast: Cast, meeting: Meeting, change: str, words: str, of: Note) -> None:
    operations.add_addendum(
        by=cast.hana,
        at=AGREED_AT,
        meeting=meeting.reference,
        change=change,
        words=words,
        because="Asked for",
        note_key=of.key,
    )


def test_what_was_lawfully_taken_out_is_not_on_the_pages_of_the_running_meeting_either(cast: Cast) -> None:
    meeting = concluded(cast, "A name that must go", "What stays")
    added(cast, meeting, MinutesChange.REDACTION, "Article 17", meeting.notes.get(words="A name that must go"))
    told = (cast.hana, meeting.reference, AGREED_AT)
    more = {"use": opened(cast.hana, meeting), "item": meeting.items.get(code="risk-now").key}
    assert [one.words for one in queries.run_view(*told, **more).notes] == ["What stays"]
    assert [one.words for one in queries.shared_view(*told, **more).notes] == ["What stays"]


def corrections(cast: Cast, who: str, meeting: Meeting) -> list[str]:
    reader = getattr(cast, who)
    view = queries.minutes_view(reader, meeting.reference, AGREED_AT, use=opened(reader, meeting))
    return [one.words for one in view.addenda if not one.is_redaction]


def test_a_correction_is_read_by_whoever_reads_the_note(cast: Cast) -> None:
    meeting = begun(cast, staffed(cast))
    narrow = note(cast.hana, meeting, "Mother was hurt in March", audience="CHILDRENS_SERVICES")
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, MET)
    meeting = agree(cast.hana, ended(cast.hana, meeting))
    added(cast, meeting, MinutesChange.CORRECTION, "In April", narrow)
    assert corrections(cast, "hana", meeting) == ["In April"]
    assert corrections(cast, "sam", meeting) == [""]
    with pytest.raises(NotFound):
        operations.add_addendum(
            by=cast.joy,
            at=AGREED_AT,
            meeting=meeting.reference,
            change=MinutesChange.CORRECTION,
            words="May",
            because="x",
            note_key=narrow.key,
        )


def test_a_correction_goes_with_the_note_that_is_taken_out(cast: Cast) -> None:
    meeting = concluded(cast, "A name that must go")
    note_ = meeting.notes.get()
    added(cast, meeting, MinutesChange.CORRECTION, "The name is another", note_)
    added(cast, meeting, MinutesChange.REDACTION, "Article 17", note_)
    assert corrections(cast, "hana", meeting) == [""]


# --- somebody who sees only their own young people


def start(cast: Cast, meeting: Meeting) -> None:
    operations.start_meeting(by=cast.hana, at=AT, meeting=meeting.reference)


def test_a_guest_is_given_no_action_that_names_a_young_person_who_is_not_theirs(cast: Cast) -> None:
    meeting = invited(cast)
    start(cast, meeting)
    gareth = guest_in(cast, meeting)
    kai = meeting.incident.involvements.get(position=0)

    def give(what: str, owner: str) -> None:
        new = AgreedAction(uuid4(), what, AT + DAY, owner, about_key=kai.key)
        operations.agree_action(by=cast.hana, at=AT, meeting=meeting.reference, new=new)

    with pytest.raises(Refused, match="names a young person") as refusal:
        give("Ask the school whether Llewellyn is still there", f"p:{gareth.key}")
    assert refusal.value.field == "what"
    give("Ask the school whether Llewellyn is still there", f"p:{cast.sam.key}")
    give("Write the report about Kai Mensah", f"p:{gareth.key}")
    assert [one.what for one in own(cast, meeting).actions] == ["Write the report about Kai Mensah"]


def own(cast: Cast, meeting: Meeting) -> queries.OwnPlace:
    gareth = guest_in(cast, meeting)
    return queries.own_place(gareth, meeting.reference, AT, use=use_of(gareth, meeting))


def test_the_words_of_an_action_go_when_a_guest_may_no_longer_see_the_young_person(cast: Cast) -> None:
    meeting = invited(cast)
    start(cast, meeting)
    kai = meeting.incident.involvements.get(position=0)
    gareth = guest_in(cast, meeting)
    new = AgreedAction(uuid4(), "Write the report about Kai Mensah", AT + DAY, f"p:{gareth.key}", about_key=kai.key)
    operations.agree_action(by=cast.hana, at=AT, meeting=meeting.reference, new=new)
    place = place_of(meeting, gareth)
    operations.let_see(by=cast.hana, at=AT, meeting=meeting.reference, key=place.key, involvement_keys=[])
    assert [one.what for one in own(cast, meeting).actions] == ["Restricted"]


def test_the_room_is_not_shown_an_item_that_names_somebody_whom_one_there_may_not_see(cast: Cast) -> None:
    meeting = invited(cast)
    start(cast, meeting)
    operations.add_item(by=cast.hana, at=AT, meeting=meeting.reference, title="What Llewellyn said")
    gareth = place_of(meeting, guest_in(cast, meeting).email)
    marks = [operations.AttendanceMark(gareth.key, Attendance.PRESENT)]
    operations.mark_attendance(by=cast.hana, at=AT, meeting=meeting.reference, marks=marks)
    told = (cast.hana, meeting.reference, AT)
    titles = [one.title for one in queries.shared_view(*told, use=use_of(cast.hana, meeting)).items]
    assert "What Llewellyn said" not in titles
    assert titles[-1] == "Restricted"
