"""Tables for a terminal that are also tables of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scripts.bench_matching.measures import Found, Step


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows))


def figures(found: Found) -> tuple[str, str, str]:
    return f"{found.precision:.4f}", f"{found.recall:.4f}", f"{found.f1:.4f}"


def percent(part: float) -> str:
    return f"{100 * part:.1f} %"


def reliability(steps: Sequence[Step]) -> str:
    head = ("score", "candidates", "mean score", "share that are right")
    return table(head, ((f"from {s.low:.1f}", str(s.many), f"{s.score:.3f}", f"{s.right:.3f}") for s in steps))
