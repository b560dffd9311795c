"""A person checks a record, makes it final and files it; whom a number stands for is told to few and written down."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotPermitted, Refused, Stale
from reachable.meetings import operations as meetings
from reachable.meetings.choices import MinutesChange, UseFor
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery, Disclosure
from reachable.responses.models import Answer
from reachable.sharing import operations as sharing
from reachable.sharing import queries
from reachable.sharing.choices import MarkDecision, RecordState
from reachable.sharing.documents.content import SegmentKind
from reachable.sharing.models import ChildRecord
from tests.domain.concluding_hands import note, opened
from tests.domain.sharing_hands import LATER, concluded, prepared, running, young
from tests.factories import Cast

pytestmark = pytest.mark.django_db
DOUBTFUL = "Hewett was named, and JA ran off."


def told(cast: Cast, row: ChildRecord, **more: object) -> dict[str, object]:
    return {"by": cast.joy, "at": LATER, "meeting": row.meeting.reference, "record_key": row.key, **more}


def taking(cast: Cast, row: ChildRecord) -> UUID:
    """For which purpose Joy takes the files of this record."""
    of = {"meeting": row.meeting.reference, "item_key": str(row.key)}
    return meetings.state_purpose(by=cast.joy, at=LATER, use_for=UseFor.EXPORT, purpose="safeguarding", **of).key


def with_doubt(cast: Cast) -> dict[str, ChildRecord]:
    meeting = running(cast)
    note(cast.hana, meeting, "Jayden Achterberg was there. " + DOUBTFUL, about=(young(meeting, "A").key,))
    return prepared(cast.joy, concluded(cast, meeting))


def doubtful(cast: Cast, row: ChildRecord) -> list[tuple[str, str]]:
    use = opened(cast.joy, row.meeting)
    shown = queries.record_view(cast.joy, row.meeting.reference, row.key, at=LATER, use=use)
    paragraphs = [one for section in shown.sections for one in section.paragraphs]
    return [(p.id, s.was) for p in paragraphs for s in p.segments if s.kind is SegmentKind.DOUBTFUL]


@pytest.mark.clause("CTX-4")
def test_a_record_is_final_once_a_person_has_decided_what_is_doubtful(cast: Cast) -> None:
    row = with_doubt(cast)["A"]
    found = doubtful(cast, row)
    assert [words for _, words in found] == ["Hewett", "JA"]
    with pytest.raises(Refused, match="Decide first about “Hewett” and 1 more"):
        sharing.make_final(**told(cast, row, seen_version=1))
    jayden = young(row.meeting, "C").record.key
    paragraph = found[0][0]
    sharing.decide_mark(
        **told(cast, row, seen_version=1, paragraph=paragraph, words="Hewett", decision=MarkDecision.TAKE_OUT)
    )
    with pytest.raises(Stale):
        sharing.make_final(**told(cast, row, seen_version=1))
    mark = {"paragraph": paragraph, "words": "JA", "decision": MarkDecision.REPLACE}
    with pytest.raises(Refused, match="who is meant"):
        sharing.decide_mark(**told(cast, row, seen_version=2, **mark))
    sharing.decide_mark(**told(cast, row, seen_version=2, **mark, person=jayden))
    final = sharing.make_final(**told(cast, row, seen_version=3))
    assert "young person 1 was there. [taken out] was named, and young person 1 ran off." in final.text
    assert (final.state, final.checked_by) == (RecordState.FINAL, cast.joy)
    assert final.sha256 == sha256(final.text.encode()).hexdigest()
    assert final.file_name == f"LCS-20451-{final.meeting.reference}-1"
    with pytest.raises(Refused, match="final"):
        sharing.decide_mark(**told(cast, row, seen_version=4, **mark, person=jayden))


@pytest.mark.clause("CTX-4")
def test_what_names_somebody_for_certain_cannot_be_left(cast: Cast) -> None:
    row = with_doubt(cast)["A"]
    paragraph = doubtful(cast, row)[0][0]
    leave = {"paragraph": paragraph, "decision": MarkDecision.LEAVE, "seen_version": 1}
    with pytest.raises(Refused, match="cannot stay"):
        sharing.decide_mark(**told(cast, row, **leave, words="Jayden Achterberg"))
    with pytest.raises(Refused, match="do not stand"):
        sharing.decide_mark(**told(cast, row, **leave, words="Somebody else"))
    sharing.decide_mark(**told(cast, row, **leave, words="Hewett"))
    assert [words for _, words in doubtful(cast, row)] == ["JA"]


@pytest.mark.clause("CTX-4")
def test_a_record_is_filed_once_it_is_final_and_the_strand_is_answered(cast: Cast) -> None:
    row = prepared(cast.priya, concluded(cast, running(cast)))["A"]
    filing = {"by": cast.priya, "at": LATER, "meeting": row.meeting.reference, "record_key": row.key}
    with pytest.raises(Refused, match="not final"):
        sharing.say_filed(**filing, reference="DOC-77", filed_at=LATER)
    sharing.make_final(**filing, seen_version=1)
    with pytest.raises(Refused, match="reference"):
        sharing.say_filed(**filing, reference=" ", filed_at=LATER)
    filed = sharing.say_filed(**filing, reference="DOC-77", filed_at=LATER)
    assert (filed.filed_by, filed.filed_reference) == (cast.priya, "DOC-77")
    answers = Answer.objects.filter(consideration__code="record-filed", consideration__about=row.involvement)
    assert [one.because for one in answers] == ["Filed in Liquidlogic: DOC-77"]
    with pytest.raises(Refused, match="already"):
        sharing.say_filed(**filing, reference="DOC-77", filed_at=LATER)
    assert sharing.say_filed(**filing, reference="DOC-78", filed_at=LATER).filed_reference == "DOC-78"


@pytest.mark.clause("CTX-4")
def test_a_correction_makes_a_further_record_that_replaces_the_one_before(cast: Cast) -> None:
    meeting = running(cast)
    note(cast.hana, meeting, "He goes back on Monday", about=(young(meeting, "A").key,))
    meeting = concluded(cast, meeting)
    first = prepared(cast.joy, meeting)["A"]
    sharing.make_final(**told(cast, first, seen_version=1))
    assert sharing.prepare_records(by=cast.joy, at=LATER, meeting=meeting.reference) == ()
    said = meeting.notes.get(words="He goes back on Monday")
    meetings.add_addendum(
        by=cast.hana,
        at=LATER,
        meeting=meeting.reference,
        change=MinutesChange.CORRECTION,
        words="On Tuesday, not on Monday",
        because="Said wrongly",
        note_key=said.key,
    )
    made = prepared(cast.joy, meeting)
    assert [made[letter].number for letter in "ABC"] == [2, 1, 1]
    assert "On Tuesday" in made["A"].text
    sharing.make_final(**told(cast, made["A"], seen_version=1))
    first.refresh_from_db()
    assert first.state == RecordState.REPLACED


@pytest.mark.clause("CTX-4")
def test_the_chair_withholds_the_own_household(cast: Cast) -> None:
    meeting = running(cast)
    note(cast.hana, meeting, "Ella saw Kai that evening", about=(young(meeting, "A").key,))
    meeting = concluded(cast, meeting)
    assert "Ella" in prepared(cast.joy, meeting)["A"].text
    with pytest.raises(NotPermitted):
        sharing.withhold_household(
            by=cast.priya,
            at=LATER,
            meeting=meeting.reference,
            young_person=young(meeting, "A").key,
            because="She is in hiding",
        )
    sharing.withhold_household(
        by=cast.hana,
        at=LATER,
        meeting=meeting.reference,
        young_person=young(meeting, "A").key,
        because="She is in hiding",
    )
    assert "young person 1 saw Kai that evening" in prepared(cast.joy, meeting)["A"].text


@pytest.mark.clause("CTX-4")
def test_whom_a_number_stands_for_is_told_to_the_social_worker_and_written_down(cast: Cast) -> None:
    row = with_doubt(cast)["A"]
    ask = {"at": LATER, "meeting": row.meeting.reference, "record_key": row.key, "number": 1}
    with pytest.raises(NotPermitted):
        sharing.resolve_number(by=cast.joy, **ask, because="To arrange a visit")
    with pytest.raises(Refused):
        sharing.resolve_number(by=cast.priya, **ask, because=" ")
    found = sharing.resolve_number(by=cast.priya, **ask, because="To arrange a visit")
    assert found.name == "Jayden Achterberg"
    entry = Entry.objects.get(verb="number-resolved")
    assert entry.by_key == str(cast.priya.key)


@pytest.mark.clause("CTX-6")
def test_a_document_is_taken_for_a_purpose_of_the_meeting_and_logged(cast: Cast) -> None:
    row = prepared(cast.joy, concluded(cast, running(cast)))["A"]
    sharing.make_final(**told(cast, row, seen_version=1))
    reading = {"at": LATER}
    with pytest.raises(Refused):
        queries.record_document(cast.joy, row.meeting.reference, row.key, **reading, use=None)
    use = taking(cast, row)
    document = queries.record_document(cast.joy, row.meeting.reference, row.key, **reading, use=use)
    assert document.facts.young_person == "Kai Mensah"
    sharing.take_record(**told(cast, row, kind="json", use=use))
    assert Disclosure.objects.filter(item_key=str(row.key), to_key=cast.joy.key).count() == 1


def test_records_that_nobody_files_are_chased_once_a_working_day(cast: Cast) -> None:
    prepared(cast.joy, concluded(cast, running(cast)))
    assert sharing.chase_filing(by=None, at=LATER) == 0
    tuesday = LATER + timedelta(days=2, hours=10)
    assert sharing.chase_filing(by=None, at=tuesday) == 3
    assert sharing.chase_filing(by=None, at=tuesday + timedelta(hours=1)) == 0
    assert sharing.chase_filing(by=None, at=tuesday + timedelta(days=1)) == 3
    assert Delivery.objects.filter(message=Message.RECORDS_TO_FILE).count() == 4
