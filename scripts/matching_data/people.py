"""Families of invented people: siblings, twins, cousins, fathers and sons of one name, namesakes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, count
from random import Random

from scripts.matching_data.names import FEMALE, HYPHENS, MALE, SPLITS, Community, communities
from scripts.matching_data.numbers import Postcodes, nhs_numbers

TODAY = date(2026, 11, 1)
CHILDREN = (1, 2, 3, 4, 5)
CHILDREN_WEIGHTS = (46, 30, 15, 6, 3)
TWINS = 0.05  # of families with two or more children
SAME_SEX_TWINS = 0.7
PARENT_HELD = 0.16
NAMED_AFTER_FATHER = 0.06
COUSINS = 0.06
COUSIN_NAMED_ALIKE = 0.5
NAMESAKE = 0.01
LEFT_OUT = 0.16  # of people whose family is held
HAS_MIDDLE = 0.45
HAS_NHS = 0.35
AGES = tuple(range(4, 31))  # of the eldest child
AGE_WEIGHTS = tuple(0.5 if age < 10 else 5 if age < 14 else 9 if age <= 21 else 6 if age <= 26 else 2 for age in AGES)


@dataclass(frozen=True, slots=True)
class Person:
    """The truth; what is written down of it is the business of `writing`."""

    number: int
    community: Community
    sex: str
    given: str
    middle: tuple[str, ...]
    family: str
    other_family: str  # the other parent's
    born: date
    postcode: str
    nhs: str
    estimated: bool = False


class Families:
    def __init__(self, seed: int, split: str, people: int) -> None:
        self.random = Random(f"families {split} {seed}")
        self.communities = communities(split)
        self.shares = list(accumulate(c.share for c in self.communities))
        self.postcodes = Postcodes(Random(f"postcodes {split} {seed}"), people)
        self.nhs = nhs_numbers(seed * len(SPLITS) + SPLITS.index(split))
        self.numbers = count(1)
        self.former: list[Person] = []

    def each(self) -> Iterator[tuple[Person, ...]]:
        """One family after another, with cousins; namesakes come alone."""
        while True:
            community = self.random.choices(self.communities, cum_weights=self.shares)[0]
            family = self.family(community, *self.surnames(community), self.postcodes.draw(community.places))
            if self.random.random() < COUSINS:
                family += self.cousins(family)
            yield family
            if self.former and self.random.random() < NAMESAKE:
                yield (self.namesake(self.random.choice(self.former)),)
            self.former = [*self.former[-200:], family[-1]]

    def surnames(self, community: Community) -> tuple[str, str]:
        random, one, other = self.random, community.draw_family(self.random), community.draw_family(self.random)
        if random.random() < community.double:
            joint = " " if community.name == "portuguese" else "-" if random.random() < HYPHENS else " "
            one = f"{other}{joint}{one}"
        if random.random() < community.particle:
            one = random.choice(("da ", "de ", "dos ")) + one
        return one, other

    def family(self, community: Community, surname: str, other: str, postcode: str) -> tuple[Person, ...]:
        random = self.random
        how_many = random.choices(CHILDREN, CHILDREN_WEIGHTS)[0]
        eldest = TODAY - timedelta(days=int(random.choices(AGES, AGE_WEIGHTS)[0] * 365.25) + random.randrange(365))
        father = community.draw_given(random, MALE)
        children: list[Person] = []
        while len(children) < how_many:
            twin = len(children) == 1 and random.random() < TWINS
            born = children[-1].born if twin else eldest if not children else self._later(children[-1].born)
            if born > TODAY:
                break
            sex = children[-1].sex if twin and random.random() < SAME_SEX_TWINS else random.choice((FEMALE, MALE))
            child = self._person(community, sex, surname, other, born, postcode, father)
            if all(child.given != held.given for held in children):
                children.append(child)
        adults = self._parents(community, surname, other, eldest, postcode, father, children)
        return (*adults, *children)

    def _later(self, born: date) -> date:
        return born + timedelta(days=self.random.randint(330, 1500))

    def _parents(
        self, community: Community, surname: str, other: str, eldest: date, postcode: str, father: str,
        children: list[Person],
    ) -> list[Person]:  # fmt: skip
        random = self.random
        born = eldest - timedelta(days=random.randint(17 * 365, 40 * 365))
        sons = [n for n, child in enumerate(children) if child.sex == MALE]
        if sons and random.random() < NAMED_AFTER_FATHER:
            son = children[sons[0]]
            return [self._person(community, MALE, surname, other, born, postcode, father, given=son.given)]
        if random.random() < PARENT_HELD:
            wife = random.random() < 0.5
            given = community.draw_given(random, FEMALE) if wife else father
            sex = FEMALE if wife else MALE
            return [self._person(community, sex, surname, other, born, postcode, father, given=given, wife=wife)]
        return []

    def cousins(self, family: tuple[Person, ...]) -> tuple[Person, ...]:
        """Their fathers are brothers; often a cousin of nearly the same age has the same name."""
        random, one = self.random, family[-1]
        base = one.family if one.sex == MALE else next((p.family for p in family if p.sex == MALE), one.family)
        near = one.postcode if random.random() < 0.25 else self.postcodes.near(one.postcode)
        other = one.community.draw_family(random)
        cousins = self.family(one.community, base, other, near)
        if random.random() < COUSIN_NAMED_ALIKE and all(one.given != p.given for p in cousins):
            born = one.born + timedelta(days=random.randint(-900, 900))
            alike = replace(cousins[-1], given=one.given, sex=one.sex, family=one.family, born=min(born, TODAY))
            return (*cousins[:-1], alike)
        return cousins

    def namesake(self, one: Person) -> Person:
        """Somebody else with the very name: of another age mostly, sometimes of the same year."""
        random = self.random
        days = random.randint(1, 364) if random.random() < 0.4 else random.randint(365, 2500)
        born = one.born + timedelta(days=days * random.choice((-1, 1)))
        new = self._person(one.community, one.sex, one.family, one.other_family, min(born, TODAY), "", "")
        near = random.random() < 0.4
        postcode = self.postcodes.near(one.postcode) if near else self.postcodes.draw(one.community.places)
        return replace(new, given=one.given, family=one.family, postcode=postcode)

    def _person(
        self, community: Community, sex: str, surname: str, other: str, born: date, postcode: str, father: str, *,
        given: str = "", wife: bool = False,
    ) -> Person:  # fmt: skip
        random = self.random
        if community.patronymic:
            middle = (father,) if father else ()
        else:
            middle = (community.draw_given(random, sex),) if random.random() < HAS_MIDDLE else ()
        return Person(
            number=next(self.numbers),
            community=community,
            sex=sex,
            given=given or community.draw_given(random, sex),
            middle=middle,
            family=community.formed(random, surname, sex, wife=wife),
            other_family=other,
            born=born,
            postcode=postcode,
            nhs=next(self.nhs) if random.random() < HAS_NHS else "",
            estimated=random.random() < community.estimated,
        )
