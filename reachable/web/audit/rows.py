"""Entries of the audit as people read them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.audit.queries import AuditEntry

from .verbs import page_words, sentence, spaced

SYSTEM = "The system"
Labelled = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    number: int
    at: datetime
    what: str
    who: str
    who_key: str  # "" for the system and for somebody whom the directory does not know
    incident: str
    about: tuple[str, ...]
    codes: Labelled
    words: Labelled
    words_erased: bool


def keys_in(entries: Iterable[AuditEntry]) -> set[str]:
    """Every key that may be a professional's, so that all names are asked for at once."""
    found = set()
    for entry in entries:
        found |= {entry.by_key, *(value for value in entry.codes.values() if isinstance(value, str))}
    return {key for key in found if _is_key(key)}


def rows(entries: Iterable[AuditEntry], names: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(_row(entry, names) for entry in entries)


def _row(entry: AuditEntry, names: Mapping[str, str]) -> Row:
    shown = dict(entry.codes)
    if isinstance(shown.get("page"), str):  # of a search it is a number
        shown["page"] = "" if entry.verb == "looked-at" else page_words(shown["page"])
    return Row(
        number=entry.number,
        at=entry.at,
        what=sentence(entry.verb, entry.codes),
        who=names.get(entry.by_key, f"Not in the directory: {entry.by_key}") if entry.by_key else SYSTEM,
        who_key=entry.by_key if entry.by_key in names else "",
        incident=entry.incident,
        about=entry.about,
        codes=_labelled(shown, names),
        words=_labelled(entry.words, names),
        words_erased=entry.words_erased,
    )


def _labelled(values: Any, names: Mapping[str, str]) -> Labelled:
    if not values:
        return ()
    if not isinstance(values, dict):
        return (("", _readable(values, names)),)
    pairs = ((spaced(str(name)), _readable(value, names)) for name, value in values.items())
    return tuple((name, text) for name, text in pairs if text)


def _readable(value: Any, names: Mapping[str, str]) -> str:
    """Yes and no, lists and inner tables as a line, a professional's key as the name."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, dict):
        return "; ".join(
            f"{spaced(str(name))}: {text}" for name, one in value.items() if (text := _readable(one, names))
        )
    if isinstance(value, (list, tuple)):
        return ", ".join(text for one in value if (text := _readable(one, names)))
    text = str(value)
    return names.get(text) or (spaced(text).lower() if _is_code(text) else text)


def _is_code(text: str) -> bool:
    return len(text) > 3 and text.replace("_", "").isalpha() and text.isupper()


def _is_key(text: str) -> bool:
    with suppress(ValueError):
        return str(UUID(text)) == text
    return False
