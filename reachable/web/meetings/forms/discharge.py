"""What is typed about the meeting that plans a discharge. A seat is a fact: nothing of it must be filled in."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from reachable.meetings.choices import SeatState
from reachable.web.shared.fields import HiddenField, MomentField, RadiosField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

NO_ADDRESS = "Name other young people by their letter. Do not write an address here."


class SeatForm(SeenForm):
    """How one seat stands. `who` suggests what to write, from the team and the directory."""

    state = RadiosField(
        label="How does this seat stand?",
        choices=SeatState.choices,
        small=True,
        hints={SeatState.EMPTY: "Keeps nobody on the ward once it is said why, and who was asked for what they know"},
        conditional={SeatState.EMPTY: ("because", "information_asked_of", "information_asked_at")},
    )
    because = TextField(
        label="Why is it empty?", hint="For example: weekend, the practice is shut", required=False, max_length=300
    )
    information_asked_of = TextField(
        label="Whom did you ask for what they know?", hint="Name or team", required=False, max_length=200
    )
    information_asked_at = MomentField(label="When did you ask?", required=False, not_future=True)
    who = TextField(label="Who takes part?", hint="Name and role, as far as it is known", required=False)
    information = TextareaField(
        label="What did they send, or say beforehand?",
        hint=f"What the meeting should know of it. {NO_ADDRESS}",
        required=False,
        rows=3,
    )


class AgreeDischargeForm(Form):
    """`seen` is what the page showed: the number of each answer and of each seat."""

    seen = HiddenField()
    words = TextareaField(
        label="What was agreed?",
        hint=f"In a sentence: when the young person leaves, with whom, and who does what. {NO_ADDRESS}",
        rows=3,
        max_length=500,
        missing="Say in a sentence what was agreed",
    )

    def clean_seen(self) -> dict[str, int]:
        try:
            return read_seen(str(self.cleaned_data["seen"] or ""))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    def has_now_seen(self, seen: Mapping[str, int]) -> None:
        """After something was said again: what was typed stays, and sending it again answers what is now shown."""
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("seen")] = write_seen(seen)


class WithdrawDischargeForm(Form):
    because = TextareaField(
        label="Why is it no longer agreed?",
        hint=NO_ADDRESS,
        rows=2,
        max_length=300,
        missing="Say why it is no longer agreed",
    )


def write_seen(seen: Mapping[str, int]) -> str:
    return " ".join(f"{name}={number}" for name, number in seen.items())


def read_seen(text: str) -> dict[str, int]:
    return {name: int(number) for name, _, number in (one.partition("=") for one in text.split())}
