"""What is typed about meetings that come back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.common.refusals import Refused
from reachable.meetings.policies.series import CHILD_PLANNING, LOCALITY, MOST_WEEKS
from reachable.web.shared.fields import (
    DatePartsField,
    HiddenField,
    IntegerField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form

NAME_NOBODY = "Name no young person here."
_BOX_OF = {"involvement_key": "young_person", "owner_key": "owner"}


class SeriesForm(Form):
    """`key` is made with the form: sent twice, it is one."""

    key = HiddenField()
    kind = RadiosField(
        label="Which meetings?",
        choices=(),
        missing="Choose which meetings come back",
        conditional={CHILD_PLANNING: ("young_person",), LOCALITY: ("context",)},
    )
    young_person = SelectField(label="About whom?", choices=(), empty="Choose a young person", required=False)
    context = SelectField(label="About which place or group?", choices=(), empty="The whole incident", required=False)
    every_weeks = IntegerField(
        label="Every how many weeks?", least=1, most=MOST_WEEKS, suffix="weeks", missing="Say every how many weeks"
    )
    next_on = DatePartsField(label="When is the next one?", not_past=True, missing="Say when the next is held")
    reason = TextareaField(
        label="What are they for?", hint=NAME_NOBODY, rows=2, max_length=140, missing="Say what these meetings are for"
    )
    outcome = TextareaField(
        label="What is to come of them?",
        hint=f"Decide it beforehand: a list of names with no actions helps nobody. {NAME_NOBODY}",
        rows=2,
        max_length=140,
        missing="Say what is to come of them",
    )
    owner = SelectField(
        label="Who sees to it that they are held?", choices=(), empty="Choose somebody", missing="Say who sees to it"
    )

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[tuple[str, str]],
        young_people: Iterable[tuple[str, str]],
        contexts: Iterable[tuple[str, str]],
        owners: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {"kind": kinds, "young_person": young_people, "context": contexts, "owner": owners}
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = list(choices)

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        super().refuse(refusal, field or _BOX_OF.get(str(getattr(refusal, "field", "")), ""))

    @property
    def said(self) -> dict[str, Any]:
        """The arguments of `begin_series`."""
        sent = dict(self.cleaned_data)
        young_person, context, owner = sent.pop("young_person"), sent.pop("context"), sent.pop("owner")
        about = UUID(young_person) if young_person else None
        return {**sent, "involvement_key": about, "context_reference": context, "owner_key": UUID(owner)}


class EndSeriesForm(Form):
    because = TextField(
        label="Why do they come back no longer?", hint=NAME_NOBODY, max_length=300, missing="Say why they end"
    )
