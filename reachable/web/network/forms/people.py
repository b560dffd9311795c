"""Forms about somebody around the incident: adding them, naming them at risk, bringing them into it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from reachable.common import clock
from reachable.common.refusals import Refused
from reachable.incidents.choices import Part
from reachable.incidents.queries import Node
from reachable.people import policies as people_policies
from reachable.people.choices import NAME_LENGTH, WORDS_LENGTH, Stage
from reachable.people.matching import Answer, Entry
from reachable.web.shared.fields import (
    BooleanCheckField,
    DatePartsField,
    IntegerField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form

from .connections import kinds
from .provenance import ProvenanceFields, offer, people

YES, NO = "yes", "no"


class AddForm(ProvenanceFields):
    """Everything may be unknown but why they matter, and how that is known."""

    stage = RadiosField(label="Who is it?", choices=Stage.choices, small=True, inline=True)
    given_names = TextField(label="Given names", required=False, max_length=NAME_LENGTH)
    family_name = TextField(label="Family name", required=False, max_length=NAME_LENGTH)
    date_of_birth = DatePartsField(label="Date of birth", required=False, not_future=True)
    approximate_age = IntegerField(label="Or age, about", required=False, suffix="years", most=120)
    nhs_number = TextField(label="NHS number", required=False, max_length=20, width=20, inputmode="numeric")
    why = TextareaField(
        label="Why do they matter to this incident?",
        hint="What puts them at risk, or what they can do to keep somebody safe",
        rows=2,
        max_length=WORDS_LENGTH,
        missing="Say why they matter to this incident",
    )
    named_at_risk = BooleanCheckField(
        label="Somebody named them as at risk", hint="They are asked about below the picture whatever their connections"
    )
    kind = SelectField(
        label="How are they connected?", choices=tuple(kinds(both_ways=False)), empty="not known yet", required=False
    )
    connected_to = SelectField(label="With whom?", choices=(), empty="nobody yet", required=False)
    knows_of_family = True

    def __init__(self, *args: Any, nodes: Sequence[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("stage", str(Stage.YOUNG_PERSON))
        offer(self, "connected_to", people(nodes))

    def entry(self, answer: Answer | None = None) -> Entry:
        given = self.cleaned_data
        return Entry(
            given_names=given["given_names"],
            family_name=given["family_name"],
            date_of_birth=given["date_of_birth"],
            approximate_age=given["approximate_age"],
            nhs_number=given["nhs_number"],
            answer=answer,
            stage=Stage(given["stage"]),
        )

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        if bool(given.get("kind")) != bool(given.get("connected_to")):
            missing = "connected_to" if given.get("kind") else "kind"
            self.add_error(missing, "Say both how they are connected and with whom, or neither")
        if self.at is None or self.errors:
            return
        try:
            people_policies.check_entry(self.entry(), clock.local_date(self.at))
        except Refused as refusal:
            self.refuse(refusal)

    @property
    def called(self) -> str:
        given = self.cleaned_data
        return " ".join(name for name in (given["given_names"], given["family_name"]) if name) or "this person"

    @property
    def rest(self) -> dict[str, Any]:
        """The arguments of `add_to_network` beside the entry."""
        given = self.cleaned_data
        return {
            "why": given["why"],
            "named_at_risk": given["named_at_risk"],
            "provenance": self.provenance,
            "connected_to": UUID(given["connected_to"]) if given["connected_to"] else None,
            "kind": given["kind"] or None,
        }


class AtRiskForm(Form):
    named = RadiosField(
        label="Has somebody named them as at risk?",
        hint="Yes keeps them here for another six months from today",
        choices=((YES, "Yes"), (NO, "No")),
        small=True,
    )
    why = TextareaField(
        label="What was said, and by whom?",
        rows=2,
        max_length=WORDS_LENGTH,
        hint="It says why they matter to this incident, and stands where they are shown",
        missing="Say what was said",
    )


class BringInForm(Form):
    part = RadiosField(
        label="What is their role in the incident?",
        choices=[choice for choice in Part.choices if choice[0] not in (Part.NOT_KNOWN, Part.OTHER)],
        small=True,
    )
