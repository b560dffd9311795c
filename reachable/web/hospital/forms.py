"""What is typed about a stay in hospital."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError

from reachable.responses.operations import Danger
from reachable.responses.queries import YouthWorkerView
from reachable.safety.choices import Mitigation
from reachable.web.shared import dates
from reachable.web.shared.fields import (
    CheckboxesField,
    HiddenField,
    MomentField,
    RadiosField,
    SelectField,
    TextField,
)
from reachable.web.shared.forms import Form

AGREED, IN_DANGER = "AGREED", "DANGER"
WHAT_FOR, BEFORE_LONG = "Meet them on the ward and offer support", timedelta(hours=2)
_INCOMPLETE = "Open this page again: it was sent incompletely."


class AgreeOfficerForm(Form):
    """`seen` is the discussion that its writer read; empty where there was none."""

    seen = HiddenField()

    def clean_seen(self) -> UUID | None:
        return _key(self.cleaned_data["seen"])

    def has_now_seen(self, discussion: UUID | None) -> None:
        """After somebody else was first: sending it again agrees on what is now shown."""
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("seen")] = str(discussion or "")


class ClearanceField(SelectField):
    """Takes one that held when the page was opened: what has become of it is for the gate to say."""

    def check_offered(self, value: str) -> str:
        return value


class SendYouthWorkerForm(Form):
    """Who goes, for what, by when, and on what ground. `key` is made with the form: sent twice, it is one."""

    key = HiddenField(max_length=36)
    worker = SelectField(
        label="Who goes",
        hint="Somebody of the team. Whoever is missing here is added to the team first.",
        choices=(),
        empty="Select somebody",
    )
    what = TextField(label="What for", hint="It is their action. Do not name another young person.", max_length=500)
    due_at = MomentField(label="To be on the ward by", not_past=True)
    ground = RadiosField(
        label="On what ground",
        choices=[
            (AGREED, "The three agree, and the ward is cleared for contact"),
            (IN_DANGER, "A life is in danger: send them at once"),
        ],
        hints={IN_DANGER: "Never held up. Another manager looks at it the next day."},
        conditional={
            AGREED: ["clearance"],
            IN_DANGER: ["because", "police_informed", "mitigations", "mitigation_words"],
        },
    )
    clearance = ClearanceField(label="Cleared for the ward", choices=(), empty="None that holds", required=False)
    because = TextField(label="What is the danger to life?", max_length=500, missing="Say what the danger to life is")
    police_informed = TextField(
        label="Who at the police was told, and when?",
        hint="Ring them before anybody goes",
        max_length=200,
        missing="Tell the police first: say who there was told, and when",
    )
    mitigations = CheckboxesField(
        label="What lessens the risk to whoever goes", choices=Mitigation.choices, required=False, small=True
    )
    mitigation_words = TextField(label="What else lessens it", required=False, max_length=300)

    def __init__(self, data: Any = None, *, at: datetime, view: YouthWorkerView, **kwargs: Any) -> None:
        first = {"key": str(uuid4()), "what": WHAT_FOR, "due_at": at + BEFORE_LONG}
        super().__init__(data, at=at, initial=first, **kwargs)
        self._offer("worker", ((str(one.key), f"{one.name}, {one.agency}") for one in view.workers))
        cleared = (
            (str(one.key), f"{one.worker or 'Whoever goes'}, until {dates.moment(one.until_at, at)}, by {one.by}")
            for one in view.clearances
        )
        self._offer("clearance", cleared)
        if len(view.clearances) == 1:
            self.initial["clearance"] = str(view.clearances[0].key)

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        cast(SelectField, self.fields[name]).choices = list(choices)

    def clean_key(self) -> UUID | None:
        return _key(self.cleaned_data["key"])

    def clean_clearance(self) -> UUID | None:
        return _key(self.cleaned_data["clearance"])

    @property
    def instruction(self) -> dict[str, Any]:
        """The arguments of `deploy_youth_worker`."""
        given = self.cleaned_data
        common = {
            "key": given["key"],
            "worker_key": UUID(given["worker"]),
            "what": given["what"],
            "due_at": given["due_at"],
        }
        if given["ground"] == AGREED:
            return common | {"clearance_key": given["clearance"] or None}
        names = ("because", "police_informed", "mitigations", "mitigation_words")
        return common | {"danger": Danger(**{name: given[name] for name in names})}


class EndYouthWorkerForm(Form):
    because = TextField(
        label="Why they no longer go", hint="Whoever is on the way is to be rung as well.", max_length=300
    )


def _key(text: Any) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        raise ValidationError(_INCOMPLETE, code="invalid") from None
