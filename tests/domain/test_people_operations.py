"""Putting young people on record, being asked about likely matches, and correcting."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reachable.audit.models import Entry as AuditEntry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.people import operations, queries
from reachable.people.choices import Stage
from reachable.people.models import Belonging, Doubt, Identifier, Person, PersonRecord, RecordHistory
from reachable.people.operations import (
    Entry,
    EntryRefused,
    NotSure,
    NotTheSame,
    PossibleMatch,
    PossibleMatches,
    SamePerson,
)
from reachable.people.scope import Scope

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 23, 40, tzinfo=UTC)
BORN = date(2011, 3, 4)
KAI: dict[str, Any] = {"given_names": "Kai", "family_name": "Mensah", "date_of_birth": BORN}
NUMBER = "9990000018"


def person_of(record: PersonRecord) -> uuid.UUID:
    return queries.current_person_keys([record.pk])[record.pk]


def everything(record: PersonRecord) -> Scope:
    return Scope(lambda: [record.pk])


def test_a_young_person_is_recorded_with_who_and_when(priya: Professional) -> None:
    record = operations.record_young_person(by=priya, at=AT, **KAI, nhs_number="999 000 0018")
    record.refresh_from_db()
    assert record.display_name == "Kai Mensah"
    assert (record.folded_name, record.date_of_birth, record.dob_accuracy) == ("kai mensah", BORN, "AAA")
    assert (record.held_by, record.recorded_by, record.recorded_at) == (priya.agency, priya, AT)
    assert [(row.system, row.value) for row in record.identifiers.all()] == [("NHS_NUMBER", NUMBER)]
    assert Belonging.objects.get(record=record).person.created_at == AT


def test_nothing_at_all_may_be_known(priya: Professional) -> None:
    record = operations.record_young_person(by=priya, at=AT)
    assert (record.name_known, record.display_name, record.dob_accuracy) == (False, "Name not known", "UUU")
    assert operations.record_young_person(by=priya, at=AT).pk != record.pk


def test_an_approximate_age_keeps_the_day_it_was_stated(priya: Professional) -> None:
    record = operations.record_young_person(by=priya, at=AT, approximate_age=15)
    assert (record.approximate_age, record.age_stated_on) == (15, date(2026, 11, 21))


def test_the_day_is_the_day_in_norfolk(priya: Professional) -> None:
    after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # 00:30 on 2 July in Norfolk
    record = operations.record_young_person(by=priya, at=after_midnight, date_of_birth=date(2026, 7, 2))
    assert record.date_of_birth == date(2026, 7, 2)


def test_recording_is_in_the_audit_by_key_and_without_a_name(priya: Professional) -> None:
    record = operations.record_young_person(by=priya, at=AT, **KAI)
    entry = AuditEntry.objects.get(verb="young-person-recorded")
    assert entry.by_key == str(priya.key)
    assert str(record.key) in entry.codes
    assert "Mensah" not in entry.codes
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM audit_entry_about WHERE number = %s", [entry.number])
        assert [str(uuid.UUID(str(key))) for (key,) in cursor.fetchall()] == [str(person_of(record))]


def test_who_may_not_record_people_is_refused(admin: Professional) -> None:
    with pytest.raises(NotPermitted):
        operations.record_young_person(by=admin, at=AT, **KAI)
    with pytest.raises(NotPermitted):
        queries.exact_matches(admin, [Entry(**KAI)])
    assert not PersonRecord.objects.exists()


@pytest.mark.parametrize(
    ("entered", "agrees"),
    [
        ({"given_names": "KAI ", "family_name": "Ménsah", "date_of_birth": BORN}, ("name and date of birth",)),
        ({"given_names": "Somebody", "nhs_number": NUMBER}, ("NHS number",)),
        (KAI | {"nhs_number": NUMBER}, ("name and date of birth", "NHS number")),
    ],
)
def test_somebody_held_who_agrees_is_asked_about(
    priya: Professional, mace: Professional, entered: dict[str, Any], agrees: tuple[str, ...]
) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI, nhs_number=NUMBER)
    before = AuditEntry.objects.count()
    with pytest.raises(PossibleMatch) as asked:
        operations.record_young_person(by=priya, at=AT, **entered)
    (match,) = asked.value.matches
    assert (match.person_key, match.agrees, match.held_by) == (person_of(held), agrees, mace.agency.name)
    assert PersonRecord.objects.count() == 1
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize(
    "entered",
    [
        {"given_names": "Kai", "family_name": "Mensah"},
        {"given_names": "Kai", "family_name": "Mensah", "approximate_age": 15},
        {"given_names": "Kay", "family_name": "Mensah", "date_of_birth": BORN},
        {"date_of_birth": BORN},
    ],
)
def test_too_little_to_go_by_is_not_asked_about(
    priya: Professional, mace: Professional, entered: dict[str, Any]
) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI)
    assert person_of(operations.record_young_person(by=priya, at=AT, **entered)) != person_of(held)


def test_the_same_person_gets_a_second_record_and_no_second_identity(priya: Professional, mace: Professional) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI)
    again = operations.record_young_person(by=priya, at=AT, **KAI, answer=SamePerson(person_of(held)))
    assert again.pk != held.pk
    assert person_of(again) == person_of(held)
    assert Person.objects.count() == 1


def test_two_agencies_that_hold_one_person_are_both_named(
    priya: Professional, mace: Professional, ward: Professional
) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI)
    operations.record_young_person(by=ward, at=AT, **KAI, answer=SamePerson(person_of(held)))
    (match,) = queries.exact_matches(priya, [Entry(**KAI)])[0]
    assert match.held_by == ", ".join(sorted({mace.agency.name, ward.agency.name}))


def test_not_the_same_is_a_new_person(priya: Professional, mace: Professional) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI)
    other = operations.record_young_person(by=priya, at=AT, **KAI, answer=NotTheSame())
    assert person_of(other) != person_of(held)
    doubt = Doubt.objects.get()
    assert (doubt.record, doubt.settled, doubt.settled_by, doubt.settled_at) == (other, "DIFFERENT", priya, AT)
    assert queries.doubted(everything(other), [other.pk]) == {}
    assert '"answer":"not-the-same"' in AuditEntry.objects.latest("number").codes.replace(" ", "")


def test_not_sure_is_a_new_person_and_a_doubt_to_look_at(priya: Professional, mace: Professional) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI)
    other = operations.record_young_person(by=priya, at=AT, **KAI, answer=NotSure())
    (doubt,) = queries.doubts(everything(other), [other.pk, held.pk])
    assert (doubt.person.key, doubt.asked_by, doubt.asked_at) == (person_of(held), priya, AT)
    assert person_of(other) != person_of(held)


def test_somebody_who_does_not_agree_cannot_be_the_same(priya: Professional, mace: Professional) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI)
    with pytest.raises(Refused, match="no longer agree"):
        operations.record_young_person(by=priya, at=AT, given_names="Ada", answer=SamePerson(person_of(held)))
    assert PersonRecord.objects.count() == 1


def test_an_adult_is_recorded_and_not_asked_about(priya: Professional) -> None:
    born = date(1990, 5, 6)
    one = operations.record_adult(by=priya, at=AT, given_names="Ada", family_name="Okoro", date_of_birth=born)
    two = operations.record_adult(by=priya, at=AT, given_names="Ada", family_name="Okoro", date_of_birth=born)
    assert one.stage == two.stage == Stage.ADULT
    assert person_of(one) != person_of(two)


def test_of_several_entries_all_are_recorded_or_none(priya: Professional, mace: Professional) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI)
    entries = [Entry("Ada", "Okoro"), Entry(**KAI), Entry(nhs_number=NUMBER), Entry(stage=Stage.ADULT)]
    with pytest.raises(PossibleMatches) as asked:
        operations.record_people(entries, by=priya, at=AT)
    assert {index: found[0].person_key for index, found in asked.value.matches.items()} == {1: person_of(held)}
    assert PersonRecord.objects.count() == 1
    entries[1] = Entry(**KAI, answer=SamePerson(person_of(held)))
    records = operations.record_people(entries, by=priya, at=AT)
    assert [record.display_name for record in records] == [
        "Ada Okoro",
        "Kai Mensah",
        "Name not known",
        "Name not known",
    ]
    assert len(set(queries.current_person_keys([record.pk for record in records]).values())) == 4


def test_an_impossible_entry_says_which_it_is(priya: Professional) -> None:
    with pytest.raises(EntryRefused) as refused:
        operations.record_people([Entry(), Entry(approximate_age=40)], by=priya, at=AT)
    assert (refused.value.index, refused.value.field) == (1, "approximate_age")
    assert not PersonRecord.objects.exists()


def test_nobody_is_nobody(priya: Professional) -> None:
    assert operations.record_people([], by=priya, at=AT) == []


NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069")


def several(count: int, prefix: str, answer: operations.Answer | None = None) -> list[Entry]:
    return [
        Entry(f"{prefix} {number}", "Mensah", BORN, nhs_number="".join(NUMBERS[number : number + 1]), answer=answer)
        for number in range(count)
    ]


def test_the_number_of_statements_does_not_grow_with_the_people(priya: Professional, mace: Professional) -> None:
    operations.record_people(several(12, "Held"), by=mace, at=AT)
    assert priya.roles  # read once for each page, and so not counted here
    counts = []
    for count in (2, 12):
        with CaptureQueriesContext(connection) as counted:
            operations.record_people(several(count, "Held", NotSure()), by=priya, at=AT)
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[1] <= 18  # four to look for those who are alike, of all entries at once


def test_a_correction_keeps_what_was_said_before(priya: Professional, mace: Professional) -> None:
    record = operations.record_young_person(by=priya, at=AT, given_names="Kay", approximate_age=15, nhs_number=NUMBER)
    later = AT + timedelta(days=1)
    corrected = operations.correct_record(
        scope=everything(record),
        by=mace,
        at=later,
        record_key=record.key,
        seen=1,
        corrected=Entry(**KAI, nhs_number=NUMBERS[1]),
        reason="Read from his bus pass",
    )
    corrected.refresh_from_db()
    assert (corrected.display_name, corrected.folded_name, corrected.version) == ("Kai Mensah", "kai mensah", 2)
    assert (corrected.recorded_by, corrected.recorded_at) == (priya, AT)
    (before,) = queries.history(everything(record), record.key)
    assert (before.number, before.given_names, before.approximate_age) == (1, "Kay", 15)
    assert (before.replaced_by, before.replaced_at, before.reason) == (mace, later, "Read from his bus pass")
    withdrawn, standing = Identifier.objects.order_by("pk")
    assert (withdrawn.value, withdrawn.withdrawn_by, withdrawn.withdrawn_at) == (NUMBER, mace, later)
    assert (standing.value, standing.withdrawn_at) == (NUMBERS[1], None)
    assert not queries.exact_matches(priya, [Entry(nhs_number=NUMBER)])
    assert AuditEntry.objects.filter(verb="person-record-corrected").count() == 1


def test_a_correction_of_the_name_leaves_the_day_of_the_age(priya: Professional) -> None:
    record = operations.record_young_person(by=priya, at=AT, approximate_age=15)
    corrected = operations.correct_record(
        scope=everything(record),
        by=priya,
        at=AT + timedelta(days=400),
        record_key=record.key,
        seen=1,
        corrected=Entry("Kai", approximate_age=15),
    )
    assert corrected.age_stated_on == date(2026, 11, 21)


def test_a_correction_that_agrees_with_somebody_held_stands_and_is_doubted(
    priya: Professional, mace: Professional
) -> None:
    held = operations.record_young_person(by=mace, at=AT, **KAI)
    record = operations.record_young_person(by=priya, at=AT)
    scope = everything(record)
    operations.correct_record(scope=scope, by=priya, at=AT, record_key=record.key, seen=1, corrected=Entry(**KAI))
    assert [doubt.person.key for doubt in queries.doubts(scope, [record.pk])] == [person_of(held)]


def test_the_second_of_two_corrections_is_shown_the_first(priya: Professional) -> None:
    record = operations.record_young_person(by=priya, at=AT)
    scope = everything(record)
    operations.correct_record(scope=scope, by=priya, at=AT, record_key=record.key, seen=1, corrected=Entry("Kai"))
    with pytest.raises(Stale) as stale:
        operations.correct_record(scope=scope, by=priya, at=AT, record_key=record.key, seen=1, corrected=Entry("Kay"))
    assert stale.value.current.given_names == "Kai"


def test_a_record_out_of_reach_cannot_be_corrected(priya: Professional) -> None:
    record = operations.record_young_person(by=priya, at=AT)
    for key, scope in ((record.key, Scope(list)), (uuid.uuid4(), everything(record))):
        with pytest.raises(NotFound):
            operations.correct_record(scope=scope, by=priya, at=AT, record_key=key, seen=1, corrected=Entry("Kai"))
    assert not RecordHistory.objects.exists()
