"""Screening a young person: the level in words of its own, every domain, and why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.common.refusals import Refused
from reachable.playbook.tables import Level, Listed
from reachable.safety.choices import DomainFinding
from reachable.safety.policies.screening import LONGEST_UNTIL_REVIEW, LONGEST_WORDS, DomainFound
from reachable.safety.queries import ScreeningVersion
from reachable.web.shared.fields import DatePartsField, HiddenField, RadiosField, TextareaField, TextField
from reachable.web.shared.seen import SeenForm


class ScreeningForm(SeenForm):
    """A whole version. Each domain begins as "not known"; nothing that is ticked makes the level."""

    key = HiddenField()
    young_persons_view = TextareaField(
        label="How does the young person see it?",
        hint="In their own words where you have them. Say if nobody has asked yet.",
        required=False,
        max_length=LONGEST_WORDS,
        rows=2,
    )
    carers_view = TextareaField(label="How do the carers see it?", required=False, max_length=LONGEST_WORDS, rows=2)
    protective = TextareaField(
        label="What protects the young person?",
        hint="People, places and things that go well: they are as much part of it as what worries us.",
        required=False,
        max_length=LONGEST_WORDS,
        rows=2,
    )
    screened_with = TextField(
        label="Which agencies took part?",
        hint="Police, health, education, youth justice",
        required=False,
        max_length=300,
    )
    level = RadiosField(label="Which level?", choices=(), missing="Choose the level")
    because = TextareaField(
        label="Why this level?",
        hint="What decides it, for this young person and now. No count of answers decides it for you.",
        max_length=LONGEST_WORDS,
        rows=3,
        missing="Say why this level. A level without reasons is a label.",
    )
    review_on = DatePartsField(label="Look at it again on", required=False)
    accepted_by = TextField(
        label="Who in the MACE process has taken it on?", hint="Leave it empty until somebody has", required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        levels: Sequence[Level],
        domains: Sequence[Listed],
        stands: ScreeningVersion | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.domains = tuple(domains)
        level = cast(RadiosField, self.fields["level"])
        level.choices = [(one.code, one.title) for one in levels]
        level.hints = {one.code: one.means for one in levels}
        self.fields["review_on"].help_text = _review_hint(levels)
        for one in self.domains:
            self._add_domain(one)
        if stands is not None:
            self.initial = {**_as_written(stands), **self.initial}

    def _add_domain(self, one: Listed) -> None:
        self.fields[f"{one.code}-finding"] = RadiosField(
            label=one.title,
            hint=one.why,
            choices=DomainFinding.choices,
            inline=True,
            small=True,
            missing="Answer yes, no or not known",
        )
        self.fields[f"{one.code}-words"] = TextField(
            label=f"What was seen or heard: {one.title}", required=False, max_length=500
        )
        self.initial.setdefault(f"{one.code}-finding", DomainFinding.NOT_KNOWN)

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    def missed(self, number: int) -> bool:
        """Whether somebody else screened while this one was written."""
        return self.is_bound and str(self.data.get("seen_number", "")) != str(number)

    @property
    def found(self) -> Iterable[tuple[Any, Any]]:
        """Each domain with its two fields, for the page."""
        return [(self[f"{one.code}-finding"], self[f"{one.code}-words"]) for one in self.domains]

    @property
    def version(self) -> dict[str, Any]:
        """The arguments of `screen_young_person`."""
        given = self.cleaned_data
        told = {name: value for name, value in given.items() if name in _TOLD}
        findings = [
            DomainFound(one.code, given[f"{one.code}-finding"], given[f"{one.code}-words"]) for one in self.domains
        ]
        return {**told, "findings": findings}

    def refuse(self, refusal: Refused | str, field: str = "") -> None:
        """What the domains owe as a whole is shown at the first of them."""
        whole = getattr(refusal, "field", "") == "findings" and self.domains
        super().refuse(refusal, f"{self.domains[0].code}-finding" if whole else field)


_TOLD = (
    "key", "seen_number", "level", "because", "protective", "young_persons_view", "carers_view", "screened_with",
    "accepted_by", "review_on",
)  # fmt: skip


def _review_hint(levels: Sequence[Level]) -> str:
    weeks = ", ".join(f"{one.title.lower()} {one.review_weeks} weeks" for one in levels if one.review_weeks)
    default = f"Leave it empty for our default: {weeks}. " if weeks else ""
    return f"{default}At most {LONGEST_UNTIL_REVIEW} weeks."


def _as_written(stands: ScreeningVersion) -> dict[str, Any]:
    """The version that stands, to begin with; the level, why, and the day of the review are asked anew."""
    names = ("protective", "young_persons_view", "carers_view", "screened_with", "accepted_by")
    found: dict[str, Any] = {name: getattr(stands, name) for name in names}
    for one in stands.findings:
        found[f"{one.code}-finding"], found[f"{one.code}-words"] = one.finding, one.words
    return found
