"""What the cells of a row say of each person in it: one value for each, or none where it is not certain whose it is."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from . import fields as words
from .births import Birth, read_birth, years_between
from .fields import Field
from .flags import take_out
from .looks import is_empty_fact, postcode_in, sex_of
from .names import Name, bare_name
from .people import ReadPerson, ReadRow

_BETWEEN_VALUES = re.compile(r"\s+(?:and|&)\s+|\s*[;\n&]\s*|\s+/\s+", re.IGNORECASE)
_BETWEEN_ALIASES = re.compile(r"\s*[;,/|\n]\s*|\s+(?:and|&|aka|a\.k\.a\.?|or)\s+", re.IGNORECASE)
_SEVERAL_OF_ONE = "This row names more than one person, but not one {what} for each; none is read."


@dataclass
class Reading:
    """A row while it is read: what its cells say by field, and what has been found to say about them."""

    number: int
    said: dict[Field, list[str]]
    family_first: bool = False
    people: list[ReadPerson] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    month_first: bool = False
    either_way: bool = False

    def text(self, what: Field, between: str = "; ") -> str:
        return between.join(self.said.get(what, ()))

    def read(self, others_month_first: bool) -> ReadRow:
        if others_month_first and self.either_way:
            self.problems.append(
                "The date of birth is read with the day first; other dates in this list put the month first. Check it."
            )
        said = [take_out(problem)[0] for problem in self.problems]  # they quote cells
        return ReadRow(self.number, tuple(self.people), once(said), once(self.dropped))


def births(row: Reading, names: Sequence[Name], today: date) -> list[tuple[Birth, tuple[str, ...]]]:
    """For each person the birth that is said, and what stood beside the name and is no birth."""
    dates = _apart(row, Field.DATE_OF_BIRTH, len(names), "date of birth", lambda text: _is_one(text, today))
    ages = _apart(row, Field.AGE, len(names), "age", lambda text: _is_one(text, today))
    found = []
    for index, name in enumerate(names):
        birth = _one_birth(row, dates[index], ages[index], today)
        spare = []
        for beside in name.aside:
            said = read_birth(beside, today)
            if said.problem or birth.date_of_birth or birth.age is not None:
                spare.append(beside)
            else:
                birth = said
        row.month_first |= birth.month_first
        row.either_way |= birth.either_way
        found.append((birth, tuple(spare)))
    return found


def _one_birth(row: Reading, said_date: str, said_age: str, today: date) -> Birth:
    birth, aged = read_birth(said_date, today), read_birth(said_age, today)
    if aged.date_of_birth and not birth.date_of_birth:
        birth, aged = aged, birth
    row.problems += [one.problem for one in (birth, aged) if one.problem]
    if birth.date_of_birth:
        years = years_between(birth.date_of_birth, today)
        if aged.age is not None and abs(aged.age - years) > 1:
            row.problems.append(
                f"The age is given as {aged.age}, and the date of birth makes them {years}; the date is read."
            )
        return birth
    return replace(birth, age=birth.age if birth.age is not None else aged.age)


def _is_one(text: str, today: date) -> bool:
    return not read_birth(text, today).problem


def _apart(row: Reading, what: Field, count: int, name: str, is_one: Callable[[str], bool]) -> list[str]:
    """What a cell says of each person: one value each, or, where that is not certain, none and a problem."""
    text = row.text(what)
    if not text or (count == 1 and is_one(text)):
        return [text] * count
    parts = [part for part in _BETWEEN_VALUES.split(text) if part.strip()]
    if len(parts) == count:
        return parts
    if count == 1:
        row.problems.append(f"There is more than one {name} in this row; none is read.")
    else:
        row.problems.append(_SEVERAL_OF_ONE.format(what=name))
    return [""] * count


def each_number(row: Reading, what: Field, count: int, name: str, valid: Callable[[str], str]) -> list[str]:
    """A number for each person, where it is one."""
    found = []
    for said in _apart(row, what, count, name, lambda text: bool(valid(text))):
        bare = said.strip().lstrip("'").removesuffix(".0")
        number = "" if is_empty_fact(bare) else valid(bare)
        if bare and not number and not is_empty_fact(bare):
            row.problems.append(f"“{bare[:40]}” is not a valid {name}; it is left out.")
        found.append(number)
    return found


def sexes(row: Reading, count: int) -> list[str]:
    text = row.text(Field.SEX)
    parts = [part for part in _BETWEEN_VALUES.split(text) if part.strip()]
    said = parts if len(parts) == count else [text] * count
    found = [sex_of(one) for one in said]
    if None in found:
        row.problems.append(f"“{text[:40]}” cannot be read as a sex; it is left out.")
    return [one or "" for one in found]


def postcode(row: Reading) -> str:
    said, address = row.text(Field.POSTCODE), row.text(Field.ADDRESS)
    found = postcode_in(said)
    if said and not found:
        row.problems.append(f"“{said[:40]}” is not a whole postcode; it is left out.")
    if address and address.casefold() != postcode_in(address).casefold():
        row.dropped.append(words.ADDRESS)
    return found or postcode_in(address)


def other_names(row: Reading, name: Name, count: int) -> tuple[str, ...]:
    said = [one for cell in row.said.get(Field.OTHER_NAMES, ()) for one in _BETWEEN_ALIASES.split(cell)]
    found = [bare for one in said if (bare := bare_name(one))]
    if found and count > 1:
        row.problems.append(_SEVERAL_OF_ONE.format(what="other name"))
        found = []
    own = f"{name.given} {name.family}".strip().casefold()
    return tuple(one for one in dict.fromkeys([*name.others, *found]) if one.casefold() != own)


def once(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said))
