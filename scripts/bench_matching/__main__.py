"""Makes the sets, or measures on them: `make bench-matching` does both, with recordlinkage's turn between."""

import argparse
import sys
from pathlib import Path

from scripts.bench_matching.learnt import UK
from scripts.matching_data.__main__ import write

SEEDS = {"train": 1, "measure": 101}


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m scripts.bench_matching")
    arguments.add_argument("step", choices=("make", "measure"))
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--people", type=int, default=20_000)
    arguments.add_argument("--queries", type=int, default=6_000)
    arguments.add_argument("--only", choices=("febrl", "uk"))
    options = arguments.parse_args()
    if options.step == "make":
        for split in UK:
            seed = SEEDS[split]
            write(options.folder / split, people=options.people, asked=options.queries, seed=seed, split=split)
        return 0
    from scripts.bench_matching import febrl, uk

    if options.only != "uk":
        febrl.report(options.folder)
    if options.only != "febrl":
        uk.report(options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
