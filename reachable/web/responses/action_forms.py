"""What can be done with one action, each with one field or two."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.common import clock
from reachable.responses import operations
from reachable.responses.choices import ActionState
from reachable.responses.queries import ActionLine, Owner
from reachable.web.shared import moments
from reachable.web.shared.cards import DueField, owner_keys
from reachable.web.shared.fields import HiddenField, MomentField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form


class StepForm(Form):
    """`version` is that of the action as its reader saw it; `next` where to go afterwards."""

    version = HiddenField()
    next = HiddenField()

    def arguments(self) -> dict[str, Any]:
        return {}

    @property
    def seen_version(self) -> int:
        text = self.cleaned_data["version"]
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


class Done(StepForm):
    outcome = TextareaField(label="What came of it?", rows=2, missing="Say what came of it")

    def arguments(self) -> dict[str, Any]:
        return {"outcome": self.cleaned_data["outcome"]}


class MadeEarly(Done):
    """Contact that was made before it was cleared: the same record, asked for as what it is."""

    outcome = TextareaField(
        label="What happened, when and who made contact",
        rows=2,
        missing="Say what happened, when and who made contact",
    )


class MoreTime(StepForm):
    until = DueField(label="Until", choices=(), empty="Choose when", required=False)
    due_at = MomentField(label="Or another date and time", required=False, not_past=True)
    because = TextField(label="Why it needs more time", max_length=2_000, missing="Say why it needs more time")

    def __init__(self, *args: Any, due_at: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["until"]
        if isinstance(field, DueField) and self.at is not None:
            offered = moments.choices(self.at, later_than=due_at)
            field.choices = [(code, words) for code, words in offered if code != moments.PICK]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given["moment"] = given.get("due_at") or moments.chosen(given.get("until") or "", self.at or clock.now())
        if given["moment"] is None and not {"until", "due_at"} & set(self.errors):
            self.add_error("until", "Choose until when")
        return given

    def arguments(self) -> dict[str, Any]:
        return {"due_at": self.cleaned_data["moment"], "because": self.cleaned_data["because"]}


class Because(StepForm):
    because = TextField(label="Why", max_length=2_000, missing="Say why")

    def arguments(self) -> dict[str, Any]:
        return {"because": self.cleaned_data["because"]}


class NotMine(Because):
    because = TextField(label="Why it is not yours", max_length=2_000, missing="Say why it is not yours")


class Withdraw(Because):
    because = TextField(label="Why it is no longer needed", max_length=2_000, missing="Say why it is no longer needed")


class Give(StepForm):
    owner = SelectField(label="Give it to", choices=(), empty="Choose who", missing="Choose who does it")

    def __init__(self, *args: Any, owners: Sequence[Owner] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        if isinstance(field, SelectField):
            field.choices = [(owner.value, owner.label) for owner in owners]

    def arguments(self) -> dict[str, Any]:
        return owner_keys(self.cleaned_data["owner"])


class Accept(StepForm):
    pass


class Travel(StepForm):
    """One press, on the way or at a door: nothing is asked."""


STEPS: dict[str, tuple[type[StepForm], Callable[..., Any], str]] = {
    "done": (Done, operations.finish_action, "Done"),
    "extend": (MoreTime, operations.extend_action, "More time given"),
    "hand-back": (NotMine, operations.hand_back_action, "Handed back"),
    "assign": (Give, operations.assign_action, "Given on"),
    "accept": (Accept, operations.accept_action, "Accepted: it is yours now"),
    "set-off": (Travel, operations.set_off, "Set off"),
    "arrived": (Travel, operations.arrive, "Arrived"),
    "back": (Travel, operations.come_back, "Back and safe"),
    "withdraw": (Withdraw, operations.withdraw_action, "No longer needed"),
}


def forms_for(line: ActionLine, owners: Sequence[Owner], *, at: datetime, back: str) -> dict[str, StepForm]:
    return {name: make(name, owners, line=line, at=at, back=back) for name in STEPS}


def make(
    name: str,
    owners: Sequence[Owner],
    *,
    at: datetime,
    data: Any = None,
    line: ActionLine | None = None,
    back: str = "",
) -> StepForm:
    kind = STEPS[name][0]
    if kind is Done and line and line.state == ActionState.PROPOSED:
        kind = MadeEarly
    initial = {"version": str(line.version) if line else "", "next": back}
    more: dict[str, Any] = {"owners": owners} if kind is Give else {}
    if kind is MoreTime:
        more = {"due_at": line.due_at if line else None}
    return kind(data, at=at, auto_id=f"id_{name}_%s", initial=initial, **more)


def carry_out(name: str, form: StepForm, *, by: Any, at: datetime, key: UUID) -> str:
    """The operation of this step; returns what to say of it."""
    _, operation, words = STEPS[name]
    operation(by=by, at=at, action_key=key, seen_version=form.seen_version, **form.arguments())
    return words
