"""Three meetings: the strategy discussion of the first morning with its records half filed, the complex one that runs
now, and one that is to come."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from reachable.incidents import operations as incidents
from reachable.meetings import operations, queries
from reachable.meetings.choices import Attendance, UseFor
from reachable.meetings.operations import AgreedAction, AttendanceMark, NewGuest, NewMeeting, NewNote
from reachable.people.choices import IdentifierSystem
from reachable.sharing import operations as sharing
from reachable.sharing import queries as shared
from reachable.sharing.choices import MarkDecision

from ..telling import Telling
from ..times import Since, When, on_day
from .meeting_words import COMPLEX, DISCUSSION, NUMBERS, OUTCOMES, PLANNING, Planned, Said, ToDo

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FILED = ("A", "B", "C")  # the first half


def first_discussion(told: Telling, since: Since) -> None:
    """On the first morning; agreed before noon, its records checked, and half of them filed."""
    made, begins = since.day(0.1), since.day(0.15)
    ends = min(begins + 75 * MINUTE, since.day(0.45))
    agreed = min(ends + 50 * MINUTE, since.day(0.6))
    for letter, line in told.lines("hana", made).items():
        number: dict[str, Any] = {"system": IdentifierSystem.SOCIAL_CARE, "value": NUMBERS[letter]}
        incidents.record_number(by=told.cast["hana"], at=made, reference=told.reference, key=line.key, **number)
    one = _Meeting(told, DISCUSSION, made=made, begins=begins, ends=ends)
    one.invite(since.day(0.11))
    one.hold(begins, lambda part: begins + (ends - begins) * (0.03 + 0.9 * part))
    for letter, outcome in OUTCOMES.items():
        one.decide(letter, outcome, begins + (ends - begins) * 0.96)
    one.conclude(ends, agreed)
    one.file(min(agreed + 30 * MINUTE, since.day(0.7)), min(agreed + 90 * MINUTE, since.day(0.8)))


def complex_discussion(told: Telling, since: Since) -> None:
    """It began forty minutes ago and is at its third point."""
    begins = told.now - timedelta(minutes=40)
    one = _Meeting(told, COMPLEX, made=since.lately(0.02), begins=begins, ends=begins + 2 * HOUR)
    one.invite(since.lately(0.1))
    one.hold(begins, lambda part: begins + timedelta(minutes=3 + 32 * part))


def to_come(told: Telling, since: Since) -> None:
    begins = on_day(told.now, 1, time(10, 0))
    one = _Meeting(told, PLANNING, made=since.lately(0.6), begins=begins, ends=begins + HOUR)
    one.invite(since.lately(0.7))


class _Meeting:
    """One meeting as its convener, chair and minute-taker work it."""

    def __init__(self, told: Telling, planned: Planned, *, made: datetime, begins: datetime, ends: datetime) -> None:
        self.told, self.planned = told, planned
        self.chair, self.minutes = told.cast[planned.chair], told.cast["joy"]
        self.young = {letter: line.key for letter, line in told.lines(planned.chair, made).items()}
        new = NewMeeting(
            kind=planned.kind,
            starts_at=begins,
            ends_at=ends,
            chair_key=self.chair.key,
            minute_taker_key=self.minutes.key,
            place=planned.place,
            involvement_keys=[self.young[letter] for letter in planned.letters],
            purposes=planned.purposes,
            not_for=planned.not_for,
            key=told.key(planned.kind),
        )
        made_it = operations.convene_meeting(by=self.chair, at=made, reference=told.reference, new=new)
        self.reference = str(made_it.reference)
        self._seat(made)

    def _by(self, at: datetime, who: str = "") -> dict[str, Any]:
        return {"by": self.told.cast[who] if who else self.chair, "at": at, "meeting": self.reference}

    def _seat(self, at: datetime) -> None:
        for code, people in self.planned.seats.items():
            for who in people:
                sees = [self.young[letter] for letter in self.planned.theirs.get(who, "")]
                key = self.told.cast[who].key
                operations.add_attendee(**self._by(at), code=code, professional_key=key, sees=sees)
        for code, guest, letters in self.planned.guests:
            name, email, job, agency, kind = guest
            new = NewGuest(name=name, email=email, job_title=job, agency_words=agency, agency_kind=kind)
            operations.add_guest(**self._by(at), code=code, guest=new, sees=[self.young[one] for one in letters])
        for code, wanted, because in self.planned.decided:
            operations.decide_seat(**self._by(at), code=code, wanted=wanted, because=because)

    def invite(self, at: datetime) -> None:
        view = queries.meeting_heading(self.chair, self.reference, at)
        operations.invite(**self._by(at), seen_version=view.version)
        places = self._places(at)
        for who, (coming, words) in self.planned.coming.items():
            operations.say_coming(**self._by(at, "joy"), key=places[who], coming=coming, words=words)

    def _places(self, at: datetime) -> dict[str, UUID]:
        """The place of each of the cast."""
        names = {one.name: short for short, one in self.told.cast.items()}
        view = queries.prepare(self.chair, self.reference, at)
        asked = (one for seat in view.seats for one in seat.people)
        return {names.get(one.name, one.name): one.key for one in asked}

    def hold(self, begins: datetime, when: When) -> None:
        """From the start until everything in the plan was said."""
        operations.start_meeting(**self._by(begins))
        operations.agree_purposes(
            **self._by(when(0), "joy"), purposes=self.planned.purposes, not_for=self.planned.not_for
        )
        self._mark(when(0))
        use = self._use(when(0))
        items = {item.code: item.key for item in self._run(when(0), use).items}
        written = self.planned.written
        for number, one in enumerate(written):
            self._write(one, items, when((number + 1) / (len(written) + 1)))
        for code in self.planned.covered or items:
            operations.cover_item(**self._by(when(1), "joy"), item_key=items[code])
        if self.planned.at_item:
            operations.take_item(**self._by(when(1), "joy"), item_key=items[self.planned.at_item])

    def _use(self, at: datetime) -> UUID:
        said = operations.state_purpose(**self._by(at, "joy"), use_for=UseFor.OPEN, purpose=self.planned.purposes[0])
        return UUID(str(said.key))

    def _run(self, at: datetime, use: UUID) -> Any:
        return queries.run_view(self.minutes, self.reference, at, use=use)

    def _mark(self, at: datetime) -> None:
        marks = []
        for who, key in self._places(at).items():
            attendance = self.planned.absent.get(who, Attendance.PRESENT)
            marks.append(AttendanceMark(attendee_key=key, attendance=attendance))
        operations.mark_attendance(**self._by(at, "joy"), marks=marks)

    def _write(self, one: Said | ToDo, items: Mapping[str, UUID], at: datetime) -> None:
        key = self.told.key(f"{self.reference} {one.what}")
        if isinstance(one, ToDo):
            self._agree(one, items, key, at)
            return
        new = NewNote(
            key=key,
            kind=one.kind,
            words=one.what,
            about=[self.young[letter] for letter in one.letters],
            said_by=self._places(at).get(one.by),
        )
        note = operations.add_note(**self._by(at, "joy"), item_key=items[one.item], new=new)
        if one.cleared:
            operations.clear_note(**self._by(at, one.by), note_key=note.key, wording=one.cleared)
        if one.dissent:
            who, words = one.dissent
            place = self._places(at)[who]
            operations.record_dissent(**self._by(at, "joy"), note_key=note.key, attendee_key=place, words=words)

    def _agree(self, one: ToDo, items: Mapping[str, UUID], key: UUID, at: datetime) -> None:
        action = AgreedAction(
            key=key,
            what=one.what,
            due_at=at + timedelta(hours=one.hours),
            owner=f"p:{self.told.cast[one.by].key}",
            item_key=items[one.item],
            about_key=self.young[one.letter] if one.letter else None,
        )
        operations.agree_action(**self._by(at, "joy"), new=action)

    def decide(self, letter: str, outcome: Mapping[str, str], at: datetime) -> None:
        operations.set_outcome(
            **self._by(at, "joy"), involvement_key=self.young[letter], record=dict(outcome), seen_number=0
        )

    def conclude(self, ended: datetime, agreed: datetime) -> None:
        operations.end_meeting(**self._by(ended, "joy"))
        for code, because in self.planned.empty:
            operations.say_why_empty(**self._by(ended, "joy"), code=code, because=because)
        revision = queries.meeting_heading(self.chair, self.reference, agreed).revision
        operations.agree_minutes(**self._by(agreed), seen_revision=revision)
        operations.send_actions(**self._by(agreed, "joy"))
        sharing.prepare_records(**self._by(agreed))

    def file(self, checked: datetime, filed: datetime) -> None:
        """Everything doubtful names nobody here; the records are final, and the first of them filed."""
        use = self._use(checked)
        view = shared.records_view(self.minutes, self.reference, at=checked, use=use)
        for row in view.rows:
            if row.key is None:
                continue
            self._check(row.key, checked, use)
            if row.letter in FILED:
                common = {**self._by(filed, "joy"), "record_key": row.key}
                sharing.say_filed(**common, reference=f"LL-{NUMBERS[row.letter]}-01", filed_at=filed)

    def _check(self, key: UUID, at: datetime, use: UUID) -> None:
        """Whatever may point to somebody else is replaced; then the record is final."""
        common = {**self._by(at, "joy"), "record_key": key}
        while doubtful := self._doubtful(record := self._record(key, at, use)):
            paragraph, words, person = doubtful[0]
            decision = MarkDecision.REPLACE if person else MarkDecision.TAKE_OUT
            said: dict[str, Any] = {"paragraph": paragraph, "words": words, "decision": decision, "person": person}
            sharing.decide_mark(**common, seen_version=record.version, **said)
        sharing.make_final(**common, seen_version=record.version)

    def _record(self, key: UUID, at: datetime, use: UUID) -> Any:
        return shared.record_view(self.minutes, self.reference, key, at=at, use=use)

    @staticmethod
    def _doubtful(record: Any) -> list[tuple[str, str, UUID | None]]:
        paragraphs = (paragraph for section in record.sections for paragraph in section.paragraphs)
        return [
            (paragraph.id, segment.was or segment.words, segment.person)
            for paragraph in paragraphs
            for segment in (*paragraph.said_by, *paragraph.segments)
            if segment.kind == "doubtful"
        ]
