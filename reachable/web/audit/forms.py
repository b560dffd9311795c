"""How the information-governance lead names the young person whose entries are wanted."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.common import references
from reachable.incidents.choices import HoldKind
from reachable.web.shared.fields import DatePartsField, RadiosField, TextField
from reachable.web.shared.forms import Form

REFERENCE, NHS_NUMBER, NAME, KEY = "REFERENCE", "NHS_NUMBER", "NAME", "KEY"
HOW = (
    (REFERENCE, "By incident and letter"),
    (NHS_NUMBER, "By NHS number"),
    (NAME, "By full name and date of birth"),
    (KEY, "By the key that the audit carries"),
)
SHOWN = {
    REFERENCE: ("reference", "letter"),
    NHS_NUMBER: ("nhs_number",),
    NAME: ("given_names", "family_name", "born"),
    KEY: ("key",),
}


class YoungPersonForm(Form):
    how = RadiosField(
        label="Find a young person", choices=HOW, conditional=SHOWN, missing="Select how to find the young person"
    )
    reference = TextField(label="Reference of the incident", hint="For example: INC-2026-0012", max_length=16, width=20)
    letter = TextField(label="Letter of the young person", hint="For example: A", max_length=3, width=3)
    nhs_number = TextField(label="NHS number", max_length=20, width=20, inputmode="numeric")
    given_names = TextField(label="Given names", max_length=120, width=20)
    family_name = TextField(label="Family name", max_length=120, width=20)
    born = DatePartsField(label="Date of birth", not_future=True)
    key = TextField(label="Key", max_length=36, missing="Enter the key")

    def clean_key(self) -> Any:
        typed = self.cleaned_data["key"]
        try:
            return UUID(typed)
        except ValueError as wrong:
            raise ValidationError("Enter the whole key: 32 letters and numbers, with or without hyphens") from wrong

    @property
    def last_shown(self) -> str:
        """Where it is said that nobody was found."""
        return SHOWN[self.cleaned_data["how"]][0]


class IncidentForm(Form):
    """Sent by GET; whether there is such an incident is not said."""

    reference = TextField(
        label="Incident reference",
        hint="For example: INC-2026-0012",
        max_length=16,
        width=20,
        missing="Enter the incident reference",
    )

    def clean_reference(self) -> str:
        typed = str(self.cleaned_data["reference"]).strip().upper()
        if not references.is_incident(typed):
            raise ValidationError("Enter the whole reference, for example INC-2026-0012")
        return typed


class EndConnectionForm(Form):
    because = TextField(label="Why it no longer stands in the way", hint="It stays on record.", max_length=300)


class PlaceHoldForm(IncidentForm):
    kind = RadiosField(label="What runs?", choices=HoldKind.choices, missing="Select what runs")
    because = TextField(label="Why things must be kept", hint="Do not name a young person.", max_length=300)


class EndHoldForm(Form):
    because = TextField(label="Why it ends", hint="It stays on record.", max_length=300)


class ReadSealedForm(Form):
    because = TextField(
        label="Why you read it",
        hint="Who asked, and their reference. It is recorded with your name.",
        max_length=300,
        missing="Enter why you read it",
    )
