"""Asking for a practical measure, and saying what became of it."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.common.refusals import Refused
from reachable.safety.choices import MeasureKind, MeasureState
from reachable.safety.queries import MeasureLine
from reachable.web.shared.fields import (
    BooleanCheckField,
    DatePartsField,
    HiddenField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

_HINTS = {
    MeasureKind.ACCOMMODATION: "Say that there is a place, and who holds the address. Never the address itself.",
    MeasureKind.ADDRESS_MARKER: "Police who are called there know at once what it is about.",
    MeasureKind.FIRE_SAFETY: "The fire service looks at the home: letterbox, smoke alarms, ways out.",
}


class AskForMeasureForm(Form):
    """`agencies` are (key, name). `key` is made with the form: sent twice, it is one measure."""

    key = HiddenField()
    kind = RadiosField(
        label="What is asked for?",
        choices=MeasureKind.choices,
        hints={kind.value: hint for kind, hint in _HINTS.items()},
        small=True,
    )
    words = TextField(
        label="What exactly?",
        hint="For another measure say what it is. Do not write where somebody stays safely.",
        required=False,
        max_length=300,
    )
    asked_of = SelectField(label="Who is asked?", choices=(), empty="Not said yet", required=False)
    review_on = DatePartsField(label="Look at it again on", hint="Leave it empty if no day is agreed", required=False)
    another = BooleanCheckField(label="Ask for another one beside it")

    field_order = ("key", "kind", "another", "words", "asked_of", "review_on")

    def __init__(self, *args: Any, agencies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["asked_of"]).choices = list(agencies)

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    @property
    def asks_again(self) -> bool:
        """One of the kind runs: whether another one is meant is asked only then."""
        return self.is_bound and bool("another" in self.errors or self["another"].value())

    @property
    def request(self) -> dict[str, Any]:
        """The arguments of `ask_for_measure`."""
        given = dict(self.cleaned_data)
        asked_of = given.pop("asked_of")
        return {**given, "asked_of_key": UUID(asked_of) if asked_of else None}


class MeasureForm(SeenForm):
    """What became of it. The last day of one that is in place may lie ahead, that of one that ended does not."""

    state = RadiosField(
        label="How does it stand now?",
        choices=(),
        small=True,
        conditional={
            MeasureState.IN_PLACE: ("in_place_on", "expires_on"),
            MeasureState.ENDED: ("ended_on",),
        },
    )
    in_place_on = DatePartsField(
        label="In place since",
        hint="Leave it empty if it is not known since when: today is recorded",
        required=False,
        not_future=True,
    )
    expires_on = DatePartsField(
        label="Last day on which it is in place", hint="Leave it empty if no end is known", required=False
    )
    ended_on = DatePartsField(
        label="Last day on which it was in place", hint="If it is known", required=False, not_future=True
    )
    review_on = DatePartsField(
        label="Look at it again on", hint="For what is asked for or in place. Leave it empty for none", required=False
    )
    words = TextareaField(
        label="What is new, or why",
        hint="Needed for what is not to be had or has ended. Do not write where somebody stays safely.",
        required=False,
        rows=2,
        max_length=300,
    )

    def __init__(self, *args: Any, measure: MeasureLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_place = measure.state == MeasureState.IN_PLACE
        waits = "It was not in place after all: still asked for" if in_place else "Still asked for"
        labels = {
            MeasureState.ASKED_FOR: waits if measure.state in _OPEN else "It is asked for again",
            MeasureState.IN_PLACE: "It is in place: extend it or change its days" if in_place else "It is in place",
            MeasureState.NOT_TO_BE_HAD: "It is not to be had",
            MeasureState.ENDED: "It has ended" if in_place else "It is no longer needed",
        }
        cast(RadiosField, self.fields["state"]).choices = [(code.value, label) for code, label in labels.items()]

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        """The last day of one that ended has a box of its own."""
        named = field or getattr(refusal, "field", "")
        ended = named == "expires_on" and self.cleaned_data.get("state") == MeasureState.ENDED
        super().refuse(refusal, "ended_on" if ended else named)

    @property
    def step(self) -> dict[str, Any]:
        """The arguments of `set_measure`."""
        given = dict(self.cleaned_data)
        ended_on, seen = given.pop("ended_on"), given.pop("seen_number")
        return {**given, "expires_on": given["expires_on"] or ended_on, "seen_version": seen}


_OPEN = (MeasureState.ASKED_FOR, MeasureState.IN_PLACE)
