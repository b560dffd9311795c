"""What might carry another household into a record by a side door: seats, agencies, dissent, corrections, addresses."""

from dataclasses import replace

import pytest

from reachable.directory.operations import set_letters_only
from reachable.incidents import operations as incidents
from reachable.incidents.operations import NewRelative
from reachable.meetings import operations as meetings
from reachable.meetings.choices import MinutesChange, NoteKind
from reachable.meetings.models import Attendee, Meeting, Note
from reachable.people.choices import AddressUse, AssociationKind
from reachable.people.facts import NewAddress, Telling
from reachable.people.models import Association
from reachable.sharing import queries
from tests.domain.concluding_hands import note, opened
from tests.domain.sharing_hands import LATER, concluded, prepared, running, young
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.mark.clause("CTX-4")
def test_a_seat_that_was_added_is_looked_at_like_all_other_words(cast: Cast) -> None:
    meeting = running(cast)
    told = {"by": cast.hana, "at": AT, "meeting": meeting.reference}
    seat = meetings.add_seat(**told, label="Hewett Academy, for C")
    meetings.add_attendee(**told, code=seat.code, professional_key=cast.mace.key)
    meetings.mark_attendance(
        **told, marks=[meetings.AttendanceMark(meeting.attendees.get(professional=cast.mace).key, "ABSENT")]
    )
    records = prepared(cast.joy, concluded(cast, meeting))
    assert "Hewett" not in records["A"].text
    assert "[school], for young person 1" in records["A"].text
    assert "Hewett Academy, for C" in records["C"].text


@pytest.mark.clause("CTX-4")
def test_an_agency_that_is_called_nearly_like_the_school_of_another_is_not_named(cast: Cast) -> None:
    meeting = running(cast)
    agency = cast.ward.agency
    agency.name = "Hewett Sixth Form"
    agency.save(update_fields=["name"])
    records = prepared(cast.joy, concluded(cast, meeting))
    assert "Hewett" not in records["A"].text
    assert "Hewett Sixth Form" in records["C"].text


@pytest.mark.clause("CTX-15")
def test_who_did_not_agree_with_what_police_hold_is_not_quoted_though_its_wording_was_cleared(cast: Cast) -> None:
    meeting = running(cast)
    held = note(cast.hana, meeting, "Watch the house", kind=NoteKind.DECISION, held_by_police=True)
    told = {"at": LATER, "meeting": meeting.reference, "note_key": held.key}
    priya = Attendee.objects.get(meeting=meeting, professional=cast.priya)
    meetings.record_dissent(
        by=cast.hana, **told, attendee_key=priya.key, words="The informant next door would be found out"
    )
    meetings.clear_note(by=cast.sam, **told, wording="Watch the house")
    for row in prepared(cast.joy, concluded(cast, meeting)).values():
        assert "Watch the house" in row.text
        assert "informant" not in row.text


def correct(cast: Cast, meeting: Meeting, words: str, of: Note | None = None) -> None:
    meetings.add_addendum(
        by=cast.hana,
        at=LATER,
        meeting=meeting.reference,
        change=MinutesChange.CORRECTION,
        words=words,
        because="It was misheard",
        note_key=of.key if of else None,
    )


@pytest.mark.clause("CTX-4")
def test_a_correction_of_a_note_stands_where_the_note_stands(cast: Cast) -> None:
    meeting = running(cast)
    of_kai = note(cast.hana, meeting, "Sleeps badly since May", about=(young(meeting, "A").key,))
    meeting = concluded(cast, meeting)
    correct(cast, meeting, "Since June", of_kai)
    records = prepared(cast.joy, meeting)
    assert ["Since June" in row.text for row in records.values()] == [True, False, False]


@pytest.mark.clause("CTX-15")
def test_a_correction_of_what_police_hold_is_in_no_record(cast: Cast) -> None:
    meeting = running(cast)
    held = note(cast.hana, meeting, "A source speaks of a gun", held_by_police=True)
    meetings.clear_note(
        by=cast.sam, at=LATER, meeting=meeting.reference, note_key=held.key, wording="There may be danger"
    )
    meeting = concluded(cast, meeting)
    correct(cast, meeting, "The source speaks of two knives", held)
    for row in prepared(cast.joy, meeting).values():
        assert "There may be danger" in row.text
        assert "knives" not in row.text


@pytest.mark.clause("CTX-4")
@pytest.mark.parametrize("use", [AddressUse.STAYS, AddressUse.PLACEMENT])
def test_who_stays_at_the_same_place_at_times_or_is_placed_there_is_of_another_household(
    cast: Cast, use: AddressUse
) -> None:
    meeting = running(cast)
    readers = (cast.hana.key,) if use == AddressUse.PLACEMENT else ()
    for letter in "AC":
        new = NewAddress(use, line1="3 Elm Hill", town="Norwich", postcode="NR3 1HN", readers=readers)
        incidents.add_address(
            by=cast.hana, at=AT, reference=meeting.incident.reference, key=young(meeting, letter).key, new=new
        )
    note(cast.hana, meeting, "Jayden Achterberg was there", about=(young(meeting, "A").key,))
    text = prepared(cast.joy, concluded(cast, meeting))["A"].text
    assert "Jayden" not in text


@pytest.mark.clause("CTX-4")
def test_a_contested_family_tie_names_nobody(cast: Cast) -> None:
    meeting = running(cast)
    tie = Association.objects.get(kind=AssociationKind.SIBLING)
    incidents.contest(
        by=cast.hana,
        at=AT,
        reference=meeting.incident.reference,
        about="association",
        key=tie.key,
        words="They are no brother and sister",
        contested_by="His mother",
    )
    note(cast.hana, meeting, "Ella Mensah was there", about=(young(meeting, "A").key,))
    assert "Ella" not in prepared(cast.joy, concluded(cast, meeting))["A"].text


def test_who_reads_letters_only_sees_no_name_at_the_head_of_a_record(cast: Cast) -> None:
    row = prepared(cast.joy, concluded(cast, running(cast)))["A"]
    set_letters_only(by=cast.joy, at=LATER, on=True)
    use = opened(cast.joy, row.meeting)
    shown = queries.record_view(cast.joy, row.meeting.reference, row.key, at=LATER, use=use)
    assert shown.facts == replace(shown.facts, young_person="A")
    assert shown.row.name == ""


@pytest.mark.clause("CTX-4")
@pytest.mark.parametrize("kind", [AssociationKind.COUSIN, AssociationKind.OTHER_RELATIVE])
def test_a_cousin_is_of_another_household(cast: Cast, kind: AssociationKind) -> None:
    meeting = running(cast)
    told = {"by": cast.hana, "at": AT, "reference": meeting.incident.reference}
    incidents.add_relative(
        **told, key=young(meeting, "A").key, new=NewRelative(kind, Telling(), key=young(meeting, "C").key)
    )
    note(cast.hana, meeting, "Jayden Achterberg was there with Ella", about=(young(meeting, "A").key,))
    text = prepared(cast.joy, concluded(cast, meeting))["A"].text
    assert "Jayden" not in text
    assert "young person 1 was there with Ella" in text
