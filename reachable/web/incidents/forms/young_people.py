"""Where a young person is, and which roles he or she has in the incident."""

from collections.abc import Iterable
from typing import Any, cast

from reachable.incidents.choices import Where
from reachable.web.shared.fields import MomentField, RadiosField, TextareaField, TextField
from reachable.web.shared.forms import Form

from .definition import SeenForm


class WhereaboutsForm(SeenForm):
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

    @property
    def statement(self) -> dict[str, Any]:
        """The arguments of `record_whereabouts`."""
        given = self.cleaned_data
        return {
            "where": given["where"],
            "place": given["hospital"] or given["suite"] or given["elsewhere"],
            "expected_discharge_at": given["expected_discharge_at"],
            "happened_at": given["happened_at"],
            "seen_number": given["seen_number"],
        }


class _RoleForm(Form):
    """`parts` are the roles to choose from, as (code, label)."""

    part = RadiosField(label="Role", choices=())

    def __init__(self, *args: Any, parts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(RadiosField, self.fields["part"]).choices = list(parts)


class RecordPartForm(_RoleForm):
    words = TextField(label="In which way?", hint="Only where the role does not say it", required=False)


class EndPartForm(_RoleForm):
    because = TextareaField(
        label="Why does this role end?", hint="For example: no further action by the police", rows=2, max_length=300
    )
