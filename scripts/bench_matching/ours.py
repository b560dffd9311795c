"""The house's own matching over files, as `manage.py match` does it: keys choose the pairs, `compare` scores them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter

from reachable.people.likeness import Details, Prepared, compare, prepare
from reachable.people.likeness.batch import Held
from reachable.people.likeness.rows import Row
from scripts.bench_matching.measures import Pair

People = dict[str, Prepared]


@dataclass(slots=True)
class Scored:
    scores: dict[Pair, float] = field(default_factory=dict)
    seconds: float = 0.0


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def febrl(path: Path, *, number: bool) -> People:
    """`number` counts their social security number as a number of our own kind."""
    return {row["id"]: prepare(_febrl_details(row, number=number)) for row in read(path)}


def _febrl_details(row: Mapping[str, str], *, number: bool) -> Details:
    return Details(
        given_names=row["given_name"],
        family_name=row["surname"],
        date_of_birth=_day(row["date_of_birth"]),
        postcodes=_some(row["postcode"]),
        other_numbers=frozenset({f"OTHER:{row['soc_sec_id']}"} if number and row["soc_sec_id"] else ()),
    )


def uk(path: Path, key: str) -> People:
    return {row[key]: prepare(details(row)) for row in read(path)}


def details(row: Mapping[str, str]) -> Details:
    return Details(
        given_names=row["given_names"],
        family_name=row["family_name"],
        other_names=tuple(name for name in row["other_names"].split("; ") if name),
        date_of_birth=_day(row["date_of_birth"]),
        postcodes=_some(row["postcode"]),
        nhs_numbers=frozenset(_some(row["nhs_number"])),
    )


def _day(text: str) -> date | None:
    """FEBRL holds days that were never in the calendar; they are as good as none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def scored(one: People, other: People | None = None, *, count_names: bool = True) -> Scored:
    """Every pair that is compared, within one set or between two: those of `one` come first.

    How common names are is counted in the set, unless a person stands there several times.
    """
    began, result = perf_counter(), Scored()
    held = Held(Row(key, person) for key, person in one.items())
    common = held.common if count_names else None
    for pair, candidate, person in _pairs(held, one if other is None else other, same=other is None):
        result.scores[pair] = compare(candidate, person, common).score
    result.seconds = perf_counter() - began
    return result


def _pairs(held: Held, asked: People, *, same: bool) -> Iterator[tuple[Pair, Prepared, Prepared]]:
    for key, person in asked.items():
        for candidate, found in held.near(person):
            if not same or candidate < key:
                yield (candidate, key), found, person
            elif key < candidate:
                yield (key, candidate), person, found
