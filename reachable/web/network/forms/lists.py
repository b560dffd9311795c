"""Forms for bringing in a partner's list."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from reachable.incidents.choices import ListOutcome, RowDecision
from reachable.incidents.partner_lists import Column, Columns, Field, Table
from reachable.incidents.queries import ListRow
from reachable.people.choices import SourceClass
from reachable.web.shared.fields import BooleanCheckField, FileField, RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

_SHOWN_IN_A_COLUMN = 3
_LONGEST_SHOWN = 60


class UploadForm(Form):
    purpose = TextareaField(
        label="What is this list for?",
        hint="For this incident alone: whom it helps you to keep safe. It stays on record.",
        missing="Say what the list is for",
        rows=2,
        max_length=1000,
    )
    from_agency = TextField(label="Whose list is it?", hint="The agency and team, not a person", max_length=200)
    source = RadiosField(
        label="How do they know?", choices=SourceClass.choices, missing="Select how they know", small=True
    )
    relevance = TextareaField(
        label="Why are these people relevant to this incident?",
        hint="Used for each row that does not say so itself. “On our list” is no reason.",
        required=False,
        rows=2,
        max_length=1000,
    )
    file = FileField(
        label="The list",
        hint="CSV or Excel (.xlsx), at most 500 people and 5 MB. The file is read and not kept.",
        missing="Choose the file",
        accept=".csv,.tsv,.txt,.xlsx",
    )

    def refuse_file(self, sentence: str) -> None:
        """Instead of whatever is said of a file that did not arrive."""
        self.errors.pop("file", None)
        self.refuse(sentence, "file")


class ColumnsForm(SeenForm):
    """What each column holds, named column-0, column-1."""

    def __init__(self, *args: Any, table: Table, columns: Columns, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.columns = table, columns
        for column in columns:
            field = SelectField(label=_headed(column.header, column.index), choices=_FIELDS, empty=None, required=False)
            field.help_text = _examples(table, column)
            self.fields[f"column-{column.index}"] = field
            self.initial.setdefault(f"column-{column.index}", str(column.field))

    @property
    def chosen(self) -> Columns:
        chosen = self.columns
        for column in self.columns:
            said = self.cleaned_data.get(f"column-{column.index}")
            if said and said != column.field:
                chosen = chosen.with_column(column.index, Field(said))
        return chosen

    @property
    def column_fields(self) -> Iterator[Any]:
        return (self[f"column-{column.index}"] for column in self.columns)


_FIELDS = [(str(one), one.label) for one in Field]


def _headed(header: str, index: int) -> str:
    return f"Column {index + 1}: {header}" if header else f"Column {index + 1}, without a heading"


def _examples(table: Table, column: Column) -> str:
    cells = [row[column.index] for _, row in table.body if row[column.index]]
    shown = [cell[:_LONGEST_SHOWN] for cell in dict.fromkeys(cells)][:_SHOWN_IN_A_COLUMN]
    if shown:
        return f"For example: {' · '.join(shown)}"
    return f"{column.kind or _LEFT}: not kept" if column.field == Field.DROP else "Nothing stands in it"


class RowsForm(SeenForm):
    """What becomes of each row, named row-<id>: a choice where a person decides, a box to tick where it is clear.

    `confirming`: then every choice must be made.
    """

    def __init__(self, *args: Any, rows: tuple[ListRow, ...], confirming: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = tuple(row for row in rows if row.is_somebody)
        for row in self.rows:
            self.fields[f"row-{row.id}"] = _ticked(row) if _is_clear(row) else _chosen(row, required=confirming)
            self.initial.setdefault(f"row-{row.id}", _is_otherwise(row) if _is_clear(row) else _decided(row))

    def field_of(self, row: ListRow) -> Any:
        return self[f"row-{row.id}"] if row.is_somebody else None

    @property
    def decisions(self) -> dict[int, tuple[str, UUID | None]]:
        """What was chosen, by the id of the row; rows without an answer are left out."""
        found: dict[int, tuple[str, UUID | None]] = {}
        for row in self.rows:
            said = self.cleaned_data.get(f"row-{row.id}")
            if _is_clear(row):
                found[row.id] = (_CLEAR[row.outcome][bool(said)], None)
            elif said:
                decision, _, key = str(said).partition(":")
                found[row.id] = (decision, UUID(key) if key else None)
        return found


_LEFT = "Left out"
# What becomes of a row that is clear: as it is, and where somebody ticks that it is to be otherwise.
_CLEAR: dict[str, tuple[str, str]] = {
    ListOutcome.NEW: (RowDecision.BRING, RowDecision.LEAVE),
    ListOutcome.DUPLICATE: (RowDecision.LEAVE, RowDecision.BRING),
}


def _is_clear(row: ListRow) -> bool:
    return row.outcome in _CLEAR


def _is_otherwise(row: ListRow) -> bool:
    return row.decision == _CLEAR[row.outcome][1]


def _ticked(row: ListRow) -> BooleanCheckField:
    words = "Leave out" if row.outcome == ListOutcome.NEW else "Bring in all the same"
    return BooleanCheckField(label=words)


def _chosen(row: ListRow, *, required: bool) -> SelectField:
    label = f"What becomes of row {row.number}?"
    missing = f"Row {row.number}: choose what becomes of {row.name or 'it'}"
    return SelectField(label=label, choices=_decisions(row), required=required, missing=missing)


def _decided(row: ListRow) -> str:
    return f"{row.decision}:{row.same_as}" if row.same_as else row.decision


def _decisions(row: ListRow) -> list[tuple[str, str]]:
    same = [
        (f"{RowDecision.SAME}:{match.person_key}", f"Is the one held by {match.held_by}, {match.words}")
        for match in row.matches
    ]
    words = "Is somebody else: bring in as new" if row.matches else RowDecision.BRING.label
    unsure = [(str(RowDecision.NOT_SURE), str(RowDecision.NOT_SURE.label))] if row.matches else []
    return [
        *same,
        (str(RowDecision.BRING), str(words)),
        *unsure,
        (str(RowDecision.LEAVE), str(RowDecision.LEAVE.label)),
    ]
