"""A meeting begins: who runs it is there, and for what its information is used is agreed first (CTX-3, CTX-6)."""

from collections.abc import Sequence
from datetime import datetime

from reachable.audit.log import operation, record
from reachable.directory.models import Professional
from reachable.incidents import timeline

from .. import access, permissions, policies
from ..choices import Attendance, MeetingState
from ..models import Meeting
from .attending import seat_officers
from .convening import set_purposes
from .writing import find_to_write, raise_revision


@operation
def start_meeting(*, by: Professional, at: datetime, meeting: str) -> Meeting:
    """Also before its time. The chair and whoever starts it are marked as there."""
    found = permissions.check_can_run(by, meeting, at)
    policies.check_can_start(found.state)
    found.state, found.started_by, found.started_at = MeetingState.RUNNING, by, at
    found.save(update_fields=["state", "started_by", "started_at"])
    _mark_who_runs_it(found, by=by, at=at)
    raise_revision(found)
    words = f"{access.kind_of(found).title} {found.reference} began."
    timeline.write(found.incident, "meeting-started", words, by=by, at=at, source_key=str(found.key))
    record("meeting-started", by=by, at=at, incident=found.incident.reference, codes={"meeting": found.reference})
    return found


@operation
def agree_purposes(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    purposes: Sequence[str],
    own_purposes: Sequence[str] = (),
    not_for: str = "",
) -> Meeting:
    """What the information of this meeting may be used for (CTX-6); changed later only by agreeing again."""
    found = find_to_write(by, meeting, at)
    set_purposes(found, purposes, own_purposes, by=by, at=at)
    found.not_for = not_for.strip()[:300]
    found.purposes_agreed_by, found.purposes_agreed_at = by, at
    found.save(update_fields=["not_for", "purposes_agreed_by", "purposes_agreed_at"])
    raise_revision(found)
    record(
        "meeting-purposes-agreed",
        by=by,
        at=at,
        incident=found.incident.reference,
        words={"own": list(own_purposes), "not for": found.not_for},
        codes={"meeting": found.reference, "purposes": list(purposes)},
    )
    return found


def _mark_who_runs_it(meeting: Meeting, *, by: Professional, at: datetime) -> None:
    """The chair, and whoever starts it, are there: they count towards the quorum and may stay for restricted parts."""
    seat_officers(meeting, by=by, at=at)
    here = meeting.attendees.filter(out_at__isnull=True, attendance="", professional__in=(meeting.chair, by))
    here.update(attendance=Attendance.PRESENT, arrived_at=at)
