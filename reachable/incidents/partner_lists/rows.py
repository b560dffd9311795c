"""Each row of a table as the people it names, what could not be read, and what was left out."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from .columns import Columns
from .fields import Field, family_name_first
from .flags import take_out
from .likeness import beside_the_others
from .looks import is_empty_fact, valid_nhs_number, valid_upn
from .names import Name, Names, bare_name, names_apart, whole_names
from .people import MOST_NAME, ReadPerson, ReadRow
from .tables import MOST_CELL_TEXT, Table
from .values import Reading, births, each_number, other_names, postcode, sexes

_NAMES = (Field.GIVEN_NAMES, Field.FAMILY_NAME, Field.WHOLE_NAME)
_NOTHING = frozenset({"n", "0", "false", "clear"})
_FOOTER = re.compile(
    r"(?:official|restricted|confidential|protect|total|page \d|end of|source:|printed|produced|generated|report|"
    r"prepared|compiled|correct|(?:last )?updated|key:|notes?:|nb\b)",
    re.IGNORECASE,
)


def read_people(table: Table, columns: Columns, today: date) -> tuple[ReadRow, ...]:
    """Every row below the headings, in the order of the sheet."""
    rows = [_read_row(table, columns, number, cells, today) for number, cells in table.body]
    month_first = any(row.month_first for row in rows)
    return tuple(beside_the_others([row.read(month_first) for row in rows]))


def _read_row(table: Table, columns: Columns, number: int, cells: Sequence[str], today: date) -> Reading:
    if _is_footer(cells):
        return Reading(number, {})
    row = _sorted_cells(columns, number, cells)
    names = _names(row)
    if names.problem:
        row.problems.append(names.problem)
    else:
        _add_people(row, names.people or (Name(),), today)
    if row.people or row.problems:
        _say_of_the_table(row, table)
    return row


def _sorted_cells(columns: Columns, number: int, cells: Sequence[str]) -> Reading:
    """The cells by field, each without what is not to be held."""
    row = Reading(number, {})
    for column in columns:
        cell = cells[column.index] if column.index < len(cells) else ""
        if not cell or column.field == Field.IGNORE:
            continue
        if column.field == Field.DROP:
            if says_something(cell):
                row.dropped.append(column.kind)
            continue
        kept, kinds = take_out(cell)
        row.dropped += kinds
        if bare_name(kept) if column.field in _NAMES else not is_empty_fact(kept):
            row.said.setdefault(column.field, []).append(kept)
        if column.field == Field.WHOLE_NAME:
            row.family_first = family_name_first(column.header)
    return row


def _is_footer(cells: Sequence[str]) -> bool:
    """A line below the list: a handling instruction, a total, a page number."""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and bool(_FOOTER.match(filled[0]))


def _names(row: Reading) -> Names:
    if Field.GIVEN_NAMES in row.said or Field.FAMILY_NAME in row.said:
        return names_apart(row.text(Field.GIVEN_NAMES, " "), row.text(Field.FAMILY_NAME, " "))
    return whole_names(row.text(Field.WHOLE_NAME, " "), row.family_first)


def _add_people(row: Reading, names: Sequence[Name], today: date) -> None:
    """One person for each name, with what the other cells say of each."""
    count = len(names)
    born = births(row, names, today)
    numbers = {
        "nhs_number": each_number(row, Field.NHS_NUMBER, count, "NHS number", valid_nhs_number),
        "upn": each_number(row, Field.UPN, count, "unique pupil number", valid_upn),
        "social_care_id": each_number(row, Field.SOCIAL_CARE_ID, count, "social care number", str.strip),
    }
    sex_of_each = sexes(row, count)
    shared = {
        "postcode": postcode(row),
        "school": row.text(Field.SCHOOL),
        "relevance": row.text(Field.RELEVANCE),
        "source": row.text(Field.SOURCE),
        "linked_to": row.text(Field.LINKED_TO),
    }
    for index, name in enumerate(names):
        birth, spare = born[index]
        person = ReadPerson(
            given_names=name.given,
            family_name=name.family,
            other_names=other_names(row, name, count),
            date_of_birth=birth.date_of_birth,
            dob_accuracy=birth.accuracy,
            approximate_age=birth.age,
            sex=sex_of_each[index],
            notes="; ".join([*row.said.get(Field.NOTES, ()), *spare]),
            **shared,
            **{what: each[index] for what, each in numbers.items()},
        )
        _add(row, _checked(row, person))


def _add(row: Reading, person: ReadPerson) -> None:
    if not person.is_somebody:
        return
    if not person.named:
        row.problems.append(f"There is no name, only {_instead_of_a_name(person)}.")
    row.people.append(person)


def _instead_of_a_name(person: ReadPerson) -> str:
    if person.date_of_birth:
        return "a date of birth"
    if person.approximate_age is not None:
        return "an age"
    return "another name" if person.other_names else "a number"


def _checked(row: Reading, person: ReadPerson) -> ReadPerson:
    """The person once more without what is not to be held: cells put together may say what none of them said alone."""
    changed: dict[str, Any] = {}
    for one in fields(person):
        value = getattr(person, one.name)
        if isinstance(value, str):
            changed[one.name] = _held(row, value, one.name)
        elif isinstance(value, tuple):
            changed[one.name] = tuple(kept for each in value if (kept := _held(row, each, one.name)))
    return replace(person, **changed)


def _held(row: Reading, text: str, name: str) -> str:
    kept, kinds = take_out(text)
    row.dropped += kinds
    most = MOST_NAME if "name" in name else MOST_CELL_TEXT
    if len(kept) > most:
        row.problems.append(f"Something in this row is longer than {most:,} characters; only its beginning is read.")
        kept = take_out(kept[:most].strip())[0]
    return kept


def says_something(cell: str) -> bool:
    """Whether a cell of a column that is left out marks anybody: "no" and "n/a" do not."""
    return not is_empty_fact(cell) and cell.casefold() not in _NOTHING


def _say_of_the_table(row: Reading, table: Table) -> None:
    row.dropped += [kind for number, kind in table.left_out if number == row.number]
    if row.number in table.cut:
        row.problems.append(f"A cell is longer than {MOST_CELL_TEXT:,} characters; only its beginning is read.")
    if row.number in table.uneven:
        row.problems.append(
            "This row has more cells than the others. Check that nothing has moved into the wrong column: "
            "a comma inside a cell needs quotation marks around it."
        )
