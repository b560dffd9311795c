"""Where a young person is, and which roles he or she has in the incident."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from reachable.incidents.choices import Part, PartEnd, Said, Where
from reachable.web.shared.fields import DatePartsField, MomentField, RadiosField, TextareaField, TextField
from reachable.web.shared.forms import Form

from .definition import SeenForm
from .places import in_the_directory


class WhereaboutsForm(SeenForm):
    """`before` is what stands now, in words; empty while nothing was said. The directory names hospitals and suites."""

    where = RadiosField(
        label="Where now?",
        choices=Where.choices,
        small=True,
        conditional={
            Where.HOSPITAL: ("hospital", "expected_discharge_at"),
            Where.CUSTODY: ("suite",),
            Where.ELSEWHERE: ("elsewhere",),
        },
    )
    hospital = TextField(label="Which hospital and ward?", required=False)
    expected_discharge_at = MomentField(
        label="Discharge expected",
        hint="As the ward says now. Where only the day is known, put 12:00.",
        required=False,
    )
    suite = TextField(label="Which custody suite?", required=False)
    elsewhere = TextField(label="Where?", hint="Leave out an address that must stay safe.", required=False)
    happened_at = MomentField(
        label="Since when?", hint="Leave it empty if it is not known", required=False, not_future=True
    )

    relation = RadiosField(
        label="And what was said before?",
        choices=Said.choices,
        required=False,
        small=True,
        conditional={Said.CORRECTS: ("because",)},
    )
    because = TextField(label="How do you know?", hint="For example: the ward never had them", max_length=300)

    def __init__(
        self, *args: Any, before: str = "", hospitals: Sequence[str] = (), suites: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hospital"].help_text = in_the_directory(hospitals)
        self.fields["suite"].help_text = in_the_directory(suites)
        if before:
            self.fields["relation"].help_text = f"Said before: {before}"
            self.initial.setdefault("relation", Said.MOVED)
        else:
            del self.fields["relation"], self.fields["because"]

    @property
    def statement(self) -> dict[str, Any]:
        """The arguments of `record_whereabouts`."""
        given = self.cleaned_data
        return {
            "where": given["where"],
            "place": given["hospital"] or given["suite"] or given["elsewhere"],
            "expected_discharge_at": given["expected_discharge_at"],
            "happened_at": given["happened_at"],
            "relation": given.get("relation") or Said.MOVED,
            "because": given.get("because", ""),
            "seen_number": given["seen_number"],
        }


class _RoleForm(Form):
    """`parts` are the roles to choose from, as (code, label)."""

    part = RadiosField(label="Role", choices=())

    def __init__(self, *args: Any, parts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(parts)
        cast(RadiosField, self.fields["part"]).choices = choices
        if len(choices) == 1:
            self.initial.setdefault("part", choices[0][0])


class RecordPartForm(_RoleForm):
    words = TextField(label="In which way?", hint="Only where the role does not say it", required=False)


class EndPartForm(_RoleForm):
    reason = RadiosField(
        label="Why does this role end?",
        choices=PartEnd.choices,
        small=True,
        hints={
            PartEnd.NO_FURTHER_ACTION: f"Ends “{Part.SUSPECTED.label.lower()}”",
            PartEnd.ACQUITTED: f"Ends “{Part.SUSPECTED.label.lower()}”",
        },
    )
    because = TextareaField(
        label="What do you know about it?",
        hint="Needed where it was never so, and for another reason",
        required=False,
        rows=2,
        max_length=300,
    )
    ended_on = DatePartsField(label="On which day did it end?", not_future=True)


class ChooseWhereaboutsForm(SeenForm):
    because = TextareaField(
        label="How do you know?", hint="For example: I rang the ward at 23:10", rows=2, max_length=300
    )
