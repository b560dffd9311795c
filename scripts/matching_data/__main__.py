import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from scripts.matching_data.names import SPLITS
from scripts.matching_data.people import Families
from scripts.matching_data.queries import HELD, population, queries
from scripts.matching_data.writing import HEADER, SHOUTED, held


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m scripts.matching_data", description="Invented people to match.")
    arguments.add_argument("--people", type=int, default=20_000, help="people held (A.csv)")
    arguments.add_argument("--queries", type=int, default=4_000, help="people asked about (B.csv)")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--split", choices=SPLITS, default="all", help="train and measure share no family name")
    arguments.add_argument("--out", type=Path, required=True, help="folder for A.csv, B.csv, truth.csv and kinds.csv")
    options = arguments.parse_args()
    write(options.out, people=options.people, asked=options.queries, seed=options.seed, split=options.split)
    return 0


def write(folder: Path, *, people: int, asked: int, seed: int, split: str = "all") -> None:
    """A.csv: who is held. B.csv: who is asked about. truth.csv: who it is, or empty. kinds.csv: what is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    families = Families(seed, split, people)
    who = population(families, people)
    random = Random(f"writing {split} {seed}")
    random.shuffle(who.held)  # neighbours in the file are not relatives
    ids = {person.number: f"P{n:07}" for n, person in enumerate(who.held, 1)}
    _file(
        folder / "A.csv",
        ("id", *HEADER),
        ((ids[p.number], *held(p, random).cells(shout=random.random() < SHOUTED)) for p in who.held),
    )
    found = [(f"Q{n:06}", query) for n, query in enumerate(queries(families, who, asked, seed), 1)]
    shouted = ((key, *query.row.cells(shout=random.random() < SHOUTED)) for key, query in found)
    _file(folder / "B.csv", ("query_id", *HEADER), shouted)
    truth = ((key, ids[query.person.number] if query.who == HELD else "") for key, query in found)
    _file(folder / "truth.csv", ("query_id", "id"), truth)
    kinds = ((key, query.who, query.person.community.name, "; ".join(query.kinds)) for key, query in found)
    _file(folder / "kinds.csv", ("query_id", "who", "community", "kinds"), kinds)


def _file(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(header)
        lines.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
