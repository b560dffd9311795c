"""Moving a response on, handing over what is open, days to come."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from reachable.oversight.choices import LaterKind, LineKind
from reachable.web.shared.fields import (
    CheckboxesField,
    DatePartsField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form


class StabiliseForm(Form):
    because = TextareaField(
        label="What has eased, and who sees it so?", rows=3, max_length=1000, missing="Enter what has eased"
    )


class StandDownForm(Form):
    because = TextareaField(
        label="How does it stand now, and who decided that business as usual carries it?", rows=4, max_length=2000
    )
    left_undone = TextareaField(
        label="What is left undone, why, and who decided it?",
        hint="Only where questions that should be answered are not.",
        rows=3,
        max_length=2000,
        required=False,
    )


class BeginAgainForm(Form):
    because = TextareaField(label="What has happened?", rows=3, max_length=1000)
    other = TextField(
        label="Reference of the incident that made it so",
        hint="After a reprisal. The two are linked, and whether each safety plan still fits is asked again. "
        "Report the new incident first if nobody has.",
        required=False,
        max_length=20,
        width=20,
    )


class HandOverForm(Form):
    """`lines` are (value, words) of what is open, `people` (key, name) of the team."""

    lines = CheckboxesField(label="What is handed over?", choices=(), missing="Select at least one line")
    to = SelectField(label="To whom?", choices=(), empty="Choose a person", missing="Select who takes it on")
    words = TextareaField(label="What do they take on?", rows=2, max_length=500)
    next_on = DatePartsField(label="When is it looked at next?", hint="The first MACE or planning meeting")

    def __init__(self, *args: Any, lines: Iterable[tuple[str, str]], people: Iterable[tuple[str, str]], **kw: Any):
        super().__init__(*args, **kw)
        cast(CheckboxesField, self.fields["lines"]).choices = list(lines)
        cast(SelectField, self.fields["to"]).choices = list(people)

    @property
    def offer(self) -> dict[str, Any]:
        """The arguments of `hand_over`."""
        given = dict(self.cleaned_data)
        lines = [(LineKind(kind), UUID(key)) for kind, key in (one.split(":", 1) for one in given.pop("lines"))]
        return {"lines": lines, "to": UUID(given.pop("to")), **given}


class AnswerForm(Form):
    answer = RadiosField(
        label="Do you take it on?",
        choices=(("accept", "Yes, I take it on"), ("decline", "No, because…")),
        conditional={"decline": ["because"]},
        small=True,
    )
    because = TextField(label="Why not, and who might?", max_length=300, missing="Enter why not")


class DayForm(Form):
    kind = RadiosField(label="What is it?", choices=LaterKind.choices, small=True)
    on = DatePartsField(label="On which day?")
    prompt_on = DatePartsField(
        label="From when should somebody look ahead?", hint="Four weeks before, if you leave it empty", required=False
    )
    owner = SelectField(label="Who looks ahead to it?", choices=(), empty="Choose a person", missing="Select who")
    words = TextField(label="What should they think of?", required=False, max_length=300)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["owner"]).choices = list(people)

    def day(self, today: date) -> dict[str, Any]:
        """The arguments of `add_later_date`."""
        given = dict(self.cleaned_data)
        ahead = given.pop("prompt_on") or max(min(given["on"], today), given["on"] - timedelta(weeks=4))
        return {"owner": UUID(given.pop("owner")), "prompt_on": ahead, **given}


class FinishDayForm(Form):
    words = TextField(label="What was done for it?", max_length=300)
