"""What happened, and what became of it. The questions of each kind are those of its table in the incidents room."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.incidents.choices import FactStands
from reachable.incidents.queries import FactLine, KindToRecord
from reachable.web.shared.fields import (
    BooleanCheckField,
    DatePartsField,
    HiddenField,
    MomentField,
    RadiosField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form

from .definition import SeenForm
from .places import in_the_directory

NOW, THEN, NOT_KNOWN = "NOW", "THEN", "NOT_KNOWN"


class FactForm(Form):
    """One fact of `kind`; `names` are those that the directory has for its place.

    `key` is made with the form, so that sending it twice records it once.
    """

    key = HiddenField()
    when = RadiosField(
        label="When?",
        choices=[(NOW, "Just now"), (THEN, "At another time"), (NOT_KNOWN, "Not known")],
        small=True,
        conditional={THEN: ("happened_at", "happened_about")},
    )
    happened_at = MomentField(label="Date and time", not_future=True)
    happened_about = BooleanCheckField(label="The time is only about right")
    place = TextField(label="Where?", hint="Leave it empty if it is not known", required=False)
    words = TextareaField(
        label="What else should the team know about it?",
        hint="A sentence is enough. Name other young people by their letter.",
        required=False,
        rows=2,
        max_length=500,
    )
    told_by = TextField(label="Who says so?", hint="For example: the custody sergeant", required=False)
    because = TextField(label="What was wrong before?", max_length=300)

    def __init__(
        self, *args: Any, kind: KindToRecord, names: Sequence[str] = (), corrects: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        when = cast(RadiosField, self.fields["when"])
        when.label = kind.when
        when.error_messages["required"] = f"Answer “{kind.when}”"
        if kind.lies_ahead:
            when.choices = [(THEN, "On this day"), (NOT_KNOWN, "Not known yet")]
            cast(MomentField, self.fields["happened_at"]).not_future = False
        if kind.where:
            place = self.fields["place"]
            place.label, place.help_text = kind.where, in_the_directory(names, otherwise=str(place.help_text))
        else:
            del self.fields["place"]
        if not corrects:
            del self.fields["because"]

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    @property
    def statement(self) -> dict[str, Any]:
        """The arguments of `record_fact`."""
        given = dict(self.cleaned_data)
        if given.pop("when") == NOW:
            given["happened_at"] = self.at
        return given


class SettleFactForm(SeenForm):
    """What became of a fact."""

    standing = RadiosField(label="What became of it?", choices=(), small=True, conditional={"ENDED": ("ended_on",)})
    ended_on = DatePartsField(label="On which day did it end?", not_future=True)
    because = TextareaField(label="Why?", hint="For example: who says so", rows=2, max_length=300)

    def __init__(self, *args: Any, fact: FactLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        again = "It stands after all"
        if fact.stands:
            again = "Both are so" if fact.contradicts else ""
        offered = {
            FactStands.ENDED: "It was so, and has ended" if fact.standing != FactStands.ENDED else "It ended otherwise",
            FactStands.MISTAKE: "It was recorded by mistake" if fact.standing != FactStands.MISTAKE else "",
            FactStands.STANDS: again,
        }
        field = cast(RadiosField, self.fields["standing"])
        field.choices = [(code.value, label) for code, label in offered.items() if label]


class ChooseFactForm(SeenForm):
    """Of statements that contradict each other, why this one is right."""

    because = TextareaField(
        label="How do you know?", hint="For example: I rang the ward at 23:10", rows=2, max_length=300
    )
