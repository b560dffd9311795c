"""What is typed in the directory and to invite professionals."""

from collections.abc import Iterable, Iterator
from typing import Any

from reachable.directory.choices import AgencyKind, ContactPointKind, CustodyWorkers, DutyHours
from reachable.directory.facts import ContactPointFacts
from reachable.directory.roles import ROLES, Role
from reachable.incidents.choices import Area
from reachable.web.shared.fields import EmailField, IntegerField, MomentField, RadiosField, SelectField, TextField
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


class ShiftForm(Form):
    """`holders` are (role and professional, what they are called) of those who hold a role that is on duty."""

    who = SelectField(label="Who is on duty", choices=(), empty="Choose somebody", missing="Select who is on duty")
    from_at = MomentField(label="From")
    until_at = MomentField(label="Until", hint="A shift is at most 14 days long")
    area = area_field()
    telephone = TextField(
        label="Telephone number", hint="Leave it empty for the number that the directory has of them",
        required=False, max_length=40, width=20, autocomplete="off", inputmode="tel",
    )  # fmt: skip
    note = TextField(
        label="What to know", hint="For example: ring twice", required=False, max_length=200,
    )  # fmt: skip

    def __init__(self, *args: Any, holders: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "who", holders)


class ContactPointForm(Form):
    kind = RadiosField(
        label="What it is", choices=ContactPointKind.choices, missing="Select what it is",
        conditional={ContactPointKind.CUSTODY_SUITE.value: ["custody_workers"]}, small=True,
    )  # fmt: skip
    custody_workers = RadiosField(
        label="Do early intervention custody workers come there?", choices=CustodyWorkers.choices, inline=True,
        small=True, missing="Select whether custody workers come there",
    )  # fmt: skip
    name = TextField(label="Name", max_length=120, missing="Enter the name")
    agency_key = SelectField(label="Agency", choices=(), empty="Not in the list", required=False)
    agency_words = TextField(label="Agency, when it is not in the list", required=False, max_length=120)
    telephone = TextField(
        label="Telephone number", required=False, max_length=40, width=20, autocomplete="off", inputmode="tel",
    )  # fmt: skip
    mailbox = TextField(
        label="Mailbox", hint="Of a team, never of a person. It is shown; Reachable never writes to it",
        required=False, max_length=254, autocomplete="off", inputmode="email",
    )  # fmt: skip
    where = TextField(label="Where", hint="Address or area, in words", required=False, max_length=200)
    note = TextField(
        label="What to know", hint="For example: what it offers, who asks for it", required=False, max_length=300,
    )  # fmt: skip
    clauses = TextField(
        label="Clauses of the guide", hint="For example: DIS-9 HOS-8", required=False, max_length=120, width=20,
    )  # fmt: skip
    source = TextField(
        label="Where this was found", hint="For example: the hospital's switchboard", required=False, max_length=200,
    )  # fmt: skip
    version = IntegerField(label="Version", required=False)  # which one the writer read; 0 for a new one

    def __init__(self, *args: Any, agencies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency_key", agencies)

    def clean_version(self) -> int:
        return int(self.cleaned_data["version"] or 0)

    @property
    def typed(self) -> ContactPointFacts:
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "clauses")}
        clauses = self.cleaned_data["clauses"].upper().replace(",", " ").split()
        return ContactPointFacts(**values, clauses=tuple(clauses))


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
