"""Recording help that is offered, and what became of it."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.playbook.tables import Listed
from reachable.safety.choices import OfferState
from reachable.web.shared.fields import DatePartsField, HiddenField, RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

_WHY = "Needed for what has ended or is not wanted now. Write it so that the family could read it."
_AGAIN = "Leave it empty if no day is agreed"


class Giver:
    """Who can give help: a service of the directory by name, or an agency."""

    def __init__(self, key: str, name: str, agency_key: str, *, is_service: bool) -> None:
        self.key, self.name, self.agency_key, self.is_service = key, name, agency_key, is_service


class OfferForm(Form):
    """`key` is made with the form: sent twice, it is one."""

    key = HiddenField()
    kind = RadiosField(label="Which kind of help?", choices=(), small=True)
    what = TextField(
        label="What is offered?",
        hint="In words for the family: it goes on their sheet. Name no other young person.",
        max_length=300,
        missing="Say what is offered",
    )
    giver = SelectField(
        label="Who gives it?",
        hint="Services and agencies of the directory",
        choices=(),
        empty="Somebody else, or not known yet",
        required=False,
    )
    by_whom = TextField(label="Who, in words", hint="A worker, a coach, a relative, another service", required=False)
    state = RadiosField(label="How does it stand?", choices=OfferState.choices, small=True)
    begins_on = DatePartsField(label="It begins on", hint="Leave it empty if that is not known", required=False)
    review_on = DatePartsField(label="Look at it again on", hint=_AGAIN, required=False)
    words = TextareaField(label="What else, or why not", hint=_WHY, required=False, rows=2, max_length=500)

    def __init__(self, *args: Any, kinds: Sequence[Listed], givers: Iterable[Giver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = cast(RadiosField, self.fields["kind"])
        kind.choices = [(one.code, one.title) for one in kinds]
        kind.hints = {one.code: one.why for one in kinds if one.why}
        self._givers = {one.key: one for one in givers}
        cast(SelectField, self.fields["giver"]).choices = [(one.key, one.name) for one in self._givers.values()]

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    @property
    def offer(self) -> dict[str, Any]:
        """The arguments of `offer_help`: a service is named in words, beside the agency that runs it."""
        given = dict(self.cleaned_data)
        giver = self._givers.get(given.pop("giver"))
        if giver is not None and giver.is_service:
            given["by_whom"] = ", ".join(part for part in (giver.name, given["by_whom"]) if part)
        return {**given, "agency_key": UUID(giver.agency_key) if giver and giver.agency_key else None}


class OfferStepForm(SeenForm):
    state = RadiosField(label="How does it stand now?", choices=OfferState.choices, small=True)
    begins_on = DatePartsField(
        label="It began or begins on", hint="Leave it empty if that is not known", required=False
    )
    review_on = DatePartsField(label="Look at it again on", hint=_AGAIN, required=False)
    words = TextareaField(label="What is new, or why", hint=_WHY, required=False, rows=2, max_length=500)

    @property
    def step(self) -> dict[str, Any]:
        """The arguments of `step_help`."""
        given = dict(self.cleaned_data)
        seen = given.pop("seen_number")
        return {**given, "seen_version": seen}
