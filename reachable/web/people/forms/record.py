"""What is recorded of somebody: details, other names, numbers. What each kind asks stands in its table."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from reachable.people.choices import REASON_LENGTH, WORDS_LENGTH, IdentifierSystem, NameUse
from reachable.people.detail_kinds import KindOfDetail
from reachable.people.facts import NewDetail
from reachable.web.shared.fields import DatePartsField, RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form

BESIDE, INSTEAD = "BESIDE", "INSTEAD"
Listed = Sequence[tuple[str, str]]  # (key, words)


class DetailForm(Form):
    """One detail of `kind`; `team` can be chosen as the worker; `stands`: something is recorded of it already."""

    code = RadiosField(label="Answer", choices=(), small=True)
    professional = SelectField(
        label="Somebody on the team of this incident", choices=(), required=False, empty="Not on the team, or not known"
    )
    where = TextField(label="Where?", required=False)
    words = TextareaField(label="What is known?", required=False, rows=2, max_length=WORDS_LENGTH)
    from_on = DatePartsField(label="Since when?", hint="Leave it empty if it is not known", required=False)
    until_on = DatePartsField(label="Until when?", hint="Leave it empty if it goes on", required=False)
    told_by = TextField(label="Who says so?", hint="For example: the school office. Empty: you do.", required=False)
    stood = RadiosField(
        label="And what is recorded already?",
        choices=[(BESIDE, "It still holds: this stands beside it"), (INSTEAD, "This takes its place")],
        small=True,
    )

    def __init__(self, *args: Any, kind: KindOfDetail, team: Listed = (), stands: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self._ask("code", kind.ask)
        cast(RadiosField, self.fields["code"]).choices = [(one.code, one.label) for one in kind.options]
        self._ask("words", kind.words, kind.words_hint)
        self._ask("where", kind.where)
        cast(SelectField, self.fields["professional"]).choices = list(team)
        absent = {
            "code": not kind.options,
            "words": not kind.words,
            "where": not kind.where,
            "professional": not kind.asks_worker,
            "from_on": not kind.dated,
            "until_on": not kind.dated,
            "stood": not (stands and kind.several),
        }
        for name in (name for name, is_absent in absent.items() if is_absent):
            del self.fields[name]
        self.initial.setdefault("stood", BESIDE)

    def _ask(self, name: str, label: str, hint: str = "") -> None:
        field = self.fields[name]
        field.label, field.help_text = label, hint
        if name == "code":
            field.error_messages["required"] = f"Answer “{label}”"

    @property
    def new(self) -> NewDetail:
        given = dict(self.cleaned_data)
        chosen = given.pop("professional", "")
        instead = given.pop("stood", BESIDE) == INSTEAD
        worker = UUID(chosen) if chosen else None
        return NewDetail(kind=self.kind.kind, professional_key=worker, takes_the_place=instead, **given)


class OtherNameForm(Form):
    name = TextField(label="Name", max_length=240)
    use = RadiosField(label="What kind of name is it?", choices=NameUse.choices, small=True)
    told_by = TextField(label="Who says so?", hint="For example: the young person", required=False)


class NumberForm(Form):
    """`system` is asked for, because people have a number in their hand and not yet a page."""

    system = RadiosField(
        label="Which number is it?",
        choices=IdentifierSystem.choices,
        hints={
            IdentifierSystem.NHS_NUMBER: "10 digits",
            IdentifierSystem.UPN: "A letter and 12 more characters, from the school",
            IdentifierSystem.SOCIAL_CARE: "As the children's services of the home authority write it",
        },
        small=True,
    )
    value = TextField(label="Number", max_length=40, width=20)
    source = TextField(label="Where is it from?", hint="For example: the hospital wristband", required=False)
    since_on = DatePartsField(label="Since when?", hint="Leave it empty if it is not known", required=False)


class EndForm(Form):
    because = TextareaField(
        label="Why does it no longer hold?",
        hint="For example: they moved, or it was never so. What was recorded stays, with what you say here.",
        rows=2,
        max_length=REASON_LENGTH,
    )


class EndAddressForm(EndForm):
    until_on = DatePartsField(
        label="Until when was it so?", hint="Leave it empty if it is not known", required=False, not_future=True
    )


class NotToDiscloseForm(Form):
    """`addresses` are those that stand, by kind alone: a warning needs no more."""

    to_whom = TextField(
        label="Who must not learn of it?", hint="For example: his father, or anybody from the other side"
    )
    about = RadiosField(label="What must not reach them?", choices=(), small=True)
    because = TextareaField(
        label="Why?",
        hint="Do not write down an address here: more people read this than may read a safe address.",
        rows=2,
        max_length=REASON_LENGTH,
    )
    told_by = TextField(label="Who says so?", required=False)

    EVERYTHING = "EVERYTHING"

    def __init__(self, *args: Any, addresses: Listed = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(self.EVERYTHING, "Anything about them"), *addresses]
        cast(RadiosField, self.fields["about"]).choices = choices
        if len(choices) == 1:
            del self.fields["about"]

    @property
    def warning(self) -> dict[str, Any]:
        """The arguments of `do_not_disclose`."""
        given = dict(self.cleaned_data)
        about = given.pop("about", self.EVERYTHING)
        return {**given, "address_key": None if about == self.EVERYTHING else UUID(about)}
