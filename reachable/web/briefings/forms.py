"""What is sent about a briefing. There is no field for a person in any of them but who chairs, supports and reads."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.sharing.operations import Answered
from reachable.sharing.queries import FoundLine, Prompt
from reachable.web.shared.fields import (
    BooleanCheckField,
    HiddenField,
    MomentField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

Choices = Iterable[tuple[str, str]]
_INCOMPLETE = "Open this page again: it was sent incompletely."


class StartForm(Form):
    """`places` are the contexts of the incident. `key` is made with the form: sent twice, it is one briefing."""

    key = HiddenField()
    place = TextField(
        label="Which place or community is it for?", hint="Schools near the bus station. No person", max_length=200
    )
    title = TextField(label="Title", hint="What it is about, without anybody’s name", max_length=120)
    context = SelectField(label="A place that is recorded here", choices=(), empty="None of them", required=False)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["context"]).choices = list(places)

    def clean_key(self) -> UUID:
        return _key(self.cleaned_data["key"])


class WriteForm(SeenForm):
    """The four prompts in the words of the guide. All may be empty: what is typed is never lost."""

    title = TextField(label="Title", max_length=120)
    place = TextField(label="For which place or community", max_length=200)
    happening = TextareaField(label="What is happening here", required=False, rows=5, max_length=4000)
    watch_for = TextareaField(label="What to watch for", required=False, rows=5, max_length=4000)
    what_to_do = TextareaField(label="What to do in your setting", required=False, rows=5, max_length=4000)
    pass_on = TextareaField(label="How to pass information on", required=False, rows=5, max_length=4000)

    def __init__(self, *args: Any, prompts: Sequence[Prompt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in prompts:
            if one.part in self.fields:
                self.fields[one.part].label, self.fields[one.part].help_text = one.title, one.why

    @property
    def words(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if name != "seen_number"}


class FindingsForm(Form):
    """One box for each doubtful place, beside the two questions that no machine can answer."""

    sha256 = HiddenField()
    made_out = TextareaField(
        label="Could somebody who knows the area tell who is meant?",
        hint="Say why not. Think of somebody who goes to school there",
        required=False,
        rows=3,
        max_length=500,
    )
    small_group = TextareaField(
        label="Is the group so small that it names them?",
        hint="Say why not. Three young people at one school are a name",
        required=False,
        rows=3,
        max_length=500,
    )

    def __init__(self, *args: Any, found: Sequence[FoundLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = tuple(found)
        for line in self.found:
            label = f"Why “{line.finding.words}” names nobody"
            field = TextField(label=label, required=False, max_length=300)
            field.initial = line.because or line.because_before
            self.fields[line.finding.slug] = field

    @property
    def boxes(self) -> list[tuple[FoundLine, Any]]:
        return [(line, self[line.finding.slug]) for line in self.found]

    @property
    def answers(self) -> list[Answered]:
        """Those that were filled in; the others stay open."""
        said = [(line.finding, str(self.cleaned_data.get(line.finding.slug, ""))) for line in self.found]
        return [Answered(one.start, one.end, one.kind, because) for one, because in said if because]


class SignForm(Form):
    sha256 = HiddenField()
    read = BooleanCheckField(
        label="I read all of it: nobody could tell from it who is meant",
        required=True,
        missing="Read the text to its end, and tick that nobody could tell from it who is meant",
    )


class IssueForm(Form):
    sha256 = HiddenField()


class ChairForm(Form):
    """`people` are (key, name, role)."""

    chair = SelectField(label="Who chairs it?", hint="The Head of Social Work, or a team manager whom they nominate",
                        choices=())  # fmt: skip
    nominated_by = SelectField(
        label="Which Head of Social Work nominated the team manager?",
        hint="Only if a team manager chairs",
        choices=(),
        required=False,
        empty="Nobody",
    )
    police = SelectField(label="Who of MACE police supports the chair?", choices=())
    held_at = MomentField(label="When it is held", hint="Leave it empty if there is no meeting", required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(people)
        offered = {
            "chair": ("HEAD_OF_SOCIAL_WORK", "TEAM_MANAGER"),
            "nominated_by": ("HEAD_OF_SOCIAL_WORK",),
            "police": ("MACE_POLICE",),
        }
        for name, roles in offered.items():
            choices = dict.fromkeys((key, words) for key, words, role in known if role in roles)
            cast(SelectField, self.fields[name]).choices = list(choices)

    @property
    def named(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        keys = {name: UUID(given[name]) if given[name] else None for name in ("chair", "nominated_by", "police")}
        return {**keys, "held_at": given["held_at"]}


class ReadersForm(Form):
    professional = SelectField(
        label="A professional who signs in", hint="They are sent a mail without content", choices=(), required=False,
        empty="Nobody",
    )  # fmt: skip
    agency = SelectField(label="An agency to which it is read out", choices=(), required=False, empty="None")
    words = TextField(
        label="Or a partner without an account",
        hint="Who it is and in what role: the youth club by the river. It is read out to them",
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, people: Choices, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["professional"]).choices = list(people)
        cast(SelectField, self.fields["agency"]).choices = list(agencies)

    @property
    def named(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "professionals": [UUID(given["professional"])] if given["professional"] else [],
            "agency": UUID(given["agency"]) if given["agency"] else None,
            "words": given["words"],
        }


class ReadOutForm(Form):
    told_at = MomentField(label="When was it read out?", not_future=True)


class WithdrawForm(Form):
    because = TextareaField(
        label="Why is it withdrawn?",
        hint="For the team. Its readers see that it was withdrawn, and no reason",
        rows=3,
        max_length=300,
    )


class AskForm(Form):
    """The same is asked of every question: whoever asks learns nothing of who is known here."""

    key = HiddenField()
    words = TextareaField(label="Your question", rows=4, max_length=2000)
    names_nobody = BooleanCheckField(
        label="My question names no young person, and nobody could tell from it who is meant",
        required=True,
        missing="Tick that your question names no young person. If it is about one, ring the children’s front door",
    )

    def clean_key(self) -> UUID:
        return _key(self.cleaned_data["key"])


class AnswerForm(Form):
    answer = TextareaField(label="Your answer", rows=5, max_length=2000)
    to = RadiosField(
        label="Who gets it?",
        choices=(("ONE", "Whoever asked"), ("ALL", "All readers")),
        hints={"ALL": "They read the answer and not the question"},
    )
    sure = BooleanCheckField(
        label="I looked again: nobody could tell from this answer who is meant",
        hint="Only where you are asked to look again",
    )


def _key(sent: object) -> UUID:
    try:
        return UUID(str(sent))
    except ValueError:
        raise ValidationError(_INCOMPLETE, code="invalid") from None
