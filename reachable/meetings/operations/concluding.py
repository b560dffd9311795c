"""Concluding a meeting: why a seat stayed empty, and agreeing the minutes, which then do not change."""

from datetime import datetime, timedelta

from reachable.audit.log import operation, record
from reachable.common import working_days
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents import timeline
from reachable.incidents.policies import check_not_joined
from reachable.people import queries as people
from reachable.playbook.schema import MeetingKind

from .. import access, permissions, policies
from ..choices import MeetingState
from ..models import Covered, Meeting, MeetingSeat, Minutes, Section47
from ..queries.held_meeting import minutes_lines, outcomes_now
from ..queries.minutes import fingerprint
from .minutes_text import minutes_text
from .outcomes import answer_what_was_decided
from .section_47 import begin_section_47
from .writing import find_to_write, raise_revision


@operation
def say_why_empty(*, by: Professional, at: datetime, meeting: str, code: str, because: str) -> MeetingSeat:
    """Why nobody came for a seat: partners who were missing are named in the minutes, with the reason (SAF-1)."""
    found = find_to_write(by, meeting, at)
    policies.check_says_why_empty(because)
    seat = found.seats.filter(code=code).first()
    if seat is None:
        raise NotFound("seat")
    seat.because, seat.by, seat.at = because.strip(), by, at
    seat.save(update_fields=["because", "by", "at"])
    raise_revision(found)
    codes = {"meeting": found.reference, "seat": seat.code}
    record("seat-left-empty", by=by, at=at, incident=found.incident.reference, codes=codes, words=seat.because)
    return seat


@operation
def agree_minutes(*, by: Professional, at: datetime, meeting: str, seen_revision: int) -> Minutes:
    """The chair agrees the minutes as they stand (SAF-1, CTX-2). Refused in one sentence while anything is missing.

    Stale where something was written since `seen_revision`. What follows from them follows at once: enquiries under
    section 47 begin, and by when the minutes and actions are to be sent is set.
    """
    hold_incident(by, meeting, at)
    found = permissions.check_is_chair(by, meeting, at)
    check_not_joined(found.incident.phase)
    policies.check_minutes_not_agreed(found.state)
    policies.check_is_ended(found.state)
    if found.revision != seen_revision:
        raise Stale("Something was written since you looked. Look at it again, then agree.", current=found)
    outcomes = sorted(outcomes_now(found).values(), key=lambda one: one.involvement.position)
    answer_what_was_decided(found, outcomes, by=by, at=at)
    policies.check_minutes_may_be_agreed(minutes_lines(found, at))
    kind = access.kind_of(found)
    text = minutes_text(found, by=by, at=at)
    minutes = Minutes.objects.create(
        meeting=found,
        text=text,
        sha256=fingerprint(text),
        agreed_by=by,
        agreed_at=at,
        sent_due_at=sent_due_at(kind, found.ended_at or at),
    )
    found.state, found.shared_view, found.version = MeetingState.AGREED, False, found.version + 1
    found.save(update_fields=["state", "shared_view", "version"])
    raise_revision(found)
    begun = begin_section_47(found, outcomes, by=by, at=at) if kind.is_statutory else []
    _trace(found, kind, minutes, begun, by=by, at=at)
    return minutes


def hold_incident(by: Professional, meeting: str, at: datetime) -> None:
    """The incident's row before the meeting's, where more is written than the meeting: as everywhere else."""
    incidents.incident_for(by, access.meeting_for(by, meeting, at).incident.reference, at, lock=True)


def sent_due_at(kind: MeetingKind, ended_at: datetime) -> datetime:
    """Counted from the end of the meeting: the end of the working day after it, unless its kind says otherwise."""
    if kind.sending is not None and kind.sending.hours is not None:
        return ended_at + timedelta(hours=kind.sending.hours)
    days = kind.sending.working_days if kind.sending else None
    return working_days.end_of_working_day(ended_at, days or policies.SENT_WITHIN)


def _trace(
    meeting: Meeting, kind: MeetingKind, minutes: Minutes, begun: list[Section47], *, by: Professional, at: datetime
) -> None:
    words = f"The minutes of {kind.title.lower()} {meeting.reference} were agreed."
    timeline.write(meeting.incident, "minutes-agreed", words, by=by, at=at, source_key=str(meeting.key))
    covered = Covered.objects.filter(meeting=meeting, out_at__isnull=True)
    about = people.current_person_keys(covered.values_list("involvement__record", flat=True))
    codes = {"meeting": meeting.reference, "sha256": minutes.sha256, "enquiries": len(begun)}
    record("minutes-agreed", by=by, at=at, incident=meeting.incident.reference, about=list(about.values()), codes=codes)
