"""Kill -9 while people write; answers 1 when anything was lost or is there twice."""

import argparse
import sys
import tempfile
from pathlib import Path

from scripts.chaos import rounds


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m scripts.chaos", description=__doc__)
    arguments.add_argument("--rounds", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1, help="other random moments")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="reachable-chaos-") as folder:
        result = rounds.run(Path(folder), rounds=options.rounds, seed=options.seed)
    print("\n".join(result.lines()))
    return 1 if result.problems else 0


if __name__ == "__main__":
    sys.exit(main())
