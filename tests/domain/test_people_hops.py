"""Who is connected with whom, hop by hop: within reach, readable, standing, and no further than asked."""

import random
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import connection

from reachable.common import clock
from reachable.people import queries
from reachable.people.choices import AssociationKind, Handling, SourceClass
from reachable.people.models import Association, Belonging, Person, PersonRecord
from reachable.people.queries.walking import touching, whose
from reachable.people.scope import Scope
from tests.counting import query_count
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(AT)
ALL = frozenset(Handling)


class People:
    """Invented people called by numbers, each with one record until `another` gives one more."""

    def __init__(self, cast: Cast, number: int) -> None:
        self.by = cast.hana
        self.keys: list[UUID] = []
        self.records: list[int] = []
        self.outside: set[int] = set()
        for _ in range(number):
            one = Person.objects.create(created_at=AT)
            self.keys.append(one.key)
            self.records.append(self.another(one))

    def another(self, one: Person) -> int:
        facts = {"stage": "YOUNG_PERSON", "name_known": False, "held_by_id": self.by.agency_id}
        record = PersonRecord.objects.create(**facts, recorded_by=self.by, recorded_at=AT)
        Belonging.objects.create(record=record, person=one, from_at=AT, decided_by=self.by)
        return record.pk

    def said(self, one: int, other: int, days: int = 100, handling: str = Handling.TEAM) -> Association:
        """Of two records."""
        return Association.objects.create(
            one_id=one, other_id=other, kind=AssociationKind.FRIEND, source=SourceClass.RUMOUR, by=self.by, at=AT,
            review_on=TODAY + timedelta(days=days), handling=handling,
        )  # fmt: skip

    def line(self, *numbers: int, **more: object) -> None:
        for one, other in pairwise(numbers):
            self.said(self.records[one], self.records[other], **more)

    @property
    def scope(self) -> Scope:
        def every() -> set[int]:
            return set(PersonRecord.objects.values_list("pk", flat=True)) - self.outside

        return Scope(every, lambda ids: every().intersection(ids))

    def around(self, *numbers: int, hops: int = 3, readable: Iterable[Handling] = ALL, **more) -> queries.Reached:
        keys = [self.keys[number] for number in numbers]
        return queries.neighbours(self.scope, keys, TODAY, hops, frozenset(readable), **more)

    def hops(self, *numbers: int, **more) -> dict[int, int]:
        found = self.around(*numbers, **more)
        return {self.keys.index(key): far for key, far in found.hops.items()}

    def ways(self, one: int, other: int, **more) -> list[tuple[int, ...]]:
        found = queries.paths(self.scope, self.keys[one], self.keys[other], TODAY, ALL, **more)
        return [tuple(self.keys.index(key) for key in path.people) for path in found.found]


@pytest.fixture
def people(cast: Cast) -> People:
    return People(cast, 9)


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_it_goes_both_ways_as_far_as_asked_and_says_whether_it_goes_on(people: People, hops: int) -> None:
    people.line(0, 1, 2, 3, 4)
    people.line(6, 5, 0)  # said from the other end
    found = people.around(0, hops=hops)
    assert people.hops(0, hops=hops) == {
        number: far for number, far in {0: 0, 1: 1, 5: 1, 2: 2, 6: 2, 3: 3}.items() if far <= hops
    }
    assert found.goes_on
    assert not found.cut
    assert not people.around(7, hops=hops).goes_on


def test_never_further_than_three(people: People) -> None:
    people.line(0, 1, 2, 3, 4, 5)
    assert people.hops(0, hops=9) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_nobody_out_of_reach_is_shown_nor_led_through(people: People) -> None:
    people.line(0, 1, 2)
    people.line(0, 3)
    people.outside = {people.records[1]}
    found = people.around(0)
    assert people.hops(0) == {0: 0, 3: 1}
    assert found.beyond == (frozenset({people.records[1]}),)
    assert found.narrower == 0
    assert len(found.lines) == 1


def test_what_is_not_readable_is_counted_and_leads_nowhere(people: People) -> None:
    people.line(0, 1, handling=Handling.POLICE)
    people.line(1, 2)
    found = people.around(0, readable=[Handling.TEAM])
    assert (dict(found.hops), found.narrower, found.lines) == ({people.keys[0]: 0}, 1, ())
    assert people.hops(0) == {0: 0, 1: 1, 2: 2}


def test_what_lapsed_is_not_there(people: People) -> None:
    people.line(0, 1, days=-1)
    people.line(0, 2, days=0)
    found = people.around(0)
    assert people.hops(0) == {0: 0, 2: 1}
    assert (found.narrower, found.beyond) == (0, ())


def test_all_current_records_of_a_person_count_as_that_person(people: People) -> None:
    second = people.another(Person.objects.get(key=people.keys[1]))
    people.said(people.records[0], people.records[1])
    people.said(second, people.records[2])
    assert people.hops(0) == {0: 0, 1: 1, 2: 2}
    assert people.around(0).records[people.keys[1]] == (people.records[1], second)
    people.outside = {second}
    assert people.hops(0) == {0: 0, 1: 1}
    assert people.around(0).beyond == (frozenset({second}),)


def test_what_is_said_of_two_records_of_one_person_connects_nobody(people: People) -> None:
    second = people.another(Person.objects.get(key=people.keys[0]))
    people.said(people.records[0], second)
    found = people.around(0)
    assert (len(found.hops), found.lines, found.narrower, found.beyond) == (1, (), 0, ())


def test_a_record_that_was_given_back_counts_for_whose_it_is_now(people: People) -> None:
    moved = people.records[1]
    Belonging.objects.filter(record=moved).update(until_at=AT, ended_by=people.by)
    kept = Person.objects.get(key=people.keys[2])
    Belonging.objects.create(record_id=moved, person=kept, from_at=AT, decided_by=people.by)
    people.said(people.records[0], moved)
    assert people.hops(0) == {0: 0, 2: 1}


def test_others_that_are_shown_anyway_are_connected_too(people: People) -> None:
    people.line(0, 1)
    people.line(2, 3)
    people.line(3, 4)
    found = people.around(0, hops=1, also=[people.keys[2], people.keys[3]])
    assert {(people.keys.index(line.one), people.keys.index(line.other)) for line in found.lines} == {(0, 1), (2, 3)}
    assert people.hops(0, hops=1, also=[people.keys[2]]) == {0: 0, 1: 1}


def test_more_than_the_limit_is_cut_and_said_but_not_what_connects_those_asked_for(people: People) -> None:
    people.line(0, 1)
    for number in range(2, 9):
        people.line(0, number)
    found = people.around(0, 1, hops=1, limit=3)
    assert found.cut
    assert len(found.lines) == 4
    assert (people.keys[0], people.keys[1]) in {(line.one, line.other) for line in found.lines}
    assert not people.around(0, hops=1, limit=8).cut


def test_the_shortest_few_ways_and_none_longer_than_three(people: People) -> None:
    people.line(0, 1, 2, 3, 4)
    people.line(0, 5, 3)
    assert people.ways(0, 1) == [(0, 1)]
    assert people.ways(0, 3) == [(0, 5, 3), (0, 1, 2, 3)]
    assert people.ways(0, 3, few=1) == [(0, 5, 3)]
    assert people.ways(0, 3, hops=2) == [(0, 5, 3)]
    assert people.ways(0, 4) == [(0, 5, 3, 4)]
    assert people.ways(1, 8) == []
    assert people.ways(1, 1) == []


def test_a_way_leads_through_nobody_out_of_reach(people: People) -> None:
    people.line(0, 1, 2, 3)
    assert people.ways(0, 3) == [(0, 1, 2, 3)]
    people.outside = {people.records[2]}
    assert people.ways(0, 3) == []


@pytest.mark.parametrize("seed", range(8))
def test_it_finds_what_a_plain_search_finds(cast: Cast, seed: int) -> None:
    draw, people = random.Random(seed), People(cast, 14)
    edges = {tuple(draw.sample(range(14), 2)) for _ in range(16)}
    for one, other in edges:
        people.line(one, other)
    gone = set(draw.sample(range(1, 14), 3))
    people.outside = {people.records[number] for number in gone}
    far, edge = {0: 0}, {0}
    for hop in (1, 2, 3):
        edge = {b for pair in edges for a, b in (pair, pair[::-1]) if a in edge and b not in gone} - far.keys()
        far |= dict.fromkeys(edge, hop)
    assert people.hops(0) == far
    for number in range(1, 14):
        ways = people.ways(0, number)
        assert (len(ways[0]) - 1 if ways else None) == far.get(number)


def test_the_statements_do_not_grow_with_the_people(people: People) -> None:
    people.line(0, 1)
    with query_count(at_most=4):  # who, connections, whose records, within reach
        people.around(0, hops=1)
    for number in range(2, 9):
        people.line(0, number)
    with query_count(at_most=4):
        people.around(0, hops=1)
    with query_count(at_most=7):
        people.around(0, hops=2)


def test_each_direction_goes_by_its_index(people: People) -> None:
    """The planner of PostgreSQL reads a table of nothing from end to end, so that there is something in it."""
    said = {"kind": "FRIEND", "source": "RUMOUR", "by": people.by, "at": AT, "review_on": TODAY}
    pairs = [(one, other) for one in people.records for other in people.records if one != other]
    Association.objects.bulk_create(Association(one_id=a, other_id=b, **said) for a, b in pairs for _ in range(40))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = touching([people.records[0]], TODAY).explain()
    assert "association_one" in plan
    assert "association_other" in plan
    plan = whose([people.records[0]]).explain()
    if connection.vendor == "sqlite":  # among so few rows any index of the table is as good to PostgreSQL
        assert "belonging_one_current" in plan
    assert "Seq Scan on people_belonging" not in plan
    assert "SCAN people_belonging" not in plan
