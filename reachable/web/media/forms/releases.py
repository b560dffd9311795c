"""What is typed about who speaks, and the words that are pasted. There is no editor: words are written elsewhere."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.web.shared.fields import HiddenField, RadiosField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

YES_NO = (("yes", "Yes"), ("no", "No"))
LONGEST = 20_000


class ContactsForm(SeenForm):
    police_lead = TextField(
        label="Who leads for the police", hint="Name and rank", max_length=200, missing="Name who leads for the police"
    )
    contact_point = TextField(
        label="Single point of contact",
        hint="One name in corporate communications, to whom everybody passes questions",
        max_length=200,
        missing="Name the single point of contact",
    )
    telephone = TextField(label="Telephone of the contact point", required=False, max_length=60)
    health = TextField(label="Media colleague of health", required=False, max_length=200)
    childrens_services = TextField(label="Media colleague of children's services", required=False, max_length=200)

    @property
    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class _Words(Form):
    text = TextareaField(
        label="The words",
        hint="Paste them exactly as they are to go out. One changed word is another version.",
        rows=12,
        max_length=LONGEST,
        missing="Paste the words of this version",
    )
    names_somebody = RadiosField(
        label="Do they name a young person, or let somebody work out who is meant?",
        hint="Read them as somebody from that street would. Age, school and street are enough.",
        choices=YES_NO,
        inline=True,
        small=True,
        missing="Say whether they name or point to a young person",
    )

    def clean_names_somebody(self) -> bool:
        return str(self.cleaned_data["names_somebody"]) == "yes"


class NewReleaseForm(_Words):
    """`key` is made with the form: sent twice, it is one release."""

    key = HiddenField()
    title = TextField(
        label="What it is for",
        hint="For example: appeal for witnesses. Name nobody: it stands in lists.",
        max_length=120,
        missing="Say in a few words what it is for",
    )

    field_order = ("key", "title", "text", "names_somebody")

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None


class NewVersionForm(_Words, SeenForm):
    field_order = ("seen_number", "text", "names_somebody")
