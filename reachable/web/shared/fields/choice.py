"""Fields that are answered by choosing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .text import when_missing

Choices = Iterable[tuple[str, str]]


class _Chosen(forms.Field):
    """Checks what was sent against `choices`; a value that was not offered is refused, not ignored."""

    component: str

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        hint: str = "",
        required: bool = True,
        missing: str = "",
        hints: Mapping[str, str] | None = None,
        conditional: Mapping[str, Sequence[str]] | None = None,
        divider_before: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label=label, required=required, help_text=hint, template_name=self.component, **kwargs)
        self.choices = [(str(value), str(text)) for value, text in choices]
        self.hints = {str(value): text for value, text in (hints or {}).items()}
        self.conditional = {str(value): tuple(names) for value, names in (conditional or {}).items()}
        self.divider_before = {str(value): text for value, text in (divider_before or {}).items()}
        self.error_messages["required"] = missing or when_missing("Select", label)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(value for value, _ in self.choices)

    def check_offered(self, value: str) -> str:
        if value and value not in self.codes:
            raise ValidationError("Select one of the answers on the page", code="invalid_choice")
        return value


class RadiosField(_Chosen):
    """One of a few. `conditional` names the fields of the form that an answer reveals: {"HOSPITAL": ["ward"]}.

    What stands in a field that is not revealed is dropped, and its errors do not count.
    """

    component = "shared/fields/radios.html"
    widget = forms.TextInput

    def __init__(self, *, inline: bool = False, small: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inline, self.small = inline, small

    def to_python(self, value: object) -> str:
        return self.check_offered("" if value is None else str(value))


class SelectField(_Chosen):
    """One of many. An empty first line is added; with `empty=None` it is not."""

    component = "shared/fields/select.html"
    widget = forms.TextInput

    def __init__(self, *, empty: str | None = "", width: int | str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.empty, self.width = empty, width

    def to_python(self, value: object) -> str:
        return self.check_offered("" if value is None else str(value))


class _Several(forms.SelectMultiple):
    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class CheckboxesField(_Chosen):
    """Any number of a few; the value is a list of codes in the order of the choices."""

    component = "shared/fields/checkboxes.html"
    widget = _Several

    def __init__(self, *, small: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.small = small

    def to_python(self, value: object) -> list[str]:
        sent = {self.check_offered(str(v)) for v in value} if isinstance(value, (list, tuple)) else set()
        return [code for code, _ in self.choices if code in sent]


class BooleanCheckField(forms.BooleanField):
    """One box to tick."""

    component = "shared/fields/boolean.html"

    def __init__(self, *, label: str, hint: str = "", required: bool = False, missing: str = "", **kwargs: Any) -> None:
        super().__init__(label=label, required=required, help_text=hint, template_name=self.component, **kwargs)
        self.error_messages["required"] = missing or f"Tick “{label}” to go on"
