"""How common names, dates, places and relatives are: to agree on something rare says more.

The table that is shipped describes an English county; for a file the people in it are counted, steadied by the table.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from .letters import fold
from .prepared import Born, Prepared

_FILE = Path(__file__).with_name("commonness.txt")
_OF = 100_000
# A name that is in no table: one in some thousands, not one in a million, for families and villages share names.
_RARE_GIVEN, _RARE_FAMILY, _RARE_POSTCODE = 0.00025, 0.00008, 0.00006
_A_DAY, _FIRST_OF_A_YEAR = 0.00012, 0.002
# What is counted in a file is mixed with so many people of the table: a name seen once is rare and not unheard of.
_TABLE_WEIGHT, _FAMILIES_WEIGHT = 1_500, 500
_NO_FAMILIES = 0.3  # siblings a person: a file with fewer is not of a place where families live
_CROWD = 60
_GENERATION = 15


@dataclass(frozen=True)
class Relatives:
    """How many a person has of each kind in such a file, on average."""

    siblings: float = 1.0
    twins: float = 0.06
    named_after: float = 0.05
    # Names keep company: who shares a family name shares its community, in which the given name is commoner.
    together: float = 5.0


_FEWEST = Relatives(siblings=0.02, twins=0.055, named_after=0.001, together=1.5)
_MOST = Relatives(siblings=3.0, twins=0.15, named_after=0.15, together=12.0)


@dataclass(frozen=True)
class Commonness:
    """Shares of people by folded name, day of birth and postcode; `population` is how many people there are."""

    given: Mapping[str, float]
    family: Mapping[str, float]
    population: int
    births: Mapping[int, float] = field(default_factory=dict)
    postcodes: Mapping[str, float] = field(default_factory=dict)
    relatives: Relatives = Relatives()

    def share_given(self, name: str) -> float:
        return self.given.get(name, _RARE_GIVEN)

    def share_family(self, name: str) -> float:
        return self.family.get(name, _RARE_FAMILY)

    def share_born(self, born: Born) -> float:
        return self.births.get(born.day.toordinal(), _usual_birth(born))

    def share_postcode(self, code: str) -> float:
        return self.postcodes.get(code, _RARE_POSTCODE)


def _usual_birth(born: Born) -> float:
    return _FIRST_OF_A_YEAR if born.day.month == born.day.day == 1 else _A_DAY


@cache
def usual() -> Commonness:
    """The table that is shipped, for a county of a hundred thousand young people."""
    shares: dict[str, dict[str, float]] = {"given": {}, "family": {}}
    heading = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            count, *names = line.split()
            for name in names:
                shares[heading].setdefault(fold(name), int(count) / _OF)
    return Commonness(shares["given"], shares["family"], _OF)


def counted(people: Sequence[Prepared]) -> Commonness:
    """The shares among these people, steadied by the usual table."""
    table, total = usual(), max(len(people), 1)
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    births: Counter[int] = Counter()
    postcodes: Counter[str] = Counter()
    for person in people:
        for name in person.names[:1]:
            given.update({word.text for word in name.own[:1]})
            family.update({word.text for word in name.family})
        if person.born and person.born.digits:
            births[person.born.day.toordinal()] += 1
        postcodes.update(person.postcodes)
    usual_births = {p.born.day.toordinal(): _usual_birth(p.born) for p in people if p.born}
    return Commonness(
        given=_mixed(given, table.given, _RARE_GIVEN, total),
        family=_mixed(family, table.family, _RARE_FAMILY, total),
        population=total,
        births=_mixed(births, usual_births, _A_DAY, total),
        postcodes=_mixed(postcodes, {}, _RARE_POSTCODE, total),
        relatives=_relatives(people, table.relatives),
    )


T = TypeVar("T", int, str)


def _mixed(counts: Mapping[T, int], table: Mapping[T, float], rare: float, total: int) -> dict[T, float]:
    weight = _TABLE_WEIGHT + total
    mixed = {name: share * _TABLE_WEIGHT / weight for name, share in table.items()}
    for name, count in counts.items():
        mixed[name] = (count + table.get(name, rare) * _TABLE_WEIGHT) / weight
    return mixed


def _relatives(people: Sequence[Prepared], usually: Relatives) -> Relatives:
    """Counted among those who share a family name and a postcode; `together` among those who share a whole name."""
    homes: dict[tuple[str, str], list[Prepared]] = defaultdict(list)
    for person in people:
        for name in person.names[:1]:
            for word in name.family[:1]:
                for postcode in person.postcodes[:1]:
                    homes[word.stem_sound, postcode].append(person)
    kinds = Counter(
        _kin(one, other) for home in homes.values() if len(home) <= _CROWD for one, other in combinations(home, 2)
    )
    total = len(people)
    siblings = (2 * kinds["sibling"] + usually.siblings * _FAMILIES_WEIGHT) / (total + _FAMILIES_WEIGHT)

    def per_person(kind: str, usual_number: float, fewest: float, most: float) -> float:
        mean = (2 * kinds[kind] + usual_number * _FAMILIES_WEIGHT) / (total + _FAMILIES_WEIGHT)
        return min(max(mean, fewest), most)

    return Relatives(
        siblings=min(max(siblings, _FEWEST.siblings), _MOST.siblings),
        # Where there are families there are twins, counted or not: the twin who is asked about may not be held.
        twins=per_person("twin", usually.twins, _FEWEST.twins if siblings > _NO_FAMILIES else 0.0, _MOST.twins),
        named_after=per_person("named after", usually.named_after, _FEWEST.named_after, _MOST.named_after),
        together=_together(people, usually.together),
    )


def _kin(one: Prepared, other: Prepared) -> str:
    if not one.born or not other.born or not one.names[0].own or not other.names[0].own:
        return ""
    alike = one.names[0].own[0].text == other.names[0].own[0].text
    apart = abs(one.born.day.year - other.born.day.year)
    if alike:
        return "named after" if apart >= _GENERATION else ""
    return "twin" if one.born.day == other.born.day else "sibling" if apart < _GENERATION else ""


def _together(people: Sequence[Prepared], usually: float) -> float:
    """How many more share a given and a family name than would if any name went with any."""
    whole: Counter[tuple[str, str]] = Counter()
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for person in people:
        for name in person.names[:1]:
            if name.own and name.family:
                pair = name.own[0].text, name.family[0].text
                whole[pair] += 1
                given[pair[0]] += 1
                family[pair[1]] += 1
    seen = sum(n * (n - 1) / 2 for n in whole.values())
    total = max(sum(whole.values()), 1)
    chance = sum(n * n for n in given.values()) * sum(n * n for n in family.values()) / total**2 / 2
    return min(max((seen + usually) / (chance + 1), _FEWEST.together), _MOST.together)
