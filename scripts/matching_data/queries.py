"""Who is held, who is asked about, and with which mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from scripts.matching_data.mistakes import MISTAKES, Scene
from scripts.matching_data.names import plain
from scripts.matching_data.people import LEFT_OUT, Families, Person
from scripts.matching_data.writing import Row, first_of_year

HELD = "held"
NAMESAKE, TWIN, ALIKE, SIBLING, RELATIVE, NOBODY = (
    "namesake", "twin", "relative of the name", "sibling", "relative", "nobody like it",
)  # fmt: skip
HARD = (NAMESAKE, TWIN, ALIKE, SIBLING, RELATIVE)
SHARE_HELD = 0.55
SHARE_HARD = 0.6  # of those who are not held
# Of the hard ones; the rest are other relatives.
HARD_SHARES = {NAMESAKE: 0.35, TWIN: 0.2, ALIKE: 0.15, SIBLING: 0.25, RELATIVE: 0.05}

# How carefully it is written, as a factor on the rate of every mistake, and how many write so.
CARE = (0.3, 1.0, 2.0)
CARE_WEIGHTS = (30, 45, 25)
MIDDLE_ASKED, MIDDLE_ASKED_BESIDE = 0.3, 0.1
SHORT_NAME_ASKED_BESIDE = 0.05
HONOUR_ASKED = 0.2
ESTIMATE_ASKED = 0.7


@dataclass(frozen=True, slots=True)
class Query:
    person: Person
    who: str  # HELD, one of HARD, or NOBODY
    row: Row
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Population:
    held: list[Person]
    left_out: dict[str, list[Person]]  # by what they are to somebody held


def population(families: Families, people: int) -> Population:
    random, held = families.random, list[Person]()
    left_out: dict[str, list[Person]] = {kind: [] for kind in HARD}
    for family in families.each():
        kept = [person for person in family if len(family) == 1 or random.random() >= LEFT_OUT]
        held += kept
        for person in family:
            if kept and person not in kept:
                left_out[min((_kin(person, other) for other in kept), key=HARD.index)].append(person)
        if len(held) >= people:
            return Population(held[:people], left_out)
    raise AssertionError("families do not end")


def _kin(person: Person, other: Person) -> str:
    if person.born == other.born and person.postcode == other.postcode:
        return TWIN
    if plain(person.given) == plain(other.given):
        return ALIKE
    near = abs((person.born - other.born).days) < 16 * 365
    return SIBLING if near and person.other_family == other.other_family else RELATIVE


def queries(families: Families, population: Population, how_many: int, seed: int) -> Iterator[Query]:
    random = Random(f"queries {seed}")
    held = round(how_many * SHARE_HELD)
    hard = round((how_many - held) * SHARE_HARD)
    asked = [(person, HELD) for person in random.sample(population.held, min(held, len(population.held)))]
    asked += islice(_hard(families, population, hard, random), hard)
    asked += [(person, NOBODY) for person in islice(_unlike(families), how_many - len(asked))]
    random.shuffle(asked)
    for person, who in asked:
        row, kinds = written(person, families, random)
        yield Query(person, who, row, kinds)


def _hard(families: Families, population: Population, how_many: int, random: Random) -> Iterator[tuple[Person, str]]:
    """Where there are too few of a kind, namesakes make up the number."""
    for kind, share in HARD_SHARES.items():
        there = population.left_out[kind]
        for person in random.sample(there, min(len(there), round(how_many * share))):
            yield person, kind
    while True:
        yield families.namesake(random.choice(population.held)), NAMESAKE


def _unlike(families: Families) -> Iterator[Person]:
    """Of families nobody of whom is held."""
    for family in families.each():
        yield family[-1]


def written(person: Person, families: Families, random: Random) -> tuple[Row, tuple[str, ...]]:
    """As somebody writes this person down, and the kinds of mistake made."""
    row = _right(person, random)
    care = random.choices(CARE, CARE_WEIGHTS)[0]
    scene = Scene(person, random, families)
    kinds = tuple(
        mistake.kind for mistake in MISTAKES if random.random() < mistake.rate * care and mistake.make(row, scene)
    )
    return row, kinds


def _right(person: Person, random: Random) -> Row:
    community = person.community
    row = Row([person.given], person.family, person.born, person.postcode, person.nhs)
    chance = random.random()
    if person.middle and chance < MIDDLE_ASKED:
        row.given += person.middle
    elif person.middle and chance < MIDDLE_ASKED + MIDDLE_ASKED_BESIDE:
        row.other += person.middle
    if community.short.get(person.given) and random.random() < SHORT_NAME_ASKED_BESIDE:
        row.other.append(random.choice(community.short[person.given]))
    if community.honours and random.random() < HONOUR_ASKED:
        row.given.insert(0, random.choice(community.honours))
    if person.estimated and random.random() < ESTIMATE_ASKED:
        row.born = first_of_year(person.born)
    return row
