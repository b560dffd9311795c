"""Forms about a place, school, group or online space. Nobody is named in any of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.common.refusals import Refused
from reachable.contexts.choices import ContextAnswered, ContextKind, GoalState
from reachable.contexts.policies.places import MayNameSomebody
from reachable.incidents.choices import Area
from reachable.web.shared.fields import (
    BooleanCheckField,
    CheckboxesField,
    DatePartsField,
    HiddenField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

LONGEST = 4_000


class NamesNobody(Form):
    """Words that may be somebody's name come back as boxes to tick: "this names nobody"."""

    nobody = CheckboxesField(
        label="These words may be somebody's name. Tick those that name nobody",
        hint="A place, a shop, a month, an ordinary word. Otherwise write it without the name.",
        choices=(),
        required=False,
        small=True,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        several = getattr(data, "getlist", None)
        self._ask(several("nobody") if several else ())

    def _ask(self, words: Iterable[str]) -> None:
        field = cast(CheckboxesField, self.fields["nobody"])
        field.choices = list(dict.fromkeys([*field.choices, *((str(one), str(one)) for one in words)]))

    @property
    def asks(self) -> bool:
        return bool(cast(CheckboxesField, self.fields["nobody"]).choices)

    @property
    def top_fields(self) -> Iterator[Any]:
        return (field for field in super().top_fields if field.name != "nobody" or self.asks)

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        if isinstance(refusal, MayNameSomebody):
            self._ask(refusal.words)
        super().refuse(refusal, field)

    @property
    def request(self) -> dict[str, Any]:
        """The arguments of the operation."""
        given = dict(self.cleaned_data)
        given["said_nobody"] = given.pop("nobody")
        return given


class _Keyed(Form):
    """`key` is made with the form: sent twice, it is one."""

    key = HiddenField()

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None


class _Described(NamesNobody):
    name = TextField(
        label="What is it called?", hint="The park, the school, the app. No names of people.", max_length=120
    )
    area = SelectField(label="Area", choices=Area.choices, empty=None, width=20)
    where = TextField(
        label="Where does it begin and end?", hint="Streets, gates, the channel", required=False, max_length=300
    )
    when = TextField(
        label="When does it matter?", hint="Hours, days, times of the year", required=False, max_length=300
    )
    harms = TextareaField(
        label="What happens there?",
        hint="About the place: who says so, and how they know. Nobody is named, also not by initials.",
        max_length=LONGEST,
        rows=5,
    )


class _OfVersion(SeenForm, NamesNobody):
    """What changes the place itself carries the number of its version."""

    @property
    def request(self) -> dict[str, Any]:
        given = super().request
        given["seen_version"] = given.pop("seen_number")
        return given


class ReferForm(_Keyed, _Described):
    kind = RadiosField(label="What is it?", choices=ContextKind.choices, small=True)
    revisit_on = DatePartsField(label="Look at it again on", hint="Four weeks from now unless you say otherwise",
                                required=False, not_past=True)  # fmt: skip

    field_order = ("key", "kind", "name", "area", "where", "when", "harms", "revisit_on", "because", "nobody")


class ReferFromForm(ReferForm):
    because = TextareaField(
        label="Why does it matter in this incident?",
        hint="Read by those who may open the incident",
        max_length=300,
        rows=2,
    )


class ChangeForm(_OfVersion, _Described):
    is_mine = BooleanCheckField(label="I keep it from now on")

    field_order = ("seen_number", "name", "area", "where", "when", "harms", "is_mine", "nobody")


class LinkForm(NamesNobody):
    context = SelectField(label="Which place or group?", choices=(), empty="Choose")
    because = TextareaField(label="Why does it matter in this incident?", max_length=300, rows=2)

    field_order = ("context", "because", "nobody")

    def __init__(self, *args: Any, contexts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["context"]).choices = list(contexts)


class AssessForm(_Keyed, SeenForm, NamesNobody):
    """`titles` are those of the sides, in the words of the playbook: by field (title, why)."""

    young_people = TextareaField(label="Young people", required=False, max_length=LONGEST)
    guardianship = TextareaField(label="Guardianship", required=False, max_length=LONGEST)
    environment = TextareaField(label="Environment", required=False, max_length=LONGEST)
    views = TextareaField(
        label="What do young people say of it?",
        hint="How they were asked too. In their words, without names",
        required=False,
        max_length=LONGEST,
        rows=3,
    )
    not_known = TextareaField(label="What is not known yet?", required=False, max_length=LONGEST, rows=3)

    field_order = ("key", "seen_number", "young_people", "guardianship", "environment", "views", "not_known", "nobody")

    def __init__(self, *args: Any, titles: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, (title, why) in titles.items():
            self.fields[field].label, self.fields[field].help_text = title, why


class AnswerForm(SeenForm, NamesNobody):
    answer = RadiosField(label="The answer", choices=ContextAnswered.choices)
    because = TextareaField(
        label="What, by whom, or why not",
        hint="Needed where something is to be done and where it is not needed",
        required=False,
        rows=3,
        max_length=500,
    )

    field_order = ("seen_number", "answer", "because", "nobody")


class GoalForm(_Keyed, NamesNobody):
    """`several`: there are as many already as can be kept in mind."""

    goal = TextField(
        label="What is to be seen there?",
        hint="Something positive: young people use the court after school and feel safe on the way home",
        max_length=300,
    )
    measured_by = TextField(
        label="How will somebody see that it is reached?",
        hint="A count, a walk at a certain hour, what young people answer when asked",
        max_length=300,
    )
    who = TextField(label="Who has the reach to bring it about?", required=False, max_length=200)
    more = BooleanCheckField(label="Another goal is meant, beside those that there are")

    field_order = ("key", "goal", "measured_by", "who", "more", "nobody")

    def __init__(self, *args: Any, several: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.several = several

    @property
    def top_fields(self) -> Iterator[Any]:
        return (field for field in super().top_fields if field.name != "more" or self.several)


class ReadingForm(_OfVersion):
    on = DatePartsField(label="On which day?", not_future=True)
    state = RadiosField(label="How does the goal stand?", choices=GoalState.choices, small=True)
    words = TextField(label="What did the measure show?", max_length=300)

    field_order = ("seen_number", "on", "state", "words", "nobody")


class RevisitForm(_OfVersion):
    on = DatePartsField(label="When did somebody look?", not_future=True)
    words = TextareaField(label="What has changed there?", hint="That nothing has is an answer too", max_length=LONGEST)
    next_on = DatePartsField(label="Look again on", hint="Leave it empty if no day is agreed", required=False)

    field_order = ("seen_number", "on", "words", "next_on", "nobody")


class EndForm(_OfVersion):
    because = TextareaField(label="Why is nothing more needed here?", max_length=300, rows=3)

    field_order = ("seen_number", "because", "nobody")


class AcceptForm(_OfVersion):
    accepted_by = TextField(
        label="Who in the MACE process has taken it on?",
        hint="A professional or a panel, and how they said so",
        max_length=200,
    )

    field_order = ("seen_number", "accepted_by", "nobody")
