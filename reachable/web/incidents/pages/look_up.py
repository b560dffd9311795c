"""What is said to somebody who asks from outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from reachable.directory.queries import DutyLineRow
from reachable.incidents.queries import Held
from reachable.web.shared import dates
from reachable.web.shared.page import Page

from ..forms.look_up import EmergencyForm, LookUpForm


@dataclass(frozen=True)
class LookUp(Page):
    template: ClassVar[str] = "incidents/look_up.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Is anything held?"
    button: ClassVar[str] = "Look up"
    has_keepable_form: ClassVar[bool] = True
    form: LookUpForm
    held: Held | None
    front_door: tuple[DutyLineRow, ...]


@dataclass(frozen=True)
class EmergencyAccess(Page):
    template: ClassVar[str] = "incidents/emergency_access.html"
    nav: ClassVar[str] = "incidents"
    title: ClassVar[str] = "Emergency access"
    button: ClassVar[str] = "Record it and open for 12 hours"
    has_keepable_form: ClassVar[bool] = True
    form: EmergencyForm
    front_door: tuple[DutyLineRow, ...]


def recorded(until_at: datetime, front_door: tuple[DutyLineRow, ...], at: datetime) -> str:
    """The same words whether anything exists or not."""
    ring = " or ".join(f"{line.name} on {line.telephone}" for line in front_door[:2])
    return (
        "If an incident is held under exactly these details, it is in your list of incidents until"
        f" {dates.moment(until_at, at)}, and its lead and the information-governance lead have been told."
        f" If it is not there: ring {ring or 'the children’s front door or the emergency duty team'}."
    )
