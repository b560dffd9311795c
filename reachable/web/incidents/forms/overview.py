"""Opening an incident on duty."""

from django.core.exceptions import ValidationError

from reachable.common import references
from reachable.web.shared.fields import TextField
from reachable.web.shared.forms import Form


class OpenOnDutyForm(Form):
    reference = TextField(
        label="Incident reference", hint="The whole reference, for example INC-2026-0012", max_length=20, width=20
    )
    because = TextField(
        label="Why you open it", hint="One line. It is logged and shown on the incident.", max_length=200
    )

    def clean_reference(self) -> str:
        reference = str(self.cleaned_data["reference"]).upper().replace(" ", "")
        if not references.INCIDENT.fullmatch(reference):
            raise ValidationError("Enter the whole reference, like INC-2026-0012", code="invalid")
        return reference
