"""Precision, recall and what a score means. Plain figures over pairs with their scores."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]
Scores = Mapping[Pair, float]
STEPS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What is said at one threshold."""

    right: int
    said: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.there) if self.said + self.there else 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """Of those that score between `low` and the next step: how many, what they score, and how many are right."""

    low: float
    many: int
    score: float
    right: float


def found(scores: Scores, true: set[Pair], threshold: float) -> Found:
    said = [pair for pair, score in scores.items() if score >= threshold]
    return Found(sum(pair in true for pair in said), len(said), len(true))


def best_threshold(scores: Scores, true: set[Pair]) -> float:
    """Where F1 is best; half-way to the next score below, so that it does not hang on one pair."""
    best, threshold, right = 0.0, 1.0, 0
    ranked = sorted(((score, pair in true) for pair, score in scores.items()), reverse=True)
    for said, (score, is_true) in enumerate(ranked, 1):
        right += is_true
        below = ranked[said][0] if said < len(ranked) else 0.0
        if below < score and (f1 := 2 * right / (said + len(true))) > best:
            best, threshold = f1, (score + below) / 2
    return threshold


def best_of_each(scores: Scores, place: int = 1) -> dict[Pair, float]:
    """Of every record on the one side of the pairs, only its best candidate."""
    best: dict[str, tuple[float, Pair]] = {}
    for pair, score in scores.items():
        held = best.get(pair[place])
        if held is None or (score, pair) > held:
            best[pair[place]] = (score, pair)
    return {pair: score for score, pair in best.values()}


def reliability(scores: Iterable[tuple[float, bool]], steps: int = STEPS) -> list[Step]:
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(steps)]
    for score, right in scores:
        sorted_in[min(int(score * steps), steps - 1)].append((score, right))
    return [
        Step(n / steps, len(some), sum(s for s, _ in some) / len(some), sum(r for _, r in some) / len(some))
        for n, some in enumerate(sorted_in)
        if some
    ]


def off_by(steps: Sequence[Step]) -> float:
    """How far the score is from the share that is right, on average (expected calibration error)."""
    whole = sum(step.many for step in steps)
    return sum(step.many * abs(step.score - step.right) for step in steps) / whole if whole else 0.0


def brier(scores: Iterable[tuple[float, bool]]) -> float:
    squares = [(score - right) ** 2 for score, right in scores]
    return sum(squares) / len(squares) if squares else 0.0


def share(some: Iterable[Hashable], of: Iterable[Hashable]) -> float:
    whole = set(of)
    return len(whole & set(some)) / len(whole) if whole else 1.0
