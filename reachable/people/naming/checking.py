"""The name check of a briefing: what names somebody, what may, and what tells who is meant without a name. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .finding import find
from .known import Kind
from .plain import Plain, readings
from .roster import Roster
from .warning import Caution, warnings

WHY = {
    Kind.NAME: "a name of somebody in this incident or around it",
    Kind.OTHER_NAME: "another name of somebody in this incident or around it",
    Kind.INITIALS: "the initials of somebody in this incident or around it",
    Kind.MARK: "the letter that stands for somebody in this incident",
    Kind.RELATIVE: "a name of a relative of somebody in this incident",
    Kind.ADDRESS: "an address of somebody in this incident or around it",
    Kind.POSTCODE: "a postcode of somebody in this incident or around it",
    Kind.SCHOOL: "a school of somebody in this incident or around it",
    Kind.BIRTH_DATE: "a date of birth of somebody in this incident or around it",
    Kind.SCHOOL_AND_AGE: "the school and the age of somebody in this incident or around it",
    Kind.AGE: "an age, beside a school, of somebody in this incident or around it",
    Kind.TELEPHONE: "a telephone number of somebody in this incident or around it",
    Kind.HANDLE: "a name used online by somebody in this incident or around it",
    Kind.NUMBER: "a number of somebody in this incident or around it",
}


class Verdict(StrEnum):
    """`refuse`: the text cannot be issued as it stands; `ask`: a person says of each doubtful hit that it is nobody."""

    REFUSE = "refuse"
    ASK = "ask"
    CLEAR = "clear"


@dataclass(frozen=True)
class Found:
    """`start` and `end` are Unicode code points of the text as it was given, and `text` is what stands there.

    `person` is the position in the roster and `others` are further people whom the same words may name: neither is for
    the page, on which `why` is shown.
    """

    start: int
    end: int
    text: str
    kind: Kind
    certain: bool
    person: int
    others: tuple[int, ...] = ()

    @property
    def why(self) -> str:
        return f"{'This is' if self.certain else 'This may be'} {WHY[self.kind]}."


@dataclass(frozen=True)
class Checked:
    """Hits and warnings in the order of the text. A warning never changes the verdict; a person answers it."""

    verdict: Verdict
    hits: tuple[Found, ...]
    warnings: tuple[Caution, ...]


def check(text: str, roster: Roster, *, places: Collection[str] = ()) -> Checked:
    """Who is named in `text`, however the names are disguised (BRF-4).

    `roster` is made with `tolerance=BRIEFING` and can be kept for many texts. `places` are names, streets and postcodes
    that the briefing is about: a street of theirs is no hit, and a name inside one of theirs only asks.
    """
    if not roster.tolerance.disguises:
        raise ValueError("A briefing is checked with a roster that was made for briefings.")
    hits = _merged([hit for seen in readings(text) for hit in _found(text, seen, roster, places)])
    return Checked(verdict_of(hits), hits, warnings(text, roster, places))


def _found(text: str, seen: Plain, roster: Roster, places: Collection[str]) -> Iterator[Found]:
    for hit in find(seen.text, roster, places=places):
        start, end = seen.span(hit.start, hit.end)
        yield Found(start, end, text[start:end], hit.kind, hit.certain, hit.person, hit.others)


def _merged(found: list[Found]) -> tuple[Found, ...]:
    """Of two readings of one text; where they overlap, the surer and then the longer."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (not one.certain, one.start - one.end, one.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def verdict_of(hits: Collection[Found]) -> Verdict:
    """Any certain hit refuses, any other asks (BRF-4)."""
    if any(hit.certain for hit in hits):
        return Verdict.REFUSE
    return Verdict.ASK if hits else Verdict.CLEAR
