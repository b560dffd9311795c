"""Facts, views and decisions, in words. Several people type at once: each note is a row, and none is lost."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Stale
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.choices import Audience
from reachable.incidents.models import Involvement

from .. import access, policies
from ..models import Attendee, Meeting, Note, NoteAbout
from .writing import asked_of, attendee_of, covered_by, find_to_write, item_of, part_now, person_keys, raise_revision


@dataclass(frozen=True)
class NewNote:
    """`key` is made with the form: sent again after a lost connection, it is the same note.

    `about` are involvements (none: everybody whom the meeting covers), `said_by` an attendee. `held_by_police` and
    `is_plan` empty: as the rules have it for this item and speaker.
    """

    key: UUID
    kind: str
    words: str
    about: Collection[UUID] = ()
    said_by: UUID | None = None
    audience: str = Audience.TEAM
    held_by_police: bool | None = None
    is_plan: bool | None = None


@operation
def add_note(*, by: Professional, at: datetime, meeting: str, item_key: UUID, new: NewNote) -> Note:
    found = find_to_write(by, meeting, at)
    sent = Note.objects.filter(key=new.key).first()
    if sent is not None:
        if sent.meeting_id != found.pk or sent.by_id != by.pk:
            raise NotFound("note")
        return sent
    item = item_of(found, item_key)
    note = Note(key=new.key, meeting=found, item=item, by=by, at=at)
    note.part = part_now(found, by, item)
    young = _write(note, new, by=by, at=at)
    note.save(force_insert=True)
    NoteAbout.objects.bulk_create(NoteAbout(note=note, involvement=one) for one in young)
    raise_revision(found)
    _trace("meeting-note-added", note, young, by=by, at=at)
    return note


@operation
def change_note(
    *,
    by: Professional,
    at: datetime,
    meeting: str,
    note_key: UUID,
    seen_version: int,
    kind: str,
    words: str,
    about: Collection[UUID] = (),
    said_by: UUID | None = None,
    audience: str = Audience.TEAM,
    held_by_police: bool | None = None,
    is_plan: bool | None = None,
) -> Note:
    """Until the minutes are agreed. Wording that was cleared was that of other words: it is cleared again."""
    found = find_to_write(by, meeting, at)
    note = find_note(found, note_key, by, at)
    check_note_unchanged(note, seen_version)
    new = NewNote(note.key, kind, words, about, said_by, audience, held_by_police, is_plan)
    before = {one.involvement for one in note.about.select_related("involvement")}
    young = _write(note, new, by=by, at=at)
    note.cleared_words, note.cleared_by, note.cleared_at = "", None, None
    note.version += 1
    note.changed_by, note.changed_at = by, at
    note.save()
    note.about.all().delete()
    NoteAbout.objects.bulk_create(NoteAbout(note=note, involvement=one) for one in young)
    raise_revision(found)
    _trace("meeting-note-changed", note, list(before | set(young)), by=by, at=at)
    return note


@operation
def take_back_note(*, by: Professional, at: datetime, meeting: str, note_key: UUID, because: str) -> Note:
    """It stays, struck through, with the reason; it goes into no record."""
    found = find_to_write(by, meeting, at)
    note = find_note(found, note_key, by, at)
    policies.check_has_because(because)
    note.taken_back_by, note.taken_back_at, note.taken_back_because = by, at, because.strip()[:300]
    note.version += 1
    note.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_because", "version"])
    raise_revision(found)
    _trace("meeting-note-taken-back", note, [one.involvement for one in _about(note)], by=by, at=at)
    return note


def find_note(meeting: Meeting, key: UUID, by: Professional, at: datetime) -> Note:
    """One that the writer may read and nobody took back; its row is locked."""
    rows = access.readable_notes(by, meeting, at).filter(key=key, taken_back_at__isnull=True)
    found = rows.select_for_update(of=("self",), no_key=True).select_related("item", "part").first()
    if found is None:
        raise NotFound("note")
    return found


def check_note_unchanged(note: Note, seen_version: int) -> None:
    if note.version != seen_version:
        raise Stale("Somebody else changed this note while you wrote. Both are shown.", current=note)


def _about(note: Note) -> list[NoteAbout]:
    return list(note.about.select_related("involvement"))


def _write(note: Note, new: NewNote, *, by: Professional, at: datetime) -> list[Involvement]:
    """Set what was written, checked; returns whom it concerns."""
    meeting = note.meeting
    policies.check_note_words(new.words)
    policies.check_note_kind(new.kind)
    policies.check_writer_reads(new.audience, incidents.audiences_on_team(by, meeting.incident, at))
    young = covered_by(meeting, new.about)
    speaker = attendee_of(meeting, new.said_by) if new.said_by else None
    note.kind, note.words, note.said_by, note.audience = new.kind, new.words.strip(), speaker, new.audience
    note.is_plan, note.held_by_police = _holding(note, new, speaker, by)
    policies.check_plan_says_whom(young, is_plan=note.is_plan)
    return young


def _holding(note: Note, new: NewNote, speaker: Attendee | None, by: Professional) -> tuple[bool, bool]:
    """Whether it is a plan of the police, and whether it is held until they clear its wording. What was held stays so,
    whoever is said to have said it now, until somebody releases it who may.
    """
    meeting, was_held = note.meeting, note.held_by_police
    asked = asked_of(meeting, note.item)
    police_plans = asked is not None and asked.police_plans
    is_plan = police_plans if new.is_plan is None else new.is_plan
    said_by = speaker.professional.agency.kind if speaker else ""
    usual = was_held or policies.is_held_by_police(said_by=said_by, police_plans=police_plans, is_plan=is_plan)
    held = usual if new.held_by_police is None else new.held_by_police
    who = {"is_chair": by.pk == meeting.chair_id, "is_police": is_police(by)}
    if usual and not held:
        policies.check_may_release(is_plan=is_plan, **who)
    if police_plans and not is_plan:
        policies.check_may_release(is_plan=False, **who)
    return is_plan, held


def is_police(professional: Professional) -> bool:
    from_police: bool = professional.agency.kind == AgencyKind.POLICE
    return from_police and professional.holds(Permission.CLEAR_POLICE_WORDING)


def _trace(verb: str, note: Note, young: list[Involvement], *, by: Professional, at: datetime) -> None:
    """With the words as they then were: a change overwrites them, and lawful erasure reaches the audit's too."""
    codes = {"meeting": note.meeting.reference, "note": str(note.key), "kind": note.kind, "version": note.version}
    in_part = note.part_id is not None
    held = {"audience": note.audience, "held": note.held_by_police, "plan": note.is_plan, "part": in_part}
    record(
        verb,
        by=by,
        at=at,
        incident=note.meeting.incident.reference,
        about=person_keys(young),
        codes={**codes, **held},
        words=note.taken_back_because or note.words,
    )
