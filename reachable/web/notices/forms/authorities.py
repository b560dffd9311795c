"""What another authority was told, and what it said."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from reachable.sharing.choices import ContactState
from reachable.web.shared.fields import MomentField, RadiosField, SelectField, TextField
from reachable.web.shared.seen import SeenForm

OTHER = "other"


class AuthorityForm(SeenForm):
    """`authorities` are (key, name) of those that the directory has."""

    authority = SelectField(label="Which authority?", choices=(), empty="Choose an authority", missing="Say which one")
    authority_words = TextField(label="Which one, where it is not in the list?", required=False, max_length=200)
    state = RadiosField(
        label="What happened?", choices=ContactState.choices, conditional={ContactState.ACCEPTED: ["in_writing"]}
    )
    in_writing = TextField(
        label="Where is the writing?",
        hint="Sender, day, and where it is filed. Without it, we answer for the young person.",
        required=False,
        max_length=300,
    )
    whom = TextField(
        label="Who took the message, or who answered?",
        hint="Name and office: a message left is no answer",
        max_length=200,
    )
    happened_at = MomentField(label="When?", not_future=True)
    words = TextField(label="What else was said?", required=False, max_length=500)

    def __init__(self, *args: Any, authorities: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*authorities, (OTHER, "One that is not in this list")]
        cast(SelectField, self.fields["authority"]).choices = choices

    @property
    def said(self) -> dict[str, Any]:
        """The arguments of `say_authority`."""
        given = dict(self.cleaned_data)
        named = given.pop("authority")
        return {**given, "authority_key": None if named == OTHER else UUID(named)}
