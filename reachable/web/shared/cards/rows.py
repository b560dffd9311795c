"""An action on the spot: who does what by when, and whether it sends somebody to a young person or a family."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.responses.operations import AsksAgain, NewAction
from reachable.responses.queries import Owner
from reachable.web.shared import moments
from reachable.web.shared.fields import BooleanCheckField, HiddenField, RadiosField, SelectField, TextField
from reachable.web.shared.forms import Form

YES, NO = "yes", "no"
CONTACT = ((YES, "Yes"), (NO, "No"))
_FIELDS = {"makes_contact": "contact", "owner": "owner", "due_at": "due", "what": "what"}


class DueField(SelectField):
    """Takes the times offered on the page, and those of a page that was opened earlier."""

    def check_offered(self, value: str) -> str:
        if value and not moments.is_offered(value):
            raise ValidationError("Select one of the times on the page", code="invalid_choice")
        return value


def owner_keys(value: str) -> dict[str, UUID]:
    """ "p:<key>" or "a:<key>" as the operations take it."""
    kind, _, key = value.partition(":")
    return {"owner_key" if kind == "p" else "agency_key": UUID(key)}


class ActionRow(Form):
    """One possible action: a suggestion of the guide, or (`suggestion` empty) something else. It counts when ticked."""

    tick = BooleanCheckField(label="Add this action")
    what = TextField(label="What is to be done", max_length=500, required=False)
    owner = SelectField(label="Who", choices=(), empty="Choose who", required=False)
    due = DueField(label="By when", choices=(), empty=None, required=False)
    due_at = TextField(label="Another time", max_length=40, required=False)
    contact = RadiosField(
        label="Does it send somebody to a young person or their family?", choices=CONTACT, required=False
    )
    asked = HiddenField()  # the words about which the question of contact was asked again

    def __init__(
        self,
        data: Any = None,
        *,
        at: datetime,
        prefix: str,
        owners: Sequence[Owner],
        suggestion: str = "",
        makes_contact: bool | None = None,
        always: bool = False,
    ) -> None:
        contact = "" if makes_contact is None else YES if makes_contact else NO
        super().__init__(data, at=at, prefix=prefix, initial={"what": suggestion, "contact": contact})
        self.suggestion, self.always = suggestion, always
        self.quoted: tuple[str, ...] = ()
        self.now = at
        self._set("owner", [(owner.value, owner.label) for owner in owners])
        self._set("due", moments.choices(at))

    def _set(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, SelectField):
            field.choices = choices

    @property
    def is_wanted(self) -> bool:
        return self.always or bool(self["tick"].value())

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.is_wanted:
            self.errors.clear()
            return given
        if not given.get("what") and "what" not in self.errors:
            self.add_error("what", "Say what is to be done")
        if not given.get("owner") and "owner" not in self.errors:
            self.add_error("owner", "Choose who does it")
        if not given.get("contact") and "contact" not in self.errors:
            self.add_error("contact", "Answer whether it sends somebody to a young person or their family")
        self._clean_due(given)
        return given

    def _clean_due(self, given: dict[str, Any]) -> None:
        if "due" in self.errors or "due_at" in self.errors:
            return
        code = given.get("due_at") or given.get("due") or ""
        moment = None if code == moments.PICK else moments.chosen(code, self.now)
        if moment is None:
            self.add_error("due_at", "Enter a real date and time by which it is due, like 2026-11-24T12:00")
        elif moment <= self.now:
            self.add_error("due_at", "The time by which it is due has passed already. Choose a later one")
        given["moment"] = moment

    @property
    def was_asked_again(self) -> bool:
        """Asked about these very words: changed words are asked about anew."""
        return bool(self.cleaned_data["asked"]) and self.cleaned_data["asked"] == self.cleaned_data["what"]

    def new_action(self) -> NewAction:
        given = self.cleaned_data
        owner = owner_keys(given["owner"])
        return NewAction(
            what=given["what"],
            due_at=given["moment"],
            owner_key=owner.get("owner_key"),
            agency_key=owner.get("agency_key"),
            makes_contact=given["contact"] == YES,
            asked_again=self.was_asked_again,
        )

    def ask_again(self, refusal: AsksAgain) -> None:
        """The same question once more, beside the words that raise it; the answer must be given anew."""
        self.quoted = refusal.words
        changed = {self.add_prefix("asked"): refusal.what, self.add_prefix("contact"): ""}
        self.data = {**{name: self.data[name] for name in self.data}, **changed}
        self.add_error("contact", str(refusal))

    def place(self, refusal: Any) -> None:
        """Show at its own box why the operation refused this action."""
        if isinstance(refusal, AsksAgain):
            self.ask_again(refusal)
        else:
            self.refuse(refusal, _FIELDS.get(refusal.field, ""))


def row_of(refusal: Any, rows: Sequence[ActionRow]) -> ActionRow | None:
    """Which of the wanted rows a refusal is about, if any."""
    if refusal.field not in _FIELDS or not rows:
        return None
    words = getattr(refusal, "what", "")
    about = [row for row in rows if words and row.cleaned_data.get("what") == words]
    return (about or list(rows))[0]
