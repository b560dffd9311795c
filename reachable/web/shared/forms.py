"""The form that every page's form inherits from. It validates and nothing else."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from reachable.common.refusals import Refused

from .fields.choice import CheckboxesField, RadiosField
from .fields.dates import DatePartsField
from .kept import KeptText


class Form(forms.Form):
    """`at` is the time of the request, for fields that may not lie in the future or the past.

    Filled from kept text (`form_data(request)` on a GET) it shows what was typed, has no errors and is not valid.
    """

    def __init__(self, data: Mapping[str, Any] | None = None, *, at: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.at = at
        self.holds_kept_text = isinstance(data, KeptText)
        for field in self.fields.values():
            if isinstance(field, DatePartsField):
                field.at = at

    @property
    def errors(self) -> ErrorDict:
        if self.holds_kept_text:
            return ErrorDict()
        return super().errors

    def is_valid(self) -> bool:
        return not self.holds_kept_text and super().is_valid()

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        """Show why an operation was refused, at the field that it names or above the form."""
        self.errors  # noqa: B018  # the form must be validated before an error can be added
        named = field or getattr(refusal, "field", "")
        self.add_error(named if named in self.fields else None, str(refusal))

    @property
    def error_summary(self) -> list[dict[str, str]]:
        """What the summary at the top of the page lists; each leads to the first box of its field."""
        if not self.is_bound or self.holds_kept_text:
            return []
        items = []
        for name, errors in self.errors.as_data().items():
            for error in errors:
                text = " ".join(error.messages)
                if name in self.fields:
                    items.append({"text": text, "href": f"#{self.first_input_id(name)}"})
                else:
                    items.append({"text": text})
        return items

    def first_input_id(self, name: str) -> str:
        """The id of the box to go to: of a date, the part that is wrong."""
        field, plain = self.fields[name], self[name].auto_id
        if isinstance(field, DatePartsField):
            return f"{plain}-{self.wrong_parts(name)[0]}"
        return plain

    def wrong_parts(self, name: str) -> tuple[str, ...]:
        """The boxes of a date that are marked as wrong."""
        field = self.fields[name]
        parts = field.parts if isinstance(field, DatePartsField) else ()
        codes = [error.code for error in self.errors.as_data().get(name, [])] if self.is_bound else []
        return tuple(str(code) for code in codes if code in parts) or parts

    @property
    def top_fields(self) -> Iterator[Any]:
        """Every field that is not shown inside another one's answer, in order."""
        inside = {name for _, names in self._conditionals() for names_of in names.values() for name in names_of}
        return (self[name] for name in self.fields if name not in inside)

    def _conditionals(self) -> list[tuple[str, Mapping[str, tuple[str, ...]]]]:
        return [
            (name, field.conditional)
            for name, field in self.fields.items()
            if isinstance(field, (RadiosField, CheckboxesField)) and field.conditional
        ]

    def _clean_fields(self) -> None:
        """Drop what stands in fields that the answers do not reveal, and their errors."""
        super()._clean_fields()  # type: ignore[misc]  # Django's hook before clean(), which the stubs leave out
        for name, revealed in self._conditionals():
            chosen = self.cleaned_data.get(name) or ""
            picked = set(chosen) if isinstance(chosen, list) else {chosen}
            shown = {field for code in picked for field in revealed.get(code, ())}
            for field_name in {field for names in revealed.values() for field in names} - shown:
                self.errors.pop(field_name, None)
                self.cleaned_data[field_name] = self._empty(field_name)

    def _empty(self, name: str) -> Any:
        field = self.fields[name]
        if isinstance(field, DatePartsField):
            return None
        if isinstance(field, CheckboxesField):
            return []
        if isinstance(field, forms.BooleanField):
            return False
        return None if getattr(field, "least", None) is not None else ""
