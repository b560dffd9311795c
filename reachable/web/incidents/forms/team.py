"""Who works on an incident, and who must not."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.incidents.choices import ONE_AT_A_TIME, ConnectionKind, TeamPart
from reachable.web.shared.fields import HiddenField, MomentField, RadiosField, SelectField, TextField
from reachable.web.shared.forms import Form

NAMED = (
    TeamPart.LEAD,
    TeamPart.DEPUTY,
    TeamPart.SENIOR_INVESTIGATING_OFFICER,
    TeamPart.SAFEGUARDING_ADVISER,
    TeamPart.REVIEW_PANEL,
)
ADDED = (TeamPart.MEMBER, TeamPart.MINUTES)


class _PickerForm(Form):
    """`people` are (key, words) of everybody who matches what was searched for."""

    professional = SelectField(
        label="Professional", choices=(), empty="Choose a professional", missing="Select a professional"
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SelectField, self.fields["professional"]).choices = list(people)

    @property
    def professional_key(self) -> UUID:
        return UUID(self.cleaned_data["professional"])


class NameLeadForm(_PickerForm):
    """One part at a time, so that only those who could take it are listed; a part that one holds has no end."""

    part = HiddenField()
    why = TextField(label="Why this professional", max_length=300)
    until_at = MomentField(label="Until", hint="Leave empty where no end is known", required=False, not_past=True)

    field_order = ("part", "professional", "why", "until_at")

    def __init__(self, *args: Any, named: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if named in ONE_AT_A_TIME:
            del self.fields["until_at"]

    def clean_part(self) -> str:
        if self.cleaned_data["part"] not in NAMED:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid")
        return str(self.cleaned_data["part"])


class AddToTeamForm(_PickerForm):
    part = RadiosField(
        label="Joins as",
        choices=[(TeamPart.MEMBER.value, "Member of the team"), (TeamPart.MINUTES.value, TeamPart.MINUTES.label)],
    )
    why = TextField(label="Why they need to work on it", hint="Everybody on the team reads this.", max_length=300)
    until_at = MomentField(
        label="Until", hint="Leave empty for as long as the incident runs", required=False, not_past=True
    )

    field_order = ("professional", "part", "why", "until_at")


EVERYTHING = "EVERYTHING"


class LeaveTeamForm(Form):
    """`parts` are (code, words) of what can end; where there is one, it is not asked."""

    part = RadiosField(label="What ends?", choices=())
    because = TextField(label="Why", hint="Everybody on the team reads this.", required=False, max_length=300)

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(parts) > 1:
            cast(RadiosField, self.fields["part"]).choices = list(parts)
        else:
            del self.fields["part"]

    @property
    def ends(self) -> str:
        """The part that ends; empty for the whole membership."""
        part = str(self.cleaned_data.get("part", EVERYTHING))
        return "" if part == EVERYTHING else part


class ConnectionForm(Form):
    kind = RadiosField(label="What is the connection?", choices=ConnectionKind.choices)
    words = TextField(
        label="Anything that helps to arrange the work without you",
        hint="Leave out what would tell the team about your own family.",
        required=False,
        max_length=300,
    )


class EndConnectionForm(Form):
    because = TextField(label="Why it no longer stands in the way", hint="It stays on record.", max_length=300)
