"""A complex strategy discussion about fourteen young people, held by the operations that hold real ones.

Needs Django to be ready.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.meetings import operations
from reachable.meetings.models import Meeting
from reachable.sharing import operations as sharing
from reachable.sharing import queries as shared
from scripts.bench import data

YOUNG, NOTES = 14, 40
KIND, PURPOSE, ITEM = "complex-strategy", "safeguarding", "safety-plans"
MORE = ("Gus", "Hal", "Ivo", "Jem", "Kit", "Lex", "Max", "Ned")
SEATS = {"workers": "priya", "mace-police": "maggie", "health": "wendy"}
DECIDED = {"threshold": "not-met", "disposition": "own-worker"}


class Held:
    """One meeting of an incident of its own: Hana chairs, Joy takes the minutes."""

    def __init__(self, who: dict[str, Any], number: int) -> None:

        self.who, self.at = who, clock.now()
        self.incident = _incident(who, number, self.at)
        soon = self.at + timedelta(minutes=1)
        new = operations.NewMeeting(
            kind=KIND, starts_at=soon, ends_at=soon + timedelta(hours=2), chair_key=who["hana"].key,
            minute_taker_key=who["joy"].key, purposes=(PURPOSE, "prevention"), place="Room 3",
        )  # fmt: skip
        made = operations.convene_meeting(by=who["hana"], at=self.at, reference=self.incident, new=new)
        self.meeting, self.by_hana = str(made.reference), {"by": who["hana"], "meeting": str(made.reference)}
        for code, short in SEATS.items():
            operations.add_attendee(**self.by_hana, at=self.at, code=code, professional_key=who[short].key)
        operations.start_meeting(**self.by_hana, at=self.at)
        operations.agree_purposes(**self.by_hana, at=self.at, purposes=[PURPOSE, "prevention"])
        self.rows = Meeting.objects.get(pk=made.pk)
        there = [operations.AttendanceMark(one.key, "PRESENT") for one in self.rows.attendees.all()]
        operations.mark_attendance(**self.by_hana, at=self.at, marks=there)
        self.young = [one.involvement for one in self.rows.covered.select_related("involvement__record")]
        self.item = self.rows.items.get(code=ITEM).key
        operations.take_item(**self.by_hana, at=self.at, item_key=self.item)
        self._note()

    def _note(self) -> None:

        for number in range(NOTES):
            one, other = self.young[number % YOUNG], self.young[(number + 3) % YOUNG]
            words = f"{one.record.given_names} was seen with {other.record.given_names} on day {number}, and is afraid."
            new = operations.NewNote(key=uuid4(), kind="FACT", words=words, about=[one.key] if number % 3 else [])
            operations.add_note(**self.by_hana, at=self.at, item_key=self.item, new=new)

    def conclude(self) -> None:

        for one in self.rows.items.all():
            operations.cover_item(**self.by_hana, at=self.at, item_key=one.key)
        for young in self.young:
            said: dict[str, Any] = {"involvement_key": young.key, "record": DECIDED, "seen_number": 0}
            operations.set_outcome(**self.by_hana, at=self.at, **said)
        operations.end_meeting(**self.by_hana, at=self.at + timedelta(seconds=1))
        for seat in self.rows.seats.all():
            operations.say_why_empty(
                **self.by_hana, at=self.at, code=seat.code, because="Asked, and sent what it knows"
            )

    def agree(self) -> None:

        self.rows.refresh_from_db()
        operations.agree_minutes(**self.by_hana, at=self.at + timedelta(seconds=2), seen_revision=self.rows.revision)

    def prepare(self) -> tuple[Any, ...]:
        return sharing.prepare_records(**self.by_hana, at=self.at + timedelta(seconds=3))

    def final(self) -> UUID:
        """One record with everything doubtful in it taken out: its key."""
        key = self.prepare()[0]
        told: dict[str, Any] = {**self.by_hana, "at": self.at + timedelta(seconds=4), "record_key": key}
        used = operations.state_purpose(**self.by_hana, at=told["at"], use_for="OPEN", purpose=PURPOSE).key
        while True:
            view = shared.record_view(self.who["hana"], self.meeting, key, at=told["at"], use=used)
            doubtful = next(_doubtful(view), None)
            if doubtful is None:
                break
            sharing.decide_mark(**told, **doubtful, seen_version=view.version, decision="TAKE_OUT")
        sharing.make_final(**told, seen_version=view.version)
        return key


def _doubtful(view: Any) -> Iterator[dict[str, Any]]:
    for section in view.sections:
        for paragraph in section.paragraphs:
            for one in paragraph.segments:
                if one.kind == "doubtful":
                    yield {"paragraph": paragraph.id, "words": one.was or one.words}


def _incident(who: dict[str, Any], number: int, at: datetime) -> str:
    """Fourteen young people of as many families; Hana leads."""
    few = data.report(number, at)
    first = few.young_people[0]
    names = (*data.NAMES, *MORE)
    young = tuple(replace(first, given_names=n, family_name=f"Of{n}{number}", approximate_age=15) for n in names)
    reference = str(incidents.report_incident(by=who["ravi"], at=at, report=replace(few, young_people=young)).reference)
    told: dict[str, Any] = {"by": who["hana"], "at": at, "reference": reference}
    incidents.name_lead(**told, professional_key=who["hana"].key, why="Leads it")
    for short in (*data.TEAM, "joy"):
        incidents.add_to_team(**told, professional_key=who[short].key, why="Works on it")
    return reference
