"""The words of a briefing, and what the name check says of them. Pure.

What is checked, shown to the second person, signed and issued is one and the same text: `Words.whole`, under one hash.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from reachable.people.naming import POINTS, Found, Kind, Roster, Verdict, check

PARTS = ("title", "place", "happening", "watch_for", "what_to_do", "pass_on")
_BETWEEN = "\n\n"
_NAMES = POINTS | {Kind.RELATIVE}


@dataclass(frozen=True)
class Words:
    title: str
    place: str
    happening: str = ""
    watch_for: str = ""
    what_to_do: str = ""
    pass_on: str = ""

    @property
    def whole(self) -> str:
        return _BETWEEN.join(self.of(part) for part in PARTS)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of every part where it stands, so that no two texts share one."""
        return hashlib.sha256(json.dumps([self.of(part) for part in PARTS]).encode()).hexdigest()

    @property
    def by_part(self) -> dict[str, str]:
        return {part: self.of(part) for part in PARTS}

    def of(self, part: str) -> str:
        return str(getattr(self, part))

    def starts_at(self, part: str) -> int:
        before = PARTS[: PARTS.index(part)]
        return sum(len(self.of(one)) + len(_BETWEEN) for one in before)


@dataclass(frozen=True)
class Finding:
    """`must_go`: it is not issued with this. Anything else is answered by the writer, who says that it names nobody."""

    start: int
    end: int
    words: str
    kind: str
    why: str
    must_go: bool

    @property
    def slug(self) -> str:
        return f"{self.start}-{self.end}-{self.kind.replace(' ', '_')}"


Place = tuple[int, int, str]  # start, end, kind of a finding


def place_of(one: Finding) -> Place:
    return one.start, one.end, one.kind


def findings(words: Words, roster: Roster, places: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What must go and what is looked at again, in the order of the text (BRF-4).

    A place that is itself the name of somebody makes nothing doubtful that would be certain without it.
    """
    known = [one for one in (words.place, *places) if one.strip()]
    harmless = tuple(one for one in known if check(one, roster).verdict is not Verdict.REFUSE)
    checked = check(words.whole, roster, places=harmless)
    found = {}
    for hit in checked.hits:
        one = Finding(hit.start, hit.end, hit.text, str(hit.kind), _why(hit), hit.certain)
        found[place_of(one)] = one
    for caution in checked.warnings:
        one = Finding(caution.start, caution.end, caution.text, str(caution.kind), caution.question, False)
        found.setdefault(place_of(one), one)
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end, one.kind)))


def _why(hit: Found) -> str:
    """No more than that it is a name: the writer may not be allowed to know whose, nor what is held of them."""
    is_there = "This is" if hit.certain else "This may be"
    if hit.kind in _NAMES:
        return f"{is_there} a name of somebody in or around this incident."
    return f"{is_there} something that points to somebody in or around this incident."


def must_go(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in found if one.must_go)


def unanswered(found: Iterable[Finding], answered: Mapping[Place, str]) -> tuple[Finding, ...]:
    """`answered` has the words that were answered by their place: where other words stand now, nothing was."""
    return tuple(one for one in found if not one.must_go and answered.get(place_of(one)) != one.words)


@dataclass(frozen=True)
class Segment:
    """A stretch of one part; `number` counts the findings of the whole text from 1, 0 where there is none."""

    text: str
    number: int = 0
    must_go: bool = False


def marked(words: Words, part: str, found: Collection[Finding]) -> tuple[Segment, ...]:
    """One part with its findings in place; where two overlap, what must go is shown first."""
    first = words.starts_at(part)
    last = first + len(words.of(part))
    numbered = sorted(enumerate(found, 1), key=lambda pair: (not pair[1].must_go, pair[1].start - pair[1].end))
    cuts = {first, last}
    for _, one in numbered:
        cuts.update(place for place in (one.start, one.end) if first < place < last)
    segments: list[Segment] = []
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        over = next(((n, one) for n, one in numbered if one.start <= start and end <= one.end), None)
        segment = Segment(words.whole[start:end], over[0] if over else 0, bool(over and over[1].must_go))
        if segments and segments[-1].number == segment.number:
            segment = Segment(segments[-1].text + segment.text, segment.number, segment.must_go)
            segments.pop()
        segments.append(segment)
    return tuple(segments)
