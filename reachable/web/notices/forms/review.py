"""The rapid review: its plan, its steps, summaries, the four purposes, what follows."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from reachable.sharing.choices import NextReview
from reachable.web.shared.fields import MomentField, RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm


class PlanReviewForm(SeenForm):
    run_by = TextField(label="Who runs it?", hint="Name and office", required=False, max_length=200)
    panel_at = MomentField(label="When does the panel meet?", required=False)


class StepForm(Form):
    done_at = MomentField(label="When was it done?", not_future=True)
    words = TextField(label="What should stand beside it?", required=False, max_length=300)


class AskSummaryForm(Form):
    agency = SelectField(label="Which agency?", choices=(), empty="Choose an agency", missing="Choose an agency")
    asked_of = SelectField(
        label="Who on the team writes it?",
        hint="They are told by mail to sign in, and see their own summary alone",
        choices=(),
        empty="Nobody on the team",
        required=False,
    )
    asked_of_words = TextField(
        label="Or whom do you ask in another way?",
        hint="Name, office and telephone number. You ring them yourself.",
        required=False,
        max_length=200,
    )

    def __init__(
        self, *args: Any, agencies: Iterable[tuple[str, str]], team: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["agency"]).choices = list(agencies)
        cast(SelectField, self.fields["asked_of"]).choices = list(team)

    @property
    def asked(self) -> dict[str, Any]:
        """The arguments of `ask_summary`."""
        given = self.cleaned_data
        whom = UUID(given["asked_of"]) if given["asked_of"] else None
        words = given["asked_of_words"]
        return {"agency_key": UUID(given["agency"]), "asked_of_key": whom, "asked_of_words": words}


class SummaryForm(SeenForm):
    words = TextareaField(
        label="The summary, or where it is to be found",
        hint="What your agency knows of the young people and their families, what it did, and what it would do "
        "differently",
        rows=12,
    )


class ReviewForm(SeenForm):
    """A box for each purpose; `purposes` are (code, title, why)."""

    def __init__(self, *args: Any, purposes: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = tuple(code.replace("-", "_") for code, _, _ in purposes)
        for code, title, why in purposes:
            self.fields[code.replace("-", "_")] = TextareaField(label=title, hint=why, required=False, rows=8)

    @property
    def written(self) -> dict[str, Any]:
        """The arguments of `write_review`."""
        given = self.cleaned_data
        return {"purposes": {name: given[name] for name in self.names}, "seen_number": given["seen_number"]}


class ReviewDecideForm(SeenForm):
    decided = RadiosField(label="What follows?", choices=NextReview.choices)
    because = TextareaField(label="Why?", hint="The reasons are kept, whichever way it is decided", rows=5)


class ReviewSentForm(Form):
    """`late`: the law's time has passed."""

    sent_at = MomentField(label="When was it sent?", not_future=True)
    late_because = TextField(label="Why was it sent late?", required=False, max_length=300)

    def __init__(self, *args: Any, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["late_because"]
