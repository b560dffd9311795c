"""Whether a discharge may be agreed. Pure: over what stands when it is asked, in plain values.

Every line says what is there or what is missing, and who can settle it. A line that holds nothing back is shown all
the same: an empty seat with a reason keeps no child on a ward who is fit to leave.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from reachable.common.gates import GateLine, refuse_unless
from reachable.common.refusals import Refused
from reachable.responses.choices import AnswerCode

from ..choices import TAKEN, SeatKind, SeatState

GATE = "discharge-plan"
MEETING, HEALTH, PLACE = "discharge-meeting", "discharge-health", "discharge-place"
HOUSEHOLD, SURROUNDINGS = "discharge-household", "discharge-surroundings"
VIEW, RETURN = "discharge-young-persons-view", "safe-to-return"
CODES = (MEETING, HEALTH, PLACE, HOUSEHOLD, SURROUNDINGS, VIEW, RETURN)
GOES_TO = {"home": "home", "relative": "relative or friend", "placement": "placement", "other": "somewhere else"}
SEAT_CLAUSES: Mapping[str, str] = {
    SeatKind.SOCIAL_WORK: "DIS-4",
    SeatKind.GP: "DIS-5",
    SeatKind.POLICE: "DIS-6",
    SeatKind.DESIGNATED: "DIS-7",
    SeatKind.HOSPITAL: "DIS-8",
}
_SEATS: Mapping[str, tuple[str, str]] = {  # how a sentence calls it, and who fills it
    SeatKind.SOCIAL_WORK: ("the social work team", "the team manager"),
    SeatKind.GP: ("the general practitioner", "hospital safeguarding"),
    SeatKind.POLICE: ("police", "MACE police"),
    SeatKind.DESIGNATED: ("the Designated Safeguarding Team", "hospital safeguarding"),
    SeatKind.HOSPITAL: ("hospital safeguarding and the ward", "hospital safeguarding"),
}


@dataclass(frozen=True)
class Said:
    """One answer. `acted`: an action of it is open or done. `is_of_this_stay`: it was given since the stay began."""

    answer: str = ""
    record: Mapping[str, str] = field(default_factory=dict)
    acted: bool = False
    is_of_this_stay: bool = True
    who: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def not_covered(self) -> str:
        """Why it is not covered; empty where it is."""
        if not self.answer:
            return "not answered"
        if not self.is_of_this_stay:
            return "answered for the stay before, and not for this one"
        if self.answer == AnswerCode.NOT_YET_KNOWN:
            return "not yet known"
        needs = self.answer == AnswerCode.ACTION_NEEDED and not self.acted
        return "said to need action, and nobody acts" if needs else ""

    def says(self, name: str) -> str:
        return self.record.get(name, "") if self.is_of_this_stay else ""


@dataclass(frozen=True)
class SeatSaid:
    state: str = SeatState.NOT_ASKED
    who: str = ""
    because: str = ""
    asked_of: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Line(GateLine):
    """`settles` is where it is settled: the code of a consideration, or "seat:" and the kind of seat."""

    settles: str = ""


def discharge_lines(
    said: Mapping[str, Said], seats: Mapping[str, SeatSaid], letter: str, at: datetime
) -> tuple[Line, ...]:
    """Of one young person. `said` has each question that is asked of them; one that is not asked holds nothing back,
    but the place, which is never left out.
    """
    is_asked = bool(set(said) - {RETURN})
    asked = {**({} if is_asked else dict.fromkeys(CODES, Said())), PLACE: Said(), **said}
    place = asked[PLACE]
    lines: list[Line] = []
    if MEETING in asked:
        lines.append(_meeting(asked[MEETING], at))
    lines += _covers(asked)
    lines += _destination(place, letter, at)
    lines += _against(place, asked.get(RETURN, Said()), letter)
    about = {HOUSEHOLD: _household, SURROUNDINGS: _surroundings}
    lines += [line_of(asked[code]) for code, line_of in about.items() if code in asked]
    lines += [_seat(kind, seats.get(kind, SeatSaid())) for kind in SeatKind]
    if VIEW in asked:
        lines += _views(asked[VIEW])
    return tuple(lines)


def check_discharge_may_be_agreed(lines: Iterable[GateLine], letter: str) -> None:
    """DIS-2: nobody is discharged into an unsafe environment. DIS-1, DIS-3: health and safety are both covered, and so
    are the household and what is around it. DIS-4, DIS-5, DIS-6, DIS-7, DIS-8: who takes part, or why not.
    """
    refuse_unless(lines, f"The discharge of {letter} cannot be agreed yet", clause="DIS-2")


def check_is_in_hospital(letter: str, *, is_in_hospital: bool, is_disputed: bool, died: bool) -> None:
    """DIS-2: what is agreed is that somebody leaves hospital, so they must be there."""
    if died:
        raise Refused(f"{letter} has died: no discharge is planned.", clause="DIS-2")
    if is_disputed:
        words = f"Two places are said of where {letter} is. Say first which is right, then agree the discharge."
        raise Refused(words, clause="DIS-2")
    if not is_in_hospital:
        raise Refused(f"{letter} is not in hospital: there is no discharge to agree.", clause="DIS-2")


def check_says_what_was_agreed(words: str) -> None:
    if not words.strip():
        raise Refused("Say in a sentence what was agreed.", field="words")


def check_says_why_withdrawn(because: str) -> None:
    if not because.strip():
        raise Refused("Say why it is no longer agreed.", field="because")


def _line(said: Said, clause: str, settles: str, *, met: str, missing: str) -> Line:
    words, is_met = (missing, False) if missing else (met, True)
    return Line(is_met, words, said.who, clause, told_by=said.by, at=said.at, settles=settles)


def _meeting(said: Said, at: datetime) -> Line:
    words = f"whether the pre-discharge meeting was held is {said.not_covered}" if said.not_covered else ""
    if not words and said.says("meeting") != "held":
        how = "planned, and not held yet" if said.says("meeting") == "planned" else "not held"
        words = f"the pre-discharge meeting is {how}"
    elif not words and _lies_ahead(said.says("meeting-at"), at):
        words = "the pre-discharge meeting is said to be held at a time that is still to come"
    return _line(said, "DIS-1", MEETING, met="the pre-discharge meeting was held", missing=words)


def _covers(asked: Mapping[str, Said]) -> Iterable[Line]:
    """Health by its own question; safety by those about the place, the household and what is around it."""
    if HEALTH in asked:
        health = asked[HEALTH]
        missing = health.not_covered
        words = f"health is not covered: who provides for each need is {missing}" if missing else ""
        yield _line(health, "DIS-1", HEALTH, met="health is covered", missing=words)
    owed = [code for code in (PLACE, HOUSEHOLD, SURROUNDINGS) if code in asked and asked[code].not_covered]
    first = asked[owed[0]] if owed else Said()
    words = "not every question about safety is answered" if owed else "every question about safety is answered"
    yield Line(not owed, words, first.who, "DIS-1", settles=owed[0] if owed else PLACE)


def _destination(said: Said, letter: str, at: datetime) -> Iterable[Line]:
    """Safe means that somebody looked, and who and when is said; not that no danger is known."""
    if said.not_covered:
        words = f"where {letter} is to go, and whether that place is safe, is {said.not_covered}"
        yield _line(said, "DIS-2", PLACE, met="", missing=words)
        return
    goes_to = GOES_TO.get(said.says("goes-to"), "")
    where = f"where {letter} is to go ({goes_to})" if goes_to else f"where {letter} is to go"
    unknown = "" if goes_to else f"{where} is not known"
    yield _line(said, "DIS-2", PLACE, met=f"{letter} is to go: {goes_to}", missing=unknown)
    place = said.says("place")
    unsafe = "" if place == "safe" else f"whether {where} is safe is not known"
    if place == "not-safe":
        unsafe = f"{where} is not safe: change where {letter} goes, or record what has made it safe and who checked"
    yield _line(said, "DIS-2", PLACE, met="that place is safe", missing=unsafe)
    by_whom, when = said.says("place-checked-by"), said.says("place-checked-at")
    unchecked = "" if by_whom and when else "who checked that place, and when, is not said"
    if not unchecked and _lies_ahead(when, at):
        unchecked = "that place is said to be checked at a time that is still to come"
    yield _line(said, "DIS-2", PLACE, met="that place was checked", missing=unchecked)


def _against(place: Said, back: Said, letter: str) -> Iterable[Line]:
    """What the answer about going back says against it: home unsafe holds back going home, the rest is shown."""
    unsafe = [name for name in ("home", "area", "school") if back.says(name) == "not-safe"]
    goes_home = place.says("goes-to") == "home"
    if goes_home and "home" in unsafe:
        words = f"{letter} is to go home, and it is also answered that home is not safe to go back to"
        yield _line(back, "DIS-2", RETURN, met="", missing=words)
    others = {"area": "the area where it happened", "school": "school, college or work"}
    if shown := [words for name, words in others.items() if name in unsafe]:
        verb = "is" if len(shown) == 1 else "are"
        said_of = f"{' and '.join(shown)} {verb} answered to be not safe to go back to"
        yield Line(False, said_of, back.who, "", is_needed=False, told_by=back.by, at=back.at, settles=RETURN)


def _household(said: Said) -> Line:
    """Where nobody else lives there it may be not needed, with why; said to be not safe, it never is."""
    safe, missing = said.says("household-safe"), said.not_covered
    words = f"whether the household members, brothers and sisters too, are safe is {missing}" if missing else ""
    not_needed = said.answer == AnswerCode.NOT_NEEDED and not safe
    if not words and safe == "not-safe":
        words = "household members, brothers and sisters too, are not safe when they come back"
    elif not words and safe != "safe" and not not_needed:
        words = "whether the household members, brothers and sisters too, are safe is not known"
    met = "household considered: not needed, with the reason" if not_needed else "household members are safe"
    return _line(said, "DIS-3", HOUSEHOLD, met=met, missing=words)


def _surroundings(said: Said) -> Line:
    missing = said.not_covered
    words = f"what is around the new front door is {missing}" if missing else ""
    return _line(said, "DIS-3", SURROUNDINGS, met="the wider environment was considered", missing=words)


def _seat(kind: SeatKind, seat: SeatSaid) -> Line:
    called, who = _SEATS[kind]
    clause, settles, needed, met = SEAT_CLAUSES[kind], f"seat:{kind}", True, False
    if seat.state in TAKEN:
        verb = "took part" if seat.state == SeatState.TOOK_PART else "will take part"
        words, met = f"{called}: {f'{seat.who}, ' if seat.who else ''}{verb}", True
    elif seat.state == SeatState.EMPTY and seat.because and seat.asked_of:
        words = f"the seat of {called} is empty: “{seat.because}”; what they know was asked of {seat.asked_of}"
        needed = False
    elif seat.state == SeatState.EMPTY:
        owed = {"why": seat.because, "whom its information was sought from": seat.asked_of}
        words = f"the seat of {called} is empty, and {_and(one for one, text in owed.items() if not text)} is not said"
    else:
        how = "invited, and has not answered" if seat.state == SeatState.INVITED else "not asked yet"
        words = f"{called}: {how}"
    return Line(met, words, who, clause, needed, told_by=seat.by, at=seat.at, settles=settles)


def _views(said: Said) -> Iterable[Line]:
    """Shown, and never what a child is kept on a ward for."""
    for name, met, words in (
        ("young-persons-view", "the young person said what they think of it", "what the young person says of it"),
        ("parents-view", "the parents or carers were told of it", "what the parents or carers say of it"),
    ):
        there = bool(said.says(name))
        line = _line(said, "", VIEW, met=met, missing="" if there else f"{words} is not written down")
        yield replace(line, is_needed=False)


def _lies_ahead(text: str, at: datetime) -> bool:
    if not text:
        return False
    said = datetime.fromisoformat(text)
    return (said if said.tzinfo else said.replace(tzinfo=UTC)) > at


def _and(words: Iterable[str]) -> str:
    found = list(words)
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)
