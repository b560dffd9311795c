"""Planning a measure that disrupts harm, saying what became of it, comparing it with the safety plan."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.contexts.choices import ConditionKind, DisruptionOn, DisruptionState
from reachable.contexts.operations import NewCondition, Stands
from reachable.contexts.queries import DisruptionLine, ToPlan
from reachable.incidents.choices import Known
from reachable.safety.choices import Agrees
from reachable.web.shared.fields import (
    DatePartsField,
    HiddenField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

_CONDITIONS = {
    "places": (ConditionKind.PLACE, "Places", "Where somebody may not go, or must be. One condition a line"),
    "people": (ConditionKind.PERSON, "People", "Whom somebody may not meet or contact. One condition a line"),
    "times": (ConditionKind.TIME, "Times", "A curfew, days. One condition a line"),
    "others": (ConditionKind.OTHER, "Anything else", "What it asks for, help included. One condition a line"),
}


class _StandsForm(Form):
    """How a measure stands: state, days, youth justice, conditions."""

    state = RadiosField(label="How does it stand?", choices=DisruptionState.choices, small=True)
    youth_justice_asked = RadiosField(
        label="Was youth justice asked?",
        hint="Needed before an order on a young person is asked for",
        choices=Known.choices,
        required=False,
        inline=True,
        small=True,
    )
    youth_justice_said = TextField(label="What did youth justice say?", required=False, max_length=500)
    from_on = DatePartsField(label="In force since", required=False)
    expires_on = DatePartsField(label="Last day", hint="Leave it empty if it is not known", required=False)
    review_on = DatePartsField(
        label="Look at it again on", hint="Left empty, it is worked out from the kind of measure", required=False
    )
    places = TextareaField(label="Conditions: places", required=False, rows=2, max_length=3_000)
    people = TextareaField(label="Conditions: people", required=False, rows=2, max_length=3_000)
    times = TextareaField(label="Conditions: times", required=False, rows=2, max_length=3_000)
    others = TextareaField(label="Conditions: anything else", required=False, rows=2, max_length=3_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (_, _, hint) in _CONDITIONS.items():
            self.fields[name].help_text = hint

    @property
    def stands(self) -> Stands:
        given = self.cleaned_data
        conditions = tuple(
            NewCondition(kind.value, line.strip())
            for name, (kind, _, _) in _CONDITIONS.items()
            for line in given[name].splitlines()
            if line.strip()
        )
        names = ("state", "from_on", "expires_on", "review_on", "youth_justice_said")
        return Stands(
            conditions=conditions,
            words=given.get("words", ""),
            youth_justice_asked=given["youth_justice_asked"] or Known.NOT_KNOWN,
            **{name: given[name] for name in names},
        )


class NewDisruptionForm(_StandsForm):
    """`key` is made with the form: sent twice, it is one measure."""

    key = HiddenField()
    tool = SelectField(label="Which measure?", choices=(), empty="Choose")
    on = RadiosField(
        label="On whom or what is it?",
        hint="Adults who exploit first, then places, then young people",
        choices=[(one.value, one.label) for one in (DisruptionOn.ADULT, DisruptionOn.PLACE, DisruptionOn.YOUNG_PERSON)],
        conditional={"ADULT": ["adult", "adult_words"], "PLACE": ["context", "place_words"],
                     "YOUNG_PERSON": ["young_person"]},
    )  # fmt: skip
    adult = SelectField(label="Which adult?", choices=(), empty="Not recorded in this incident", required=False)
    adult_words = TextField(label="Who, if not recorded here?", required=False, max_length=200)
    context = SelectField(
        label="Which place or group?", choices=(), empty="Not linked to this incident", required=False
    )
    place_words = TextField(label="Which, if not linked here?", required=False, max_length=200)
    young_person = SelectField(label="Which young person?", choices=(), empty="Choose", required=False)
    why = TextareaField(label="What is it to change, and for whom?", rows=3, max_length=500)
    agency_key = SelectField(
        label="Who asks for it or carries it out?", choices=(), empty="Not said yet", required=False
    )

    field_order = (
        "key", "tool", "on", "adult", "adult_words", "context", "place_words", "young_person", "why", "agency_key",
        "state", "youth_justice_asked", "youth_justice_said", "from_on", "expires_on", "review_on",
        "places", "people", "times", "others",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        offered: ToPlan,
        contexts: Iterable[tuple[str, str]],
        agencies: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        lists = {
            "tool": [(one.code, one.title) for one in offered.tools],
            "adult": [(str(key), name) for key, name in offered.adults],
            "young_person": [(str(one.key), one.label) for one in offered.young_people],
            "context": list(contexts),
            "agency_key": list(agencies),
        }
        for name, choices in lists.items():
            cast(SelectField, self.fields[name]).choices = choices

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    @property
    def request(self) -> dict[str, Any]:
        """The arguments of the operation."""
        given = self.cleaned_data
        return {
            "key": given["key"],
            "tool": given["tool"],
            "on": given["on"],
            "adult": _key(given["adult"]),
            "young_person": _key(given["young_person"]),
            "context": given["context"],
            "subject_words": given["adult_words"] or given["place_words"],
            "why": given["why"],
            "agency_key": _key(given["agency_key"]),
            "stands": self.stands,
        }


class StepForm(SeenForm, _StandsForm):
    words = TextareaField(
        label="What is new, or why", hint="Needed for what was not made or has ended", required=False, rows=2,
        max_length=500,
    )  # fmt: skip

    field_order = (
        "seen_number", "state", "words", "youth_justice_asked", "youth_justice_said", "from_on", "expires_on",
        "review_on", "places", "people", "times", "others",
    )  # fmt: skip

    def __init__(self, *args: Any, line: DisruptionLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_youth_justice = line.asks_youth_justice

    @property
    def top_fields(self) -> Any:
        hidden = () if self.asks_youth_justice else ("youth_justice_asked", "youth_justice_said")
        return (field for field in super().top_fields if field.name not in hidden)


def stands_now(line: DisruptionLine) -> dict[str, Any]:
    """What stands, for whoever changes a part of it; a day to look at it again that has come is asked anew."""
    said: dict[str, list[str]] = {name: [] for name in _CONDITIONS}
    for name, (kind, _, _) in _CONDITIONS.items():
        said[name] = [one.words for one in line.conditions if one.kind == kind]
    return {
        "seen_number": line.version,
        "state": line.state,
        "youth_justice_asked": line.youth_justice_asked,
        "youth_justice_said": line.youth_justice_said,
        "from_on": line.from_on,
        "expires_on": line.expires_on,
        "review_on": None if line.waits else line.review_on,
        **{name: "\n".join(words) for name, words in said.items()},
    }


class CompareForm(SeenForm):
    """`plan` is the version of the plan that was read."""

    key = HiddenField()
    plan = HiddenField()
    agrees = RadiosField(label="Does the measure agree with the plan?", choices=Agrees.choices)
    because = TextareaField(
        label="What did you compare, or what contradicts what?",
        hint="It bans the only safe way to school; the youth club lies inside the area; what is done about it",
        rows=3,
        max_length=500,
    )

    field_order = ("key", "seen_number", "plan", "agrees", "because")

    def has_now_read(self, plan: object) -> None:
        """After another version was written: what was typed stays, and sending it again is about the one now shown."""
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("plan")] = str(plan)

    @property
    def request(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "key": _key(given["key"]),
            "seen_version": given["seen_number"],
            "seen_plan": _key(given["plan"]),
            "agrees": given["agrees"],
            "because": given["because"],
        }


def _key(sent: str) -> UUID | None:
    """What is no key is none: the operation says what is missing."""
    try:
        return UUID(sent) if sent else None
    except ValueError:
        return None
