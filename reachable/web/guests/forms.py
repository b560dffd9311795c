"""What somebody writes who was asked to a meeting and need not have an account."""

from collections.abc import Sequence
from typing import Any

from reachable.meetings.choices import Coming
from reachable.web.shared.fields import EmailField, HiddenField, MomentField, RadiosField, TextareaField, TextField
from reachable.web.shared.forms import Form

NAME_NOBODY = "Name no young person here, and nothing that says who is meant."


class AnswerForm(Form):
    coming = RadiosField(
        label="Do you come?",
        choices=(
            (Coming.COMING, "I come"),
            (Coming.SENDING, "I send somebody, or what I know"),
            (Coming.CANNOT, "I cannot come"),
        ),
        hints={Coming.SENDING: "Say below whom, or how what you know reaches the chair"},
        missing="Choose one of the three answers",
    )
    words = TextField(
        label="A few words for the chair",
        hint=f"Whom you send, how what you know arrives, or why you cannot come. {NAME_NOBODY}",
        required=False,
        max_length=200,
    )


class AddressForm(Form):
    email = EmailField(label="E-mail address to which you were invited", missing="Enter your e-mail address")


class CodeForm(Form):
    code = TextField(
        label="Code",
        hint="8 letters and digits, as in the message. It works for 15 minutes.",
        width=10,
        max_length=20,
        autocomplete="one-time-code",
        missing="Enter the code from the message",
    )


class PurposeForm(Form):
    purpose = RadiosField(label="For what do you need it?", choices=(), missing="Say for what you need it")

    def __init__(self, *args: Any, purposes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["purpose"]
        if isinstance(field, RadiosField):
            field.choices = list(purposes)


class StepForm(Form):
    """`version` is that of the action as its reader saw it."""

    step = HiddenField()
    version = HiddenField()

    @property
    def seen_version(self) -> int:
        text = str(self.cleaned_data["version"])
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def arguments(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("step", "version")}


class AcceptForm(StepForm):
    """The button says it all."""


class DoneForm(StepForm):
    outcome = TextareaField(label="What came of it?", rows=3, max_length=2_000, missing="Say what came of it")


class MoreTimeForm(StepForm):
    due_at = MomentField(label="Until when?", not_past=True)
    because = TextField(label="Why does it need more time?", max_length=2_000, missing="Say why it needs more time")


class HandBackForm(StepForm):
    because = TextField(
        label="Why is it not yours?",
        hint="It goes back to whoever gave it to you, who is told.",
        max_length=2_000,
        missing="Say why you hand it back",
    )
