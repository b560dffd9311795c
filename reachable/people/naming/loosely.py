"""Names in a text that may hide them, for briefings: words, pieces of words and how sure one can be of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .known import Hit, Kind
from .patterns import Pattern
from .spelling import Vocabulary, Way, in_pieces, masked
from .sure import No, is_certain
from .words import Word

NOBODY = -1  # somebody who may stand there
Owners = Sequence[tuple[int, Pattern]]
Sequences = Mapping[str, Mapping[tuple[str, ...], Owners]]


@dataclass(frozen=True)
class Candidate:
    """`first` and `until` are positions among the words of the text."""

    hit: Hit
    first: int
    until: int
    name: tuple[str, ...]
    way: Way = Way.EXACT
    is_shared: bool = False


@dataclass(frozen=True)
class _Edge:
    name: str
    until: int
    way: Way


class Reader:
    """Reads one text. What a word may stand for is worked out once for each word."""

    def __init__(self, text: str, words: list[Word], sequences: Sequences, known: Vocabulary) -> None:
        self.text, self.words, self.sequences, self.known = text, words, sequences, known
        self._spelt: dict[str, dict[str, Way]] = {}
        self._edges: dict[int, dict[str, list[_Edge]]] = {}

    def candidates(self) -> Iterator[Candidate]:
        for first in range(len(self.words)):
            for name, edges in self._edges_at(first).items():
                for sequence, owners in self.sequences.get(name, {}).items():
                    for edge in edges:
                        for path in self._paths(sequence, 1, (edge,)):
                            yield from self._judged(first, path, sequence, owners)
        for (start, end), name in masked(self.text, self.known):
            yield from self._masked(start, end, self.sequences.get(name, {}).get((name,), ()))

    def _edges_at(self, first: int) -> dict[str, list[_Edge]]:
        if first not in self._edges:
            found: dict[str, list[_Edge]] = {}
            word = self.words[first].folded
            if word not in self._spelt:
                self._spelt[word] = self.known.spellings(word)
            for name, way in self._spelt[word].items():
                found.setdefault(name, []).append(_Edge(name, first + 1, way))
            for name, until, way in in_pieces(self.text, self.words, first, self.known):
                found.setdefault(name, []).append(_Edge(name, until, way))
            self._edges[first] = found
        return self._edges[first]

    def _paths(self, sequence: tuple[str, ...], place: int, so_far: tuple[_Edge, ...]) -> Iterator[tuple[_Edge, ...]]:
        if place == len(sequence):
            yield so_far
            return
        at = so_far[-1].until
        if at >= len(self.words) or self.words[at].is_parted:
            return
        for edge in self._edges_at(at).get(sequence[place], ()):
            yield from self._paths(sequence, place + 1, (*so_far, edge))

    def _judged(
        self, first: int, path: Sequence[_Edge], sequence: tuple[str, ...], owners: Owners
    ) -> Iterator[Candidate]:
        until = path[-1].until
        start, end = self.words[first].start, self.words[until - 1].end
        written = self.text[start : end + 1] if self.text[end : end + 1] == "." else self.text[start:end]
        whose = tuple(dict.fromkeys(index for index, _ in owners if index != NOBODY))
        if not whose:
            if all(edge.way is Way.EXACT for edge in path):
                yield Candidate(Hit(start, end, "", NOBODY, Kind.NAME, certain=True), first, until, sequence)
            return
        begins = [first, *(edge.until for edge in path[:-1])]
        typed = [self.words[place] for place in begins]
        best: tuple[bool, Kind] | None = None
        for kind, pattern in {pattern.kind: pattern for index, pattern in reversed(owners) if index != NOBODY}.items():
            certain = is_certain(typed, pattern, [edge.way for edge in path], written)
            if not isinstance(certain, No) and (best is None or certain > best[0]):
                best = certain, kind
        if best is not None:
            hit = Hit(start, end, self.text[start:end], whose[0], best[1], best[0], whose[1:])
            way = max(edge.way for edge in path)
            yield Candidate(hit, first, until, sequence, way, any(index == NOBODY for index, _ in owners))

    def _masked(self, start: int, end: int, owners: Owners) -> Iterator[Candidate]:
        whose = tuple(dict.fromkeys(index for index, _ in owners if index != NOBODY))
        if whose:
            first = next((place for place, word in enumerate(self.words) if word.end > start), 0)
            until = next((place for place, word in enumerate(self.words) if word.start >= end), len(self.words))
            hit = Hit(start, end, self.text[start:end], whose[0], owners[0][1].kind, False, whose[1:])
            yield Candidate(hit, first, until, owners[0][1].words, Way.MASKED)
