"""The structured fields of an answer or a fact, as boxes of a form: made, filled and read back in one place."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol

from reachable.common import clock
from reachable.playbook.record import HOLDER_KINDS

from .fields import (
    CheckboxesField,
    DatePartsField,
    IntegerField,
    MomentField,
    SelectField,
    TextField,
)

PREFIX = "record-"
Options = tuple[tuple[str, str], ...]


class Asked(Protocol):
    """What is asked: a field of the playbook, or one with the answer that stands."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def options(self) -> Options: ...


def box(asked: Asked, holders: Iterable[tuple[str, str]] = (), stands: tuple[str, str] = ("", "")) -> Any:
    """The field of a form. All may stay empty.

    `holders` are the stored value and the name of each professional or agency to choose from; `stands` is what was
    said before, as stored and in words: somebody who has left, or words of a time before there was a list, stays.
    """
    label, hint = asked.label, asked.hint
    match asked.kind:
        case "yes-no" | "choice":
            return SelectField(label=label, hint=hint, choices=asked.options, required=False)
        case "choices":
            return CheckboxesField(label=label, hint=hint, choices=asked.options, required=False, small=True)
        case "professional" | "agency":
            choices = _to_choose_from(asked.kind, holders, stands)
            return SelectField(label=label, hint=hint, choices=choices, empty="Not chosen", required=False)
        case "date":
            return DatePartsField(label=label, hint=hint, required=False)
        case "datetime":
            return MomentField(label=label, hint=hint, required=False)
        case "number":
            return IntegerField(label=label, hint=hint, required=False)
    return TextField(label=label, hint=hint, required=False, max_length=2_000)


def _to_choose_from(
    kind: str, holders: Iterable[tuple[str, str]], stands: tuple[str, str]
) -> Sequence[tuple[str, str]]:
    offered = [(value, name) for value, name in holders if value.startswith(f"{HOLDER_KINDS[kind]}:")]
    return offered if not stands[0] or stands[0] in dict(offered) else [*offered, stands]


def shown(asked: Asked, value: str) -> Any:
    """A stored value as its box shows it."""
    if not value:
        return None
    match asked.kind:
        case "choices":
            given = value.split(",")
            return [code for code, _ in asked.options if code in given]
        case "date":
            return date.fromisoformat(value)
        case "datetime":
            moment = datetime.fromisoformat(value).replace(second=0, microsecond=0)
            return (moment if moment.tzinfo else moment.replace(tzinfo=clock.LONDON)).astimezone(UTC)
    return value


def stored(value: Any) -> str:
    """What a box held, as it is stored."""
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return "" if value is None else str(value)
