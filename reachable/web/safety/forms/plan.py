"""Writing a version of the safety plan, saying whether it still fits, naming whom a copy is for."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.common.refusals import Refused
from reachable.safety.choices import Fit, PlanPlace
from reachable.safety.policies.plan import LONGEST_UNTIL_REVIEW, LONGEST_WORDS, MOST_MEASURES, NewPlanMeasure
from reachable.safety.queries import PlanVersion
from reachable.web.shared.fields import (
    DatePartsField,
    HiddenField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

EMPTY_ROWS = 2  # for one place, beside those that are filled in
ADD = "add-"  # the button that asks for one more row, and the place
_SCALE = [(str(n), {0: "0: not safe at all", 10: "10: safe enough"}.get(n, str(n))) for n in range(11)]
_HINTS = {
    PlanPlace.HOME: "Doors, who is in, who sleeps where, what is done when somebody comes",
    PlanPlace.AREA: "Where they do not go, where they can go in when they feel followed",
    PlanPlace.EDUCATION: "Who meets them, where they wait, how they leave",
    PlanPlace.ONLINE: "Location off, who is blocked, whom they show a threat to",
    PlanPlace.TRAVEL: "Which way, with whom, by what",
}


class PlanForm(SeenForm):
    """A whole version. Each place has a row for each measure and two empty ones; a button asks for more.

    `is_first`: nothing stands yet, so nothing can have changed.
    """

    key = HiddenField()
    because = TextField(
        label="What changed since the version before?",
        hint="The young person moved, the threat is more definite, somebody else takes part",
        max_length=300,
    )
    danger = TextareaField(
        label="What are we worried about?",
        hint="What may happen, and to whom, in words that the young person would use. Do not write what they said "
        "happened: an account is never part of a plan.",
        max_length=LONGEST_WORDS,
        rows=3,
    )
    goals = TextareaField(
        label="What do we want to see?",
        hint="What has to be seen, and for how long, for everybody to be confident",
        max_length=LONGEST_WORDS,
        rows=3,
    )
    scale = SelectField(label="How safe is it now?", choices=_SCALE, required=False, empty="Not placed yet")
    scale_by = TextField(label="Who placed it there?", hint="The young person and the carers too", required=False)
    trusted_adults = TextareaField(
        label="Trusted adults",
        hint="Whom the young person rings or goes to. Only who has agreed to it.",
        required=False,
        max_length=LONGEST_WORDS,
        rows=2,
    )
    young_persons_words = TextareaField(
        label="In the young person's own words",
        hint="What helps, and what they will do themselves",
        required=False,
        max_length=LONGEST_WORDS,
        rows=2,
    )
    carers_words = TextareaField(label="In the carers' own words", required=False, max_length=LONGEST_WORDS, rows=2)
    agreed_with = TextField(label="Agreed with", required=False, max_length=500)
    review_on = DatePartsField(
        label="Look at it again on",
        hint=f"Within {LONGEST_UNTIL_REVIEW} days, which is our default; sooner while much changes",
        missing="Say when the plan is looked at again",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, stands: PlanVersion | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        if stands is None:
            del self.fields["because"]
        self.rows = {place: self._rows_of(place, stands) for place in PlanPlace}
        for place, count in self.rows.items():
            for index in range(count):
                self._add_row(place, index)
        if stands is not None:
            self.initial = {**_as_written(stands), **self.initial}

    def _rows_of(self, place: PlanPlace, stands: PlanVersion | None) -> int:
        """As many as were sent, or two more than are filled in; one more where that was asked for."""
        sent = str(self.data.get(f"rows-{place.value}", "")) if self.is_bound else ""
        filled = len(stands.at_place(place)) if stands else 0
        count = int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= 2 else filled + EMPTY_ROWS
        more = self.is_bound and self.data.get("do") == f"{ADD}{place.value}"
        return min(count + more, MOST_MEASURES)

    def _add_row(self, place: PlanPlace, index: int) -> None:
        """Which place it is stands above the rows of each."""
        name = f"{place.value}-{index}"
        self.fields[f"{name}-what"] = TextField(label=f"What is done, {index + 1}", required=False, max_length=300)
        self.fields[f"{name}-who"] = TextField(label=f"Who does it, {index + 1}", required=False)

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    def missed(self, number: int) -> bool:
        """Whether somebody else wrote while this one was: also where something is missing, or text was kept."""
        return self.is_bound and str(self.data.get("seen_number", "")) != str(number)

    @property
    def places(self) -> Iterable[tuple[PlanPlace, str, int, list[tuple[Any, Any]]]]:
        """Each place with its hint and its rows, for the page."""
        for place, count in self.rows.items():
            rows = [(self[f"{place.value}-{n}-what"], self[f"{place.value}-{n}-who"]) for n in range(count)]
            yield place, _HINTS[place], count, rows

    @property
    def version(self) -> dict[str, Any]:
        """The arguments of `write_plan`."""
        given = self.cleaned_data
        told = {name: value for name, value in given.items() if name in _TOLD}
        measures = [
            NewPlanMeasure(place.value, given[f"{place.value}-{n}-what"], given[f"{place.value}-{n}-who"])
            for place, count in self.rows.items()
            for n in range(count)
        ]
        scale = int(given["scale"]) if given["scale"] else None
        return {**told, "scale": scale, "measures": measures}

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        """What measures owe is shown at the first place."""
        named = f"{PlanPlace.HOME.value}-0-what" if getattr(refusal, "field", "") == "measures" else field
        super().refuse(refusal, named)


_TOLD = (
    "key", "seen_number", "because", "danger", "goals", "scale_by", "trusted_adults", "young_persons_words",
    "carers_words", "agreed_with", "review_on",
)  # fmt: skip


def _as_written(stands: PlanVersion) -> dict[str, Any]:
    """The version that stands, to begin with; what changed and the day of the review are asked anew."""
    text = stands.text
    names = ("danger", "goals", "scale_by", "trusted_adults", "young_persons_words", "carers_words", "agreed_with")
    found: dict[str, Any] = {name: getattr(text, name) for name in names}
    found["scale"] = "" if text.scale is None else str(text.scale)
    for place in PlanPlace:
        for index, row in enumerate(stands.at_place(place)):
            found[f"{place.value}-{index}-what"], found[f"{place.value}-{index}-who"] = row.what, row.who
    return found


class FitForm(Form):
    fit = RadiosField(label="Is the plan still fit for purpose?", choices=Fit.choices, small=True)
    because = TextareaField(
        label="Why, or what must change?",
        hint="Look at who is a danger now, at the ways they take, and at who protects them.",
        max_length=500,
        rows=3,
        missing="Say why it still fits, or what must change",
    )


class CopyForm(SeenForm):
    """`key` is made with the form: shown again, it is the same copy."""

    key = HiddenField()
    recipient = TextField(
        label="Whom is the copy for?",
        hint="By name. It stands on the copy, and who has one is listed here.",
        missing="Say whom the copy is for",
    )

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None
