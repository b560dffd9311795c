"""Letters and marks that stand for somebody: B, N1. A and I are words too, and count where they cannot be one."""

import re
from collections.abc import Iterable

_ALSO_WORDS = ("A", "I")
_SAYS_WHO = r"(?:was|is|has|had|did|does|said|says|told|went|lives|knows|may|must|will|would|should|could|and|or)"
_BEFORE = r"(?:person|child|boy|girl|by|with|and|to|of|for|from|at|hit|told|saw|met|knows|between|against|about)"


def marked(text: str, mark: str) -> Iterable[tuple[int, int]]:
    if not mark:
        return
    after = r"(?=\s*\(|['’]s\b|[,;:!?)]|\.?\s*$|\.\s| and [A-Z]\b)" if mark in _ALSO_WORDS else ""
    for match in re.finditer(rf"(?<![\w'’.&-]){re.escape(mark)}(?![\w&-]){after}", text, re.MULTILINE):
        yield match.span()


def perhaps_marked(text: str, mark: str) -> Iterable[tuple[int, int]]:
    """Where A or I may stand for somebody, and a person has to look."""
    if mark not in _ALSO_WORDS:
        return
    tail = rf"(?=\s+{_SAYS_WHO}\b)" if mark == "A" else r"(?!\w)"
    if mark == "A":
        yield from (one.span() for one in re.finditer(rf"(?<![\w'’.&-])A{tail}", text))
    yield from (one.span(1) for one in re.finditer(rf"\b{_BEFORE}\s+({mark})(?![\w&-])", text))
