"""What is typed about the seats of a meeting and the people who are asked to it."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from reachable.directory.choices import AgencyKind
from reachable.meetings.choices import Coming
from reachable.web.shared.fields import CheckboxesField, EmailField, RadiosField, SelectField, TextField
from reachable.web.shared.forms import Form

Choices = Iterable[tuple[str, str]]
YES, NO = "yes", "no"
ANOTHER = "another"


class MeetingSeatForm(Form):
    wanted = RadiosField(
        label="Is somebody needed in this seat?",
        choices=[(YES, "Yes"), (NO, "No")],
        conditional={NO: ("because",)},
        inline=False,
        missing="Answer yes or no",
    )
    because = TextField(label="Why not", required=False, max_length=300)

    @property
    def said(self) -> dict[str, Any]:
        return {"wanted": self.cleaned_data["wanted"] == YES, "because": self.cleaned_data["because"]}


class AddSeatForm(Form):
    label = TextField(
        label="Who should be there?",
        hint="A job or a service, for example: Youth club leader. Name no young person.",
        max_length=120,
        missing="Say who should be there",
    )


class _Sees(Form):
    sees = CheckboxesField(
        label="Which young people are theirs?",
        hint="They see these and no others. Whoever is on the team sees what the team sees, whatever is chosen here.",
        choices=(),
        required=False,
        small=True,
    )

    def offer_young(self, young_people: Choices) -> None:
        cast(CheckboxesField, self.fields["sees"]).choices = list(young_people)
        if not cast(CheckboxesField, self.fields["sees"]).choices:
            del self.fields["sees"]

    @property
    def keys(self) -> tuple[UUID, ...]:
        return tuple(UUID(one) for one in self.cleaned_data.get("sees", ()))


class AddAttendeeForm(_Sees):
    """`people` are (key, words) of everybody who matches what was searched for."""

    professional = SelectField(
        label="Professional", choices=(), empty="Choose a professional", missing="Select a professional"
    )

    field_order = ("professional", "sees")

    def __init__(self, *args: Any, people: Choices, young_people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["professional"]).choices = list(people)
        self.offer_young(young_people)

    @property
    def said(self) -> dict[str, Any]:
        return {"professional_key": UUID(self.cleaned_data["professional"]), "sees": self.keys}


class AddGuestForm(_Sees):
    name = TextField(label="Name", max_length=120)
    email = EmailField(label="E-mail address at work", hint="The code that lets them in is sent there.")
    job_title = TextField(label="Job", max_length=120)
    telephone = TextField(label="Telephone", required=False, max_length=40, width=20)
    agency = SelectField(
        label="Agency", choices=(), empty="Choose the agency", missing="Choose the agency, or “Not in the list”"
    )
    agency_words = TextField(label="Name of the agency, if it is not in the list", required=False, max_length=120)
    agency_kind = SelectField(
        label="What kind of agency it is, if it is not in the list", choices=AgencyKind.choices, required=False
    )

    field_order = ("name", "email", "job_title", "telephone", "agency", "agency_words", "agency_kind", "sees")

    def __init__(self, *args: Any, agencies: Choices, young_people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["agency"]).choices = [*agencies, (ANOTHER, "Not in the list")]
        self.offer_young(young_people)

    @property
    def said(self) -> dict[str, Any]:
        """As a new guest is described; an agency in words only where none of the list was chosen."""
        sent = self.cleaned_data
        is_new = sent["agency"] == ANOTHER
        return {
            **{name: sent[name] for name in ("name", "email", "job_title", "telephone")},
            "agency_key": None if is_new else UUID(sent["agency"]),
            "agency_words": sent["agency_words"] if is_new else "",
            "agency_kind": sent["agency_kind"] if is_new else "",
        }


class SeesForm(_Sees):
    def __init__(self, *args: Any, young_people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_young(young_people)


class ComingForm(Form):
    coming = RadiosField(
        label="What did they say?",
        choices=[(code, words) for code, words in Coming.choices if code],
        small=True,
        missing="Choose what they said",
    )
    words = TextField(label="In their words", hint="For example, who comes instead", required=False, max_length=200)
