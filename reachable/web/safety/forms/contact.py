"""Clearing somebody for contact on one screen, while somebody waits on the telephone."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import QueryDict

from reachable.responses.operations import NewClearance
from reachable.safety.choices import FOR_A_CALL, ContactMode, Mitigation, StaffRisk
from reachable.safety.policies import A_CALL_HOLDS_AT_MOST, HOLDS_AT_MOST, HOLDS_UNLESS_SAID
from reachable.web.shared import dates
from reachable.web.shared.fields import CheckboxesField, HiddenField, RadiosField, SelectField, TextField
from reachable.web.shared.forms import Form

NONE_NEEDED = "NONE_NEEDED"
MITIGATIONS = (*Mitigation.choices, (NONE_NEEDED, "Nothing is needed"))
A_CALL_WAS_JUDGED = "By telephone: nobody goes there"
_HOURS = (1, 2, 4, 8, 12, 24, 48, 72)


class UntilField(SelectField):
    """Takes the times that the page offers, and those of a page that was opened a while ago."""

    def check_offered(self, value: str) -> str:
        if value and _moment(value) is None:
            raise ValidationError("Select until when it is cleared", code="invalid_choice")
        return value


def _moment(text: str) -> datetime | None:
    """Written in UTC: an hour that Norfolk's clocks show twice is meant once."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


class ClearForm(Form):
    """Who rang, for what, how great the risk is, what lessens it, until when: everything but whom it is about."""

    asked_by_telephone = TextField(
        label="Who rang for it?", hint="Leave it empty where nobody rang", required=False, max_length=200
    )
    mode = RadiosField(
        label="How is contact made?", choices=ContactMode.choices, small=True, missing="Select how contact is made"
    )
    place = TextField(
        label="Where, in words",
        hint="It is printed in the instruction. Never a safe address: write “where they stay”. Empty for a call.",
        required=False,
        max_length=200,
    )
    risk = RadiosField(
        label="Risk to the worker, there and now",
        choices=StaffRisk.choices,
        small=True,
        inline=True,
        missing="Select how great the risk to the worker is",
    )
    because = TextField(label="Judged on", max_length=500, missing="Say what the risk was judged on")
    mitigations = CheckboxesField(
        label="What lessens it",
        hint="Printed in the instruction. Of a serious risk something always does.",
        choices=MITIGATIONS,
        conditional={Mitigation.OTHER: ["mitigation_words"], NONE_NEEDED: ["none_needed_because"]},
        divider_before={NONE_NEEDED: "or"},
        required=False,
        small=True,
    )
    mitigation_words = TextField(label="What else", max_length=300, missing="Say what else lessens the risk")
    none_needed_because = TextField(
        label="Why nothing is needed", max_length=300, missing="Say why nothing is needed to lessen the risk"
    )
    check_in = TextField(label="Whom they check in with", hint="A name and a number", required=False, max_length=200)
    until_at = UntilField(label="Until", choices=(), empty=None)
    worker = SelectField(label="For", choices=(), empty="Whoever goes", required=False)
    actions = CheckboxesField(label="Directed at once", choices=(), required=False, small=True)
    key = HiddenField(max_length=36)  # made with the form, so that a second press clears nothing anew
    opened = HiddenField(max_length=40)  # what came later its reader has not seen

    def __init__(
        self,
        data: Any = None,
        *,
        at: datetime,
        mode: str,
        going: Sequence[tuple[str, str, datetime]],
        ticked: Sequence[str],
        workers: Sequence[tuple[str, str]],
    ) -> None:
        """`going`: the proposed contact of this young person, as key, words, when it is due; `ticked` are keys."""
        super().__init__(data, at=at, initial={"key": str(uuid4()), "opened": at.isoformat(), **_filled(mode)})
        self.now = at
        due = [moment for _, _, moment in going]
        ends = [moment for key, _, moment in going if key in ticked]
        self.initial["until_at"] = _until(at, mode, ends).isoformat()
        self.initial["actions"] = list(ticked)
        self._offer("until_at", _times(at, mode, due))
        self._offer("worker", workers)
        self._offer("actions", [(key, words) for key, words, _ in going])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, (SelectField, CheckboxesField)):
            field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        picked = given.get("mitigations") or []
        if NONE_NEEDED in picked and len(picked) > 1:
            self.add_error("mitigations", "Either something lessens the risk, or nothing is needed: not both")
        if given.get("mode") == ContactMode.TELEPHONE and not picked and "mitigations" not in self.errors:
            self._fill_in_a_call()
        return given

    def _fill_in_a_call(self) -> None:
        """Nobody directs on what he has not read: the three are ticked, and one more press confirms them."""
        self._send("mitigations", list(FOR_A_CALL))
        self.add_error("mitigations", "These three go with a call. Press once more to confirm them")

    def _send(self, name: str, values: list[str]) -> None:
        """Show the form again as if this had been sent."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data.setlist(self.add_prefix(name), values)
            self.data = data

    @property
    def opened_at(self) -> datetime:
        """As the page said, and never later than now; a page that says nothing was opened long ago."""
        moment = _moment(self.cleaned_data["opened"])
        return min(moment, self.now) if moment else self.now - HOLDS_AT_MOST

    def look_again(self, news: Sequence[str]) -> None:
        """Something came while the screen was open; the page shows it now, and the next press takes it as read."""
        self._send("opened", [self.now.isoformat()])
        self.refuse(f"New since you opened this: {'; '.join(news)}. Look at what is known, and press again.")

    @property
    def form_key(self) -> UUID | None:
        return _key(self.cleaned_data["key"])

    def clearance(self) -> NewClearance:
        given = self.cleaned_data
        return NewClearance(
            mode=given["mode"],
            place=given["place"],
            risk=given["risk"],
            because=given["because"],
            mitigations=[code for code in given["mitigations"] if code != NONE_NEEDED],
            mitigation_words=given["mitigation_words"],
            none_needed_because=given["none_needed_because"],
            check_in=given["check_in"],
            worker_key=UUID(given["worker"]) if given["worker"] else None,
            asked_by_telephone=given["asked_by_telephone"],
            until_at=_moment(given["until_at"]) or self.now,
        )

    @property
    def action_keys(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["actions"]]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _filled(mode: str) -> dict[str, Any]:
    """A call comes with what belongs to it, so that one key confirms it."""
    if mode == ContactMode.TELEPHONE:
        judged = {"risk": StaffRisk.LOW.value, "because": A_CALL_WAS_JUDGED}
        return {"mode": mode, "mitigations": list(FOR_A_CALL), **judged}
    return {"mode": mode, "mitigations": []}


def _most(mode: str) -> timedelta:
    return A_CALL_HOLDS_AT_MOST if mode in ("", ContactMode.TELEPHONE) else HOLDS_AT_MOST


def _until(at: datetime, mode: str, due: Sequence[datetime]) -> datetime:
    """Four hours, or when the last of what is proposed is due, where a clearance of this kind holds so long."""
    usual = _to_the_minute(at + HOLDS_UNLESS_SAID)
    return max([usual, *(moment for moment in due if moment <= at + min(_most(mode), HOLDS_AT_MOST))])


def _times(at: datetime, mode: str, due: Sequence[datetime]) -> list[tuple[str, str]]:
    found = {_to_the_minute(at + timedelta(hours=hours)): f"{hours} h" for hours in _HOURS}
    for moment in due:
        if moment > at:
            found.setdefault(moment, "when it is due")
    offered = sorted(moment for moment in found if moment <= at + _most(mode))
    return [(moment.isoformat(), f"{dates.moment(moment, at)} ({found[moment]})") for moment in offered]


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


class DirectForm(Form):
    """Send somebody on a clearance that holds: one press, nothing is asked."""

    clearance = HiddenField(max_length=36)
    version = HiddenField(max_length=9)

    def arguments(self) -> dict[str, Any]:
        sent = self.cleaned_data
        return {"clearance_key": _key(sent["clearance"]) or UUID(int=0), "seen_version": _number(sent["version"])}


class EndForm(Form):
    because = TextField(
        label="Why it ends", hint="Whoever was directed on it reads that at once.", max_length=300, missing="Say why"
    )


class DangerForm(Form):
    """Never held up: why, who at the police knows, and at least one thing that lessens the risk."""

    because = TextField(label="What is the danger to life?", max_length=500, missing="Say what the danger to life is")
    police_informed = TextField(
        label="Who at the police was told, and when?",
        hint="Ring them before anybody goes",
        max_length=200,
        missing="Tell the police first: say who there was told, and when",
    )
    mitigations = CheckboxesField(
        label="What lessens the risk to whoever goes",
        hint="At least one",
        choices=Mitigation.choices,
        conditional={Mitigation.OTHER: ["mitigation_words"]},
        small=True,
        missing="Say at least one thing that lessens the risk to whoever goes",
    )
    mitigation_words = TextField(label="What else", max_length=300, missing="Say what else lessens the risk")
    version = HiddenField(max_length=9)

    @property
    def arguments(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**given, "seen_version": _number(self.cleaned_data["version"])}


class ReviewForm(Form):
    review = TextField(
        label="What you found",
        hint="Was it right, and what follows from it?",
        max_length=500,
        missing="Say what you found",
    )
