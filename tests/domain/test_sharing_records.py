"""One record per child: what stands in it, who is named in it, and what is not there."""

import json
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reachable.incidents.facts import ReportedYoungPerson
from reachable.meetings import operations as meetings
from reachable.meetings.choices import NoteKind
from reachable.sharing.choices import RecordState
from tests.domain.concluding_hands import begun, note, staffed
from tests.domain.sharing_hands import LATER, concluded, prepared, running, young
from tests.factories import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.clause("CTX-4")
def test_each_young_person_has_a_record_of_what_concerns_them(cast: Cast) -> None:
    meeting = running(cast)
    kai, jayden = young(meeting, "A"), young(meeting, "C")
    note(cast.hana, meeting, "Kai is afraid to go back to school", about=(kai.key,))
    note(cast.hana, meeting, "The park stays closed", kind=NoteKind.DECISION)
    note(cast.hana, meeting, "Wants to move to Lowestoft", about=(jayden.key,))
    records = prepared(cast.joy, concluded(cast, meeting))
    assert list(records) == ["A", "B", "C"]
    assert all("The park stays closed" in row.text for row in records.values())
    assert ["afraid" in row.text for row in records.values()] == [True, False, False]
    assert ["Lowestoft" in row.text for row in records.values()] == [False, False, True]
    assert {row.state for row in records.values()} == {RecordState.TO_CHECK}


@pytest.mark.clause("CTX-4")
def test_others_become_numbers_and_the_own_household_is_named(cast: Cast) -> None:
    meeting = running(cast)
    kai = young(meeting, "A")
    words = "Jayden Achterberg (Ghost, 02/07/2009, Hewett Academy, 14 Larkman Lane, NR5 8AB) and his mother Brigitta "
    note(cast.hana, meeting, words + "Achterberg rang Kai and Ella. C was seen by B.", about=(kai.key,))
    row = prepared(cast.joy, concluded(cast, meeting))["A"]
    for name in ("Jayden", "Achterberg", "Ghost", "Hewett", "Larkman", "NR5", "2009", "Brigitta"):
        assert name not in row.text, name
    assert "Kai and Ella" in row.text
    assert "young person 1 was seen by B." in row.text
    assert "his mother adult 2 rang" in row.text
    numbers = {one.number: one.person_record.given_names for one in row.numbers.all()}
    assert numbers == {1: "Jayden", 2: "Brigitta"}


def test_section_47_stands_there_under_the_names_of_the_census(cast: Cast) -> None:
    records = prepared(cast.joy, concluded(cast, running(cast)))
    data = json.loads(records["A"].text)
    assert data["schema"] == "reachable/child-record"
    assert data["schema_version"] == 1
    assert data["young_person"] == {"name": "Kai Mensah", "LAchildID": "LCS-20451"}
    assert data["section_47"] == {
        "S47ActualStartDate": "2026-11-22",
        "InitialCPCtarget": "2026-12-11",
        "DateOfInitialCPC": "2026-12-08",
        "ICPCnotRequired": False,
    }


@pytest.mark.clause("CTX-15")
def test_what_police_hold_is_nowhere_and_a_cleared_plan_is_in_its_own_record_alone(cast: Cast) -> None:
    meeting = running(cast)
    kai = young(meeting, "A")
    note(cast.hana, meeting, "A source speaks of a gun", held_by_police=True)
    note(cast.hana, meeting, "Somebody told us of a debt", audience="CHILDRENS_SERVICES")
    plan = note(cast.hana, meeting, "Car 7 answers any call", "police-plans", is_plan=True, about=(kai.key,))
    meetings.clear_note(
        by=cast.sam, at=LATER, meeting=meeting.reference, note_key=plan.key, wording="Any call is answered at once"
    )
    records = prepared(cast.joy, concluded(cast, meeting))
    for row in records.values():
        for words in ("gun", "debt", "Car 7"):
            assert words not in row.text
    assert ["answered at once" in row.text for row in records.values()] == [True, False, False]
    assert "Police plan, in the words that police cleared" in records["A"].text


def test_fourteen_records_are_ready_soon_and_their_statements_do_not_grow(cast: Cast) -> None:
    """Five seconds are allowed for fourteen."""
    given = "Aaron Bela Cyril Dmitri Esme Farid Gwen Hugo Imran Jonas Keira Lukas Mirela Noor"
    family = "Arden Bosko Cairns Dorin Elster Fenwick Gorski Hallam Ilic Joubert Kerrigan Lowther Marek Nasser"
    crowd = tuple(
        ReportedYoungPerson(given_names=one, family_name=other, approximate_age=15)
        for one, other in zip(given.split(), family.split(), strict=True)
    )
    meeting = begun(cast, staffed(cast, young_people=crowd))
    for number in range(20):
        note(cast.hana, meeting, f"Esme Elster and H. Hallam were seen with Noor Nasser, {number} times")
    meeting = concluded(cast, meeting)
    started = perf_counter()
    with CaptureQueriesContext(connection) as said:
        records = prepared(cast.joy, meeting)
    assert perf_counter() - started < 5
    assert len(records) == 14
    assert len(said) < 90
