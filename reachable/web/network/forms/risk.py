"""What is decided about somebody who may now be at risk: one of three answers, why, and an action on the spot."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.common import clock
from reachable.common.refusals import Refused
from reachable.responses.choices import DispositionCode
from reachable.responses.operations import AsksAgain, NewAction
from reachable.responses.queries import Owner
from reachable.web.shared import moments
from reachable.web.shared.fields import HiddenField, RadiosField, SelectField, TextField
from reachable.web.shared.seen import SeenForm

YES, NO = "yes", "no"
_MISSING = {
    "what": "Say what is to be done",
    "owner": "Choose who does it",
    "due": "Choose by when",
    "contact": "Say whether it sends somebody to them",
}
_PLACES = {"makes_contact": "contact", "owner": "owner", "due_at": "due", "what": "what"}


class _Due(SelectField):
    """Takes the times offered on the page, and those of a page that was opened earlier."""

    def check_offered(self, value: str) -> str:
        if value and not moments.is_offered(value):
            raise ValidationError("Select one of the times on the page", code="invalid_choice")
        return value


class DisposeForm(SeenForm):
    """`seen_number` is that of the answer that stood when its writer saw it; 0 where there was none."""

    code = RadiosField(
        label="What is decided?",
        choices=[(code, label.removesuffix(", because")) for code, label in DispositionCode.choices],
        missing="Choose one of the three answers",
        small=True,
        hints={
            DispositionCode.SAFEGUARD_NOW: "They get a letter in the incident; immediate safety is asked about them",
            DispositionCode.OWN_WORKER: "Somebody who already works with them takes it up",
        },
        conditional={DispositionCode.OWN_WORKER: ("worker",)},
    )
    worker = TextField(label="Who works with them?", hint="Name and service, as you know them", required=False)
    because = TextField(label="Because", max_length=500, missing="Say why")
    what = TextField(label="What is to be done", max_length=500, required=False)
    owner = SelectField(label="Who", choices=(), empty="Choose who", required=False)
    due = _Due(label="By when", choices=(), empty="Choose when", required=False)
    contact = RadiosField(
        label="Does it send somebody to them or their family?",
        choices=((YES, "Yes"), (NO, "No")),
        required=False,
        small=True,
        inline=True,
    )
    asked = HiddenField()  # the words about which the question of contact was asked again

    ACTION = ("what", "owner", "due", "contact")

    def __init__(self, data: Any = None, *, at: datetime, owners: Sequence[Owner] = (), **kwargs: Any) -> None:
        super().__init__(data, at=at, **kwargs)
        self._offer("owner", [(owner.value, owner.label) for owner in owners])
        self._offer("due", [choice for choice in moments.choices(at) if choice[0] != moments.PICK])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, SelectField):
            field.choices = choices

    @property
    def has_action(self) -> bool:
        """Whether the part that adds an action stands open."""
        return any(self[name].value() or self[name].errors for name in self.ACTION)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not any(given.get(name) for name in self.ACTION):
            return given
        for name, words in _MISSING.items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, words)
        return given

    def new_action(self) -> NewAction | None:
        given = self.cleaned_data
        due_at = moments.chosen(given["due"], self.at or clock.now()) if given["due"] else None
        if not given["what"] or due_at is None:
            return None
        kind, _, key = given["owner"].partition(":")
        return NewAction(
            what=given["what"],
            due_at=due_at,
            makes_contact=given["contact"] == YES,
            asked_again=bool(given["asked"]) and given["asked"] == given["what"],
            owner_key=UUID(key) if kind == "p" else None,
            agency_key=UUID(key) if kind != "p" else None,
        )

    @property
    def answer(self) -> dict[str, Any]:
        """The arguments of `dispose`."""
        given = self.cleaned_data
        return {
            "code": given["code"],
            "because": given["because"],
            "worker": given["worker"],
            "new_action": self.new_action(),
            "seen_number": given["seen_number"],
        }

    def place(self, refusal: Refused) -> None:
        """At its own box; words that mean contact are asked about once more, and the answer is given anew."""
        if isinstance(refusal, AsksAgain):
            changed = {self.add_prefix("asked"): refusal.what, self.add_prefix("contact"): ""}
            self.data = {**{name: self.data[name] for name in self.data}, **changed}
        self.refuse(refusal, _PLACES.get(refusal.field, ""))
