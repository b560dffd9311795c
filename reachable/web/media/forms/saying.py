"""What is said of one version: the principles, who was consulted, what the officer says, and that it went out."""

from collections.abc import Iterable
from typing import Any

from reachable.incidents.choices import Known
from reachable.sharing.choices import Overseen, Side
from reachable.web.shared.fields import HiddenField, MomentField, RadiosField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

SIDES = ((Side.HEALTH, Side.HEALTH.label), (Side.CHILDRENS_SERVICES, Side.CHILDRENS_SERVICES.label))
AS_AGREED, WENT_OUT = "released", "went-out"


class PrinciplesForm(Form):
    """`principles` are (code, question): an answer and words for each."""

    def __init__(self, *args: Any, principles: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = []
        for code, title in principles:
            self.codes.append(code)
            self.fields[f"{code}-answer"] = RadiosField(
                label=title, choices=Known.choices, inline=True, small=True, missing="Answer yes, no or not known"
            )
            self.fields[f"{code}-words"] = TextField(
                label="In a few words", hint="Needed for no and not known", required=False, max_length=300
            )

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        sent = self.cleaned_data
        return {code: (sent[f"{code}-answer"], sent[f"{code}-words"]) for code in self.codes}


class ConsultedForm(Form):
    side = RadiosField(label="For whom?", choices=SIDES, small=True)
    whom = TextField(label="Who was consulted", hint="Name and job", max_length=200, missing="Say whom you consulted")
    consulted_at = MomentField(label="When", not_future=True)
    says = TextareaField(
        label="What they said", hint="If they did not answer in time, say so.", required=False, rows=3, max_length=500
    )


class OverseeForm(SeenForm):
    """`seen_sha256` is of the words that the page shows."""

    seen_sha256 = HiddenField()
    says = RadiosField(
        label="What do you say of these words?",
        missing="Say whether you agree these words",
        choices=Overseen.choices,
        small=True,
        conditional={Overseen.CHANGE: ("because",)},
    )
    because = TextareaField(label="What is to be changed?", required=False, rows=3, max_length=500)

    field_order = (
        "seen_number",
        "seen_sha256",
        "says",
        "because",
        "name_because",
        "family_told",
        "restriction_checked",
    )

    @property
    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class OverseeNameForm(OverseeForm):
    """Where the words name or point to a young person."""

    name_because = TextareaField(
        label="Why must a young person be named or pointed to?",
        hint="Needed to agree, as are the next two",
        required=False,
        rows=2,
        max_length=500,
    )
    family_told = TextField(
        label="Who told the family, and when?",
        hint="Before their child is named, in person where it can be",
        required=False,
        max_length=300,
    )
    restriction_checked = TextField(
        label="Who checked whether a reporting restriction forbids it?",
        hint="For example a court order, or the youth court",
        required=False,
        max_length=300,
    )


class ReleasedForm(Form):
    """`may_release`: the first answer is offered to those who lead on the media."""

    what = RadiosField(
        label="What do you record?",
        choices=(
            (AS_AGREED, "It is released with partners now, as agreed"),
            (WENT_OUT, "It has gone out already"),
        ),
        hints={WENT_OUT: "Never refused. What went out before it was agreed is marked, and the lead is told at once."},
        small=True,
    )
    released_at = MomentField(label="When it went out", not_future=True)
    with_whom = TextField(
        label="To whom it went",
        hint="For example: press list; schools; the hospital's press office",
        max_length=300,
        missing="Say to whom it went",
    )

    def __init__(self, *args: Any, may_release: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_release:
            field: Any = self.fields["what"]
            field.choices = [one for one in field.choices if one[0] != AS_AGREED]
