"""Where everybody stands in the picture, and the ways from one person to those in the incident."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

import pytest

from reachable.incidents.queries import Edge, Node
from reachable.people.choices import AssociationKind
from reachable.web.network import drawing, words
from reachable.web.network.ways import MOST, ways

AT = datetime(2026, 11, 21, 22, 15, tzinfo=UTC)
KAI, REECE, LENA, ABDI, RUTA, NORTHSIDE = (UUID(int=number) for number in range(1, 7))


def node(key: UUID, mark: str, *, hops: int = 1, parts: tuple[tuple[str, str], ...] = ()) -> Node:
    return Node(
        person_key=key, key=key, is_involved=hops == 0, is_adult=False, mark=mark, name=mark, label=mark, age="15",
        hops=hops, parts=parts,
    )  # fmt: skip


NODES = (
    node(KAI, "A", hops=0), node(REECE, "B", hops=0), node(LENA, "N1"), node(ABDI, "N2"), node(RUTA, "N3", hops=2),
)  # fmt: skip


@pytest.fixture
def edge() -> Callable[..., Edge]:
    numbers: Iterator[int] = count(100)

    def make(one: UUID, other: UUID, kind: str = AssociationKind.FRIEND, about: str = "association") -> Edge:
        return Edge(
            key=UUID(int=next(numbers)), about=about, one=one, other=other, kind=kind, sentence=f"{one} and {other}",
            told_by="", source_label="", grade="", handling_label="", handling_words="", observed_on=None, words="",
            review_on=date(2027, 5, 1), is_stale=False, lapses_soon=False, contested="", contested_by="",
            contested_at=None, by="Priya", at=AT, version=1,
        )  # fmt: skip

    return make


def far(place: tuple[int, int]) -> float:
    return float((place[0] ** 2 + place[1] ** 2) ** 0.5)


def test_the_same_network_is_drawn_the_same_and_nobody_stands_on_another(edge: Callable[..., Edge]) -> None:
    edges = [edge(LENA, KAI), edge(ABDI, REECE), edge(RUTA, LENA)]
    places = drawing.positions(NODES, [NORTHSIDE], edges)
    assert places == drawing.positions(NODES, [NORTHSIDE], edges)
    assert len(set(places.values())) == len(NODES) + 1


def test_who_is_in_the_incident_stands_in_the_middle(edge: Callable[..., Edge]) -> None:
    places = drawing.positions(NODES, [], [edge(LENA, KAI), edge(ABDI, REECE), edge(RUTA, LENA)])
    assert max(far(places[key]) for key in (KAI, REECE)) < min(far(places[key]) for key in (LENA, ABDI))
    assert far(places[RUTA]) > far(places[LENA])


def test_everybody_stands_near_whom_they_are_connected_with(edge: Callable[..., Edge]) -> None:
    places = drawing.positions(NODES, [], [edge(LENA, REECE), edge(ABDI, KAI)])

    def apart(one: UUID, other: UUID) -> float:
        return far((places[one][0] - places[other][0], places[one][1] - places[other][1]))

    assert apart(LENA, REECE) < apart(LENA, KAI)
    assert apart(ABDI, KAI) < apart(ABDI, REECE)


def test_one_person_alone_stands_in_the_middle() -> None:
    assert drawing.positions(NODES[:1], [], []) == {KAI: (0, 0)}


def test_a_victim_is_called_a_victim_first() -> None:
    both = node(KAI, "A", hops=0, parts=(("SUSPECTED", "Suspected"), ("VICTIM", "Victim")))
    assert drawing.detail(both, waits=False) == "15, victim, suspected"
    assert drawing.detail(replace(NODES[2], named_at_risk=True), waits=True) == "15, named at risk, no answer yet"


def test_conflict_and_what_goes_one_way_are_drawn_as_such(edge: Callable[..., Edge]) -> None:
    assert words.drawn_as(edge(KAI, REECE, AssociationKind.IN_CONFLICT)) == "conflict"
    assert words.drawn_as(edge(KAI, REECE, AssociationKind.EXPLOITS)) == "arrow"
    assert words.drawn_as(edge(KAI, REECE)) == "line"
    assert words.drawn_as(edge(KAI, NORTHSIDE, "OPPOSING", "group-relation")) == "conflict"


@pytest.mark.parametrize("kind", AssociationKind.values)
def test_each_kind_has_a_word_for_its_line(edge: Callable[..., Edge], kind: str) -> None:
    assert words.short(edge(KAI, REECE, kind))
    assert words.filter_label(words.filter_kind(edge(KAI, REECE, kind)))


def test_the_ways_are_the_shortest_and_groups_are_none(edge: Callable[..., Edge]) -> None:
    edges = [
        edge(RUTA, LENA), edge(LENA, KAI), edge(RUTA, ABDI), edge(ABDI, REECE), edge(KAI, REECE),
        edge(RUTA, NORTHSIDE, "", "group-link"), edge(KAI, NORTHSIDE, "", "group-link"),
    ]  # fmt: skip
    found = ways(NODES, edges, RUTA)
    assert [[one.mark for one in way.nodes] for way in found] == [["N3", "N1", "A"], ["N3", "N2", "B"]]
    assert [len(way.edges) for way in found] == [2, 2]


def test_ways_stop_at_a_few(edge: Callable[..., Edge]) -> None:
    involved = tuple(node(UUID(int=number), f"X{number}", hops=0) for number in range(20, 40))
    edges = [edge(RUTA, one.person_key) for one in involved]
    assert len(ways((*NODES, *involved), edges, RUTA)) == MOST
