"""The hard UK set: taught and thresholds chosen on families of the one half of the names, measured on the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from reachable.people.matching import LIKELY_FROM, VERY_LIKELY_FROM
from scripts.bench_matching import febrl, measures, ours, tables
from scripts.bench_matching.learnt import UK
from scripts.bench_matching.measures import Pair, Scores

SHOWN = 5
HELD = "held"


@dataclass(frozen=True, slots=True)
class Answers:
    """Of one side: the candidates shown for each query, best first, and what is true."""

    shown: dict[str, list[tuple[float, str]]]
    truth: dict[str, str]
    threshold: float = 0.0

    def held(self) -> dict[str, str]:
        return {query: person for query, person in self.truth.items() if person}

    def rank(self, query: str) -> int:
        """1 for the best; 0 where the right one is not shown."""
        places = [person for _, person in self.shown.get(query, [])]
        return places.index(self.truth[query]) + 1 if self.truth[query] in places else 0

    def says(self, query: str) -> str:
        """Whom it takes for the one asked about, or nobody."""
        best = self.shown.get(query)
        return best[0][1] if best and best[0][0] >= self.threshold else ""


def report(folder: Path) -> None:
    mine = {name: _own(folder / name) for name in UK}
    threshold = _chosen(mine["train"], folder / "train")
    answers = _answers(mine["measure"], folder / "measure", threshold)
    print("\nUK set. Threshold chosen on the train split, measured on the other; the best candidate of each query\n")
    head = ("by whom", "pairs compared", "lost by blocking", "right one first", "among five", "threshold",
            "precision", "recall", "F1")  # fmt: skip
    pairs = set(mine["measure"])
    lines = [_line("ours", answers, pairs)]
    for name, band in (("ours, shown as likely", LIKELY_FROM), ("ours, asked about", VERY_LIKELY_FROM)):
        lines.append(_line(name, replace(answers, threshold=band), pairs))
    print(tables.table(head, [*lines, *_theirs(folder)]))
    _calibration(answers)
    _kinds(answers, {row["query_id"]: row for row in ours.read(folder / "measure" / "kinds.csv")})


def _own(folder: Path) -> Scores:
    result = ours.scored(ours.uk(folder / "A.csv", "id"), ours.uk(folder / "B.csv", "query_id"))
    print(f"{folder.name}: {len(result.scores)} pairs in {result.seconds:.0f} s", flush=True)
    return result.scores


def _truth(folder: Path) -> dict[str, str]:
    return {row["query_id"]: row["id"] for row in ours.read(folder / "truth.csv")}


def _chosen(scores: Scores, folder: Path) -> float:
    true = {(person, query) for query, person in _truth(folder).items() if person}
    return measures.best_threshold(measures.best_of_each(scores), true)


def _answers(scores: Scores, folder: Path, threshold: float) -> Answers:
    shown: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (person, query), score in scores.items():
        shown[query].append((score, person))
    best = {query: sorted(some, key=lambda one: (-one[0], one[1]))[:SHOWN] for query, some in shown.items()}
    return Answers(best, _truth(folder), threshold)


def _line(who: str, answers: Answers, pairs: set[Pair]) -> tuple[str, ...]:
    held = answers.held()
    ranks = [answers.rank(query) for query in held]
    seen = sum((person, query) in pairs for query, person in held.items())
    said = {query: person for query in answers.truth if (person := answers.says(query))}
    right = sum(answers.truth[query] == person for query, person in said.items())
    return (
        who, str(len(pairs)), tables.percent(1 - seen / len(held)), tables.percent(ranks.count(1) / len(held)),
        tables.percent(sum(map(bool, ranks)) / len(held)), f"{answers.threshold:.3g}",
        *tables.figures(measures.Found(right, len(said), len(held))),
    )  # fmt: skip


def _theirs(folder: Path) -> list[tuple[str, ...]]:
    lines = []
    for learnt in sorted((folder / "train").glob(f"*{febrl.SUFFIX}")):
        scores = febrl.scores(folder / "measure" / learnt.name)
        threshold = _chosen(febrl.scores(learnt), folder / "train")
        answers = _answers(scores, folder / "measure", threshold)
        who = "recordlinkage " + learnt.name.removesuffix(febrl.SUFFIX)
        lines.append(_line(who, answers, set(scores)))
    return lines


def _calibration(answers: Answers) -> None:
    every = [(score, answers.truth[query] == person) for query, some in answers.shown.items() for score, person in some]
    firsts = [(some[0][0], answers.truth[query] == some[0][1]) for query, some in answers.shown.items()]
    for name, scores in (("every candidate shown", every), ("the best candidate of each query", firsts)):
        steps = measures.reliability(scores)
        print(
            f"\nWhat a score means, {name}: off by {measures.off_by(steps):.3f}, Brier {measures.brier(scores):.4f}\n"
        )
        print(tables.reliability(steps))


def _kinds(answers: Answers, rows: dict[str, dict[str, str]]) -> None:
    held = answers.held()
    head = ("queries", "right one first", "among five", "found at the threshold", "somebody else named")
    for title, kinds_of in _GROUPS.items():
        groups: dict[str, list[str]] = defaultdict(list)
        for query in held:
            for kind in kinds_of(rows[query]):
                groups[kind].append(query)
        print(f"\nPeople held, by {title}\n")
        print(tables.table((title, *head), (_group(kind, some, answers) for kind, some in sorted(groups.items()))))
    wrong: dict[str, list[bool]] = defaultdict(list)
    for query, row in rows.items():
        if row["who"] != HELD:
            wrong[row["who"]].append(bool(answers.says(query)))
    print("\nPeople not held: somebody is named all the same\n")
    lines = ((who, str(len(some)), tables.percent(sum(some) / len(some))) for who, some in sorted(wrong.items()))
    print(tables.table(("who it is", "queries", "named at the threshold"), lines))


def _mistakes(row: dict[str, str]) -> list[str]:
    return [kind for kind in row["kinds"].split("; ") if kind] or ["none"]


def _how_many(row: dict[str, str]) -> list[str]:
    many = len([kind for kind in row["kinds"].split("; ") if kind])
    return [str(many) if many < 5 else "5 and more"]


_GROUPS: dict[str, Callable[[dict[str, str]], Iterable[str]]] = {
    "kind of mistake": _mistakes,
    "number of mistakes": _how_many,
    "community": lambda row: [row["community"]],
}


def _group(kind: str, queries: list[str], answers: Answers) -> tuple[str, ...]:
    ranks = [answers.rank(query) for query in queries]
    named = [(answers.says(query), answers.truth[query]) for query in queries]
    whole = len(queries)
    return (
        kind, str(whole), tables.percent(ranks.count(1) / whole), tables.percent(sum(map(bool, ranks)) / whole),
        tables.percent(sum(said == true for said, true in named) / whole),
        tables.percent(sum(bool(said) and said != true for said, true in named) / whole),
    )  # fmt: skip
