"""The forms that set a deadline on screen, or give an item back that of the playbook."""

from datetime import datetime
from typing import Any

from reachable.playbook.changes import KIND
from reachable.responses.queries import DeadlineView
from reachable.web.shared.fields import HiddenField, IntegerField, RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form

_UNITS = (("hours", "Hours, day and night"), ("working days", "Working days, to the end of the day"))
_PLACES = {"number": "amount"}  # what the operation calls a box, and how the form does


class _Numbered(Form):
    """`seen` is the number of the rule that the writer saw."""

    seen = HiddenField()

    @property
    def seen_number(self) -> int:
        text = self.cleaned_data["seen"]
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


class DeadlineForm(_Numbered):
    amount = IntegerField(label="How many", least=1, most=9999, width=4, missing="Enter how many hours or working days")
    unit = RadiosField(label="Counted in", choices=_UNITS, inline=True, missing="Choose hours or working days")
    runs_from = SelectField(label="Before or after what", choices=(), empty=None, missing="Choose what it runs from")
    kind = RadiosField(label="Whose deadline it is", choices=(), missing="Choose whose deadline it is")
    source = TextField(
        label="Source", hint="The law, the guidance or the agreement that sets it.", max_length=600, required=False
    )
    edition = TextField(label="Edition of the source", hint="Which version, and of when.", required=False)
    because = TextareaField(label="Why it is changed", rows=2, max_length=300, missing="Say why it is changed")

    def __init__(self, view: DeadlineView, data: Any = None, *, at: datetime) -> None:
        line = view.line
        stands = {"amount": view.amount or None, "unit": view.unit, "runs_from": view.runs_from}
        whose = {"kind": line.kind or "default", "source": line.source, "edition": line.edition}
        super().__init__(data, at=at, initial={**stands, **whose, "seen": str(line.number)})
        codes = ("statutory",) if line.is_statutory else ("local", "default")
        self._offer("runs_from", list(view.offered))
        self._offer("kind", [(code, KIND[code].capitalize()) for code in codes])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, (SelectField, RadiosField)):
            field.choices = choices

    @property
    def arguments(self) -> dict[str, Any]:
        """As the operation takes them: the text as the playbook writes it, "24h after report"."""
        given = self.cleaned_data
        unit = "h" if given["unit"] == "hours" else f" working day{'' if given['amount'] == 1 else 's'}"
        plain = {name: given[name] for name in ("kind", "source", "edition", "because")}
        return {**plain, "text": f"{given['amount']}{unit} {given['runs_from']}", "seen_number": self.seen_number}

    def place(self, refusal: Any) -> None:
        self.refuse(refusal, _PLACES.get(refusal.field, ""))


class BackForm(_Numbered):
    because = TextareaField(label="Why", rows=2, max_length=300, missing="Say why")

    def __init__(self, view: DeadlineView, data: Any = None, *, at: datetime) -> None:
        super().__init__(data, at=at, initial={"seen": str(view.line.number)})
