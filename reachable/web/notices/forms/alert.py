"""The senior manager alert, and who took it up."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from reachable.web.shared.fields import CheckboxesField, MomentField, RadiosField, TextField
from reachable.web.shared.forms import Form

WHAT_THEY_ARE = (
    ("looked-after", "A looked-after child"),
    ("in-need", "A child in need or on a protection plan"),
    ("neither", "Neither, so far as is known"),
    ("not-known", "Not known"),
)


class AlertForm(Form):
    """`young_people` are (key, label)."""

    sent_at = MomentField(label="When was it sent?", not_future=True)
    sent_to = TextField(label="To whom?", hint="Name and office", max_length=300)
    about = CheckboxesField(label="About whom?", choices=(), required=False)
    alert_about = RadiosField(label="The alert is about", choices=WHAT_THEY_ARE, required=False, small=True)
    words = TextField(label="What else should stand here?", required=False, max_length=500)

    def __init__(self, *args: Any, young_people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(CheckboxesField, self.fields["about"]).choices = list(young_people)

    @property
    def alert(self) -> dict[str, Any]:
        """The arguments of `send_alert`."""
        given = dict(self.cleaned_data)
        return {**given, "about": [UUID(key) for key in given["about"]]}


class AcknowledgeForm(Form):
    acknowledged_by = TextField(label="Who acknowledged it?", hint="Name and office", max_length=200)
    acknowledged_at = MomentField(label="When?", not_future=True)
