"""Family and household: ties between records, how long they stand, which way they read, and who may be told."""

from datetime import date, timedelta
from typing import Any

import pytest

from reachable.common import clock
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.people import operations, policies, queries
from reachable.people.choices import AssociationKind, Handling, Tri
from reachable.people.facts import Telling
from reachable.people.models import Association, MayBeTold, PersonRecord
from reachable.people.scope import Scope
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(AT)


@pytest.fixture
def kai(cast: Cast) -> PersonRecord:
    return operations.record_young_person(by=cast.priya, at=AT, given_names="Kai", approximate_age=15)


@pytest.fixture
def ama(cast: Cast) -> PersonRecord:
    return operations.record_adult(by=cast.priya, at=AT, given_names="Ama")


def everything(*records: PersonRecord) -> Scope:
    return Scope(lambda: [record.pk for record in records])


def relate(cast: Cast, one: PersonRecord, relative: PersonRecord, kind: str, **more: Any) -> Association:
    facts: dict[str, Any] = {"telling": Telling(), **more}
    return operations.relate(
        by=cast.priya, at=AT, through="INC-2026-0001", scope=everything(one, relative), record_key=one.key,
        relative_key=relative.key, kind=kind, **facts,
    )  # fmt: skip


def family(who: Professional, *records: PersonRecord, of: PersonRecord, on: date = TODAY) -> queries.Family:
    return queries.family(who, everything(*records), [of.pk], on)


@pytest.mark.parametrize("kind", AssociationKind.values)
def test_only_what_makes_a_family_or_a_household_is_recorded_here(
    cast: Cast, kai: PersonRecord, ama: PersonRecord, kind: str
) -> None:
    if kind in policies.CLOSE_TO:
        assert relate(cast, kai, ama, kind).kind == kind
    else:
        with pytest.raises(Refused):
            relate(cast, kai, ama, kind)


@pytest.mark.parametrize(
    ("kind", "days"), [("PARENT", 731), ("COUSIN", 731), ("PARTNER", 183), ("SUPPORTIVE_ADULT", 183)]
)
def test_a_family_tie_stands_for_two_years_and_others_for_six_months(
    cast: Cast, kai: PersonRecord, ama: PersonRecord, kind: str, days: int
) -> None:
    last = relate(cast, kai, ama, kind).review_on
    assert last == TODAY + timedelta(days=days)
    assert len(family(cast.priya, kai, ama, of=kai, on=last).relatives) == 1
    assert family(cast.priya, kai, ama, of=kai, on=last + timedelta(days=1)).relatives == ()


def test_a_tie_reads_from_both_ends(cast: Cast, kai: PersonRecord, ama: PersonRecord) -> None:
    relate(cast, kai, ama, AssociationKind.PARENT)
    [mother] = family(cast.priya, kai, ama, of=kai).relatives
    [child] = family(cast.priya, kai, ama, of=ama).relatives
    assert (mother.name, mother.kind_label, mother.is_adult) == ("Ama", "Parent", True)
    assert (child.name, child.kind_label, child.is_adult) == ("Kai", "Son or daughter", False)


def test_the_other_way_about_the_person_is_the_parent(cast: Cast, kai: PersonRecord, ama: PersonRecord) -> None:
    relate(cast, ama, kai, AssociationKind.PARENT, backwards=True)
    tie = Association.objects.get()
    assert (tie.one, tie.other) == (ama, kai)


def test_the_same_tie_is_recorded_once_while_it_stands(cast: Cast, kai: PersonRecord, ama: PersonRecord) -> None:
    relate(cast, kai, ama, AssociationKind.PARENT)
    for one, other in ((kai, ama), (ama, kai)):
        with pytest.raises(Refused, match="recorded already"):
            relate(cast, one, other, AssociationKind.PARENT)
    Association.objects.update(review_on=TODAY - timedelta(days=1))
    relate(cast, kai, ama, AssociationKind.PARENT)


def test_nobody_is_his_own_relative(cast: Cast, kai: PersonRecord) -> None:
    with pytest.raises(Refused, match="same person"):
        relate(cast, kai, kai, AssociationKind.SIBLING)


def test_both_ends_must_be_within_reach(cast: Cast, kai: PersonRecord, ama: PersonRecord) -> None:
    with pytest.raises(NotFound):
        operations.relate(
            by=cast.priya, at=AT, through="x", scope=everything(kai), record_key=kai.key, relative_key=ama.key,
            kind=AssociationKind.PARENT, telling=Telling(),
        )  # fmt: skip
    relate(cast, kai, ama, AssociationKind.PARENT)
    found = family(cast.priya, kai, of=kai)
    assert (found.relatives, found.hidden) == ((), frozenset({ama.pk}))
    assert family(cast.priya, ama, of=kai) == queries.Family((), frozenset())


@pytest.mark.parametrize("handling", [Handling.POLICE, Handling.POLICE_AND_LEAD])
def test_what_police_gave_for_few_is_not_read_here_nor_counted_as_a_gap(
    cast: Cast, kai: PersonRecord, ama: PersonRecord, handling: str
) -> None:
    relate(cast, kai, ama, AssociationKind.PARENT)
    Association.objects.update(handling=handling)
    assert family(cast.priya, kai, of=kai) == queries.Family((), frozenset())


def test_a_protected_source_is_not_named(cast: Cast, kai: PersonRecord, ama: PersonRecord) -> None:
    relate(cast, kai, ama, AssociationKind.PARENT, told_by="the neighbour")
    assert family(cast.priya, kai, ama, of=kai).relatives[0].told_by == "the neighbour"
    Association.objects.update(source_protected=True)
    assert family(cast.priya, kai, ama, of=kai).relatives[0].told_by == ""


def test_the_newest_word_on_telling_stands(cast: Cast, kai: PersonRecord, ama: PersonRecord) -> None:
    relate(cast, kai, ama, AssociationKind.PARENT, telling=Telling(lives_with=Tri.YES, told=Tri.YES))
    operations.say_who_may_be_told(
        by=cast.hana, at=AT + timedelta(hours=1), through="INC-2026-0001", scope=everything(kai, ama),
        record_key=kai.key, relative_key=ama.key, telling=Telling(told=Tri.NO, because="Tells his father"),
    )  # fmt: skip
    found = family(cast.priya, kai, ama, of=kai)
    told = found.relatives[0].telling
    assert told is not None
    assert (told.may_be_told, told.because, told.by, told.before) == (
        "must not be told", "Tells his father", "Hana Malik", 1,
    )  # fmt: skip
    assert not found.lives_with_is_known
    assert MayBeTold.objects.count() == 2


def test_that_somebody_must_not_be_told_takes_a_reason(cast: Cast, kai: PersonRecord, ama: PersonRecord) -> None:
    with pytest.raises(Refused) as refused:
        relate(cast, kai, ama, AssociationKind.PARENT, telling=Telling(told=Tri.NO))
    assert refused.value.field == "because"


def test_who_may_be_told_goes_with_the_last_tie_between_the_two(
    cast: Cast, kai: PersonRecord, ama: PersonRecord
) -> None:
    said = Telling(told=Tri.YES, because="She asked to be rung", telephone="07700 900431")
    parent = relate(cast, kai, ama, "PARENT", telling=said)
    carer = relate(cast, kai, ama, "HOUSEHOLD")
    operations.take_out_assertions([parent], by=cast.priya, at=AT)
    assert MayBeTold.objects.filter(telephone="07700 900431").exists()
    operations.take_out_assertions([carer], by=cast.priya, at=AT)
    assert not MayBeTold.objects.exists()
