"""What becomes of words in the record of one young person: who else is named in them is replaced by a number (CTX-4).

Pure: over what the name-finder finds and what a person decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from reachable.people.naming import POINTS, Hit, Kind, Roster, composed, find

from ..choices import MarkDecision
from ..documents.content import Segment, SegmentKind, Segments, plain

_TAKEN_OUT = "[taken out]"
_WORDS = {
    Kind.RELATIVE: "[a relative]",
    Kind.ADDRESS: "[address]",
    Kind.POSTCODE: "[postcode]",
    Kind.SCHOOL: "[school]",
    Kind.BIRTH_DATE: "[date of birth]",
    Kind.AGE: "[age]",
    Kind.TELEPHONE: "[telephone number]",
    Kind.HANDLE: "[name used online]",
    Kind.NUMBER: "[number]",
}
_BETWEEN = frozenset(" ,\t\n'’")


@dataclass(frozen=True)
class Decided:
    """What a person decided about words of one paragraph. `person` is the key of whom they point to."""

    decision: str
    person: UUID | None = None


Decisions = Mapping[tuple[str, str], Decided]


@dataclass
class Numbering:
    """Numbers of people in the order in which they appear in this record."""

    called: Mapping[UUID, str]  # "young person" or "adult"
    numbers: dict[UUID, int] = field(default_factory=dict)

    def words(self, person: UUID) -> str:
        number = self.numbers.setdefault(person, len(self.numbers) + 1)
        return f"{self.called.get(person, 'young person')} {number}"


@dataclass(frozen=True)
class Marker:
    """One record in the making: `points_to` is how the page calls each of the others."""

    roster: Roster
    decisions: Decisions
    numbering: Numbering
    points_to: Mapping[UUID, str]

    def segments(self, paragraph: str, words: str) -> Segments:
        """The words as they stand in the record, and where they were changed or wait for a person (CTX-4)."""
        text = composed(words)
        found = [*self._decided_further(paragraph, text, find(text, self.roster))]
        segments: list[Segment] = []
        until = 0
        for hit in _together(text, found):
            segments.extend(plain(text[until : hit.start]))
            segments.append(self._segment(paragraph, hit))
            until = hit.end
        return (*segments, *plain(text[until:]))

    def _decided_further(self, paragraph: str, text: str, hits: Iterable[Hit]) -> Iterable[Hit]:
        """What was found, and further words that a person said are to go."""
        found = list(hits)
        for (where, words), said in self.decisions.items():
            if where != paragraph or said.decision == MarkDecision.LEAVE:
                continue
            for start in _places(text, words):
                end = start + len(words)
                if not any(hit.start < end and start < hit.end for hit in found):
                    found.append(Hit(start, end, text[start:end], -1, Kind.NAME, certain=False))
        return sorted(found, key=lambda one: one.start)

    def _segment(self, paragraph: str, hit: Hit) -> Segment:
        person = self.roster.people[hit.person].key if hit.person >= 0 else None
        words, kind = self._becomes(paragraph, hit, person)
        points_to = self.points_to.get(person, "") if person else ""
        return Segment(words, kind, was=hit.text, what=str(hit.kind), person=person, points_to=points_to)

    def _becomes(self, paragraph: str, hit: Hit, person: UUID | None) -> tuple[str, SegmentKind]:
        said = self.decisions.get((paragraph, hit.text))
        if said is None and not hit.certain:
            return hit.text, SegmentKind.DOUBTFUL
        if said is not None and said.decision == MarkDecision.LEAVE and may_stay(hit.kind, certain=hit.certain):
            return hit.text, SegmentKind.LEFT
        if said is not None and said.decision == MarkDecision.TAKE_OUT:
            return _TAKEN_OUT, SegmentKind.TAKEN_OUT
        if said is not None and said.decision == MarkDecision.REPLACE and said.person is not None:
            return self.numbering.words(said.person), SegmentKind.REPLACED
        return self._instead(hit.kind, person), SegmentKind.REPLACED

    def _instead(self, kind: Kind, person: UUID | None) -> str:
        if kind in POINTS:
            return self.numbering.words(person) if person else _TAKEN_OUT
        return _WORDS[kind]


def may_stay(kind: Kind, *, certain: bool) -> bool:
    """A person may say that it names nobody: of what is doubtful, and of a letter (“Plan B”)."""
    return kind is Kind.MARK or not certain


def _together(text: str, hits: Iterable[Hit]) -> Iterable[Hit]:
    """Two certain names of one person side by side are one."""
    last: Hit | None = None
    for hit in hits:
        if last is not None and _are_one(text, last, hit):
            last = Hit(last.start, hit.end, text[last.start : hit.end], last.person, last.kind, certain=True)
            continue
        if last is not None:
            yield last
        last = hit
    if last is not None:
        yield last


def _are_one(text: str, one: Hit, other: Hit) -> bool:
    is_same = one.person == other.person and {one.kind, other.kind} <= POINTS and one.certain and other.certain
    return is_same and set(text[one.end : other.start]) <= set(" \t") and Kind.MARK not in (one.kind, other.kind)


def _places(text: str, words: str) -> Iterable[int]:
    place = text.find(words) if words else -1
    while place >= 0:
        yield place
        place = text.find(words, place + len(words))
