"""What makes an entry of a person impossible, whoever enters it. Anything may be not known."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from stdnum.exceptions import ValidationError
from stdnum.gb import nhs

from reachable.common.refusals import Refused

from ..choices import (
    ACCURACIES,
    NAME_LENGTH,
    OLDEST,
    OLDEST_YOUNG_PERSON,
    REASON_LENGTH,
    YOUNGEST_ADULT,
    Stage,
)
from ..matching import Entry, EntryRefused, Match, NotSure, NotTheSame, SamePerson, fold_name
from ..models import years_between

_UNPRINTABLE = ("Cc", "Cs")  # control characters, and halves of a character


def check_entry(entry: Entry, on: date) -> None:
    """Raise Refused, with the field, for what cannot be true of anybody on this day."""
    check_name(entry.given_names, "given_names")
    check_name(entry.family_name, "family_name")
    _check_birth(entry, on)
    _check_age(entry)
    normal_nhs_number(entry.nhs_number)


def check_name(name: str, field: str) -> None:
    if len(name) > NAME_LENGTH:
        raise Refused(f"A name can be {NAME_LENGTH} characters at most.", field=field)
    if any(unicodedata.category(letter) in _UNPRINTABLE for letter in name):
        raise Refused("The name has a character in it that cannot be printed. Type it again.", field=field)
    if name.strip() and not fold_name(name):
        raise Refused("The name has no letters in it. Leave it empty if it is not known.", field=field)


def _check_birth(entry: Entry, on: date) -> None:
    if entry.dob_accuracy not in ACCURACIES:
        raise Refused(
            "Say for day, month and year whether each is known, estimated or not known.", field="dob_accuracy"
        )
    if entry.date_of_birth is None:
        return
    if entry.approximate_age is not None:
        raise Refused("Give a date of birth or an approximate age, not both.", field="approximate_age")
    if entry.date_of_birth > on:
        raise Refused("The date of birth is in the future.", field="date_of_birth")
    _check_stage(entry.stage, years_between(entry.date_of_birth, on), "date_of_birth")


def _check_age(entry: Entry) -> None:
    if entry.approximate_age is None:
        return
    if entry.approximate_age < 0:
        raise Refused("The age must be 0 or more.", field="approximate_age")
    _check_stage(entry.stage, entry.approximate_age, "approximate_age")


def _check_stage(stage: Stage, age: int, field: str) -> None:
    if age > OLDEST:
        raise Refused(f"That would make the person {age}. Check it.", field=field)
    if stage == Stage.YOUNG_PERSON and age > OLDEST_YOUNG_PERSON:
        raise Refused(f"That would make the young person {age}. Check it, or add an adult instead.", field=field)
    if stage == Stage.ADULT and age < YOUNGEST_ADULT:
        raise Refused(f"That would make the adult {age}. Add a young person instead.", field=field)


def normal_nhs_number(typed: str) -> str:
    """Ten digits, or nothing where nothing was typed."""
    if not typed.strip():
        return ""
    try:
        return str(nhs.validate(typed))
    except ValidationError:
        raise Refused("That is not an NHS number: check its ten digits.", field="nhs_number") from None


def check_not_twice(entries: Sequence[Entry]) -> None:
    """The same young person entered twice at once is a slip, unless somebody says that they are two."""
    seen: dict[object, int] = {}
    for index, entry in enumerate(entries):
        for mark, field in _marks(entry):
            first = seen.setdefault(mark, index)
            if first != index:
                raise EntryRefused(
                    Refused(f"This is the same young person as number {first + 1}. Remove one of them.", field=field),
                    index,
                )


def _marks(entry: Entry) -> list[tuple[object, str]]:
    """What no two entries may share."""
    marks: list[tuple[object, str]] = []
    number = normal_nhs_number(entry.nhs_number)
    if number:
        marks.append((number, "nhs_number"))
    if isinstance(entry.answer, SamePerson):
        marks.append((entry.answer.person_key, "answer"))
    elif entry.date_of_birth and not isinstance(entry.answer, NotTheSame | NotSure):
        name = fold_name(entry.given_names, entry.family_name)
        if name and "U" not in entry.dob_accuracy:
            marks.append(((name, entry.date_of_birth), "given_names"))
    return marks


def check_answers(entries: Sequence[Entry], matches: Mapping[int, tuple[Match, ...]]) -> None:
    """Whoever is said to be the same must be one of those that agree."""
    for index, entry in enumerate(entries):
        if isinstance(entry.answer, SamePerson):
            keys = {match.person_key for match in matches.get(index, ())}
            if entry.answer.person_key not in keys:
                message = "The details no longer agree with that person. Check them, and answer again."
                raise EntryRefused(Refused(message, field="answer"), index)


def check_reason(reason: str) -> None:
    if len(reason) > REASON_LENGTH:
        raise Refused(f"The reason can be {REASON_LENGTH} characters at most.", field="reason")


def check_says_why(because: str) -> None:
    if not because.strip():
        raise Refused("Say why.", field="because")
    if len(because) > REASON_LENGTH:
        raise Refused(f"The reason can be {REASON_LENGTH} characters at most.", field="because")


def check_are_two(one: UUID, other: UUID) -> None:
    if one == other:
        raise Refused("That is one person already.")


def check_is_last_merging(is_merged_further: bool) -> None:
    """What was put together last is taken apart first: nobody can say otherwise whose each record was."""
    if is_merged_further:
        raise Refused("They were found later to be the same as somebody else again. Take that apart first.")
