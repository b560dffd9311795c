"""What is typed in the directory and to invite professionals."""

from collections.abc import Iterable, Iterator
from typing import Any

from reachable.directory.choices import AgencyKind, DutyHours
from reachable.directory.roles import ROLES, Role
from reachable.incidents.choices import Area
from reachable.web.shared.fields import EmailField, IntegerField, RadiosField, SelectField, TextField
from reachable.web.shared.forms import Form

SWITCH_OFF, SWITCH_ON, CLEAR = "OFF", "ON", "CLEAR"
EVERYWHERE = "Everywhere in the county"
AREAS = [(area.value, str(area.label)) for area in Area if area is not Area.NOT_KNOWN]
_NAMES = {"": EVERYWHERE, **dict(AREAS)}


def area_name(code: str) -> str:
    return _NAMES.get(code, code)


def area_field() -> SelectField:
    return SelectField(label="Area", choices=AREAS, empty=EVERYWHERE, required=False)


def describe(role: Role) -> str:
    """Which agencies the role is for, and what it does, in one sentence each."""
    kinds = sorted(str(kind.label) for kind in role.agency_kinds)
    return f"{role.description} For: {', '.join(kinds)}."


def role_field() -> RadiosField:
    return RadiosField(
        label="Role",
        choices=[(code, role.name) for code, role in ROLES.items()],
        hints={code: describe(role) for code, role in ROLES.items()},
        missing="Select the role",
        small=True,
    )


def _duty_roles() -> Iterator[tuple[str, str]]:
    """Those who carry the night come first."""
    for code, role in sorted(ROLES.items(), key=lambda item: not item[1].night):
        yield code, f"{role.name} (nights)" if role.night else role.name


def offer(form: Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """What this reader can choose from, known only when the page is asked for."""
    field = form.fields[name]
    if isinstance(field, SelectField | RadiosField):
        field.choices = list(choices)


class ConfirmForm(Form):
    """Nothing to fill in: pressing the button is the answer."""


class DutyLineForm(Form):
    role = SelectField(label="Who answers", choices=_duty_roles(), empty="Choose a role", missing="Select who answers")
    name = TextField(label="Name of the line", hint="For example: Emergency duty team", max_length=120)
    telephone = TextField(
        label="Telephone number", max_length=40, width=20, autocomplete="off", inputmode="tel",
        missing="Enter the telephone number",
    )  # fmt: skip
    area = area_field()
    hours = RadiosField(label="When it is answered", choices=DutyHours.choices, missing="Select when it is answered")
    note = TextField(
        label="What to know", hint="For example: through the switchboard", required=False, max_length=200,
    )  # fmt: skip
    version = IntegerField(label="Version", required=False)  # which one the writer read; 0 for a new line

    def clean_version(self) -> int:
        return int(self.cleaned_data["version"] or 0)


class InviteForm(Form):
    name = TextField(label="Full name", max_length=120, missing="Enter the full name")
    email = EmailField(
        label="Work e-mail address", autocomplete="off",
        hint="The invitation goes here, and it becomes the sign-in name",
        missing="Enter the work e-mail address",
    )  # fmt: skip
    job_title = TextField(label="Job title", max_length=120, missing="Enter the job title")
    agency = SelectField(label="Agency", choices=(), empty="Choose an agency", missing="Select the agency")
    role = role_field()
    area = area_field()

    def __init__(self, *args: Any, agencies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", agencies)


class AgencyForm(Form):
    name = TextField(label="Name of the agency", max_length=120, missing="Enter the name of the agency")
    kind = RadiosField(
        label="Kind of agency",
        choices=AgencyKind.choices,
        hint="It decides which roles its professionals can hold.",
        missing="Select the kind of agency",
    )


class GiveRoleForm(Form):
    role = role_field()
    area = area_field()


class EndRoleForm(Form):
    """`held` are (code, name) of what the professional holds; the code joins role and area."""

    role = RadiosField(label="Which role ends?", choices=(), missing="Select the role that ends")

    def __init__(self, *args: Any, held: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", held)


class AccountForm(Form):
    """What can be done depends on whether the account is on."""

    what = RadiosField(label="What do you want to do?", choices=(), missing="Select what you want to do")

    def __init__(self, *args: Any, is_on: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clear = (CLEAR, "Clear the second factors, because all of them are lost")
        offer(
            self,
            "what",
            [(SWITCH_OFF, "Switch the account off"), clear] if is_on else [(SWITCH_ON, "Switch the account on")],
        )
