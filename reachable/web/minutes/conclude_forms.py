"""What is typed when a meeting is concluded: why a seat was empty, the agreeing, what is added to the minutes."""

from typing import Any, cast
from uuid import UUID, uuid4

from reachable.meetings.choices import MinutesChange
from reachable.web.shared.fields import RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form

from .run_forms import KeyField, NumberField

NO_ADDRESS = "Name young people by their letter. Do not write an address here."


class WhyEmptyForm(Form):
    """Of one seat; its prefix is "seat-" and the code of the seat."""

    because = TextField(
        label="Why did nobody come?", hint="For example: nobody on duty until eight", max_length=300,
        missing="Say why nobody came, in a few words",
    )  # fmt: skip


class AgreeForm(Form):
    """Which state of the meeting the chair has before them."""

    seen_revision = NumberField()

    def has_now_seen(self, revision: int) -> None:
        """After something was written meanwhile: agreeing again agrees what is now shown."""
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("seen_revision")] = str(revision)


class AddendumForm(Form):
    """`notes` are those that may be taken out: (key, how the list calls it); only the chair takes one out."""

    key = KeyField()
    change = RadiosField(
        label="What do you add?",
        choices=(
            (MinutesChange.CORRECTION, "A correction"),
            (MinutesChange.REDACTION, "A note is taken out, because the law requires it"),
        ),
        hints={
            MinutesChange.CORRECTION: "What is wrong stays as it was written; this stands above it",
            MinutesChange.REDACTION: "Readers see that it was taken out; records made afterwards leave it out",
        },
        conditional={MinutesChange.CORRECTION: ("wrong_key",), MinutesChange.REDACTION: ("note_key",)},
        missing="Say what you add",
    )
    note_key = SelectField(label="Which note?", choices=(), missing="Choose the note that is taken out")
    wrong_key = SelectField(
        label="Which note is wrong?",
        hint="Whoever reads the note reads the correction, and it goes into records with the note alone",
        choices=(),
        empty="None: it is about the minutes as a whole, and goes into every record",
        required=False,
    )
    words = TextareaField(
        label="In words",
        hint=f"The correction; or the ground that the information-governance lead gave. {NO_ADDRESS}",
        rows=3,
        max_length=5_000,
        missing="Write the correction, or the ground",
    )
    because = TextField(label="Why is it added?", max_length=300, missing="Say why, in a few words")

    def __init__(self, *args: Any, notes: tuple[tuple[str, str], ...], is_chair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["note_key"]).choices = list(notes)
        cast(SelectField, self.fields["wrong_key"]).choices = list(notes)
        change = cast(RadiosField, self.fields["change"])
        if not is_chair or not notes:
            change.choices = change.choices[:1]
        if not self.is_bound:
            self.initial.setdefault("key", uuid4())

    def cleaned(self) -> dict[str, Any]:
        """As the operation takes it."""
        said = dict(self.cleaned_data)
        chosen = said.pop("wrong_key") or said["note_key"]
        return {**said, "note_key": UUID(chosen) if chosen else None}


class SendActionsForm(Form):
    """`late_because` only where the question whether they were sent is late."""

    late_because = TextField(
        label="It was due before: why is it sent only now?",
        hint="This answers the question whether the actions were sent. They are sent without it too.",
        required=False,
        max_length=300,
    )
