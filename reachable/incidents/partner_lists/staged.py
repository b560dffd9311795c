"""A table and what was read of it as plain values, so that it can wait until somebody has checked it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from .columns import Column, Columns, guess_columns
from .fields import Field
from .flags import take_out
from .people import ReadPerson
from .reading import read
from .rows import says_something
from .tables import Table, said_together


@dataclass(frozen=True)
class Staged:
    """A file that was read. What is not to be held is out of it already; `dropped` says which kinds of thing were."""

    table: Table
    columns: Columns
    dropped: tuple[str, ...]


def look_through(content: bytes, filename: str) -> Staged:
    """Raises Unreadable. A column that is left out is emptied here, and cannot be brought back without the file.

    One that is not read stays until somebody has looked at the columns: the guess may be wrong.
    """
    table = read(content, filename)
    columns = guess_columns(table)
    return Staged(_emptied(table, columns, (Field.DROP,)), columns, _kinds(table, columns))


def settled(table: Table, columns: Columns) -> Table:
    """The same once the columns are as they should be: nothing is kept of what is left out or not read."""
    return _emptied(table, columns, (Field.DROP, Field.IGNORE))


def _kinds(table: Table, columns: Columns) -> tuple[str, ...]:
    """Of the whole list: also a column that is left out although nothing stands in it."""
    found = [kind for _, kind in _emptied(table, columns, (Field.DROP,)).left_out]
    return tuple(dict.fromkeys([*(one.kind for one in columns.of(Field.DROP)), *found]))


def _emptied(table: Table, columns: Columns, fields: tuple[Field, ...]) -> Table:
    """Without these columns, without what no cell may hold, and without what stands above the headings."""
    emptied = {one.index for one in columns if one.field in fields}
    flagged = {one.index: one.kind for one in columns.of(Field.DROP)}
    rows: list[tuple[str, ...]] = []
    left_out = list(table.left_out)
    for place, (number, row) in enumerate(zip(table.numbers, table.rows, strict=True)):
        if place <= table.header_row:
            rows.append(row if place == table.header_row else ("",) * len(row))
            continue
        taken = [take_out(cell) for cell in row]
        kinds = [kind for _, found in taken for kind in found]
        kinds += [flagged[index] for index, cell in enumerate(row) if index in flagged and says_something(cell)]
        left_out += [(number, kind) for kind in kinds]
        rows.append(tuple("" if index in emptied else text for index, (text, _) in enumerate(taken)))
    return replace(table, rows=tuple(rows), left_out=tuple(dict.fromkeys(left_out)))


def pack(table: Table, columns: Columns) -> dict[str, Any]:
    return {"table": asdict(table), "columns": [asdict(one) for one in columns]}


def unpack(packed: Mapping[str, Any]) -> tuple[Table, Columns]:
    table = {name: _tuples(value) for name, value in packed["table"].items()}
    columns = [Column(**{**one, "field": Field(one["field"])}) for one in packed["columns"]]
    return Table(**table), Columns(tuple(columns))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value


def pack_person(person: ReadPerson) -> dict[str, Any]:
    packed = asdict(person) | {"other_names": list(person.other_names)}
    born = person.date_of_birth
    return {
        name: value for name, value in (packed | {"date_of_birth": born.isoformat() if born else ""}).items() if value
    }


def unpack_person(packed: Mapping[str, Any]) -> ReadPerson:
    values = dict(packed)
    values["other_names"] = tuple(values.get("other_names", ()))
    born = values.pop("date_of_birth", "")
    return ReadPerson(date_of_birth=date.fromisoformat(born) if born else None, **values)


def in_words(kinds: tuple[str, ...]) -> str:
    """Police National Computer numbers and warning flags, as a sentence says it."""
    return said_together(kind[:1].lower() + kind[1:] if not kind.startswith("Police") else kind for kind in kinds)
