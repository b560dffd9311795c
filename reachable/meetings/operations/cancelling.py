"""A meeting that will not be held."""

from datetime import datetime

from reachable.audit.log import operation, record
from reachable.directory.models import Professional
from reachable.incidents import timeline

from .. import access, permissions, policies
from ..choices import MeetingState
from ..models import Meeting
from .inviting import send_cancel
from .touching import touch


@operation
def cancel_meeting(*, by: Professional, at: datetime, meeting: str, because: str) -> Meeting:
    """Whoever was invited is told; the reason stays with the team."""
    found = permissions.check_can_change_meeting(by, meeting, at)
    policies.check_may_be_cancelled(found.state)
    policies.check_has_because(because)
    found.state = MeetingState.CANCELLED
    found.cancelled_by, found.cancelled_at, found.cancelled_because = by, at, because.strip()[:300]
    found.sequence += found.invited_at is not None
    touch(found, "state", "cancelled_by", "cancelled_at", "cancelled_because", "sequence")
    words = f"{access.kind_of(found).title} {found.reference} was cancelled."
    timeline.write(found.incident, "meeting-cancelled", words, by=by, at=at, source_key=str(found.key))
    codes = {"meeting": found.reference}
    record("meeting-cancelled", by=by, at=at, incident=found.incident.reference, words=because, codes=codes)
    if found.invited_at is not None:
        send_cancel(found, by=by, at=at)
    return found
