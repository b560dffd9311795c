"""Where an assertion comes from: the same questions for every connection, link and reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from reachable.common import clock
from reachable.incidents.operations import Provenance
from reachable.incidents.queries import Node
from reachable.people.association_kinds import FAMILY_DAYS, OTHER_DAYS
from reachable.people.choices import (
    TOLD_BY_LENGTH,
    WORDS_LENGTH,
    Handling,
    InformationGrade,
    SourceClass,
    SourceGrade,
)
from reachable.web.shared import dates
from reachable.web.shared.fields import (
    BooleanCheckField,
    DatePartsField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form


@dataclass(frozen=True)
class Asserter:
    """Who fills the form in: police grade, and with the children's services lead say who else may read it."""

    is_police: bool
    handlings: tuple[str, ...]


_WHO_READS = {
    Handling.TEAM: "Everybody who works on this incident and sees the network",
    Handling.POLICE_AND_LEAD: "Police and the children's services lead only",
    Handling.POLICE: "Police only",
}


class ProvenanceFields(Form):
    told_by = TextField(
        label="Who says so?",
        hint="Name and role, or who they are: the ward sister, a neighbour",
        required=False,
        max_length=TOLD_BY_LENGTH,
    )
    source = RadiosField(
        label="How do they know it?",
        choices=SourceClass.choices,
        missing="Say how they know it; not known is an answer too",
        small=True,
    )
    source_protected = BooleanCheckField(
        label="Protect who said it",
        hint="Only police and the children's services lead then read who it was; others read “source protected”",
    )
    observed_on = DatePartsField(label="When was it seen or heard?", required=False, not_future=True)
    words = TextareaField(
        label="What was seen or said?",
        hint="Facts, not labels. For example: “together at the bus station on three evenings in November”, "
        "rather than “associates with”. Nothing that would give the source away.",
        required=False,
        rows=3,
        max_length=WORDS_LENGTH,
    )
    review_on = DatePartsField(label="Until when may it stand without a review?", required=False)
    source_grade = SelectField(label="Police grade: source", choices=SourceGrade.choices, required=False)
    information_grade = SelectField(label="Police grade: information", choices=InformationGrade.choices, required=False)
    handling = RadiosField(
        label="Who may read it?",
        hint="This is enforced: others see that there is a connection they cannot see, and whom to ask",
        choices=_WHO_READS.items(),
        required=False,
        small=True,
    )
    handling_words = TextField(
        label="Conditions", hint="For example: not to be told to the family", required=False, max_length=200
    )

    FIELDS = (
        "told_by", "source", "source_protected", "observed_on", "words", "review_on", "source_grade",
        "information_grade", "handling", "handling_words",
    )  # fmt: skip
    knows_of_family = False  # whether the kinds that may stand longer can be said with this form

    def __init__(self, *args: Any, asserter: Asserter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("handling", str(Handling.TEAM))
        self.fields["review_on"].help_text = self._until()
        if not asserter.is_police:
            del self.fields["source_grade"], self.fields["information_grade"]
        handling = self.fields["handling"]
        if len(asserter.handlings) < 2:
            del self.fields["handling"], self.fields["handling_words"]
        elif isinstance(handling, RadiosField):
            handling.choices = [choice for choice in handling.choices if choice[0] in asserter.handlings]
        self.order_fields([name for name in self.fields if name not in self.FIELDS] + list(self.FIELDS))

    def _until(self) -> str:
        today = clock.local_date(self.at or clock.now())
        said = f"Leave it empty for {dates.short_date(today + timedelta(days=OTHER_DAYS))}, six months from today"
        if self.knows_of_family:
            said += f"; of family, {dates.short_date(today + timedelta(days=FAMILY_DAYS))}, two years"
        return f"{said}. After that day it is gone, unless somebody reviews it."

    @property
    def provenance(self) -> Provenance:
        given = self.cleaned_data
        return Provenance(
            source=given["source"],
            told_by=given["told_by"],
            source_protected=given["source_protected"],
            source_grade=given.get("source_grade") or "",
            information_grade=given.get("information_grade") or "",
            handling=given.get("handling") or Handling.TEAM,
            handling_words=given.get("handling_words") or "",
            observed_on=given["observed_on"],
            words=given["words"],
            review_on=given["review_on"],
        )


def offer(form: Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """What a field of this form may be answered with, where that is known only now."""
    field = form.fields[name]
    if isinstance(field, (SelectField, RadiosField)):
        field.choices = list(choices)


def people(nodes: Iterable[Node]) -> list[tuple[str, str]]:
    return [(str(node.person_key), node.label) for node in nodes]
