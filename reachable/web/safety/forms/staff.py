"""Support for staff: whether and when. There is no box in which anybody could write what was said."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from reachable.common.refusals import Refused
from reachable.safety.choices import SupportKind, SupportState
from reachable.web.shared.fields import DatePartsField, RadiosField, SelectField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

_DAYS = {SupportState.BOOKED: ("booked_on",), SupportState.HELD: ("held_on",)}


def _state(label: str, **more: Any) -> RadiosField:
    return RadiosField(label=label, choices=SupportState.choices, small=True, conditional=_DAYS, **more)


def _booked_on() -> DatePartsField:
    return DatePartsField(label="Booked for", hint="If the day is known", required=False)


def _held_on() -> DatePartsField:
    return DatePartsField(label="Held on", hint="If the day is known", required=False, not_future=True)


def _day(given: dict[str, Any]) -> date | None:
    booked, held = given.pop("booked_on"), given.pop("held_on")
    return booked or held


class OfferSupportForm(Form):
    """`agencies` are (key, name) of those for which the reader records it."""

    kind = RadiosField(label="What?", choices=SupportKind.choices, small=True)
    agency = SelectField(label="For which agency?", choices=(), empty="Choose an agency", missing="Select an agency")
    team = TextField(
        label="For which team?",
        hint="Leave it empty for all of them. Never write a worker's name.",
        required=False,
        max_length=120,
    )
    state = _state("How does it stand?")
    booked_on = _booked_on()
    held_on = _held_on()

    def __init__(self, *args: Any, agencies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["agency"]).choices = list(agencies)

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        super().refuse(refusal, field or _box(self, refusal))

    @property
    def offer(self) -> dict[str, Any]:
        """The arguments of `offer_support`."""
        given = dict(self.cleaned_data)
        return {"agency_key": UUID(given.pop("agency")), "on": _day(given), **given}


class StaffSupportForm(SeenForm):
    state = _state("How does it stand now?")
    booked_on = _booked_on()
    held_on = _held_on()

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        super().refuse(refusal, field or _box(self, refusal))

    @property
    def step(self) -> dict[str, Any]:
        """The arguments of `step_support`."""
        given = dict(self.cleaned_data)
        return {"seen_version": given.pop("seen_number"), "on": _day(given), **given}


def _box(form: Form, refusal: Refused | str) -> str:
    """The day has one box where it is booked and one where it was held."""
    named = str(getattr(refusal, "field", ""))
    if named != "on":
        return named
    return "held_on" if form.cleaned_data.get("state") == SupportState.HELD else "booked_on"
