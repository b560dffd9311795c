"""What is typed while a meeting runs: notes, dissent, what is done about an item, a restricted part, the purposes."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError

from reachable.incidents.choices import Audience
from reachable.meetings.choices import NoteKind
from reachable.meetings.queries import NoteLine, RunView
from reachable.web.shared.fields import (
    BooleanCheckField,
    CheckboxesField,
    HiddenField,
    MomentField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form

_INCOMPLETE = "Open this page again: it was sent incompletely."


class KeyField(HiddenField):
    """A key of ours; "" and None are both nothing."""

    def clean(self, value: object) -> UUID | None:
        text = str(value or "")
        if not text:
            return None
        try:
            return UUID(text)
        except ValueError:
            raise ValidationError(_INCOMPLETE, code="invalid") from None


class NumberField(HiddenField):
    """The version that the writer saw."""

    def clean(self, value: object) -> int:
        text = str(value or "0")
        if not (text.isascii() and text.isdigit() and len(text) < 9):
            raise ValidationError(_INCOMPLETE, code="invalid")
        return int(text)


class KeyChoice(SelectField):
    """Somebody of this meeting: the operation knows who is."""

    def check_offered(self, value: str) -> str:
        return str(_key(value)) if value else ""


class KeyChoices(CheckboxesField):
    """Some of this meeting: the operation knows which there are."""

    def to_python(self, value: object) -> list[str]:
        return [str(_key(one)) for one in value] if isinstance(value, (list, tuple)) else []


def _key(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise ValidationError(_INCOMPLETE, code="invalid") from None


class NoteForm(Form):
    """One fact, view or decision. `key` is made with the form, so that one sent again is the same note.

    What was sent is read without the page; `offer` gives the boxes what there is to choose from.
    """

    key = KeyField()
    item = KeyField()
    words = TextareaField(label="Note", rows=3, missing="Write what is to be noted")
    kind = RadiosField(
        label="This is a",
        choices=NoteKind.choices,
        small=True,
        inline=True,
        missing="Say whether it is a fact, a view or a decision",
    )
    about = KeyChoices(label="About (nobody ticked: everybody)", choices=(), required=False, small=True)
    said_by = KeyChoice(label="Said by", choices=(), empty="Not said", required=False)
    audience = SelectField(label="Who may read it", choices=Audience.choices, empty=None, required=False)
    held_by_police = BooleanCheckField(label="Police clear the wording before it goes into a record")
    is_plan = BooleanCheckField(label="It is a response or trigger plan of the police")
    seen_version = NumberField()

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        start = {"key": str(uuid4()), "audience": Audience.TEAM.value}
        super().__init__(data, prefix="note", initial=start | (initial or {}), **kwargs)

    def offer(self, view: RunView) -> "NoteForm":
        self._choose("about", [(str(one.key), one.letter) for one in view.heading.covered])
        there = [one for one in view.attendance if one.was_there]
        self._choose("said_by", [(str(one.key), f"{one.name}, {one.agency}") for one in there])
        self._choose("audience", view.audiences)
        if view.item is not None:
            self.initial.setdefault("item", str(view.item.key))
            self.initial.setdefault("is_plan", view.item.police_plans)
            self.initial.setdefault("held_by_police", view.item.police_plans)
        return self

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, (SelectField, CheckboxesField)):
            field.choices = list(choices)

    @property
    def said(self) -> dict[str, Any]:
        """As the operations take it."""
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "words": given["words"],
            "about": [UUID(one) for one in given["about"]],
            "said_by": UUID(given["said_by"]) if given["said_by"] else None,
            "audience": given["audience"] or Audience.TEAM.value,
            "held_by_police": given["held_by_police"] or None,  # not ticked: as it is by default for who said it
            "is_plan": given["is_plan"],
        }

    @property
    def changed(self) -> dict[str, Any]:
        """Of a note that stands: what is not ticked now is meant so."""
        return {**self.said, "held_by_police": self.cleaned_data["held_by_police"]}

    def has_now_seen(self, version: int) -> None:
        """What was typed stays; sending it again goes on from what is now shown."""
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("seen_version")] = str(version)


def as_it_stands(note: NoteLine) -> dict[str, Any]:
    """What the boxes hold when somebody wants to change a note."""
    return {
        "key": str(note.key),
        "item": str(note.item_key),
        "words": note.words,
        "kind": note.kind,
        "about": [str(one) for one in note.about],
        "said_by": str(note.said_by_key or ""),
        "audience": note.audience,
        "held_by_police": note.held_by_police,
        "is_plan": note.is_plan,
        "seen_version": str(note.version),
    }


class BecauseForm(Form):
    because = TextField(label="Because", max_length=300, missing="Say why, in a few words")


class ClearNoteForm(Form):
    wording = TextareaField(
        label="Wording for the records of the young people it concerns",
        hint="Only this goes into a record. Leave out what police or the chair do not release.",
        rows=4,
        missing="Write the wording that may go into a record",
    )


class DissentForm(Form):
    attendee = SelectField(label="Who does not agree", choices=(), empty="Choose who")
    words = TextField(label="What they say", max_length=500, missing="Write what they say")

    def __init__(self, people: Sequence[tuple[str, str]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["attendee"]
        if isinstance(field, SelectField):
            field.choices = list(people)


class RestrictedForm(Form):
    because = TextField(
        label="Why is it restricted?", max_length=300, missing="Say why this part is restricted", hint="Names nobody"
    )
    stay = CheckboxesField(label="Who stays", choices=(), small=True, missing="Say who stays")

    def __init__(self, people: Sequence[tuple[str, str]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="restricted", **kwargs)
        field = self.fields["stay"]
        if isinstance(field, CheckboxesField):
            field.choices = list(people)


class AddItemForm(Form):
    key = KeyField()
    title = TextField(label="Add an item", max_length=200, missing="Write what the item is")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="add", initial={"key": str(uuid4())}, **kwargs)


class PurposesForm(Form):
    """At least one; what is agreed here is what the material of the meeting may be used for (CTX-3, CTX-6)."""

    purposes = CheckboxesField(label="What is this meeting for?", choices=(), required=False)
    own = TextareaField(
        label="Other purposes", hint="One on each line. Name no young person.", rows=2, required=False, max_length=1_000
    )
    not_for = TextField(label="What its information must not be used for", required=False, max_length=300)

    def __init__(self, view: RunView, data: Any = None, **kwargs: Any) -> None:
        codes = {one.code for one in view.purposes_to_choose}
        chosen = [one.code for one in view.heading.purposes]
        start = {
            "purposes": [code for code in chosen if code in codes],
            "own": "\n".join(code for code in chosen if code not in codes),
            "not_for": view.heading.not_for,
        }
        super().__init__(data, initial=start, **kwargs)
        field = self.fields["purposes"]
        if isinstance(field, CheckboxesField):
            field.choices = [(one.code, one.title) for one in view.purposes_to_choose]
            field.hints = {one.code: one.why for one in view.purposes_to_choose if one.why}

    @property
    def agreed(self) -> dict[str, Any]:
        given = self.cleaned_data
        own = [line.strip()[:200] for line in given["own"].splitlines() if line.strip()]
        return {"purposes": given["purposes"], "own_purposes": own, "not_for": given["not_for"]}


class EndForm(Form):
    ended_at = MomentField(
        label="When did it end?", hint="Leave it empty if it ends now.", required=False, not_future=True
    )
