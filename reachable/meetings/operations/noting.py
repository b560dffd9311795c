"""What is said to a note afterwards: the wording that may go into records, and that somebody did not agree."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .. import access, policies
from ..choices import MeetingState
from ..models import Dissent, Note
from .notes import find_note
from .writing import attendee_of, find_to_write, person_keys, raise_revision


@operation
def clear_note(*, by: Professional, at: datetime, meeting: str, note_key: UUID, wording: str) -> Note:
    """The words that may stand in the records of young people (CTX-15). The minutes keep what was said.

    Police often answer after the minutes are agreed, so it may be said then too.
    """
    found = access.meeting_for(by, meeting, at, lock=True)
    if found.state != MeetingState.AGREED:
        policies.check_minutes_not_agreed(found.state)
    note = find_note(found, note_key, by, at)
    policies.check_may_clear(
        held_by_police=note.held_by_police,
        is_police=by.holds(Permission.CLEAR_POLICE_WORDING),
        is_chair=by.pk == found.chair_id,
    )
    policies.check_note_words(wording)
    note.cleared_words, note.cleared_by, note.cleared_at = wording.strip(), by, at
    note.save(update_fields=["cleared_words", "cleared_by", "cleared_at"])
    raise_revision(found)
    young = [one.involvement for one in note.about.select_related("involvement")]
    record(
        "meeting-note-cleared",
        by=by,
        at=at,
        incident=found.incident.reference,
        about=person_keys(young),
        codes={"meeting": found.reference, "note": str(note.key), "version": note.version},
        words=note.cleared_words,
    )
    return note


@operation
def record_dissent(
    *, by: Professional, at: datetime, meeting: str, note_key: UUID, attendee_key: UUID, words: str
) -> Dissent:
    """Somebody does not agree with a decision, and why; said again, the newer words stand."""
    found = find_to_write(by, meeting, at)
    note = find_note(found, note_key, by, at)
    policies.check_is_decision(note.kind)
    policies.check_has_words(words)
    attendee = attendee_of(found, attendee_key)
    heard = note.part is None or note.part.stayed.filter(attendee=attendee).exists()
    if not heard:
        raise NotFound("attendee")
    row, _ = Dissent.objects.update_or_create(
        note=note, attendee=attendee, defaults={"words": words.strip()[:500], "by": by, "at": at}
    )
    raise_revision(found)
    codes = {"meeting": found.reference, "note": str(note.key), "attendee": str(attendee.key)}
    record("meeting-dissent-recorded", by=by, at=at, incident=found.incident.reference, codes=codes)
    return row
