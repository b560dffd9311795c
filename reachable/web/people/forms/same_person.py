"""Whether two are one person, and taking two apart again: always with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from reachable.people.choices import REASON_LENGTH
from reachable.web.shared.fields import RadiosField, TextareaField
from reachable.web.shared.forms import Form

SAME, TWO, LATER = "SAME", "TWO", "LATER"


class SamePersonAnswerForm(Form):
    """`may_be_same`: who may not open what is held of the other does not put them together."""

    answer = RadiosField(
        label="Are they the same person?",
        choices=((SAME, "Yes, the same person"), (TWO, "No, two people"), (LATER, "I cannot say: look later")),
        conditional={SAME: ("same_because",), TWO: ("two_because",)},
        missing="Say whether they are the same person",
    )
    same_because = TextareaField(
        label="How do you know?",
        hint="What you saw or who told you. It stays on record and is read by whoever looks at both.",
        rows=3,
        max_length=REASON_LENGTH,
        missing="Say how you know that they are the same person",
    )
    two_because = TextareaField(
        label="How do you know?",
        hint="Nobody is asked about these two again.",
        rows=3,
        max_length=REASON_LENGTH,
        missing="Say how you know that they are two people",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, at: datetime, may_be_same: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, at=at, **kwargs)
        if not may_be_same:
            answer = cast(RadiosField, self.fields["answer"])
            answer.choices = [(TWO, "No, two people"), (LATER, "I cannot say: look later")]

    @property
    def because(self) -> str:
        given = self.cleaned_data
        return str(given["same_because"] if given["answer"] == SAME else given["two_because"])


class TakeApartForm(Form):
    because = TextareaField(
        label="Why are they two people after all?",
        hint="It stays on record.",
        rows=3,
        max_length=REASON_LENGTH,
        missing="Say why they are two people after all",
    )
