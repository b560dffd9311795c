"""What became of the interview after somebody was missing."""

from typing import Any

from reachable.common.refusals import Refused
from reachable.safety.choices import InterviewState
from reachable.web.shared.fields import BooleanCheckField, MomentField, RadiosField, TextareaField, TextField
from reachable.web.shared.seen import SeenForm

_INDEPENDENT = {"YES": True, "NO": False}


class InterviewForm(SeenForm):
    state = RadiosField(
        label="What became of the interview?",
        choices=(
            (InterviewState.OFFERED, "It was offered"),
            (InterviewState.HELD, "It was held"),
            (InterviewState.REFUSED, "The young person did not want it"),
            (InterviewState.NOT_HELD, "It is not held, because of something else"),
        ),
        small=True,
        conditional={
            InterviewState.HELD: ("held_at", "held_by", "independent"),
            InterviewState.REFUSED: ("carers_asked",),
        },
    )
    held_at = MomentField(label="When was it held?", not_future=True, missing="Say when it was held")
    held_by = TextField(label="Who held it?", hint="Name and service", missing="Say who held it")
    independent = RadiosField(
        label="Was it somebody who neither cares for the young person nor polices them?",
        choices=(("YES", "Yes"), ("NO", "No"), ("NOT_KNOWN", "Not known")),
        inline=True,
        small=True,
    )
    carers_asked = BooleanCheckField(
        label="The carers were asked instead", hint="Where they think the young person was, with whom, and why"
    )
    words = TextareaField(
        label="What was learned, or why it was not held",
        hint="Where they were, with whom, what pushed or drew them, what would have to be different. What others need "
        "to know: an account of the incident itself does not belong here.",
        required=False,
        max_length=2_000,
        rows=4,
    )

    @property
    def step(self) -> dict[str, Any]:
        """The arguments of `record_interview`."""
        given = dict(self.cleaned_data)
        seen, independent = given.pop("seen_number"), given.pop("independent")
        return {**given, "independent": _INDEPENDENT.get(independent), "seen_version": seen}

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        """What is refused of an interview as a whole is shown at how it stands."""
        named = field or getattr(refusal, "field", "")
        super().refuse(refusal, named if named in self.fields else "state")
