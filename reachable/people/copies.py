"""What a row said, in words that can be kept when the row itself is gone."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from reachable.common import clock
from reachable.directory.models import Agency, Professional

from .models import Group, PersonRecord

_LEFT_OUT = ("id", "folded_name", "version", "warned_at")
Line = tuple[str, str]
Parts = tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True)
class Copy:
    """`people`: keys of those whom it is about; each part is a title with what was said under it."""

    title: str
    key: str
    people: tuple[str, ...]
    parts: Parts = field(default=())

    def as_json(self) -> dict[str, Any]:
        parts = [[title, [list(line) for line in lines]] for title, lines in self.parts]
        return {"title": self.title, "key": self.key, "people": list(self.people), "parts": parts}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Copy":
        parts = tuple((title, tuple((name, value) for name, value in lines)) for title, lines in kept["parts"])
        return cls(kept["title"], kept["key"], tuple(kept["people"]), parts)


def lines_of(row: Model) -> tuple[Line, ...]:
    """Every field that says something, as people read it: words, days, choices by their label, who by name."""
    told = [one for one in row._meta.concrete_fields if one.name not in _LEFT_OUT]
    said = [(str(one.verbose_name).capitalize(), _value(row, one)) for one in told]
    return tuple((name, value) for name, value in said if value)


def _value(row: Model, one: Any) -> str:
    value = getattr(row, one.name)
    if value is None or value == "":
        return ""
    if isinstance(value, PersonRecord):
        return value.display_name
    if isinstance(value, Professional | Agency | Group):
        return value.name
    if isinstance(value, Model):
        return str(getattr(value, "key", value.pk))
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: object) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return f"{clock.local(value):%d %B %Y, %H:%M}"
        case date():
            return f"{value:%d %B %Y}"
        case UUID():
            return str(value)
        case _:
            return str(value)
