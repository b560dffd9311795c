"""What the incident is: the three parts of serious youth violence, and the two answers about the setting."""

from collections.abc import Mapping
from typing import Any, cast

from reachable.incidents.choices import Finding, Known, Route
from reachable.web.shared.fields import RadiosField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

PARTS = ("offence", "age", "setting")


class DefinitionForm(SeenForm):
    """Each part with its reason, and what they come to. `texts` are the words of the playbook, by part."""

    offence = RadiosField(label="Offence", choices=Finding.choices, small=True)
    offence_because = TextareaField(label="Why: the offence", rows=2, max_length=1_000)
    age = RadiosField(label="Age", choices=Finding.choices, small=True)
    age_because = TextareaField(label="Why: the age", rows=2, max_length=1_000)
    setting = RadiosField(label="Setting", choices=Finding.choices, small=True)
    setting_because = TextareaField(label="Why: the setting", rows=2, max_length=1_000)
    holds = RadiosField(
        label="Decision",
        choices=[("YES", "It is serious youth violence"), ("NO", "It is not serious youth violence")],
        hints={
            "YES": "What is running is confirmed.",
            "NO": "It is closed with what carries it on. Open safety actions continue, and it can be re-opened.",
        },
        conditional={"NO": ["route", "their_reference", "named_person", "telephone"]},
        small=True,
    )
    override_because = TextareaField(
        label="If you decide otherwise than the parts add up to, say why",
        hint="If any one part is not met, it is not serious youth violence.",
        required=False,
        rows=2,
        max_length=1_000,
    )
    route = RadiosField(label="What carries it on?", choices=Route.choices, small=True)
    their_reference = TextField(label="Its reference there", max_length=60, width=20)
    named_person = TextField(label="Who has it there", max_length=120, missing="Enter who has it there")
    telephone = TextField(label="Their telephone number", required=False, max_length=40, width=20)

    def __init__(self, *args: Any, texts: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PARTS:
            field, text = cast(RadiosField, self.fields[name]), texts[name]
            field.label, field.help_text = text.ask, text.why
            field.hints = {"MET": text.met, "NOT_MET": text.not_met, "NOT_KNOWN": text.not_known}

    @property
    def decision(self) -> dict[str, Any]:
        """The arguments of `sign_definition`."""
        sent = dict(self.cleaned_data)
        parts = {name: (sent.pop(name), sent.pop(f"{name}_because")) for name in PARTS}
        return {**sent, **parts, "holds": sent["holds"] == "YES"}


class ContextForm(SeenForm):
    """One answer about the incident, never about a person."""

    answer = RadiosField(label="Answer", choices=Known.choices, inline=True)
    because = TextareaField(label="Because", required=False, rows=3, max_length=1_000)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = label


class ReopenForm(Form):
    because = TextareaField(label="What has changed?", rows=4, max_length=1_000)
