"""Dates as three boxes, and moments as three boxes and a time of day in Norfolk."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from reachable.common import clock

from .text import when_missing

PARTS = ("day", "month", "year")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EARLIEST = 1900


class PartsWidget(forms.Widget):
    """Reads `name-day`, `name-month`, `name-year` (and `name-time`)."""

    def __init__(self, parts: tuple[str, ...], attrs: Any = None) -> None:
        super().__init__(attrs)
        self.parts = parts

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        return {part: str(data.get(f"{name}-{part}", "")).strip() for part in self.parts}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in self.parts)


class DatePartsField(forms.Field):
    """A date, or None. `not_future` and `not_past` need the form's `at`.

    The code of an error names the box that is wrong ("day", "month", "year"), or is "date".
    """

    component = "shared/fields/date.html"
    parts: tuple[str, ...] = PARTS

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        required: bool = True,
        not_future: bool = False,
        not_past: bool = False,
        missing: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=hint,
            template_name=self.component,
            widget=PartsWidget(self.parts),
            **kwargs,
        )
        self.not_future, self.not_past = not_future, not_past
        self.at: datetime | None = None  # set by the form
        self.error_messages["required"] = missing or when_missing("Enter", label)

    def prepare_value(self, value: Any) -> dict[str, str]:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value if isinstance(value, dict) else {}

    def clean(self, value: Any) -> Any:
        given = value if isinstance(value, dict) else {}
        if not any(given.values()):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        found = self._date(given)
        today = clock.local_date(self._now())
        if self.not_future and found > today:
            raise ValidationError(f"{self.label} must be today or in the past", code="date")
        if self.not_past and found < today:
            raise ValidationError(f"{self.label} must be today or in the future", code="date")
        return found

    def _now(self) -> datetime:
        return self.at or clock.now()

    def _date(self, given: Mapping[str, str]) -> date:
        absent = [part for part in PARTS if not given.get(part)]
        if absent:
            raise ValidationError(f"{self.label} must include a {' and '.join(absent)}", code=absent[0])
        day, month, year = self._number(given, "day"), _month(given["month"]), self._number(given, "year")
        if not 1 <= month <= 12:
            raise ValidationError(f"{self.label}: the month must be between 1 and 12", code="month")
        if year < 100:
            raise ValidationError(f"{self.label}: the year must have 4 numbers, like 2026", code="year")
        if not _EARLIEST <= year <= 2200:
            raise ValidationError(f"{self.label}: the year must be between {_EARLIEST} and 2200", code="year")
        try:
            return date(year, month, day)
        except ValueError as impossible:
            raise ValidationError(
                f"{self.label} must be a real date: that month has no day {day}", code="day"
            ) from impossible

    def _number(self, given: Mapping[str, str], part: str) -> int:
        text = given[part]
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            raise ValidationError(f"{self.label}: the {part} must be a number", code=part)
        return int(text)


class MomentField(DatePartsField):
    """A date and a time of day in Norfolk; the value is an instant in UTC, or None."""

    component = "shared/fields/moment.html"
    parts = (*PARTS, "time")

    def prepare_value(self, value: Any) -> dict[str, str]:
        if isinstance(value, datetime):
            local = clock.local(value)
            return {**super().prepare_value(local.date()), "time": f"{local:%H:%M}"}
        return value if isinstance(value, dict) else {}

    def clean(self, value: Any) -> Any:
        given = value if isinstance(value, dict) else {}
        if not any(given.values()):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        instant = _instant(self._date(given), self._time(given), self.label)
        if self.not_future and instant > self._now() + timedelta(minutes=5):
            raise ValidationError(f"{self.label} must not be in the future", code="date")
        if self.not_past and instant < self._now() - timedelta(minutes=5):
            raise ValidationError(f"{self.label} must be in the future", code="date")
        return instant

    def _time(self, given: Mapping[str, str]) -> time:
        text = given.get("time", "")
        if not text:
            raise ValidationError(f"{self.label} must include a time, like 21:40", code="time")
        matched = re.fullmatch(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?", text.lower())
        hour, minute, half = (matched.group(1), matched.group(2), matched.group(3)) if matched else ("", None, None)
        hours = int(hour) if hour else 99
        if half and 1 <= hours <= 12:
            hours = hours % 12 + (12 if half == "pm" else 0)
        elif half or (matched and minute is None):
            hours = 99  # "13 pm", and a bare "9" that could be morning or evening
        if hours > 23 or int(minute or 0) > 59:
            raise ValidationError(f"{self.label}: enter the time like 21:40 or 9:40pm", code="time")
        return time(hours, int(minute or 0))


def _month(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text)
    short = text.lower()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _instant(day: date, clock_time: time, label: Any) -> datetime:
    """The instant at which Norfolk's clocks show this; of an hour that happens twice, the first."""
    local = datetime.combine(day, clock_time, tzinfo=clock.LONDON)
    instant = local.astimezone(UTC)
    if instant.astimezone(clock.LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            f"{label}: the clocks went forward that night and there was no {clock_time:%H:%M}", code="time"
        )
    return instant
