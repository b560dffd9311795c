"""Placing a hold, and ending one."""

from reachable.incidents.choices import HoldKind
from reachable.web.shared.fields import RadiosField, TextField
from reachable.web.shared.forms import Form


class PlaceHoldForm(Form):
    kind = RadiosField(label="What runs?", choices=HoldKind.choices, missing="Select what runs")
    because = TextField(
        label="Why things must be kept",
        hint="Who asked for it, and their reference. Do not name a young person.",
        max_length=300,
    )


class EndHoldForm(Form):
    because = TextField(label="Why it ends", hint="It stays on record.", max_length=300)
