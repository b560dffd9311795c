"""Rows of one list beside one another: those that repeat an earlier one, and numbers that two people share."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from .people import ReadPerson, ReadRow
from .values import once


def beside_the_others(rows: Sequence[ReadRow]) -> Iterator[ReadRow]:
    """Rows that say exactly what an earlier one says, and different people with one and the same number."""
    first: dict[object, int] = {}
    numbers: dict[str, tuple[int, ReadPerson]] = {}
    for row in rows:
        if not row.people:
            yield row
            continue
        earlier = first.setdefault(tuple(map(_folded, row.people)), row.number)
        if earlier != row.number:
            yield replace(row, duplicate_of=earlier)
            continue
        problems = list(row.problems)
        for person in row.people:
            for number in filter(None, (person.nhs_number, person.upn)):
                other, whose = numbers.setdefault(number, (row.number, person))
                if whose is not person and not _same_name(whose, person):
                    problems.append(f"Row {other} has the same number with another name. One of them is wrong.")
        yield replace(row, problems=once(problems))


def _folded(person: ReadPerson) -> tuple[object, ...]:
    values = (getattr(person, one.name) for one in fields(person))
    return tuple(value.casefold() if isinstance(value, str) else value for value in values)


def _same_name(one: ReadPerson, other: ReadPerson) -> bool:
    return (one.given_names.casefold(), one.family_name.casefold()) == (
        other.given_names.casefold(),
        other.family_name.casefold(),
    )
