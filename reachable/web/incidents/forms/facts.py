"""What happened, and what became of it. The questions of each kind are those of its table in the incidents room."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from reachable.incidents.choices import FactKind, FactStands
from reachable.incidents.queries import FactLine, KindToRecord
from reachable.web.shared.fields import (
    BooleanCheckField,
    DatePartsField,
    HiddenField,
    MomentField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.record_fields import PREFIX, box, shown, stored
from reachable.web.shared.seen import SeenForm

from .places import in_the_directory

NOW, THEN, NOT_KNOWN = "NOW", "THEN", "NOT_KNOWN"
HOW_SEEN = f"{PREFIX}how"
REPEATEDLY = "repeatedly"


class LegalFirst(forms.Field):
    """Asks nothing: the words that an answer reveals."""

    def __init__(self) -> None:
        super().__init__(required=False, template_name="incidents/_legal_first.html")


class FactForm(Form):
    """One fact of `kind`; `names` are those that the directory has for its place, `holders` the incident's team.

    `key` is made with the form, so that sending it twice records it once. `replaced` is the one that it puts right: the
    form starts from what it says. `chosen` are answers that the link to this page has chosen, by name of the field.
    """

    key = HiddenField()
    when = RadiosField(
        label="When?",
        choices=[(NOW, "Just now"), (THEN, "At another time"), (NOT_KNOWN, "Not known")],
        small=True,
        conditional={THEN: ("happened_at", "happened_about")},
    )
    happened_at = MomentField(label="Date and time", not_future=True)
    happened_about = BooleanCheckField(label="The time is only about right")
    place = TextField(label="Where?", hint="Leave it empty if it is not known", required=False)
    words = TextareaField(
        label="What else should the team know about it?",
        hint="A sentence is enough. Name other young people by their letter.",
        required=False,
        rows=2,
        max_length=500,
    )
    told_by = TextField(label="Who says so?", hint="For example: the custody sergeant", required=False)
    because = TextField(label="What was wrong before?", max_length=300)

    def __init__(
        self,
        data: Any = None,
        *,
        kind: KindToRecord,
        names: Sequence[str] = (),
        holders: Sequence[tuple[str, str]] = (),
        replaced: FactLine | None = None,
        chosen: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        when = cast(RadiosField, self.fields["when"])
        when.label = kind.when
        when.error_messages["required"] = f"Answer “{kind.when}”"
        if kind.lies_ahead:
            when.choices = [(THEN, "On this day"), (NOT_KNOWN, "Not known yet")]
            cast(MomentField, self.fields["happened_at"]).not_future = False
            self.fields["happened_about"].label = "The hour is not confirmed: the time above is a guess"
        place = self.fields["place"]
        place.label, place.help_text = kind.where, in_the_directory(names, otherwise=str(place.help_text))
        self._ask_its_fields(kind, holders, replaced, chosen or {})
        self._leave_out(kind, corrects=replaced is not None)
        if replaced:
            self.initial.update(_as_said(replaced))

    def _ask_its_fields(
        self,
        kind: KindToRecord,
        holders: Sequence[tuple[str, str]],
        replaced: FactLine | None,
        chosen: Mapping[str, str],
    ) -> None:
        """The structured fields, before what is written freely."""
        self.record_names = tuple(f"{PREFIX}{one.name}" for one in kind.fields)
        for one in kind.fields:
            said = replaced.field(one.name) if replaced else None
            stands = (said.value, said.words) if said else ("", "")
            name = f"{PREFIX}{one.name}"
            field = self.fields[name] = box(one, holders, stands)
            if isinstance(field, DatePartsField):
                field.at = self.at
            if said and said.is_held:
                field.help_text = f"{field.help_text} What was said is {said.words}. Left empty, it stays.".strip()
            self.initial[name] = shown(one, stands[0] or chosen.get(one.name, ""))
        if kind.kind == FactKind.SOCIAL_MEDIA_SEEN:
            self._warn_who_looks_repeatedly()
        self.order_fields(["key", "when", "happened_at", "happened_about", "place", *self.record_names])

    def _warn_who_looks_repeatedly(self) -> None:
        asked = cast(SelectField, self.fields[HOW_SEEN])
        self.fields[HOW_SEEN] = RadiosField(
            label=str(asked.label),
            choices=asked.choices,
            required=False,
            small=True,
            conditional={REPEATEDLY: ("legal_first",)},
        )
        self.fields["legal_first"] = LegalFirst()

    def _leave_out(self, kind: KindToRecord, *, corrects: bool) -> None:
        """What is not asked about this kind."""
        asked = {"place": bool(kind.where), "words": kind.has_words, "told_by": kind.has_words, "because": corrects}
        for name in (name for name, is_asked in asked.items() if not is_asked):
            del self.fields[name]

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    @property
    def said(self) -> dict[str, str]:
        """The structured fields, as they are stored."""
        return {name.removeprefix(PREFIX): stored(self.cleaned_data.get(name)) for name in self.record_names}

    @property
    def needs_legal_first(self) -> bool:
        """Looking at one person's posts again and again, without legal services having agreed to it."""
        return self.said.get("how") == REPEATEDLY and "legal_first" in self.fields and self.said.get("legal") != "asked"

    @property
    def statement(self) -> dict[str, Any]:
        """The arguments of `record_fact`."""
        left_out = {"when", "legal_first", *self.record_names}
        given = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        if self.cleaned_data["when"] == NOW:
            given["happened_at"] = self.at
        return {**given, "said": self.said}


def _as_said(fact: FactLine) -> dict[str, Any]:
    return {
        "when": THEN if fact.happened_at else NOT_KNOWN,
        "happened_at": fact.happened_at,
        "happened_about": fact.happened_about,
        "place": fact.place,
        "words": fact.words,
        "told_by": fact.told_by,
    }


class SettleFactForm(SeenForm):
    """What became of a fact."""

    standing = RadiosField(label="What became of it?", choices=(), small=True, conditional={"ENDED": ("ended_on",)})
    ended_on = DatePartsField(label="On which day did it end?", not_future=True)
    because = TextareaField(label="Why?", hint="For example: who says so", rows=2, max_length=300)

    def __init__(self, *args: Any, fact: FactLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        again = "It stands after all"
        if fact.stands:
            again = "Both are so" if fact.contradicts else ""
        offered = {
            FactStands.ENDED: "It was so, and has ended" if fact.standing != FactStands.ENDED else "It ended otherwise",
            FactStands.MISTAKE: "It was recorded by mistake" if fact.standing != FactStands.MISTAKE else "",
            FactStands.STANDS: again,
        }
        field = cast(RadiosField, self.fields["standing"])
        field.choices = [(code.value, label) for code, label in offered.items() if label]


class ChooseFactForm(SeenForm):
    """Of statements that contradict each other, why this one is right."""

    because = TextareaField(
        label="How do you know?", hint="For example: I rang the ward at 23:10", rows=2, max_length=300
    )
