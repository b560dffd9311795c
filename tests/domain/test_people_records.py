"""What the tables refuse, and what is within reach."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import operations, queries
from reachable.people.models import Belonging, Doubt, Identifier, Person, PersonRecord, RecordHistory
from reachable.people.operations import Entry
from reachable.people.scope import Scope
from tests.counting import query_count

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 23, 40, tzinfo=UTC)


@pytest.fixture
def record(priya: Professional) -> PersonRecord:
    return operations.record_young_person(
        by=priya,
        at=AT,
        given_names="Kai",
        family_name="Mensah",
        date_of_birth=date(2011, 3, 4),
        nhs_number="9990000018",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"stage": "CHILD"},
        {"name_known": False},
        {"given_names": "", "family_name": ""},
        {"name_known": False, "given_names": "", "family_name": ""},  # the folded name stays behind
        {"dob_accuracy": "UUU", "date_of_birth": None, "approximate_age": 121, "age_stated_on": date(2026, 1, 1)},
        {"dob_accuracy": "UUU", "date_of_birth": None, "approximate_age": 15},
        {"dob_accuracy": "UUU", "date_of_birth": None, "age_stated_on": date(2026, 1, 1)},
        {"approximate_age": 15, "age_stated_on": date(2026, 1, 1)},
        {"dob_accuracy": "AXA"},
        {"date_of_birth": None},
    ],
)
def test_a_record_that_contradicts_itself_is_refused_by_the_table(record: PersonRecord, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonRecord.objects.filter(pk=record.pk).update(**wrong)


def test_a_record_belongs_to_one_person_at_a_time(record: PersonRecord, priya: Professional) -> None:
    other = Person.objects.create(created_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Belonging.objects.create(record=record, person=other, from_at=AT, decided_by=priya)
    later = AT + timedelta(hours=1)
    Belonging.objects.filter(record=record).update(until_at=later, ended_by=priya)
    Belonging.objects.create(record=record, person=other, from_at=later, decided_by=priya)
    assert queries.current_person_keys([record.pk]) == {record.pk: other.key}


@pytest.mark.parametrize("wrong", ["until_at", "ended_by", "early"])
def test_a_belonging_ends_when_and_by_whom(record: PersonRecord, priya: Professional, wrong: str) -> None:
    ends: dict[str, Any] = {"until_at": AT, "ended_by": priya}
    if wrong == "early":
        ends["until_at"] = AT - timedelta(seconds=1)
    else:
        del ends[wrong]
    with pytest.raises(IntegrityError), transaction.atomic():
        Belonging.objects.filter(record=record).update(**ends)


@pytest.mark.parametrize("wrong", [{"system": "PNC"}, {"value": ""}, {"withdrawn_at": AT}])
def test_a_number_that_contradicts_itself_is_refused_by_the_table(record: PersonRecord, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Identifier.objects.filter(record=record).update(**wrong)


def test_a_number_stands_once_on_a_record(record: PersonRecord, priya: Professional) -> None:
    again: dict[str, Any] = {"record": record, "system": "NHS_NUMBER", "value": "9990000018"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Identifier.objects.create(**again, recorded_by=priya, recorded_at=AT)


def test_history_is_numbered_once(record: PersonRecord, priya: Professional) -> None:
    row: dict[str, Any] = {"record": record, "number": 1, "stage": "YOUNG_PERSON", "name_known": False}
    RecordHistory.objects.create(**row, replaced_by=priya, replaced_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordHistory.objects.create(**row, replaced_by=priya, replaced_at=AT)


def test_a_doubt_is_held_once(record: PersonRecord, priya: Professional) -> None:
    person = Person.objects.create(created_at=AT)
    Doubt.objects.create(record=record, person=person, asked_at=AT, asked_by=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        Doubt.objects.create(record=record, person=person, asked_at=AT, asked_by=priya)


def test_a_scope_asks_once_and_only_when_it_must() -> None:
    asked = []

    def fetch() -> Iterator[int]:
        asked.append(True)
        yield from (1, 2, 2)

    scope = Scope(fetch)
    assert asked == []
    assert scope.contains(1)
    assert not scope.contains(3)
    assert scope.filter_ids([3, 2, 1]) == [2, 1]
    assert scope.ids == frozenset({1, 2})
    assert asked == [True]


def test_only_what_is_within_reach_is_read(record: PersonRecord, priya: Professional) -> None:
    other = operations.record_young_person(by=priya, at=AT)
    reach = Scope(lambda: [other.pk])
    assert queries.records(reach, [record.pk, other.pk]) == [other]
    assert queries.record(reach, other.key) == other
    for key in (record.key, uuid.uuid4()):
        with pytest.raises(NotFound):
            queries.record(reach, key)
        with pytest.raises(NotFound):
            queries.history(reach, key)
    assert queries.records(Scope(list), [record.pk]) == []
    assert queries.doubts(Scope(list), [record.pk]) == []


def test_records_come_with_all_that_a_page_shows_in_two_statements(record: PersonRecord, priya: Professional) -> None:
    more = operations.record_people([Entry("Ada"), Entry("Bo")], by=priya, at=AT)
    wanted = [more[1].pk, record.pk, more[0].pk]
    with query_count(at_most=2):
        found = queries.records(Scope(lambda: wanted), wanted)
        shown = [(one.display_name, one.held_by.name, len(one.identifiers.all())) for one in found]
    assert [name for name, *_ in shown] == ["Bo", "Kai Mensah", "Ada"]
    assert shown[1][2] == 1


def test_an_exact_match_takes_one_statement_for_any_number(record: PersonRecord, priya: Professional) -> None:
    entries = [Entry("Kai", "Mensah", date(2011, 3, 4)), Entry(nhs_number="9990000018"), Entry("Ada"), Entry()]
    assert queries.exact_matches(priya, [Entry(), Entry("Ada", "Okoro")]) == {}
    with query_count(at_most=1):
        assert set(queries.exact_matches(priya, entries * 3)) == {0, 1, 4, 5, 8, 9}
