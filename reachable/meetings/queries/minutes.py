"""Agreed minutes as this reader may read them: the text that was agreed, narrowed, and what was added since."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents.models import Involvement
from reachable.people.queries import current_person_keys
from reachable.playbook.record import holder_key, value_in_words
from reachable.playbook.schema import RecordField
from reachable.responses import editions
from reachable.responses.choices import AnswerCode

from .. import access, permissions
from ..choices import SPEAKS, Attendance, ItemState, MinutesChange, NoteKind, UseFor
from ..models import Addendum, Meeting, Minutes
from .heading import MeetingHeading, heading_of, purpose_titles
from .minutes_lines import (
    AddendumLine,
    MinutesAction,
    MinutesAnswer,
    MinutesAttendee,
    MinutesItem,
    MinutesNote,
    MinutesOutcome,
    MinutesView,
    SaidField,
)

PRINTED = "minutes"  # the item for which printing asks its purpose
Row = Mapping[str, Any]


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def verify_minutes(meeting: Meeting) -> bool:
    """Whether the text is the one that was agreed, to the byte."""
    minutes = Minutes.objects.get(meeting=meeting)
    return fingerprint(minutes.text) == minutes.sha256


def redacted_notes(meeting: Meeting) -> frozenset[str]:
    """Keys of notes that were lawfully taken out: shared views and records made afterwards leave them out."""
    taken_out = Addendum.objects.filter(minutes__meeting=meeting, change=MinutesChange.REDACTION)
    return frozenset(taken_out.values_list("source_key", flat=True))


def minutes_view(
    professional: Professional, meeting: str, at: datetime, *, use: UUID | None, for_print: bool = False
) -> MinutesView:
    """NotFound where the meeting's incident is not this professional's to open, or the minutes are not agreed."""
    found = access.meeting_for(professional, meeting, at)
    use_for, item_key = (UseFor.PRINT, PRINTED) if for_print else (UseFor.OPEN, "")
    permissions.check_may_use(professional, found, at, use_for=use_for, use_key=use, item_key=item_key)
    row = Minutes.objects.filter(meeting=found).select_related("agreed_by").first()
    if row is None:
        raise NotFound("minutes")
    heading = heading_of(professional, found, at)
    addenda = tuple(_addendum(one) for one in row.addenda.select_related("by").order_by("number"))
    return _Reading(professional, found, at, heading, json.loads(row.text), addenda).view(row)


def _addendum(row: Addendum) -> AddendumLine:
    return AddendumLine(
        number=row.number,
        is_redaction=row.change == MinutesChange.REDACTION,
        words=row.words,
        because=row.because,
        by=row.by.name,
        at=row.at,
        note_key=row.source_key,
    )


@dataclass(frozen=True)
class _Reading:
    """The text that was agreed, and for whom it is read."""

    professional: Professional
    meeting: Meeting
    at: datetime
    heading: MeetingHeading
    text: Row
    addenda: Sequence[AddendumLine]

    def view(self, row: Minutes) -> MinutesView:
        about, playbook = self.text["meeting"], editions.of(self.meeting.edition)
        items = tuple(self._item(number, one) for number, one in enumerate(self.text["items"], 1))
        loose = self._readable_actions(self.text["actions"])
        return MinutesView(
            heading=self.heading,
            title=about["title"],
            started_at=_instant(about["started_at"]),
            ended_at=_instant(about["ended_at"]),
            chair=_who(about["chair"]),
            minute_taker=_who(about["minute_taker"]),
            not_for=about["not_for"],
            purposes=purpose_titles(playbook, [(one["code"], one["words"]) for one in self.text["purposes"]]),
            attendees=tuple(map(_attendee, self.text["attendees"])),
            empty_seats=tuple((one["title"], one["because"]) for one in self.text["seats"] if _was_missed(one)),
            no_quorum=tuple(one["kind"].replace("-", " ") for one in self.text["quorum"] if not one["met"]),
            young_people=self.heading.covered,
            items=items,
            actions=tuple(map(self._action, loose)),
            not_shown=sum(one.not_shown for one in items) + len(self.text["actions"]) - len(loose),
            outcomes=tuple(map(self._outcome, self.text["outcomes"])),
            addenda=tuple(map(self._added, self.addenda)),
            agreed_by=row.agreed_by.name,
            agreed_at=row.agreed_at,
            sha256=row.sha256,
            is_whole=fingerprint(row.text) == row.sha256,
            sent_at=row.sent_at,
            sent_due_at=row.sent_due_at,
        )

    @cached_property
    def audiences(self) -> frozenset[str]:
        return frozenset(incidents.audiences_of(self.professional, self.meeting.incident))

    @cached_property
    def readable(self) -> frozenset[str]:
        """Keys of the notes within their audiences; of a restricted part, where they stayed."""
        notes = access.readable_notes(self.professional, self.meeting, self.at)
        return frozenset(str(key) for key in notes.values_list("key", flat=True))

    @cached_property
    def readable_actions(self) -> frozenset[str]:
        actions = access.readable_actions(self.professional, self.meeting, self.at)
        return frozenset(str(key) for key in actions.values_list("action__key", flat=True))

    @cached_property
    def taken_out(self) -> dict[str, AddendumLine]:
        return {one.note_key: one for one in self.addenda if one.is_redaction}

    @cached_property
    def letters(self) -> dict[str, str]:
        """As they were agreed; and where a letter is another one by now, because a report was joined or two turned out
        to be one, which.
        """
        written = {one["key"]: one["letter"] for one in self.text["young_people"]}
        rows = Involvement.objects.filter(key__in=written).values_list("key", "record_id")
        record_of = {str(key): record for key, record in rows}
        person_of = current_person_keys(record_of.values())
        now = {one.person_key: one.letter for one in self.heading.covered}
        found = {key: now.get(person_of[record], written[key]) for key, record in record_of.items()}
        return {key: was if found.get(key, was) == was else f"{was}, now {found[key]}" for key, was in written.items()}

    @cached_property
    def attendees(self) -> dict[str, str]:
        return {one["key"]: _who(one["who"]) for one in self.text["attendees"]}

    @cached_property
    def holders(self) -> dict[str, str]:
        """Names by stored value of fields that name a professional."""
        fields = access.kind_of(self.meeting).outcome
        stored = [one["record"].get(field.name, "") for one in self.text["outcomes"] for field in fields]
        keys = {key for value in stored if (key := holder_key("professional", value))}
        return {f"p:{one.key}": one.name for one in Professional.objects.filter(key__in=keys)} if keys else {}

    def _item(self, number: int, row: Row) -> MinutesItem:
        notes = [one for one in row["notes"] if one["key"] in self.readable]
        answers = [one for one in row["answers"] if one["audience"] in self.audiences]
        actions = self._readable_actions(row["actions"])
        everything = len(row["notes"]) + len(row["answers"]) + len(row["actions"])
        return MinutesItem(
            number=number,
            title=row["title"],
            state_label=str(ItemState(row["state"]).label),
            because=row["because"],
            notes=tuple(map(self._note, notes)),
            answers=tuple(map(self._answer, answers)),
            actions=tuple(map(self._action, actions)),
            not_shown=everything - len(notes) - len(answers) - len(actions),
        )

    def _readable_actions(self, rows: Iterable[Row]) -> list[Row]:
        return [one for one in rows if one["key"] in self.readable_actions]

    def _note(self, row: Row) -> MinutesNote:
        gone = self.taken_out.get(row["key"])
        is_hidden = gone is not None and not self.professional.holds(Permission.DECIDE_LEGAL_DUTY)
        return MinutesNote(
            key=row["key"],
            kind_label=str(NoteKind(row["kind"]).label),
            words="" if is_hidden else row["words"],
            said_by="" if is_hidden else self.attendees.get(row["said_by"], ""),
            letters=tuple(sorted(self.letters.get(key, "") for key in row["about"])),
            dissent=() if is_hidden else tuple(self._dissent(one) for one in row["dissent"]),
            in_restricted_part=bool(row["part"]),
            held_by_police=row["held_by_police"],
            taken_out=gone,
        )

    def _added(self, row: AddendumLine) -> AddendumLine:
        """A correction of one note is read by whoever reads the note."""
        if row.is_redaction or not row.note_key:
            return row
        is_gone = row.note_key in self.taken_out and not self.professional.holds(Permission.DECIDE_LEGAL_DUTY)
        is_hidden = is_gone or row.note_key not in self.readable
        return replace(row, words="", because="") if is_hidden else row

    def _dissent(self, row: Row) -> tuple[str, str]:
        return self.attendees.get(row["who"], ""), row["words"]

    def _answer(self, row: Row) -> MinutesAnswer:
        _, asked = editions.of(self.meeting.edition).consideration(row["consideration"])
        return MinutesAnswer(
            ask=asked.ask,
            letter=self.letters.get(row["about"], ""),
            answer_label=str(AnswerCode(row["answer"]).label),
            because=row["because"],
            fields=self._fields(asked.record, row["record"]),
        )

    def _action(self, row: Row) -> MinutesAction:
        return MinutesAction(
            key=row["key"],
            what=row["what"],
            owner=_who(row["owner"]) or row["owner_agency"],
            due_at=datetime.fromisoformat(row["due_at"]),
            letter=self.letters.get(row["about"], ""),
        )

    def _outcome(self, row: Row) -> MinutesOutcome:
        kind = access.kind_of(self.meeting)
        return MinutesOutcome(self.letters.get(row["about"], ""), self._fields(kind.outcome, row["record"]))

    def _fields(self, asked: Iterable[RecordField], record: Row) -> tuple[SaidField, ...]:
        said = ((field, record.get(field.name, "")) for field in asked)
        return tuple(
            SaidField(field.label, field.kind, value, value_in_words(field, value, self.holders))
            for field, value in said
            if value
        )


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _who(row: Row | None) -> str:
    return f"{row['name']}, {row['agency']}" if row else ""


def _was_missed(row: Row) -> bool:
    return row["is_empty"] and (row["is_principal"] or bool(row["required_because"]))


def _attendee(row: Row) -> MinutesAttendee:
    return MinutesAttendee(
        name=row["who"]["name"],
        job_title=row["who"]["job_title"],
        agency=row["who"]["agency"],
        attendance=str(Attendance(row["attendance"]).label),
        was_there=row["attendance"] in SPEAKS,
    )
