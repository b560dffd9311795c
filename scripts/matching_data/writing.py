"""How a person is written down: in the records that are held, and by whoever asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from scripts.matching_data.names import plain
from scripts.matching_data.people import Person

HEADER = ("given_names", "family_name", "other_names", "date_of_birth", "postcode", "nhs_number")

# Of records held
ACCENTS_LOST = 0.7
MIDDLE_WITH_GIVEN = 0.45
MIDDLE_BESIDE = 0.25
SHORT_NAME_BESIDE = 0.06
OTHER_FAMILY_BESIDE = 0.03
NO_BIRTH_DATE = 0.04
NO_POSTCODE = 0.12
HONOUR_HELD = 0.3
SHOUTED = 0.08


@dataclass(slots=True)
class Row:
    """One row as written; it may be changed while mistakes are made in it."""

    given: list[str]
    family: str
    born: date | None
    postcode: str
    nhs: str
    other: list[str] = field(default_factory=list)

    def cells(self, *, shout: bool = False) -> tuple[str, ...]:
        names = (" ".join(filter(None, self.given)), self.family, "; ".join(self.other))
        if shout:
            names = (names[0].upper(), names[1].upper(), names[2].upper())
        born = self.born.isoformat() if self.born else ""
        return (*names, born, self.postcode, self.nhs)


def first_of_year(born: date) -> date:
    return born.replace(month=1, day=1)


def without_accents(text: str) -> str:
    lower = plain(text)
    if len(lower) != len(text):
        return text
    return "".join(p.upper() if c.isupper() else p for c, p in zip(text, lower, strict=True))


def held(person: Person, random: Random) -> Row:
    """As an agency's system has it: right, but not whole."""
    row = Row([person.given], person.family, person.born, person.postcode, person.nhs)
    _names_held(row, person, random)
    if person.estimated:
        row.born = first_of_year(person.born)
    if random.random() < NO_BIRTH_DATE:
        row.born = None
    if random.random() < NO_POSTCODE:
        row.postcode = ""
    return row


def _names_held(row: Row, person: Person, random: Random) -> None:
    community = person.community
    chance = random.random()
    if person.middle and (chance < MIDDLE_WITH_GIVEN or community.patronymic):
        row.given += person.middle
    elif person.middle and chance < MIDDLE_WITH_GIVEN + MIDDLE_BESIDE:
        row.other += person.middle
    if community.honours and random.random() < HONOUR_HELD:
        row.given.insert(0, random.choice(community.honours))
    if community.short.get(person.given) and random.random() < SHORT_NAME_BESIDE:
        row.other.append(random.choice(community.short[person.given]))
    if random.random() < OTHER_FAMILY_BESIDE:
        row.other.append(f"{person.given} {person.other_family}")
    if random.random() < ACCENTS_LOST:
        row.given = [without_accents(name) for name in row.given]
        row.family = without_accents(row.family)
        row.other = [without_accents(name) for name in row.other]
