"""That a meeting changed, for whoever writes next and for pages that are open."""

from ..choices import MeetingState
from ..models import Meeting


def touch(meeting: Meeting, *fields: str) -> None:
    """Saves the row, which the caller holds, with what else of it was set. While it runs, open pages ask for news."""
    meeting.version += 1
    changed = ["version", *fields]
    if meeting.state == MeetingState.RUNNING:
        meeting.revision += 1
        changed.append("revision")
    meeting.save(update_fields=list(dict.fromkeys(changed)))
