"""Who is held and looks like somebody who is entered: found from either side, and nothing shown but what agrees."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reachable.common.refusals import NotPermitted
from reachable.directory.models import Professional
from reachable.people import operations, queries
from reachable.people.choices import AddressUse, NameUse
from reachable.people.matching import Band, Entry, Match, NotSure, NotTheSame
from reachable.people.models import Address, DoNotDisclose, Doubt, MatchKey, OtherName, PersonRecord
from reachable.people.operations import PossibleMatches, matching_keys
from reachable.people.scope import Scope
from tests import factories
from tests.counting import query_count

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 23, 40, tzinfo=UTC)
ON = date(2026, 11, 21)
BORN = date(2011, 3, 4)
KAI = Entry("Kai", "Mensah", BORN)
NUMBER = "9990000018"


def held(by: Professional, entry: Entry = KAI, **beside: Any) -> PersonRecord:
    [record] = operations.record_people([replace(entry, answer=NotTheSame())], by=by, at=AT)
    for name in beside.get("names", ()):
        OtherName.objects.create(record=record, use=NameUse.FALSE, name=name, by=by, at=AT)
    if "postcode" in beside:
        safe = beside.get("safe", False)
        use = AddressUse.REFUGE if safe else AddressUse.HOME
        Address.objects.create(record=record, use=use, postcode=beside["postcode"], is_safe=safe, by=by, at=AT)
    matching_keys.renew(record)
    return record


def person_of(record: PersonRecord) -> UUID:
    return queries.current_person_keys([record.pk])[record.pk]


def found(by: Professional, entry: Entry) -> tuple[Match, ...]:
    return queries.likely(by, [entry], ON).get(0, ())


@pytest.mark.parametrize(
    ("entered", "agrees"),
    [
        (Entry("Kai", "Mensah", date(2011, 4, 3)), "date of birth, day and month swapped"),
        (Entry("Mensah", "Kai", BORN), "names in another order"),
        (Entry("Kai", "Ménsah-Owusu", BORN), "half of a family name"),
        (Entry("Kai", "Mensah", date(2011, 3, 5)), "date of birth, one figure off"),
        (Entry("Kay", "Mensah", BORN, nhs_number=NUMBER), "NHS number"),
    ],
)
def test_somebody_who_looks_alike_is_found_and_it_is_said_why(
    priya: Professional, mace: Professional, entered: Entry, agrees: str
) -> None:
    record = held(mace, replace(KAI, nhs_number=NUMBER))
    [match] = found(priya, entered)
    assert (match.person_key, match.held_by) == (person_of(record), mace.agency.name)
    assert agrees in match.agrees
    assert match.words.startswith("looks alike: ")


def test_who_agrees_exactly_comes_first_and_once(priya: Professional, mace: Professional) -> None:
    record = held(mace)
    [match] = queries.matches(priya, [KAI], ON)[0]
    assert (match.person_key, match.band, match.score) == (person_of(record), Band.EXACT, 1.0)
    assert match.words == "agrees exactly: name and date of birth"


@pytest.mark.parametrize(
    "entered",
    [
        Entry("Kofi", "Mensah", BORN, postcodes=("NR1 3JU",)),  # his twin
        Entry("Ama", "Mensah", date(2013, 1, 9), postcodes=("NR1 3JU",)),  # his sister
        Entry("Kai", "Ostrowski", date(2009, 8, 1)),
        Entry("Kai"),
        Entry(),
    ],
)
def test_a_twin_a_sister_or_a_namesake_is_not_asked_about(
    priya: Professional, mace: Professional, entered: Entry
) -> None:
    held(mace, postcode="NR1 3JU")
    assert not found(priya, entered)
    operations.record_people([entered], by=priya, at=AT)
    assert not Doubt.objects.exists()


def test_very_likely_is_asked_about_and_likely_is_looked_at_later(priya: Professional, mace: Professional) -> None:
    record = held(mace)
    with pytest.raises(PossibleMatches) as asked:
        operations.record_people([Entry("Kai", "Mensah", date(2011, 4, 3))], by=priya, at=AT)
    assert [match.band for match in asked.value.matches[0]] == [Band.VERY_LIKELY]
    [new] = operations.record_people([Entry("Kai", "Mensah", approximate_age=15)], by=priya, at=AT)
    assert queries.doubted(Scope(lambda: [new.pk]), [new.pk]) == {person_of(record): mace.agency.name}


def test_not_the_same_is_not_asked_about_again(priya: Professional, mace: Professional) -> None:
    held(mace)
    almost = Entry("Kai", "Mensah", date(2011, 4, 3), answer=NotTheSame())
    [record] = operations.record_people([almost], by=priya, at=AT)
    assert Doubt.objects.get().settled == "DIFFERENT"
    scope = Scope(lambda: [record.pk])
    operations.correct_record(scope=scope, by=priya, at=AT, record_key=record.key, seen=1, corrected=KAI)
    assert queries.doubted(scope, [record.pk]) == {}
    assert not queries.may_be(priya, scope, record.pk)


def test_a_correction_that_now_looks_alike_is_a_doubt(priya: Professional, mace: Professional) -> None:
    other = held(mace)
    [record] = operations.record_people([Entry("Rokas")], by=priya, at=AT)
    scope = Scope(lambda: [record.pk])
    corrected = Entry("Kai", "Mensah", date(2011, 4, 3))
    operations.correct_record(scope=scope, by=priya, at=AT, record_key=record.key, seen=1, corrected=corrected)
    assert list(queries.doubted(scope, [record.pk])) == [person_of(other)]


def test_another_name_and_an_address_are_looked_for_too(priya: Professional, mace: Professional) -> None:
    record = held(mace, names=("Rokas Petrauskas",), postcode="NR1 3JU")
    [match] = found(priya, Entry("Rokas", "Petrauskas", BORN, postcodes=("NR1 3JU",)))
    assert match.person_key == person_of(record)
    assert {"another name used", "postcode"} <= set(match.agrees)


@pytest.mark.parametrize("kept", ["safe", "not to be disclosed", "nothing to be disclosed"])
def test_where_somebody_is_kept_safe_never_agrees(priya: Professional, mace: Professional, kept: str) -> None:
    record = held(mace, postcode="NR1 3JU", safe=kept == "safe")
    if kept != "safe":
        address = record.addresses.get() if kept == "not to be disclosed" else None
        DoNotDisclose.objects.create(
            record=record, address=address, to_whom="His father", because="He was hurt", by=mace, at=AT
        )
        matching_keys.renew(record)
    with_postcode = found(priya, Entry("Kai", "Mensah", date(2011, 4, 3), postcodes=("NR1 3JU",)))
    assert with_postcode == found(priya, Entry("Kai", "Mensah", date(2011, 4, 3)))
    assert not found(priya, Entry("", "", None, postcodes=("NR1 3JU",)))
    assert not MatchKey.objects.filter(key__contains="NR13JU").exists()


def test_of_who_is_merged_one_is_found(priya: Professional, mace: Professional) -> None:
    one, other = held(mace), held(priya)
    everybody = Scope(lambda: [one.pk, other.pk])
    operations.merge(
        scope=everybody, by=priya, at=AT, gone=person_of(other), kept=person_of(one), because="The same number"
    )
    [match] = found(priya, Entry("Kai", "Mensah", date(2011, 4, 3)))
    assert match.person_key == person_of(one)
    assert match.held_by == ", ".join(sorted({mace.agency.name, priya.agency.name}))


def test_who_may_not_match_is_refused(admin: Professional) -> None:
    with pytest.raises(NotPermitted):
        queries.likely(admin, [KAI], ON)


def test_the_statements_do_not_grow_with_the_entries(priya: Professional, mace: Professional) -> None:
    for n in range(8):
        held(mace, Entry(f"Kai{n}", "Mensah", date(2011, 3, n + 1)))
    assert priya.roles  # read once for each page, and so not counted here
    for count in (1, 8):
        entries = [Entry(f"Kai{n}", "Mensah", date(2011, n + 1, 3)) for n in range(count)]
        with query_count(at_most=2):
            assert queries.likely(priya, entries, ON)
        with query_count(at_most=3):
            assert queries.matches(priya, entries, ON)


def test_the_keys_are_written_again_for_everybody(mace: Professional) -> None:
    records = [held(mace, Entry(f"Kai{n}", "Mensah", BORN)) for n in range(5)]
    before = set(MatchKey.objects.values_list("record_id", "key"))
    MatchKey.objects.filter(record=records[0]).delete()
    MatchKey.objects.create(record=records[1], key="old")
    call_command("rebuild_match_keys", chunk=2, verbosity=0)
    assert set(MatchKey.objects.values_list("record_id", "key")) == before


NAMES = st.sampled_from(("Kai", "Kay", "Mensah", "Mensa", "Rokas", "Petrauskas", "Ella", "Wright", "Ella-Mae", ""))
DAYS = st.none() | st.dates(date(2009, 1, 1), date(2011, 12, 28)).map(lambda day: day.replace(day=day.day % 12 + 1))
PEOPLE = st.builds(
    Entry, NAMES, NAMES, DAYS, nhs_number=st.sampled_from(("", "", NUMBER, "9990000026")), answer=st.just(NotSure())
)


class Pairs(TestCase):
    """Whoever is entered first, the other is found or not, with the same score and the same words; never a name."""

    @settings(max_examples=40, deadline=None)
    @given(PEOPLE, PEOPLE)
    def test_if_one_finds_the_other_the_other_finds_the_one(self, one: Entry, other: Entry) -> None:
        cast = factories.Cast()
        answers = []
        for first, second in ((one, other), (other, one)):
            record = held(cast.mace, first)
            matches = [match for match in found(cast.priya, second) if match.person_key == person_of(record)]
            answers.append([(match.score, match.agrees, match.band) for match in matches])
            MatchKey.objects.all().delete()
        assert answers[0] == answers[1]

    @settings(max_examples=20, deadline=None)
    @given(PEOPLE, PEOPLE)
    def test_no_name_and_no_number_is_in_what_is_found(self, one: Entry, other: Entry) -> None:
        cast = factories.Cast()
        held(cast.mace, one, names=("Secretname",))
        said = repr(found(cast.priya, other))
        for secret in (one.given_names, one.family_name, one.nhs_number, "Secretname"):
            assert not secret or secret not in said
