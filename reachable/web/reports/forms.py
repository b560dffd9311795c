"""Of which incidents a report is wanted; sent by GET, so that the address says it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError

from reachable.incidents.choices import Area
from reachable.web.shared.fields import DatePartsField, SelectField
from reachable.web.shared.forms import Form

_DAYS = ("from_on", "until_on")


class AskedForm(Form):
    from_on = DatePartsField(label="Reported from", hint="For example: 1 4 2026", required=False)
    until_on = DatePartsField(label="Reported until", hint="That day is counted too", required=False)
    area = SelectField(label="Part of Norfolk", choices=Area.choices, required=False, empty="All of it")

    def clean_until_on(self) -> date | None:
        first: date | None = self.cleaned_data.get("from_on")
        last: date | None = self.cleaned_data["until_on"]
        if first and last and last < first:
            raise ValidationError("The last day must be the first day or after it", code="date")
        return last


def is_asked(data: Mapping[str, Any]) -> bool:
    names = {"area", *(f"{name}-{part}" for name in _DAYS for part in ("day", "month", "year"))}
    return any(data.get(name) for name in names)


def address_of(asked: Mapping[str, Any]) -> str:
    """The same question at the end of another address."""
    parts: dict[str, Any] = {}
    for name in _DAYS:
        day = asked[name]
        if day:
            parts |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    if asked["area"]:
        parts["area"] = asked["area"]
    return f"?{urlencode(parts)}" if parts else ""
