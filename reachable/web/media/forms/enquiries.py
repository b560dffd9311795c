"""What a journalist asked, and who answered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.web.shared.fields import HiddenField, MomentField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form


class EnquiryForm(Form):
    """`key` is made with the form: sent twice, it is one question."""

    key = HiddenField()
    outlet = TextField(
        label="Who asked?",
        hint="Newspaper, station or site",
        max_length=200,
        missing="Say which newspaper, station or site asked",
    )
    journalist = TextField(label="Journalist, and how to reach them", required=False, max_length=200)
    asked_at = MomentField(label="When they asked", not_future=True)
    asked = TextareaField(label="What they asked", rows=3, max_length=2_000, missing="Say what they asked")

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None


class AnswerEnquiryForm(Form):
    """`versions` are (key, words) of what may have been the answer."""

    answered_by = TextField(
        label="Who answered, or to whom was it passed?",
        max_length=200,
        missing="Say who answered, or to whom it was passed",
    )
    answered_at = MomentField(label="When", not_future=True)
    answer = TextareaField(label="What was answered", required=False, rows=3, max_length=2_000)
    version = SelectField(label="With the words of", choices=(), empty="None of the releases", required=False)

    def __init__(self, *args: Any, versions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["version"]
        field.choices = list(versions)

    @property
    def said(self) -> dict[str, Any]:
        sent = dict(self.cleaned_data)
        version = sent.pop("version")
        return {**sent, "version_key": UUID(version) if version else None}
