"""Linking two incidents, and ending a link."""

from reachable.incidents.choices import LinkKind
from reachable.web.shared.fields import RadiosField, TextField
from reachable.web.shared.forms import Form

from .look_up import whole_reference


class LinkForm(Form):
    other = TextField(
        label="The other incident",
        hint="Its reference, for example INC-2026-0012",
        missing="Enter the reference of the other incident",
        max_length=20,
        width=20,
    )
    kind = RadiosField(
        label="How do they belong together?",
        hint="A reprisal is said of the later one. Which is the later follows from when they happened.",
        choices=LinkKind.choices,
        missing="Select how they belong together",
    )
    because = TextField(
        label="Why you say so", hint="For those who may open both. Do not name the source.", max_length=300
    )

    def clean_other(self) -> str:
        return whole_reference(self.cleaned_data["other"])


class EndLinkForm(Form):
    because = TextField(label="Why the link ends", hint="It stays on record.", max_length=300)
