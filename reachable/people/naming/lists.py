"""Lists of words that are read round a name, kept where they can be read and changed without code."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("lists.txt")


def listed(heading: str) -> frozenset[str]:
    return _lists()[heading]


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    heading = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(heading, set()).update(line.split())
    return {name: frozenset(words) for name, words in found.items()}
