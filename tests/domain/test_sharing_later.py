"""What happens after records were made: a note is taken out, a report is joined, somebody leaves the network."""

from uuid import uuid4

import pytest

from reachable.common.happenings import NetworkPersonLeaves
from reachable.common.refusals import Refused
from reachable.meetings import operations as meetings
from reachable.meetings.choices import MinutesChange, UseFor
from reachable.meetings.models import Meeting, Note
from reachable.people.choices import AssociationKind
from reachable.people.models import Association, PersonRecord
from reachable.sharing import listeners, queries
from reachable.sharing import operations as sharing
from reachable.sharing.choices import RecordState, ToldState, Whom
from reachable.sharing.models import ChildRecord, Told
from reachable.sharing.queries.finals import final_records
from tests.domain.concluding_hands import note, opened
from tests.domain.sharing_hands import LATER, concluded, prepared, running, young
from tests.domain.test_incidents_joining import join
from tests.domain.test_incidents_report import young_people
from tests.factories import Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
WORDS = "His uncle keeps a knife"


def add(cast: Cast, meeting: Meeting, said: Note, change: MinutesChange, words: str) -> None:
    told = {"by": cast.hana, "at": LATER, "meeting": meeting.reference, "because": "Asked for"}
    meetings.add_addendum(**told, change=change, words=words, note_key=said.key)


def made_final(cast: Cast, row: ChildRecord) -> ChildRecord:
    told = {"by": cast.joy, "at": LATER, "meeting": row.meeting.reference}
    return sharing.make_final(**told, record_key=row.key, seen_version=row.version)


@pytest.mark.clause("CTX-4")
def test_what_was_taken_out_of_the_minutes_leaves_in_no_record_and_is_read_in_none(cast: Cast) -> None:
    meeting = running(cast)
    said = note(cast.hana, meeting, WORDS, about=(young(meeting, "A").key,))
    meeting = concluded(cast, meeting)
    add(cast, meeting, said, MinutesChange.CORRECTION, "The uncle keeps two knives")
    rows = prepared(cast.joy, meeting)
    row, other = made_final(cast, rows["A"]), made_final(cast, rows["C"])
    of = {"by": cast.joy, "at": LATER, "use_for": UseFor.EXPORT, "purpose": "safeguarding"}
    uses = [meetings.state_purpose(**of, meeting=meeting.reference, item_key=str(one.key)).key for one in (row, other)]
    add(cast, meeting, said, MinutesChange.REDACTION, "Held without a ground")
    told = {"at": LATER, "meeting": meeting.reference, "record_key": row.key}
    with pytest.raises(Refused, match="taken out of the minutes"):
        queries.record_document(cast.joy, meeting.reference, row.key, at=LATER, use=uses[0])
    with pytest.raises(Refused, match="taken out of the minutes"):
        sharing.take_record(by=cast.joy, **told, kind="pdf", use=uses[0])
    assert queries.record_document(cast.joy, meeting.reference, other.key, at=LATER, use=uses[1]).text == other.text
    assert [one.key for one in final_records(meeting)] == [other.key]
    assert queries.not_final(meeting.reference) == ("A", "B")
    made_final(cast, prepared(cast.joy, meeting)["A"])
    shown = queries.record_view(cast.joy, meeting.reference, row.key, at=LATER, use=opened(cast.joy, meeting))
    assert shown.holds_taken_out
    read = " ".join(one.words for section in shown.sections for one in section.paragraphs)
    assert "kni" not in read
    assert read.count("This record is made again without it.") == 2


@pytest.mark.clause("CTX-4")
def test_records_go_with_the_report_and_two_of_one_young_person_stand_one_after_another(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(1)))
    meeting = concluded(cast, running(cast))
    records = prepared(cast.joy, meeting)
    made_final(cast, records["A"])
    told = {"by": cast.hana, "at": LATER, "meeting": meeting.reference, "whom": Whom.PARENTS, "seen_number": 0}
    for letter in "AB":
        key = young(meeting, letter).key
        sharing.say_told(**told, involvement_key=key, state=ToldState.NOT_YET, because=f"Of {letter}")
    same = incident.involvements.get()
    join(cast.hana, meeting.incident, incident, same, same, None, at=LATER)
    rows = ChildRecord.objects.filter(involvement=same).order_by("number")
    assert [(one.key, one.number, one.state) for one in rows] == [
        (records["A"].key, 1, RecordState.FINAL),
        (records["B"].key, 2, RecordState.TO_CHECK),
    ]
    assert list(Told.objects.order_by("number").values_list("involvement", "number", "because")) == [
        (same.pk, 1, "Of A"),
        (same.pk, 2, "Of B"),
    ]
    meeting.refresh_from_db()
    row = prepared(cast.hana, meeting)["A"]
    sharing.make_final(by=cast.hana, at=LATER, meeting=meeting.reference, record_key=row.key, seen_version=row.version)
    use = opened(cast.hana, meeting)
    shown = queries.record_view(cast.hana, meeting.reference, records["C"].key, at=LATER, use=use)
    assert (shown.row.letter, shown.row.number) == ("B", 1)
    assert queries.records_view(cast.hana, meeting.reference, at=LATER, use=use).rows[0].state == RecordState.FINAL


@pytest.mark.clause("CTX-4")
def test_who_left_the_network_does_not_come_back_by_name_in_a_record_that_is_made_again(cast: Cast) -> None:
    meeting = running(cast)
    note(cast.hana, meeting, "Brigitta Achterberg called the police", about=(young(meeting, "A").key,))
    row = prepared(cast.joy, concluded(cast, meeting))["A"]
    assert "Brigitta" not in row.text
    mother = next(one for one in PersonRecord.objects.all() if one.display_name == "Brigitta Achterberg")
    leaving = NetworkPersonLeaves(at=LATER, incident_id=meeting.incident_id, record_id=mother.pk, expired=False)
    listeners.forget_numbers(leaving)
    marks = row.marks.values_list("words", "decision", "person_record")
    assert list(marks) == [("Brigitta Achterberg", "TAKE_OUT", None)]
    assert "[taken out] called the police" in prepared(cast.joy, meeting)["A"].text


@pytest.mark.clause("CTX-4")
def test_a_supportive_adult_who_is_the_mother_of_another_is_of_another_household(cast: Cast) -> None:
    meeting = running(cast)
    mother = next(one for one in PersonRecord.objects.all() if one.display_name == "Brigitta Achterberg")
    kai = young(meeting, "A").record
    tie = Association.objects.get(kind=AssociationKind.PARENT)
    tie.pk, tie.key, tie.kind, tie.one, tie.other = None, uuid4(), AssociationKind.SUPPORTIVE_ADULT, mother, kai
    tie.save(force_insert=True)
    note(cast.hana, meeting, "Brigitta Achterberg called the police", about=(young(meeting, "A").key,))
    assert "Achterberg" not in prepared(cast.joy, concluded(cast, meeting))["A"].text
