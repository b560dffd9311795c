"""What must be so before a meeting is held: who sits at it, who is missing, and what its words may not say.

Pure: over plain values.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from reachable.common.refusals import Refused

from ..choices import NOT_YET_HELD, Coming, MeetingState

_THERE = (Coming.COMING, Coming.SENDING)


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked; `kind` is that of the agency."""

    kind: str
    coming: str
    is_invited: bool = True

    @property
    def is_there(self) -> bool:
        return self.coming in _THERE

    @property
    def may_come(self) -> bool:
        return self.coming != Coming.CANNOT


@dataclass(frozen=True)
class SeatNow:
    """A seat as it stands. `wanted` None: nobody has said yes or no. `because`: why it is not filled."""

    title: str
    is_principal: bool
    required_because: str = ""
    wanted: bool | None = None
    because: str = ""
    asked: Sequence[Asked] = ()

    @property
    def is_needed(self) -> bool:
        return self.is_principal or bool(self.required_because)

    @property
    def is_filled(self) -> bool:
        return any(one.is_there for one in self.asked)

    @property
    def is_open(self) -> bool:
        """Nobody who was asked may still come."""
        return not any(one.may_come for one in self.asked)

    @property
    def is_missing(self) -> bool:
        """Needed, and nobody may come; it was not said either why it stays empty."""
        return self.is_needed and self.is_open and not (self.wanted is False and self.because)

    @property
    def is_undecided(self) -> bool:
        return self.wanted is None and not self.asked and not self.is_principal


def who_is_missing(
    seats: Iterable[SeatNow], quorum: Iterable[tuple[str, str]], *, was_invited: bool
) -> tuple[str, ...]:
    """Plain sentences, the worst first (CTX-2, CTX-7, CTX-8): kinds of agency that the quorum needs, seats
    that are needed and empty, seats that nobody has decided, and who has not answered.

    `quorum` are kinds of agency, as (code, name).
    """
    everybody = tuple(seats)
    return (
        *_quorum(everybody, quorum),
        *(f"{seat.title}: {_why_missing(seat)}" for seat in everybody if seat.is_missing),
        *_to_decide(everybody),
        *(_not_answered(everybody) if was_invited else ()),
    )


def _quorum(seats: Sequence[SeatNow], quorum: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    kinds = {one.kind for seat in seats for one in seat.asked if one.may_come}
    missing = [name for code, name in quorum if code not in kinds]
    return tuple(f"{name}: nobody is asked who may come, and the quorum needs them" for name in missing)


def _why_missing(seat: SeatNow) -> str:
    needed = f"needed ({seat.required_because}), and " if seat.required_because else ""
    return f"{needed}{'whoever was asked cannot come' if seat.asked else 'nobody is asked'}"


def _to_decide(seats: Sequence[SeatNow]) -> tuple[str, ...]:
    titles = [seat.title for seat in seats if seat.is_undecided and not seat.required_because]
    return (f"To decide, yes or no: {'; '.join(titles)}",) if titles else ()


def _not_answered(seats: Sequence[SeatNow]) -> tuple[str, ...]:
    waits = [seat.title for seat in seats if seat.is_needed and seat.asked and not seat.is_filled and not seat.is_open]
    return (f"Asked, and nobody has answered: {'; '.join(waits)}",) if waits else ()


def check_seat_may_be_left(seat: SeatNow) -> None:
    """CTX-7, CTX-8: a seat is left empty only with a reason, which is kept; nobody who was asked sits in it."""
    if any(one.may_come for one in seat.asked):
        raise Refused("Somebody is asked for this seat. Take them out first.", field="because")
    if seat.because.strip():
        return
    if seat.required_because:
        raise Refused(
            f"This seat is needed ({seat.required_because}). Say why nobody sits in it all the same.",
            field="because",
            clause="CTX-8",
        )
    if seat.is_principal:
        raise Refused("Say why this seat stays empty: it belongs to this meeting.", field="because", clause="CTX-7")
    raise Refused("Say why this seat is not needed.", field="because", clause="CTX-8")


def check_names_nobody(fields: Collection[str]) -> None:
    """What goes into calendars and invitations is read by whoever sees the screen: it names no young person."""
    for field in sorted(fields):
        raise Refused(
            "This goes out with the invitation, for others to read. Take out the name of the young person.",
            field=field,
        )


def check_is_not_held(state: str) -> None:
    if state not in NOT_YET_HELD:
        raise Refused("This meeting has ended or was cancelled: who is asked to it no longer changes.")


def check_place_may_end(state: str, name: str, *, is_officer: bool) -> None:
    """Before the meeting they are taken out of it instead: then they are told, and their seat is free again."""
    if state == MeetingState.PLANNED:
        raise Refused(f"The meeting is still ahead: take {name} out of it instead.")
    if is_officer:
        raise Refused(f"{name} chairs or takes the minutes, and needs the meeting for that.")


def check_purposes_not_agreed(is_agreed: bool) -> None:
    """CTX-3: what was agreed at the beginning of the meeting is changed in the meeting, by those who agreed it."""
    if is_agreed:
        raise Refused("The purposes were agreed. The chair changes them in the meeting.", clause="CTX-3")


def check_may_be_cancelled(state: str) -> None:
    if state != MeetingState.PLANNED:
        raise Refused("Only a meeting that has not begun is cancelled. One that has begun is ended.")


def check_may_be_asked(name: str, *, is_shut_out: bool) -> None:
    """A connection shuts somebody out. That it does is never said to whoever asks."""
    if is_shut_out:
        raise Refused(
            f"{name} cannot be invited to this meeting: ask the information-governance lead.", field="professional"
        )
