"""Exact details from somebody who is on no team: is anything held, and access in an emergency."""

from django.core.exceptions import ValidationError

from reachable.common import references
from reachable.incidents.operations import ExactDetails
from reachable.web.shared.fields import DatePartsField, RadiosField, TextField
from reachable.web.shared.forms import Form

CHILD, REFERENCE = "CHILD", "REFERENCE"


def whole_reference(typed: str) -> str:
    reference = typed.upper().replace(" ", "")
    if reference and not references.is_incident(reference):
        raise ValidationError("Enter the whole reference, like INC-2026-0012", code="invalid")
    return reference


class LookUpForm(Form):
    how = RadiosField(
        label="What do you know exactly?",
        choices=((CHILD, "The child's name and date of birth"), (REFERENCE, "The reference of an incident")),
        missing="Select whether you know the child's details or a reference",
        conditional={CHILD: ("given_names", "family_name", "date_of_birth"), REFERENCE: ("reference",)},
    )
    given_names = TextField(label="Given names", max_length=100, width=20)
    family_name = TextField(label="Family name", max_length=100, width=20)
    date_of_birth = DatePartsField(label="Date of birth", not_future=True)
    reference = TextField(
        label="Incident reference", hint="The whole reference, for example INC-2026-0012", max_length=20, width=20
    )

    def clean_reference(self) -> str:
        return whole_reference(self.cleaned_data["reference"])

    @property
    def details(self) -> ExactDetails:
        given = self.cleaned_data
        return ExactDetails(
            reference=given["reference"],
            given_names=given["given_names"],
            family_name=given["family_name"],
            date_of_birth=given["date_of_birth"],
        )


class EmergencyForm(LookUpForm):
    because = TextField(
        label="Why it cannot wait",
        hint="One line. Its lead and the information-governance lead read it.",
        max_length=200,
    )
