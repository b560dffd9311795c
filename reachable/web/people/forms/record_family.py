"""Who belongs to the family and the household, and whether they may be told of this."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from reachable.common import clock
from reachable.common.refusals import Refused
from reachable.incidents.operations import NewRelative
from reachable.people.choices import NAME_LENGTH, REASON_LENGTH, AssociationKind, SourceClass, Stage, Tri
from reachable.people.facts import Telling
from reachable.people.matching import Answer, Entry
from reachable.people.policies import CLOSE_TO, check_entry
from reachable.people.queries import ToldLine
from reachable.web.shared.fields import DatePartsField, IntegerField, RadiosField, TextField
from reachable.web.shared.forms import Form

from .record import Listed

CHILD, NEW = "CHILD", "NEW"
_YOUNG, _ADULT = Stage.YOUNG_PERSON.value, Stage.ADULT.value


def as_said(told: ToldLine | None) -> dict[str, Any]:
    """What was said last, to begin with."""
    if told is None:
        return {}
    names = ("lives_with", "responsibility", "told", "telephone", "safe_to_ring")
    return {"told_because": told.because, **{name: getattr(told, name) for name in names}}


class ToldForm(Form):
    """What they are to each other in daily life, and what they may know."""

    lives_with = RadiosField(label="Do they live together?", choices=Tri.choices, small=True, inline=True)
    responsibility = RadiosField(
        label="Have they parental responsibility?", choices=Tri.choices, small=True, inline=True
    )
    told = RadiosField(label="May they be told what happened and what is planned?", choices=Tri.choices, small=True)
    told_because = TextField(
        label="Because", hint="Needed where they must not be told", required=False, max_length=REASON_LENGTH
    )
    telephone = TextField(label="Telephone", required=False, max_length=20, width=20, inputmode="tel")
    safe_to_ring = RadiosField(
        label="Is it safe to ring that number?", choices=Tri.choices, required=False, small=True, inline=True
    )
    told_by = TextField(label="Who says so?", hint="For example: the young person", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("lives_with", "responsibility", "told"):
            self.initial.setdefault(name, Tri.NOT_KNOWN)

    @property
    def telling(self) -> Telling:
        given = self.cleaned_data
        return Telling(
            lives_with=given["lives_with"],
            responsibility=given["responsibility"],
            told=given["told"],
            because=given["told_because"],
            telephone=given["telephone"],
            safe_to_ring=given["safe_to_ring"] or Tri.NOT_KNOWN,
        )

    @property
    def statement(self) -> dict[str, Any]:
        """The arguments of `say_who_may_be_told`."""
        return {"telling": self.telling, "told_by": self.cleaned_data["told_by"]}

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        named = "told_because" if getattr(refusal, "field", "") == "because" else field
        super().refuse(refusal, named)


class RelativeForm(ToldForm):
    """`here` are those of the incident who can be chosen; somebody new is entered in place."""

    who = RadiosField(
        label="Who is it?",
        choices=(),
        small=True,
        conditional={NEW: ("stage", "given_names", "family_name", "date_of_birth", "approximate_age")},
        divider_before={NEW: "or"},
    )
    stage = RadiosField(
        label="Adult or young person?", choices=[(_ADULT, "Adult"), (_YOUNG, "Young person")], small=True, inline=True
    )
    given_names = TextField(label="Given names", required=False, max_length=NAME_LENGTH)
    family_name = TextField(label="Family name", required=False, max_length=NAME_LENGTH)
    date_of_birth = DatePartsField(label="Date of birth", required=False, not_future=True)
    approximate_age = IntegerField(label="Or age, about", required=False, suffix="years", most=120)
    kind = RadiosField(label="What are they to the young person?", choices=(), small=True)
    source = RadiosField(label="How is it known?", choices=SourceClass.choices, required=False, small=True)

    field_order = (
        "who", "stage", "given_names", "family_name", "date_of_birth", "approximate_age", "kind", "lives_with",
        "responsibility", "told", "told_because", "telephone", "safe_to_ring", "source", "told_by",
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, here: Listed, label: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        cast(RadiosField, self.fields["who"]).choices = [*here, (NEW, "Somebody who is not here yet")]
        kinds = [(one.value, str(one.label)) for one in CLOSE_TO]
        field = cast(RadiosField, self.fields["kind"])
        field.label, field.choices = f"What are they to {label}?", [*kinds, (CHILD, "Son or daughter")]
        field.error_messages["required"] = f"Say what they are to {label}"
        if not here:
            self.initial.setdefault("who", NEW)

    def clean(self) -> None:
        super().clean()
        if self.at is None or self.errors or self.cleaned_data["who"] != NEW:
            return
        try:
            check_entry(self.entry(), clock.local_date(self.at))
        except Refused as refusal:
            self.refuse(refusal)

    def entry(self, answer: Answer | None = None) -> Entry:
        given = self.cleaned_data
        return Entry(
            given_names=given["given_names"],
            family_name=given["family_name"],
            date_of_birth=given["date_of_birth"],
            approximate_age=given["approximate_age"],
            answer=answer,
            stage=Stage(given["stage"]),
        )

    @property
    def name(self) -> str:
        given = self.cleaned_data
        return " ".join(part for part in (given["given_names"], given["family_name"]) if part) or "this person"

    def new(self, answer: Answer | None = None) -> NewRelative:
        given = self.cleaned_data
        is_new, is_child = given["who"] == NEW, given["kind"] == CHILD
        return NewRelative(
            kind=AssociationKind.PARENT if is_child else given["kind"],
            backwards=is_child,
            telling=self.telling,
            key=None if is_new else UUID(given["who"]),
            entry=self.entry(answer) if is_new else None,
            source=given["source"] or SourceClass.NOT_KNOWN,
            told_by=given["told_by"],
        )
