"""A form about something that somebody else may be changing at the same time."""

from typing import Any

from django.core.exceptions import ValidationError

from .fields import HiddenField
from .forms import Form


class SeenForm(Form):
    """A form that carries the number of the version that its writer saw."""

    seen_number = HiddenField()

    def clean_seen_number(self) -> int:
        sent = str(self.cleaned_data["seen_number"] or "0")
        if not (sent.isascii() and sent.isdigit() and len(sent) < 9):
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid")
        return int(sent)

    def has_now_seen(self, number: int) -> None:
        """After somebody else was first: what was typed stays, and sending it again answers what is now shown."""
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("seen_number")] = str(number)
