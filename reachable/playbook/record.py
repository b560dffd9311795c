"""The structured fields of an answer or a fact: how they are stored, checked and read. Plain Python."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from reachable.common.refusals import Refused

from .schema import RecordField

LONGEST_TEXT = 10_000
# Kinds of field that name somebody, and how a stored value begins: "p:<key>", "a:<key>".
HOLDER_KINDS = {"professional": "p", "agency": "a"}


def holder_key(kind: str, value: str) -> UUID | None:
    """The key in "p:<key>" or "a:<key>", as a field of this kind stores it; None for anything else."""
    prefix, _, text = value.partition(":")
    try:
        key = UUID(text)
    except ValueError:
        return None
    return key if prefix == HOLDER_KINDS.get(kind) and str(key) == text else None


def check_record(
    asked: Iterable[RecordField], given: Mapping[str, str], stands: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The structured fields as they are stored: known names, known codes, ISO dates. Empty ones are left out.

    `stands` is what the answer before said: who was named there in free text may stay.
    """
    fields = {field.name: field for field in asked}
    unknown = sorted(set(given) - set(fields))
    if unknown:
        raise Refused("This question has no such field.", field=f"record-{unknown[0]}")
    before = stands or {}
    return {name: _checked(fields[name], value, before.get(name, "")) for name, value in given.items() if value != ""}


def _checked(field: RecordField, value: str, stands: str) -> str:
    mark = f"record-{field.name}"
    if len(value) > LONGEST_TEXT:
        raise Refused(f"{field.label}: 10,000 characters at most.", field=mark)
    chosen = value.split(",") if field.kind == "choices" else [value]
    if field.options and not set(chosen) <= {code for code, _ in field.options}:
        raise Refused(f"{field.label}: choose one of the answers.", field=mark)
    if field.kind in HOLDER_KINDS and value != stands and holder_key(field.kind, value) is None:
        raise Refused(f"{field.label}: choose one of the answers.", field=mark)
    try:
        if field.kind == "number":
            int(value)
        elif field.kind == "date":
            date.fromisoformat(value)
        elif field.kind == "datetime":
            datetime.fromisoformat(value)
    except ValueError:
        raise Refused(f"{field.label}: enter a real {field.kind}.", field=mark) from None
    return value


def value_in_words(field: RecordField, value: str, holders: Mapping[str, str]) -> str:
    """A stored value as people read it; `holders` has names by stored value. Dates and moments stay as stored."""
    if field.kind in HOLDER_KINDS:
        return holders.get(value, value)
    labels = dict(field.options)
    return ", ".join(labels.get(part, part) for part in value.split(",")) if labels else value
