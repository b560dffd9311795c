"""Given names that stand for one another: short names, other spellings, the same name in another language."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .letters import fold

_FILE = Path(__file__).with_name("variants.txt")


def _lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each group with its label; a line with a colon is as many groups as names stand behind it."""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        first, star, rest = line.partition(":")
        if not line or line.startswith("#"):
            continue
        for names in [(first, other) for other in rest.split()] if star else [line.split()]:
            yield names[-1] if star else names[0], tuple(map(fold, names))


@cache
def groups() -> dict[str, frozenset[int]]:
    """The groups that a folded name stands in; two names of one group may be one person's."""
    held: dict[str, set[int]] = defaultdict(set)
    for number, (_, names) in enumerate(_lines()):
        for name in names:
            held[name].add(number)
    return {name: frozenset(numbers) for name, numbers in held.items()}


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for label, names in _lines():
        for name in names:
            found[name][label] = None
    return {name: tuple(those) for name, those in found.items()}


def labels(name: str) -> tuple[str, ...]:
    """The first names of the groups that a folded name stands in: the same for all that it may stand for."""
    return _labels().get(name, ())
