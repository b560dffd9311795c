"""Whether somebody may be sent to a young person or a family (STF-1, CTX-18). Plain values in, a gate's lines out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from reachable.common import clock
from reachable.common.gates import GateLine, missing, refuse_unless
from reachable.common.refusals import Refused
from reachable.safety.choices import ContactMode, Mitigation

NOT_YET = "Do not make contact yet"
STF_1, CTX_18, HOS_10 = "STF-1", "CTX-18", "HOS-10"
REVIEWED_AT = time(12, 0)
LONGEST_DANGER, LONGEST_POLICE, LONGEST_MITIGATION = 500, 200, 300


@dataclass(frozen=True)
class Ground:
    """A clearance as the gate sees it. `about` and `worker` are empty where it is for the incident, or for anybody.

    `holds` and `words` are those of `safety.standing`: whether nothing that lapses it came after it.
    """

    about: int | None
    letter: str
    worker: int | None
    worker_name: str
    is_assessed: bool
    is_lessened: bool
    until_at: datetime
    ended_at: datetime | None
    holds: bool
    words: str


@dataclass(frozen=True)
class Going:
    """Who is to go to whom by when; without a `worker` it is asked whether anybody may go, without `due_at` now."""

    about: int | None
    letter: str = ""
    worker: int | None = None
    due_at: datetime | None = None


def contact_lines(ground: Ground | None, going: Going, at: datetime, *, who: str = "") -> tuple[GateLine, ...]:
    """STF-1, CTX-18: the risk is assessed and lessened, for this young person and this worker, and that still holds.

    `who` may clear.
    """
    if ground is None:
        return (
            GateLine(met=False, words="the risk to staff has not been assessed", who=who, clause=STF_1),
            GateLine(met=False, words="nothing that lessens it is recorded", who=who, clause=STF_1),
        )
    found = (
        _assessed(ground),
        _lessened(ground),
        _for_them(ground, going),
        _for_worker(ground, going),
        _stands(ground, at),
        _in_time(ground, going, at),
    )
    return tuple(line if line.met else replace(line, who=who) for line in found)


def _assessed(ground: Ground) -> GateLine:
    words = "the risk to staff is assessed" if ground.is_assessed else "the risk to staff has not been assessed"
    return GateLine(met=ground.is_assessed, words=words, clause=STF_1)


def _lessened(ground: Ground) -> GateLine:
    none = "nothing that lessens the risk is recorded, nor why nothing is needed"
    words = "what lessens it is recorded" if ground.is_lessened else none
    return GateLine(met=ground.is_lessened, words=words, clause=STF_1)


def _for_them(ground: Ground, going: Going) -> GateLine:
    met = ground.about == going.about
    cleared, wanted = (letter or "the incident" for letter in (ground.letter, going.letter))
    return GateLine(
        met=met, words=f"it is for {wanted}" if met else f"the clearance is for {cleared}, not for {wanted}"
    )


def _for_worker(ground: Ground, going: Going) -> GateLine:
    if ground.worker is None:
        return GateLine(met=True, words="it is for whoever goes")
    met = going.worker is None or ground.worker == going.worker
    words = f"it is for {ground.worker_name}" if met else f"the clearance is for {ground.worker_name} alone"
    return GateLine(met=met, words=words)


def _stands(ground: Ground, at: datetime) -> GateLine:
    """Not ended, not run out, and nothing that lapses it came after it."""
    if not ground.holds and ground.words:
        return GateLine(met=False, words=f"the clearance {_as_verb(ground.words)}", clause=CTX_18)
    if ground.ended_at is not None and ground.ended_at <= at:
        return GateLine(met=False, words="the clearance was ended", clause=CTX_18, at=ground.ended_at)
    met = ground.holds and ground.until_at > at
    words = f"cleared until {when(ground.until_at, at)}"
    if ground.until_at <= at:
        words = f"the clearance ran out at {when(ground.until_at, at)}"
    elif not met:
        words = "the clearance has lapsed"
    return GateLine(met=met, words=words, clause=CTX_18)


def _as_verb(words: str) -> str:
    return f"was {words}" if words.startswith("ended") else words


def _in_time(ground: Ground, going: Going, at: datetime) -> GateLine:
    """Shown, and holds nothing back: what is due on Friday may be done tonight, while it is cleared."""
    met = going.due_at is None or going.due_at <= ground.until_at
    if met or going.due_at is None:
        return GateLine(met=True, words="it is due while that holds", is_needed=False)
    words = f"it is due at {when(going.due_at, at)}, after the clearance runs out: cleared again for then"
    return GateLine(met=False, words=words, is_needed=False)


def shut_out_line(name: str, who: str) -> GateLine:
    """Nobody is sent who may not read what became known since: off the team, stepped back, or let in for a time."""
    return GateLine(met=False, words=f"{name} may not open this incident any longer", who=who, clause=STF_1)


def when(instant: datetime, at: datetime) -> str:
    """18:00; 18:00 on 24 November where that is another day in Norfolk."""
    local = clock.local(instant)
    day = "" if local.date() == clock.local_date(at) else f" on {local.day} {local:%B}"
    return f"{local:%H:%M}{day}"


def check_contact_cleared(lines: Iterable[GateLine], *, cannot: str = NOT_YET, field: str = "") -> None:
    """Nobody is directed to make contact before the risk to them is assessed and lessened (STF-1, CTX-18)."""
    every = tuple(lines)
    found = missing(every)
    if found:
        # Who can supply it is said once, behind everything that they can.
        last = {line.who: number for number, line in enumerate(found)}
        once = [line if last[line.who] == number else replace(line, who="") for number, line in enumerate(found)]
        refuse_unless(once, cannot, clause=next((line.clause for line in found if line.clause), STF_1), field=field)


def check_makes_contact(*, makes_contact: bool) -> None:
    if not makes_contact:
        raise Refused("This action sends nobody to a young person or a family: it needs no direction.")


def check_somebody_goes(owner: str, agency: str) -> None:
    """An agency is sent nowhere: a person is (STF-1)."""
    if not owner:
        words = f"{NOT_YET}: nobody is named who goes. Give the action to somebody of {agency or 'an agency'} first."
        raise Refused(words, clause=STF_1, field="owner")


def check_may_set_off(*, is_directed: bool, who: str) -> None:
    """Nobody sets out who was not directed to (STF-1)."""
    if not is_directed:
        raise Refused(f"{NOT_YET}: it is not directed ({who} can settle it).", clause=STF_1)


def check_is_not_on_the_way(name: str, *, is_travelling: bool) -> None:
    """Who is under way is not lost from sight: first it is known that they are back."""
    if is_travelling:
        raise Refused(f"{name or 'Somebody'} is on the way. Ring them, and say that they are back, before it changes.")


def check_is_not_under_way(*, is_travelling: bool) -> None:
    if is_travelling:
        raise Refused("It is recorded already that they set off.")


def check_danger(because: str, police_informed: str, mitigations: Collection[str], mitigation_words: str) -> None:
    """Danger to life is never held up; it says why, who at the police knows, and at least one mitigation (STF-1)."""
    if not because.strip():
        raise Refused("Say what the danger to life is.", clause=STF_1, field="because")
    if not police_informed.strip():
        raise Refused("Tell the police first: say who there was told, and when.", clause=STF_1, field="police_informed")
    if not set(mitigations) <= set(Mitigation.values):
        raise Refused("Choose what lessens the risk from the list.", clause=STF_1, field="mitigations")
    if not mitigations and not mitigation_words.strip():
        raise Refused("Say at least one thing that lessens the risk to staff.", clause=STF_1, field="mitigations")
    longest = (("because", because, LONGEST_DANGER), ("police_informed", police_informed, LONGEST_POLICE))
    for field, text, most in (*longest, ("mitigation_words", mitigation_words, LONGEST_MITIGATION)):
        if len(text.strip()) > most:
            raise Refused(f"Say it in {most} characters at most.", field=field)


def review_due_at(at: datetime) -> datetime:
    """Noon of the next day in Norfolk, whatever the clocks do that night."""
    day = clock.local_date(at) + timedelta(days=1)
    return datetime.combine(day, REVIEWED_AT, tzinfo=clock.LONDON).astimezone(UTC)


def check_may_review(*, is_reviewed: bool, directed_it: bool, review: str) -> None:
    """Somebody else than who directed it looks at it the next day."""
    if is_reviewed:
        raise Refused("Somebody has looked at this already.")
    if directed_it:
        raise Refused("You directed it. Another manager who may clear contact looks at it.", clause=STF_1)
    if not review.strip():
        raise Refused("Say what you found.", field="review")
    if len(review.strip()) > LONGEST_DANGER:
        raise Refused(f"Say what you found in {LONGEST_DANGER} characters at most.", field="review")


def check_deployment_runs(ended_at: datetime | None) -> None:
    if ended_at is not None:
        raise Refused("This has ended already.")


def is_for_the_ward(mode: str) -> bool:
    return mode == ContactMode.WARD
