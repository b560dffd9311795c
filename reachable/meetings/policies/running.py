"""What holds while a meeting runs: who makes it quorate, what police hold back, who stays, what goes into a record.

Pure: over plain values.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.gates import GateLine
from reachable.common.refusals import NotPermitted, Refused
from reachable.directory.choices import AgencyKind
from reachable.incidents.choices import Audience

from ..choices import SPEAKS, Attendance, MeetingState, NoteKind

LONGEST_NOTE = 5_000


def check_can_start(state: str) -> None:
    if state != MeetingState.PLANNED:
        raise Refused("This meeting has begun already, or was cancelled.")


def check_ended_at(ended_at: datetime, started_at: datetime | None, at: datetime) -> None:
    if ended_at > at or (started_at is not None and ended_at < started_at):
        raise Refused("Say when it ended: after it began, and not later than now.", field="ended_at")


def quorum_lines(needed: Iterable[str], there: Collection[str]) -> tuple[GateLine, ...]:
    """Children's services, police and health at least hold a strategy discussion (SAF-1).

    Both are kinds of agency; `needed` in the spelling of the playbook. A meeting goes on without, and the page and the
    minutes say so.
    """
    kinds = [AgencyKind(code.upper().replace("-", "_")) for code in needed]
    return tuple(_quorum_line(kind, is_there=kind in there) for kind in kinds)


def _quorum_line(kind: AgencyKind, *, is_there: bool) -> GateLine:
    words = f"{kind.label} is there" if is_there else f"nobody from {kind.label} is there"
    return GateLine(met=is_there, words=words, clause="SAF-1")


def is_there(attendance: str, left_at: datetime | None, at: datetime, *, arrived_at: datetime | None = None) -> bool:
    """In the room or on the line at this moment."""
    came = attendance in SPEAKS and (arrived_at is None or arrived_at <= at)
    return came and (left_at is None or left_at > at)


def check_attendance(attendance: str, arrived_at: datetime | None, left_at: datetime | None) -> None:
    if attendance not in Attendance.values:
        raise Refused("Say whether they are there.", field="attendance")
    if arrived_at and left_at and left_at < arrived_at:
        raise Refused("That is before they arrived.", field="left_at")


def check_note_words(words: str) -> None:
    if not words.strip():
        raise Refused("Write what is to be noted.", field="words")
    if len(words) > LONGEST_NOTE:
        raise Refused("5,000 characters at most: write two notes.", field="words")


def check_note_kind(kind: str) -> None:
    if kind not in NoteKind.values:
        raise Refused("Say whether it is a fact, a view or a decision.", field="kind")


def check_writer_reads(audience: str, may_read: Collection[str]) -> None:
    """Nobody writes for readers to whom he does not belong: he could not see what became of it."""
    if audience not in may_read:
        raise Refused("You can write only for readers to whom you belong.", field="audience")


def is_held_by_police(*, said_by: str, police_plans: bool, is_plan: bool) -> bool:
    """What police say, and their plans, wait for wording that police clear before a child's record has them (CTX-15).

    `said_by` is the kind of agency of whoever said it.
    """
    return is_plan or police_plans or said_by == AgencyKind.POLICE


def check_may_release(*, is_plan: bool, is_chair: bool, is_police: bool) -> None:
    """A police plan is always held (CTX-15); of the rest the chair or police say that it need not be."""
    if is_plan:
        raise Refused(
            "A plan of the police is in no record until police clear the wording.",
            clause="CTX-15",
            field="held_by_police",
        )
    if not (is_chair or is_police):
        raise Refused(
            "The chair or police decide that this may go into records as it is written.", field="held_by_police"
        )


def check_plan_says_whom(about: Collection[object], *, is_plan: bool) -> None:
    """A response or trigger plan is added to the record of the young person whom it is about, and to no other
    (CTX-15).
    """
    if is_plan and not about:
        raise Refused("Say whom this plan is about: it goes to their record alone.", clause="CTX-15", field="about")


def check_is_decision(kind: str) -> None:
    if kind != NoteKind.DECISION:
        raise Refused("Somebody disagrees with a decision. Note another view beside a fact or a view.", field="note")


def check_chair_stays(chair: object, stay: Collection[object]) -> None:
    if chair not in stay:
        raise Refused("The chair stays: a part of a meeting has a chair too.", field="stay")


def check_writes_in_part(*, is_part_running: bool, stayed: bool, same_item: bool) -> None:
    """Whoever left for a restricted part writes nothing on its item until it is over."""
    if is_part_running and not stayed and same_item:
        raise Refused("You left for this part. What is said in it is written by those who stayed.")


def check_team_may_read(*, in_part: bool, everybody_may_read: bool) -> None:
    """The team reads every action of its incident: also those who left for a restricted part."""
    if in_part and not everybody_may_read:
        raise Refused(
            "The whole team can read an action, those who left too. Write it so that they may, and say so.",
            field="everybody_may_read",
        )


def check_guest_sees(name: str, *, sees: bool) -> None:
    """Nobody is given an action about a young person whom he may not see."""
    if not sees:
        raise Refused(f"{name} may not see this young person: choose somebody else, or let them.", field="owner")


def check_guest_reads(name: str, *, names_others: bool) -> None:
    """The words of an action are read by whoever is to do it."""
    if names_others:
        raise Refused(f"This names a young person whom {name} may not see: write it without the name.", field="what")


def check_may_clear(*, held_by_police: bool, is_police: bool, is_chair: bool) -> None:
    """Police clear the wording of what they hold (CTX-15); the chair that of what was said for fewer readers."""
    if held_by_police and not is_police:
        raise NotPermitted("Police clear the wording of this note.")
    if not held_by_police and not is_chair:
        raise NotPermitted("The chair clears the wording of this note.")


@dataclass(frozen=True)
class Noted:
    """A note as far as the records of young people depend on it. `cleared_words` "": not cleared."""

    words: str
    cleared_words: str = ""
    about: frozenset[UUID] = frozenset()
    audience: str = Audience.TEAM
    in_restricted_part: bool = False
    held_by_police: bool = False
    is_plan: bool = False
    is_gone: bool = False  # taken back, or taken out of the minutes


def needs_clearing(note: Noted) -> bool:
    """What was said for fewer than the team, or is held by police, is in no record as it was written (CTX-15)."""
    return note.held_by_police or note.is_plan or note.in_restricted_part or note.audience != Audience.TEAM


def concerns(note: Noted, young_person: UUID) -> bool:
    """A note about nobody concerns everybody whom the meeting covers; a plan of the police never does."""
    return young_person in note.about or not (note.about or note.is_plan)


def waits_for_wording(note: Noted, young_person: UUID) -> bool:
    """It concerns this young person, and stays out of the record until its wording is cleared."""
    waits = needs_clearing(note) and not note.cleared_words
    return waits and not note.is_gone and concerns(note, young_person)


def words_for_record(note: Noted, young_person: UUID) -> str:
    """What of a note stands in the record of this young person; "" nothing (CTX-4).

    A note about nobody concerns everybody; about some, theirs alone. A plan of the police goes only to the record of
    whom it is about, in the wording that police cleared (CTX-15).
    """
    if note.is_gone or not concerns(note, young_person):
        return ""
    return note.cleared_words if needs_clearing(note) else note.words


def goes_into_records(*, audience: str, in_restricted_part: bool, police_plans: bool) -> bool:
    """Whether an action, or an answer given in the meeting, may stand in a record at all (CTX-4, CTX-15).

    Their words are never cleared one by one: those agreed on the plans of police, in a restricted part, or for fewer
    than the team stay out.
    """
    return audience == Audience.TEAM and not in_restricted_part and not police_plans
