"""What is added to agreed minutes: a correction beside them, or that a note was lawfully taken out."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import timeline

from .. import access, permissions, policies
from ..choices import MinutesChange
from ..models import Addendum, Meeting, Minutes, Note


@operation
def add_addendum(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    change: str,
    words: str,
    because: str,
    note_key: UUID | None = None,
    key: UUID | None = None,
) -> Addendum:
    """A correction, by the chair or the minute-taker; or the chair takes a note out, on the ground that the
    information-governance lead gave (`words`). A correction of one note says which, and is read where that note is.
    `key` is made with the form: sent twice, it is one addendum.
    """
    found = permissions.check_can_run(by, meeting, at)
    if change == MinutesChange.REDACTION:
        found = permissions.check_is_chair(by, meeting, at)
    policies.check_has_minutes(found.state)
    minutes = Minutes.objects.get(meeting=found)
    sent = minutes.addenda.filter(key=key).first() if key else None
    if sent is not None:
        return sent
    policies.check_addendum(change=change, words=words, because=because, names_a_note=note_key is not None)
    row = Addendum(
        minutes=minutes,
        number=minutes.addenda.count() + 1,
        change=MinutesChange(change),
        words=words.strip(),
        source_key=_source(minutes, found, note_key, change, by, at) if note_key else "",
        because=because.strip(),
        by=by,
        at=at,
    )
    if key:
        row.key = key
    row.save(force_insert=True)
    _trace(found, row, by=by, at=at)
    return row


def _source(minutes: Minutes, meeting: Meeting, note_key: UUID, change: str, by: Professional, at: datetime) -> str:
    """Nobody corrects what they may not read; what has to go, goes whoever reads it."""
    is_read = change == MinutesChange.CORRECTION
    notes = access.readable_notes(by, meeting, at) if is_read else Note.objects.filter(meeting=meeting)
    note = notes.filter(key=note_key, taken_back_at__isnull=True).first()
    if note is None:
        raise NotFound("note")
    gone = minutes.addenda.filter(change=MinutesChange.REDACTION, source_key=str(note.key)).exists()
    policies.check_not_taken_out_already(is_gone=gone)
    return str(note.key)


def _trace(meeting: Meeting, row: Addendum, *, by: Professional, at: datetime) -> None:
    what = "A note was lawfully taken out of" if row.change == MinutesChange.REDACTION else "A correction was added to"
    words = f"{what} the minutes of {meeting.reference}."
    timeline.write(meeting.incident, "minutes-addendum", words, by=by, at=at, source_key=str(row.key))
    codes = {"meeting": meeting.reference, "number": row.number, "change": row.change, "note": row.source_key}
    said = {"words": row.words, "because": row.because}
    record("minutes-addendum", by=by, at=at, incident=meeting.incident.reference, codes=codes, words=said)
