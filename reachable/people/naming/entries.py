"""A roster as a list of plain entries: what a file of names holds, read without trusting it."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from .known import Known

MOST_PEOPLE = 20_000
MOST_LETTERS = 300  # of one name, school or postcode
MOST_OTHER_NAMES = 50
_FIELDS = ("given", "family", "school", "postcode")


class UnreadableRoster(Exception):
    """Says in one sentence what is wrong. It never repeats a name."""


def people_in(text: str, on: date) -> tuple[Known, ...]:
    """Every field may be missing, empty or null; fields that are not known are passed over."""
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableRoster(f"The roster is not JSON{where}.") from error
    if not isinstance(entries, list):
        raise UnreadableRoster("The roster must be a list of people.")
    if len(entries) > MOST_PEOPLE:
        raise UnreadableRoster(f"The roster has more than {MOST_PEOPLE:,} people.")
    return tuple(_person(entry, number, on) for number, entry in enumerate(entries, 1))


def _person(entry: Any, number: int, on: date) -> Known:
    if not isinstance(entry, dict):
        raise UnreadableRoster(f"Person {number} of the roster must be an object.")
    given, family, school, postcode = (_words(entry.get(field), field, number) for field in _FIELDS)
    born = _born(entry.get("dob"), number)
    return Known(
        key=UUID(int=number),
        given=given,
        family=family,
        other_names=_other_names(entry.get("other_names"), number),
        born=(born,) if born else (),
        age=_age(born, on) if born else None,
        schools=(school,) if school else (),
        addresses=(("", postcode),) if postcode else (),
    )


def _words(value: Any, field: str, number: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnreadableRoster(f"Person {number} of the roster: “{field}” must be text.")
    if len(value) > MOST_LETTERS:
        raise UnreadableRoster(f"Person {number} of the roster: “{field}” is longer than {MOST_LETTERS} letters.")
    return value.strip()


def _other_names(value: Any, number: int) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise UnreadableRoster(f"Person {number} of the roster: “other_names” must be a list of texts.")
    if len(value) > MOST_OTHER_NAMES:
        raise UnreadableRoster(f"Person {number} of the roster has more than {MOST_OTHER_NAMES} other names.")
    return tuple(name for one in value if (name := _words(one, "other_names", number)))


def _born(value: Any, number: int) -> date | None:
    text = _words(value, "dob", number)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableRoster(f"Person {number} of the roster: “dob” must be a date, as 2010-03-14.") from error


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
