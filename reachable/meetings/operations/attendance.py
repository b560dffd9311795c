"""Who is there, in the room or on the line, since when and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .. import policies
from ..choices import SPEAKS
from ..models import Attendee, Meeting
from .writing import find_to_write, raise_revision


@dataclass(frozen=True)
class AttendanceMark:
    """`arrived_at` empty: now, of somebody who is there; what was said before stays."""

    attendee_key: UUID
    attendance: str
    arrived_at: datetime | None = None
    left_at: datetime | None = None


@operation
def mark_attendance(*, by: Professional, at: datetime, meeting: str, marks: Sequence[AttendanceMark]) -> Meeting:
    """Several at once; who is not named stays as marked. Until the minutes are agreed."""
    found = find_to_write(by, meeting, at)
    places = {one.key: one for one in found.attendees.filter(out_at__isnull=True)}
    if not {mark.attendee_key for mark in marks} <= set(places):
        raise NotFound("attendee")
    changed = [place for mark in marks if _mark(place := places[mark.attendee_key], mark, found, at)]
    if not changed:
        return found
    Attendee.objects.bulk_update(changed, ["attendance", "arrived_at", "left_at"])
    raise_revision(found)
    record(
        "meeting-attendance-marked",
        by=by,
        at=at,
        incident=found.incident.reference,
        codes={"meeting": found.reference, "marked": {str(one.key): one.attendance for one in changed}},
    )
    return found


def _mark(place: Attendee, mark: AttendanceMark, meeting: Meeting, at: datetime) -> bool:
    """Whether anything of it is new."""
    before = (place.attendance, place.arrived_at, place.left_at)
    place.attendance = mark.attendance
    if mark.attendance in SPEAKS:
        since = at if meeting.ended_at is None else meeting.started_at
        place.arrived_at = mark.arrived_at or place.arrived_at or since
        place.left_at = mark.left_at
    else:
        place.arrived_at = place.left_at = None
    policies.check_attendance(place.attendance, place.arrived_at, place.left_at)
    return (place.attendance, place.arrived_at, place.left_at) != before
