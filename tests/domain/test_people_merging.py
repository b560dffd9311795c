"""Two people who turned out to be one, and taking them apart: nothing is re-pointed, and everything comes back."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reachable.audit.models import Entry as AuditEntry
from reachable.audit.models import EntryAbout
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.people import operations, queries
from reachable.people.matching import Entry, NotSure
from reachable.people.models import Belonging, Doubt, Merging, PersonRecord
from reachable.people.scope import Scope
from tests import factories

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 23, 40, tzinfo=UTC)
LATER = AT + timedelta(hours=3)
BORN = date(2011, 3, 4)
NAMES = ("Kai Mensah", "Rokas Petrauskas", "Ella Wright", "Yusuf Demir", "Ines Gomes")


def recorded(by: Professional, count: int = 2) -> list[PersonRecord]:
    entries = [Entry(*name.split(), date(2009 + n, 3, 4)) for n, name in enumerate(NAMES[:count])]
    return operations.record_people(entries, by=by, at=AT)


def everybody() -> Scope:
    return Scope(lambda: PersonRecord.objects.values_list("pk", flat=True))


def person_of(record: PersonRecord) -> uuid.UUID:
    return queries.current_person_keys([record.pk])[record.pk]


def merge(by: Professional, gone: PersonRecord, kept: PersonRecord, scope: Scope | None = None) -> Merging:
    return operations.merge(
        scope=scope or everybody(),
        by=by,
        at=LATER,
        gone=person_of(gone),
        kept=person_of(kept),
        because="Same NHS number, says the ward",
    )


def unmerge(by: Professional, merging: Merging, scope: Scope | None = None) -> Merging:
    return operations.unmerge(
        scope=scope or everybody(), by=by, at=LATER, merging=merging.key, because="It was his twin"
    )


def test_the_records_of_one_belong_to_the_other_from_then_on(priya: Professional) -> None:
    kai, rokas = recorded(priya)
    gone, kept = person_of(kai), person_of(rokas)
    merging = merge(priya, kai, rokas)
    assert person_of(kai) == person_of(rokas) == kept
    before, now = Belonging.objects.filter(record=kai).order_by("pk")
    assert (before.person.key, before.until_at, before.ended_by) == (gone, LATER, priya)
    assert (now.person.key, now.from_at, now.merging, now.until_at) == (kept, LATER, merging, None)
    assert Belonging.objects.filter(record=rokas).count() == 1


def test_taking_apart_gives_each_record_back(priya: Professional) -> None:
    kai, rokas = recorded(priya)
    gone, kept = person_of(kai), person_of(rokas)
    undone = unmerge(priya, merge(priya, kai, rokas))
    assert (person_of(kai), person_of(rokas)) == (gone, kept)
    assert (undone.undone_by, undone.undone_at, undone.undone_because) == (priya, LATER, "It was his twin")
    assert Belonging.objects.filter(record=kai).count() == 3  # what was so meanwhile stays on record


def test_what_was_recorded_of_the_one_who_was_kept_stays_there(priya: Professional) -> None:
    kai, rokas = recorded(priya)
    kept = person_of(rokas)
    merging = merge(priya, kai, rokas)
    new = operations.record_young_person(
        by=priya,
        at=LATER,
        given_names="Rokas",
        family_name="Petrauskas",
        date_of_birth=date(2010, 3, 4),
        answer=operations.SamePerson(kept),
    )
    unmerge(priya, merging)
    assert person_of(new) == kept


def test_both_are_in_the_audit_with_the_reason(priya: Professional) -> None:
    kai, rokas = recorded(priya)
    both = {str(person_of(kai)), str(person_of(rokas))}
    unmerge(priya, merge(priya, kai, rokas))
    for verb in ("people-merged", "people-unmerged"):
        entry = AuditEntry.objects.get(verb=verb)
        assert set(EntryAbout.objects.filter(number=entry.number).values_list("key", flat=True)) == both
        assert "Mensah" not in entry.codes


def test_a_chain_is_taken_apart_from_its_end(priya: Professional) -> None:
    one, two, three = recorded(priya, 3)
    before = [person_of(record) for record in (one, two, three)]
    first = merge(priya, one, two)
    second = merge(priya, two, three)
    assert {person_of(record) for record in (one, two, three)} == {before[2]}
    with pytest.raises(Refused, match="Take that apart first"):
        unmerge(priya, first)
    unmerge(priya, second)
    assert [person_of(record) for record in (one, two, three)] == [before[1], before[1], before[2]]
    unmerge(priya, first)
    assert [person_of(record) for record in (one, two, three)] == before


def test_nobody_is_merged_with_himself_or_without_a_reason(priya: Professional) -> None:
    kai, rokas = recorded(priya)
    with pytest.raises(Refused, match="one person already"):
        merge(priya, kai, kai)
    with pytest.raises(Refused, match="Say why"):
        operations.merge(scope=everybody(), by=priya, at=LATER, gone=person_of(kai), kept=person_of(rokas), because=" ")
    assert not Merging.objects.exists()


@pytest.mark.parametrize("reached", [0, 1])
def test_who_is_out_of_reach_is_not_found(priya: Professional, reached: int) -> None:
    both = recorded(priya)
    with pytest.raises(NotFound):
        merge(priya, *both, Scope(lambda: [both[reached].pk]))
    merging = merge(priya, *both)
    with pytest.raises(NotFound):
        unmerge(priya, merging, Scope(list))


def test_whoever_only_reads_does_not_merge(joy: Professional, priya: Professional) -> None:
    with pytest.raises(NotPermitted):
        merge(joy, *recorded(priya))


def test_one_person_has_all_the_keys_while_together(priya: Professional) -> None:
    kai, rokas = recorded(priya)
    gone, kept = person_of(kai), person_of(rokas)
    merging = merge(priya, kai, rokas)
    assert queries.keys_of_one_person(priya, gone) == (gone, kept)
    assert queries.keys_of_one_person(priya, kept) == (kept, gone)
    unmerge(priya, merging)
    assert queries.keys_of_one_person(priya, gone) == (gone,)


def test_a_doubt_is_settled_by_the_merging_and_otherwise_by_taking_apart(priya: Professional) -> None:
    [kai] = recorded(priya, 1)
    again = operations.record_young_person(
        by=priya,
        at=AT,
        given_names="Kai",
        family_name="Mensah",
        date_of_birth=date(2009, 3, 4),
        answer=NotSure(),
    )
    assert queries.doubted(everybody(), [again.pk]) == {person_of(kai): priya.agency.name}
    merging = merge(priya, again, kai)
    assert Doubt.objects.get().settled == "SAME"
    unmerge(priya, merging)
    assert Doubt.objects.get().settled == "DIFFERENT"
    assert queries.doubted(everybody(), [again.pk]) == {}


def test_two_people_are_said_to_be_two_and_not_asked_about_again(priya: Professional) -> None:
    kai, rokas = recorded(priya)
    operations.keep_people_apart(
        scope=everybody(), by=priya, at=AT, one=person_of(kai), other=person_of(rokas), because="Seen side by side"
    )
    doubt = Doubt.objects.get()
    assert (doubt.record, doubt.person.key, doubt.settled, doubt.because) == (
        kai,
        person_of(rokas),
        "DIFFERENT",
        "Seen side by side",
    )


class Sequences(TestCase):
    """Whatever is put together and taken apart, and in whatever order: once all is apart, all is as it was."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), max_size=12))
    def test_taking_apart_is_the_inverse_of_putting_together(self, steps: list[tuple[int, int, bool]]) -> None:
        priya = factories.Cast().priya
        records = recorded(priya, 5)
        states = [self.whose(records)]
        standing: list[Merging] = []
        for one, other, apart in steps:
            if apart and standing:
                unmerge(priya, standing.pop())
                states.pop()
                assert self.whose(records) == states[-1]
            elif person_of(records[one]) != person_of(records[other]):
                standing.append(merge(priya, records[one], records[other]))
                states.append(self.whose(records))
        for merging in reversed(standing):
            unmerge(priya, merging)
        assert self.whose(records) == states[0]

    @staticmethod
    def whose(records: list[PersonRecord]) -> dict[int, uuid.UUID]:
        return queries.current_person_keys([record.pk for record in records])
