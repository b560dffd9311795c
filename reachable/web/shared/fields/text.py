"""Fields of typed text."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

DEFAULT_MAX = 10_000
_ALLOWED_CONTROLS = "\n\t"
# Marks that turn the reading direction or hide text; ordinary joiners of real scripts stay allowed.
_DECEPTIVE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean_text(value: object, *, max_length: int = DEFAULT_MAX, one_line: bool = False) -> str:
    """Stripped text with one kind of line end; control characters and too long texts are refused in plain words."""
    text = "" if value is None else str(value)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    for character in text:
        hidden = unicodedata.category(character) in ("Cc", "Cs") or character in _DECEPTIVE
        if hidden and character not in _ALLOWED_CONTROLS:
            raise ValidationError(
                f"This text holds a character that cannot be read (U+{ord(character):04X}). "
                "Delete it, or paste the text without formatting.",
                code="control_characters",
            )
    text = " ".join(text.split()) if one_line else text.strip()
    if len(text) > max_length:
        raise ValidationError(
            f"This must be {max_length:,} characters or fewer. You have {len(text):,}.", code="max_length"
        )
    return text


class TextField(forms.Field):
    """One line. `width` is a design-system width: 2, 3, 4, 5, 10, 20, 30 (characters) or "" for the full line."""

    component = "shared/fields/text.html"
    widget: type[forms.Widget] = forms.TextInput
    one_line = True

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        required: bool = True,
        max_length: int = 200,
        width: int | str = "",
        autocomplete: str = "off",
        inputmode: str = "",
        missing: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label=label, required=required, help_text=hint, template_name=self.component, **kwargs)
        self.max_length = max_length
        self.width, self.autocomplete, self.inputmode = width, autocomplete, inputmode
        self.error_messages["required"] = missing or when_missing("Enter", label)

    def to_python(self, value: object) -> str:
        return clean_text(value, max_length=self.max_length, one_line=self.one_line)


class TextareaField(TextField):
    """Several lines, with a count of what is left that works without script as a plain sentence."""

    component = "shared/fields/textarea.html"
    widget = forms.Textarea
    one_line = False

    def __init__(self, *, rows: int = 4, show_count: bool = False, **kwargs: Any) -> None:
        super().__init__(**{"max_length": DEFAULT_MAX, **kwargs})
        self.rows, self.show_count = rows, show_count


class EmailField(TextField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("autocomplete", "email")
        super().__init__(**{"max_length": 254, "inputmode": "email", **kwargs})

    def to_python(self, value: object) -> str:
        address = super().to_python(value).lower()
        if address:
            try:
                validate_email(address)
            except ValidationError as wrong:
                raise ValidationError(
                    "Enter an e-mail address in the correct format, like name@council.example", code="invalid"
                ) from wrong
        return address


class PasswordField(TextField):
    """Taken as it was typed: never stripped, never shown again, never kept."""

    component = "shared/fields/password.html"
    widget = forms.PasswordInput

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        super().__init__(autocomplete=autocomplete, **{"max_length": 1_000, **kwargs})

    def to_python(self, value: object) -> str:
        text = "" if value is None else str(value)
        clean_text(text, max_length=self.max_length)
        return text


class IntegerField(TextField):
    """A whole number, for example an age in years."""

    def __init__(self, *, least: int = 0, most: int = 1_000_000, suffix: str = "", **kwargs: Any) -> None:
        super().__init__(**{"max_length": 12, "inputmode": "numeric", "width": 4, **kwargs})
        self.least, self.most, self.suffix = least, most, suffix

    def to_python(self, value: object) -> Any:
        text = super().to_python(value).replace(",", "")
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]+", text):
            raise ValidationError(f"{self.label} must be a whole number, like {max(self.least, 15)}", code="invalid")
        number = int(text)
        if not self.least <= number <= self.most:
            raise ValidationError(f"{self.label} must be between {self.least:,} and {self.most:,}", code="range")
        return number


class HiddenField(TextField):
    """A value that the page carries along; `{{ form.name.as_field_group() }}` shows nothing."""

    component = "shared/fields/hidden.html"
    widget = forms.HiddenInput

    def __init__(self, *, label: str = "", required: bool = False, **kwargs: Any) -> None:
        super().__init__(label=label, required=required, **{"max_length": 1_000, **kwargs})


_QUESTIONS = frozenset(
    ["when", "where", "what", "who", "which", "why", "how", "is", "are", "was", "do", "does", "did", "has", "can"]
)


def when_missing(verb: str, label: str) -> str:
    """Enter the place; Select the kind; of a question: Answer “Where is he now?”."""
    if label.endswith("?") or label.partition(" ")[0].lower() in _QUESTIONS:
        return f"Answer “{label}”"
    return f"{verb} {lower_first(label)}"


def lower_first(label: str) -> str:
    """A label inside a sentence; abbreviations (NHS number) and questions keep their capital."""
    if len(label) > 1 and label[1].isupper():
        return label
    return label[:1].lower() + label[1:]
