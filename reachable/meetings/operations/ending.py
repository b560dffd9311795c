"""The meeting ends; what is shown to the room while it runs, and who is typing."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotPermitted
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.fact_kinds import KINDS
from reachable.incidents.operations import record_fact
from reachable.playbook.schema import MeetingKind

from .. import access, permissions, policies
from ..choices import ItemState, MeetingState
from ..models import Meeting, Typing
from .restricted import close_part
from .series import move_on
from .writing import find_to_write, item_of, raise_revision


@operation
def end_meeting(*, by: Professional, at: datetime, meeting: str, ended_at: datetime | None = None) -> Meeting:
    """Notes may be added until the minutes are agreed. A restricted part that runs ends with it.

    That a strategy discussion was held is a fact of the incident, from which its deadlines run.
    """
    found = find_to_write(by, meeting, at, with_incident=True)
    policies.check_is_running(found.state)
    when = ended_at or at
    policies.check_ended_at(when, found.started_at, at)
    close_part(found, by=by, at=at)
    found.items.filter(state=ItemState.TAKEN).update(state=ItemState.COVERED, by=by, at=at)
    found.state, found.ended_by, found.ended_at, found.shared_view = MeetingState.ENDED, by, when, False
    found.save(update_fields=["state", "ended_by", "ended_at", "shared_view"])
    raise_revision(found)
    words = f"{access.kind_of(found).title} {found.reference} ended."
    timeline.write(found.incident, "meeting-ended", words, by=by, at=at, happened_at=when, source_key=str(found.key))
    codes = {"meeting": found.reference, "ended_at": when.isoformat()}
    record("meeting-ended", by=by, at=at, incident=found.incident.reference, codes=codes)
    _say_that_it_was_held(found, access.kind_of(found), when, by=by, at=at)
    move_on(found, when, by=by, at=at)
    return found


def _say_that_it_was_held(
    meeting: Meeting, kind: MeetingKind, when: datetime, *, by: Professional, at: datetime
) -> None:
    """The fact from which the kind counts when its minutes are sent; only of strategy discussions there is one."""
    after = kind.sending.after if kind.is_statutory and kind.sending else ""
    fact = next((code for code, told in KINDS.items() if told.fact == after), None)
    if fact is not None:
        reference = meeting.incident.reference
        record_fact(by=by, at=at, reference=reference, kind=fact, happened_at=when, key=meeting.key)


@operation
def set_shared_view(*, by: Professional, at: datetime, meeting: str, shown: bool) -> Meeting:
    """Whether what everybody here may see is being shown to the room."""
    found = find_to_write(by, meeting, at)
    policies.check_is_running(found.state)
    if found.shared_view == shown:
        return found
    found.shared_view = shown
    found.save(update_fields=["shared_view"])
    raise_revision(found)
    codes = {"meeting": found.reference, "shown": shown}
    record("meeting-shared-view", by=by, at=at, incident=found.incident.reference, codes=codes)
    return found


@operation
def say_typing(*, by: Professional, at: datetime, meeting: str, item_key: UUID | None) -> None:
    """Asked for every few seconds: no row of the meeting is locked, and nothing of it is kept."""
    found = access.meeting_for(by, meeting, at)
    if not permissions.can_run(by, found):
        raise NotPermitted("The chair and the minute-taker write the notes of this meeting.")
    policies.check_minutes_not_agreed(found.state)
    item = item_of(found, item_key) if item_key else None
    Typing.objects.bulk_create(
        [Typing(meeting=found, professional=by, item=item, at=at)],
        update_conflicts=True,
        unique_fields=["meeting", "professional"],
        update_fields=["item", "at"],
    )
