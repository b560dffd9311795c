"""The name check of briefings: how much it catches in each disguise, how often it is wrong, and how long it takes.

`python -m scripts.bench.name_check` runs it alone; `make bench` runs it too. What is tolerated is chosen on one half of
the texts and measured on the other, which has other people with other family names.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

from reachable.people.naming import BRIEFING, Known, Roster, Tolerance, Verdict, check
from scripts.bench.name_disguises import BEYOND, CERTAIN, SUPPORTED
from scripts.bench.name_texts import PLACES, SCHOOLS, STAFF, Text, roster, texts

CHOSEN_ON, MEASURED_ON = "train", "measure"
TRIED = tuple(
    Tolerance(disguises=True, shortest_misspelt=shortest, two_wrong_from=two)
    for shortest in (4, 5, 6, 7)
    for two in (0, 8, 9, 10, 12)
)
_ROUNDS = 15


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m scripts.bench.name_check")
    arguments.add_argument("--texts", type=int, default=4000, help="of both halves together")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    print("\n".join(report(options.texts, options.seed)))
    return 0


def report(count: int = 4000, seed: int = 1) -> list[str]:
    """The lines to print."""
    halves = {half: roster(seed, half) for half in (CHOSEN_ON, MEASURED_ON)}
    written = {half: tuple(texts(people, half, seed, count // 2)) for half, people in halves.items()}
    lines = [f"\nThe name check: {count} texts, {len(halves[CHOSEN_ON])} people on the roster of each half"]
    lines += ["\nChosen on one half", *_tried(halves[CHOSEN_ON], written[CHOSEN_ON])]
    found = _read(halves[MEASURED_ON], written[MEASURED_ON], BRIEFING)
    lines += ["\nMeasured on the other", *_by_disguise(found)]
    lines += ["\nNobody named; the check is told of no place and no member of staff", *_by_trap(found)]
    found = _read(halves[MEASURED_ON], written[MEASURED_ON], BRIEFING, knowing=True)
    lines += ["\nNobody named; the check is told of the places and the staff", *_by_trap(found), "", _promised(found)]
    return [*lines, "", *_times(halves[MEASURED_ON])]


Found = list[tuple[Text, Verdict]]


def _read(people: Sequence[Known], written: Sequence[Text], tolerance: Tolerance, *, knowing: bool = False) -> Found:
    """`knowing`: with the places and the staff that a page knows of."""
    staff = [(given, family) for given, _, family in (name.partition(" ") for name in STAFF)] if knowing else ()
    known = Roster(people, named=staff, tolerance=tolerance)
    return [(text, check(text.words, known, places=PLACES if knowing else ()).verdict) for text in written]


def _tried(people: Sequence[Known], written: Sequence[Text]) -> list[str]:
    lines = [
        f"{'misspelt from':>14}{'two wrong from':>16}{'misspelt caught':>17}{'all caught':>12}{'false alarms':>14}"
    ]
    for tolerance in TRIED:
        found = _read(people, written, tolerance)
        wrong = [v for t, v in found if "misspelt" in t.disguise or t.disguise == "two letters wrong"]
        named, alarms = [v for t, v in found if t.disguise], [v for t, v in found if not t.disguise]
        mark = "  taken" if tolerance == BRIEFING else ""
        lines.append(
            f"{tolerance.shortest_misspelt:>14}{tolerance.two_wrong_from or '-':>16}{_share(wrong, _caught):>17}"
            f"{_share(named, _caught):>12}{_share(alarms, _caught):>14}{mark}"
        )
    return lines


def _caught(verdict: Verdict) -> bool:
    return verdict is not Verdict.CLEAR


def _refused(verdict: Verdict) -> bool:
    return verdict is Verdict.REFUSE


def _share(verdicts: Sequence[Verdict], counts: Callable[[Verdict], bool]) -> str:
    return f"{100 * sum(map(counts, verdicts)) / len(verdicts):.1f} %" if verdicts else "-"


def _by_disguise(found: Found) -> list[str]:
    lines = [f"{'disguise':28}{'texts':>7}{'refused':>9}{'asked':>8}{'missed':>8}"]
    of_all: Counter[str] = Counter()
    for name in (*SUPPORTED, *BEYOND):
        verdicts = [verdict for text, verdict in found if text.disguise == name]
        kept = "" if name in CERTAIN else "  (asks)" if name in SUPPORTED else "  (not promised)"
        missed = sum(verdict is Verdict.CLEAR for verdict in verdicts)
        asked = sum(verdict is Verdict.ASK for verdict in verdicts)
        lines.append(f"{name:28}{len(verdicts):>7}{len(verdicts) - asked - missed:>9}{asked:>8}{missed:>8}{kept}")
        group = "promised" if name in SUPPORTED else "not promised"
        of_all.update({f"{group} texts": len(verdicts), f"{group} missed": missed})
    for group in ("promised", "not promised"):
        total, missed = of_all[f"{group} texts"], of_all[f"{group} missed"]
        lines.append(f"{group}: {total - missed} of {total} caught, {100 * (total - missed) / max(total, 1):.1f} %")
    return lines


def _promised(found: Found) -> str:
    named = [verdict for text, verdict in found if text.disguise in SUPPORTED]
    return f"with places and staff told: {_share(named, _caught)} of what is promised caught"


def _by_trap(found: Found) -> list[str]:
    lines = [f"{'nobody of the roster named':44}{'texts':>7}{'refused':>9}{'asked':>9}"]
    for trap in sorted({text.trap for text, _ in found if text.trap}):
        verdicts = [verdict for text, verdict in found if text.trap == trap]
        asked = [verdict for verdict in verdicts if not _refused(verdict)]
        lines.append(f"{trap:44}{len(verdicts):>7}{_share(verdicts, _refused):>9}{_share(asked, _caught):>9}")
    return lines


def _times(people: Sequence[Known]) -> list[str]:
    """Beside what a plain search for every name by itself takes, in the same run."""
    words = " ".join(text.words for text in texts(tuple(people), MEASURED_ON, 2, 40)).split()[:249]
    text = " ".join((*words, people[17].family))
    known = Roster(people, tolerance=BRIEFING)
    build = _median(lambda: Roster(people, tolerance=BRIEFING))
    read = _median(lambda: check(text, known))
    read_places = _median(lambda: check(text, known, places=SCHOOLS))
    plain = _median(lambda: [one for one in people if one.family in text or one.given in text])
    unit = _median(lambda: sorted(text.split() * 20))
    return [
        f"250 words, {len(people)} people, medians of {_ROUNDS}; × sorting the words twenty times ({unit:.2f} ms)",
        *(f"{name:44}{ms:9.1f} ms{ms / unit:9.1f} ×" for name, ms in (
            ("build the roster", build), ("check a text", read), ("check a text, with five places", read_places),
            ("build and check", build + read), ("a plain search for each name", plain))),
    ]  # fmt: skip


def _median(do: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        do()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
