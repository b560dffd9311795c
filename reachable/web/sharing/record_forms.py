"""What is sent about the records of a meeting."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.sharing.choices import MarkDecision
from reachable.sharing.queries import Choice
from reachable.web.shared.fields import BooleanCheckField, HiddenField, MomentField, RadiosField, SelectField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm


class MarkForm(SeenForm):
    """What becomes of words of one paragraph. `words` are those of the minutes."""

    paragraph = HiddenField()
    words = TextField(label="Words in it", hint="As the minutes have them, letter for letter", max_length=200)
    decision = RadiosField(
        label="What becomes of them?",
        choices=MarkDecision.choices,
        conditional={MarkDecision.REPLACE.value: ("person",)},
    )
    person = SelectField(label="Whom do they point to?", choices=(), required=False, empty="Choose")

    def __init__(self, *args: Any, people: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["person"]).choices = [(str(one.key), one.words) for one in people]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == MarkDecision.REPLACE and not data.get("person"):
            self.add_error("person", ValidationError("Say whom the words point to", code="required"))
        return data

    @property
    def chosen(self) -> UUID | None:
        return UUID(self.cleaned_data["person"]) if self.cleaned_data.get("person") else None


class FinalForm(SeenForm):
    read = BooleanCheckField(
        label="I read it to the end: it tells of no young person of another household",
        required=True,
        missing="Read the record to its end, and tick that it tells of nobody else",
    )


class FiledForm(Form):
    reference = TextField(
        label="Reference in the social care system", hint="For example the number of the document", max_length=80
    )
    filed_at = MomentField(label="When it was filed", not_future=True)


class NumberForm(Form):
    number = SelectField(label="Which number?", choices=(), empty=None)
    because = TextField(label="Why do you need to know?", hint="It is logged with your name", max_length=300)

    def __init__(self, *args: Any, numbers: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(one), f"young person {one}") for one in numbers]
        cast(SelectField, self.fields["number"]).choices = found


class WithholdForm(Form):
    because = TextField(label="Why are the names of their own household left out?", max_length=300)
