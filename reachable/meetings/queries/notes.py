"""The notes of a meeting as one reader may read them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents.choices import Audience
from reachable.incidents.models import Involvement

from .. import access, policies
from ..choices import MeetingState, MinutesChange
from ..models import Addendum, Dissent, Meeting, Note, NoteAbout
from ..policies import Noted
from .run_lines import DissentLine, NoteLine


def note_lines(
    professional: Professional, meeting: Meeting, at: datetime, *, item_id: int | None = None
) -> list[NoteLine]:
    """In the order in which they were written, those that were taken back too; three statements."""
    rows = not_taken_out(with_about(access.readable_notes(professional, meeting, at)), meeting)
    if item_id is not None:
        rows = rows.filter(item=item_id)
    dissent = Dissent.objects.select_related("attendee__professional").order_by("pk")
    return [_line(row, professional) for row in rows.prefetch_related(Prefetch("dissent", queryset=dissent))]


def item_of_note(professional: Professional, meeting: str, key: UUID, at: datetime) -> UUID:
    """On which item of the agenda it stands; NotFound for a note that this reader may not read."""
    found = access.meeting_for(professional, meeting, at)
    rows = access.readable_notes(professional, found, at).filter(key=key)
    item: UUID | None = rows.order_by().values_list("item__key", flat=True).first()
    if item is None:
        raise NotFound("note")
    return item


def with_about(notes: QuerySet[Note]) -> QuerySet[Note]:
    """With who said and wrote them, and whom they concern."""
    about = NoteAbout.objects.select_related("involvement__now_known_as").order_by("involvement__position")
    found = notes.select_related("item", "meeting", "said_by__professional", "by", "changed_by", "cleared_by")
    return found.prefetch_related(Prefetch("about", queryset=about)).order_by("pk")


def not_taken_out(notes: QuerySet[Note], meeting: Meeting) -> QuerySet[Note]:
    """Without what was lawfully taken out of agreed minutes: the minutes alone say that it was there."""
    if meeting.state != MeetingState.AGREED:
        return notes
    gone = Addendum.objects.filter(minutes__meeting=meeting, change=MinutesChange.REDACTION)
    return notes.exclude(key__in=list(gone.values_list("source_key", flat=True)))


def concerns(note: Note) -> list[Involvement]:
    """Whom it concerns, as they are known now: by one letter, if two were found to be one."""
    standing = (one.involvement.now_known_as or one.involvement for one in note.about.all())
    return list(dict.fromkeys(standing))


def letters_of(young: Iterable[Involvement]) -> tuple[str, ...]:
    return tuple(one.letter for one in young)


def noted(note: Note, *, is_gone: bool = False) -> Noted:
    """As the rules about records take it. `is_gone`: taken out of the minutes."""
    return Noted(
        words=note.words,
        cleared_words=note.cleared_words,
        about=frozenset(one.key for one in concerns(note)),
        audience=note.audience,
        in_restricted_part=note.part_id is not None,
        held_by_police=note.held_by_police,
        is_plan=note.is_plan,
        is_gone=is_gone or note.taken_back_at is not None,
    )


def _line(note: Note, reader: Professional) -> NoteLine:
    young, waits = concerns(note), policies.needs_clearing(noted(note))
    return NoteLine(
        key=note.key,
        item_key=note.item.key,
        kind=note.kind,
        words=note.words,
        said_by=note.said_by.professional.name if note.said_by else "",
        said_by_key=note.said_by.key if note.said_by else None,
        about=tuple(one.key for one in young),
        letters=letters_of(young),
        audience=note.audience,
        audience_label=str(Audience(note.audience).label),
        in_restricted_part=note.part_id is not None,
        held_by_police=note.held_by_police,
        is_plan=note.is_plan,
        is_cleared=bool(note.cleared_words),
        needs_clearing=waits,
        cleared_words=note.cleared_words,
        cleared_by=note.cleared_by.name if note.cleared_by else "",
        version=note.version,
        by=note.by.name,
        at=note.at,
        changed_by=note.changed_by.name if note.changed_by else "",
        changed_at=note.changed_at,
        is_taken_back=note.taken_back_at is not None,
        taken_back_because=note.taken_back_because,
        dissent=tuple(_dissent(one) for one in note.dissent.all()),
        may_clear=waits and note.taken_back_at is None and _may_clear(note, reader),
    )


def _dissent(row: Dissent) -> DissentLine:
    return DissentLine(row.attendee.key, row.attendee.professional.name, row.words)


def _may_clear(note: Note, reader: Professional) -> bool:
    if note.held_by_police:
        return reader.holds(Permission.CLEAR_POLICE_WORDING)
    return reader.pk == note.meeting.chair_id
