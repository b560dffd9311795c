"""Where somebody lives or is kept safe, and who may read it; what a child said of what happened."""

from typing import Any, cast
from uuid import UUID

from reachable.people.choices import REASON_LENGTH, SAFE_USES, WORDS_LENGTH, AddressUse
from reachable.people.facts import NewAccount, NewAddress
from reachable.web.shared.fields import (
    BooleanCheckField,
    CheckboxesField,
    DatePartsField,
    MomentField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form

from .record import Listed

_ALWAYS = "Always a safe address"
YES, NO = "YES", "NO"


class AddressForm(Form):
    """`team` are those who can be named to read it where it is a safe address."""

    use = RadiosField(
        label="What kind of address is it?",
        choices=AddressUse.choices,
        hints=dict.fromkeys(SAFE_USES, _ALWAYS),
        small=True,
    )
    line1 = TextField(label="House and street", required=False, max_length=120)
    line2 = TextField(label="More of it", required=False, max_length=120)
    town = TextField(label="Town or village", required=False, max_length=80, width=20)
    postcode = TextField(label="Postcode", hint="Its first half will do", required=False, max_length=12, width=10)
    uprn = TextField(label="Property number (UPRN)", required=False, max_length=12, width=20, inputmode="numeric")
    from_on = DatePartsField(label="Since when?", hint="Leave it empty if it is not known", required=False)
    until_on = DatePartsField(label="Until when?", hint="Leave it empty if it goes on", required=False)
    told_by = TextField(label="Who says so?", required=False)
    is_safe = BooleanCheckField(label="This is a safe address", hint="Whoever looks for them must not find them there.")
    readers = CheckboxesField(
        label="If it is a safe address: who reads it beside you?",
        hint="Everybody else, the lead too, reads “held: ask you”. You can name more people later.",
        choices=(),
        required=False,
        small=True,
    )

    def __init__(self, *args: Any, team: Listed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(CheckboxesField, self.fields["readers"]).choices = list(team)

    @property
    def new(self) -> NewAddress:
        given = dict(self.cleaned_data)
        return NewAddress(readers=tuple(UUID(key) for key in given.pop("readers")), **given)

    @property
    def follows(self) -> str:
        given = self.cleaned_data
        if not (given["is_safe"] or given["use"] in SAFE_USES):
            return "Everybody who reads the record can read it."
        others = len(given["readers"])
        return f"Only you and {others} more can read it." if others else "Only you can read it. You can name others."


class ReaderForm(Form):
    professional = SelectField(
        label="Who may read it too?", choices=(), empty="Choose somebody on the team", missing="Choose who may read it"
    )
    because = TextField(label="Why do they need it?", max_length=REASON_LENGTH)

    def __init__(self, *args: Any, team: Listed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["professional"]).choices = list(team)

    @property
    def reader(self) -> dict[str, Any]:
        """The arguments of `name_address_reader`."""
        given = self.cleaned_data
        return {"professional_key": UUID(given["professional"]), "because": given["because"]}


class AccountForm(Form):
    question = TextareaField(
        label="What was the child asked?",
        hint="The question word for word, or “nothing: they began to tell it”.",
        rows=2,
        max_length=WORDS_LENGTH,
    )
    words = TextareaField(
        label="What did the child say?", hint="Word for word, in their own words. No summary.", rows=8
    )
    said_at = MomentField(label="When?", not_future=True)
    present = TextField(label="Who was there?", hint="For example: only me, in the ward's side room", max_length=300)
    in_custody = RadiosField(
        label="Was it said in custody, to a worker who is not police?",
        hint="Then social workers read it, and police do not.",
        choices=((YES, "Yes"), (NO, "No")),
        missing="Say whether it was said in custody: police do not read what is told to a worker there.",
        inline=True,
        small=True,
    )

    @property
    def new(self) -> NewAccount:
        given = dict(self.cleaned_data)
        return NewAccount(in_custody=given.pop("in_custody") == YES, **given)
