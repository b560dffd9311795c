"""Whether people may be invited to a meeting now, and until when they may answer. Pure: over plain values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from reachable.common.gates import GateLine, refuse_unless
from reachable.common.refusals import Refused

from ..choices import Coming, MeetingState
from .convening import SeatNow

CANNOT = "Nobody can be invited yet"


@dataclass(frozen=True)
class ToInvite:
    """A meeting as far as its invitation depends on it. `named_in`: what would go out and names a young person."""

    purposes: int
    chair: str
    chair_may: bool
    starts_at: datetime
    seats: Sequence[SeatNow]
    attendees: int
    is_about_individuals: bool = True
    young_people: int = 0
    named_in: Collection[str] = ()


def invite_lines(meeting: ToInvite, at: datetime, *, who: str) -> tuple[GateLine, ...]:
    """What the invitation waits for (CTX-3, CTX-7, CTX-8). `who` plans the meeting and can settle each of it."""
    undecided = [seat.title for seat in meeting.seats if seat.is_undecided]
    empty = [seat.title for seat in meeting.seats if is_empty_without_reason(seat)]
    return (
        _line(meeting.purposes > 0, "it is said for what the meeting is", "it is not said for what", who, "CTX-3"),
        _line(
            meeting.chair_may,
            f"{meeting.chair} chairs it",
            f"{meeting.chair}, who was to chair it, can no longer do so",
            who,
        ),
        _line(meeting.starts_at > at, "its time is ahead", "its time has passed", who),
        *_young_people(meeting, who),
        _line(not undecided, _DECIDED, f"yes or no is owed for {'; '.join(undecided)}", who, "CTX-8"),
        _line(not empty, _FILLED, f"nobody is asked, and it is not said why, for {'; '.join(empty)}", who, "CTX-7"),
        _line(meeting.attendees > 0, "somebody is asked", "nobody is asked", who),
        _line(
            not meeting.named_in,
            "what goes into calendars names no young person",
            f"{' and '.join(sorted(meeting.named_in))} names a young person, and goes into calendars",
            who,
            "CTX-4",
        ),
    )


_DECIDED = "each seat to consider is decided"
_FILLED = "somebody is asked for each seat, or it is said why not"


def _line(met: bool, there: str, missing: str, who: str, clause: str = "") -> GateLine:
    return GateLine(met=met, words=there if met else missing, who="" if met else who, clause=clause)


def _young_people(meeting: ToInvite, who: str) -> tuple[GateLine, ...]:
    if not meeting.is_about_individuals:
        return ()
    line = _line(meeting.young_people > 0, "it is said whom it is about", "no young person is chosen", who, "CTX-2")
    return (line,)


def is_empty_without_reason(seat: SeatNow) -> bool:
    """A principal seat, and one that was decided to be wanted, has somebody asked, or the reason why not."""
    if seat.asked or seat.because.strip():
        return False
    return seat.is_principal or seat.wanted is not None


def check_may_invite(lines: Sequence[GateLine]) -> None:
    """CTX-2, CTX-7, CTX-8: nobody is invited before it is plain who takes part, for whom and for what."""
    refuse_unless(lines, CANNOT, clause="CTX-7")


def check_somebody_waits(waiting: int) -> None:
    if not waiting:
        raise Refused("Everybody who is asked has this invitation already.")


def may_answer(state: str, ends_at: datetime, at: datetime) -> bool:
    """An answer may be given, and given again, until the meeting begins."""
    return state == MeetingState.PLANNED and at < ends_at


def check_answer(coming: str, words: str) -> None:
    if coming not in (Coming.COMING, Coming.SENDING, Coming.CANNOT):
        raise Refused("Choose one of the three answers.", field="coming")
    if coming == Coming.SENDING and not words.strip():
        raise Refused("Say whom you send, or what you know and how it reaches the chair.", field="words")
