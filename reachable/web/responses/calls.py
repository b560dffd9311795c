"""The form that records a call about an action, wherever its number stands."""

from typing import Any
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.responses import operations
from reachable.responses.choices import UNFINISHED
from reachable.responses.queries import ActionLine
from reachable.web.shared.fields import HiddenField, MomentField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.request import PageRequest


class RangForm(Form):
    """`outcome` comes from the button that was pressed; templates/responses/_rang.html draws the rest."""

    spoke_to = TextField(label="Spoke to", max_length=120, required=False)
    telephone = TextField(label="Number", max_length=40, required=False)
    happened_at = MomentField(label="When, if it was not just now", required=False, not_future=True)
    outcome = HiddenField()
    next = HiddenField()


def form(key: UUID, *, at: Any, data: Any = None, back: str = "") -> RangForm:
    return RangForm(data, at=at, auto_id=f"rang-{key}-%s", initial={"next": back})


def offered(request: PageRequest, line: ActionLine, *, back: str) -> dict[str, RangForm]:
    """On the page of an action that is not finished, to whoever may record what becomes of actions."""
    if line.state not in UNFINISHED or not request.professional.holds(Permission.MANAGE_ACTIONS):
        return {}
    return {"rang": form(line.key, at=request.at, back=back)}


def record(sent: RangForm, *, by: Any, at: Any, key: UUID) -> None:
    given = sent.cleaned_data
    operations.record_call(
        by=by,
        at=at,
        action_key=key,
        outcome=given["outcome"],
        spoke_to=given["spoke_to"],
        telephone=given["telephone"],
        happened_at=given["happened_at"],
    )
