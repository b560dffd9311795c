"""Meetings as tests make them: short ways to what the operations do."""

from datetime import datetime, timedelta
from typing import Any

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.meetings import operations as meetings
from reachable.meetings.models import Meeting
from tests.factories import AT

BEFORE = timedelta(hours=2)


def new_meeting(chair: Professional, kind: str = "complex-strategy", at: datetime = AT, **changes: Any) -> Any:
    values: dict[str, Any] = {
        "kind": kind,
        "starts_at": at + BEFORE,
        "ends_at": at + 2 * BEFORE,
        "chair_key": chair.key,
        "purposes": ("safeguarding", "prevention"),
        "place": "Room 3, County Hall",
    }
    return meetings.NewMeeting(**values | changes)


def convened(
    by: Professional, incident: Incident, kind: str = "complex-strategy", *, at: datetime = AT, **changes: Any
) -> Meeting:
    """`by` convenes and chairs it."""
    chair = changes.pop("chair", by)
    new = new_meeting(chair, kind, at, **changes)
    return meetings.convene_meeting(by=by, at=at, reference=incident.reference, new=new)
