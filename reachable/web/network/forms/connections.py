"""Forms about connections: saying one, contesting it, keeping it, removing it."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.incidents.choices import GroupStance, RemovedBecause
from reachable.incidents.queries import Node
from reachable.people.association_kinds import KINDS
from reachable.people.choices import GROUP_NAME_LENGTH, TOLD_BY_LENGTH, WORDS_LENGTH, AssociationKind
from reachable.web.shared.fields import DatePartsField, RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form

from .provenance import ProvenanceFields, offer, people

BACK = ":back"


def kinds(*, both_ways: bool = True) -> Iterator[tuple[str, str]]:
    """How the first is connected with the second, in words that can be read between two names."""
    for code, kind in KINDS.items():
        yield code, kind.says_back if kind.from_other and not both_ways else kind.says
        if both_ways and not kind.is_symmetric:
            yield f"{code}{BACK}", kind.says_back


class ConnectForm(ProvenanceFields):
    one = SelectField(label="Who?", choices=(), empty="Choose who", missing="Choose who is connected")
    kind = SelectField(
        label="How connected?", choices=tuple(kinds()), empty="Choose how", missing="Choose how they are connected"
    )
    other = SelectField(label="With whom?", choices=(), empty="Choose whom", missing="Choose with whom")
    knows_of_family = True

    def __init__(self, *args: Any, nodes: Sequence[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            offer(self, name, people(nodes))

    def clean_other(self) -> str:
        other = str(self.cleaned_data["other"])
        if other and other == self.cleaned_data.get("one"):
            raise ValidationError("Choose two people, not one twice")
        return other

    @property
    def connection(self) -> dict[str, Any]:
        """The arguments of `associate`."""
        given = self.cleaned_data
        code, back, _ = given["kind"].partition(BACK)
        ends = (UUID(given["one"]), UUID(given["other"]))
        one, other = reversed(ends) if back else ends
        return {"one": one, "other": other, "kind": str(AssociationKind(code)), "provenance": self.provenance}


class GroupLinkForm(ProvenanceFields):
    person = SelectField(label="Who", choices=(), empty="Choose who", missing="Choose whom it is said of")
    group_name = TextField(
        label="What do people call the group?", max_length=GROUP_NAME_LENGTH, missing="Say what people call the group"
    )

    def __init__(self, *args: Any, nodes: Sequence[Node], known: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people(nodes))
        self.fields["group_name"].help_text = _as_spoken(known)

    @property
    def link(self) -> dict[str, Any]:
        """The arguments of `link_to_group`."""
        given = self.cleaned_data
        return {"person": UUID(given["person"]), "group_name": given["group_name"], "provenance": self.provenance}


class RelateGroupsForm(ProvenanceFields):
    one_name = TextField(label="One group", max_length=GROUP_NAME_LENGTH, missing="Say what people call one group")
    stance = RadiosField(
        label="How do they stand to each other?",
        choices=GroupStance.choices,
        small=True,
        missing="Say how they stand to each other",
    )
    other_name = TextField(
        label="The other group", max_length=GROUP_NAME_LENGTH, missing="Say what people call the other group"
    )

    def __init__(self, *args: Any, known: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["one_name"].help_text = _as_spoken(known)

    @property
    def relation(self) -> dict[str, Any]:
        """The arguments of `relate_groups`."""
        names = ("one_name", "other_name", "stance")
        return {**{name: self.cleaned_data[name] for name in names}, "provenance": self.provenance}


def _as_spoken(known: Sequence[str]) -> str:
    return f"Spoken of here already: {', '.join(known)}" if known else ""


class ContestForm(Form):
    words = TextareaField(
        label="What is wrong with it?",
        hint="In the words of whoever contests it. It stands beside the connection wherever that is shown.",
        rows=3,
        max_length=WORDS_LENGTH,
        missing="Say what is wrong with it",
    )
    contested_by = TextField(
        label="Who contests it?", hint="For example: Kai; his mother; the school", max_length=TOLD_BY_LENGTH,
        missing="Say who contests it",
    )  # fmt: skip


class KeepForm(Form):
    review_on = DatePartsField(
        label="Until when may it stand now?", not_past=True, missing="Say until when it may stand"
    )
    because = TextareaField(
        label="Why is it still needed?",
        hint="What supports it today, and whom it keeps safe",
        rows=2,
        max_length=500,
        missing="Say why it is still needed",
    )


class RemoveForm(Form):
    because = RadiosField(
        label="Why is it removed?", choices=RemovedBecause.choices, small=True, missing="Say why it is removed"
    )
