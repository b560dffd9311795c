"""Which statements of where a young person is count, where some of them correct or contradict others.

Pure: nothing here reads the database. A statement that was corrected no longer counts. Of statements that contradict
each other all count until one is chosen, so that a strand opens rather than is missed.
"""

from collections.abc import Iterable, Sequence

from .choices import Said, Where
from .models import Whereabouts


def counting(said: Iterable[Whereabouts]) -> list[Whereabouts]:
    """Of one young person, in the order in which they were said: those that are or were so."""
    past, now = _walk(said)
    return [*past, *now]


def current(said: Iterable[Whereabouts]) -> list[Whereabouts]:
    """What is said of now: one statement, or several that contradict each other."""
    return _walk(said)[1]


def are_contradictory(said: Sequence[Whereabouts]) -> bool:
    """Of `current`: whether two of them name different places."""
    return any(not _same(one, other) for one in said for other in said)


def _walk(said: Iterable[Whereabouts]) -> tuple[list[Whereabouts], list[Whereabouts]]:
    past: list[Whereabouts] = []
    now: list[Whereabouts] = []
    for row in sorted(said, key=lambda one: one.number):
        if row.relation == Said.CONTRADICTS:
            now.append(row)
        elif row.relation == Said.CORRECTS:
            now = [*(one for one in now if _says_again(row, one)), row]
        else:
            past, now = [*past, *now], [row]
    return past, now


def _says_again(row: Whereabouts, one: Whereabouts) -> bool:
    """Whether a correction leaves `one` standing: it names the same place, and no other time."""
    if row.where == Where.NOT_KNOWN:
        return False
    same_time = row.happened_at is None or one.happened_at is None or row.happened_at == one.happened_at
    return same_time and _same(one, row)


def _same(one: Whereabouts, other: Whereabouts) -> bool:
    """The same kind of place, and not two places by name. What is not known contradicts nothing."""
    if Where.NOT_KNOWN in (one.where, other.where):
        return True
    named = {one.place.strip().casefold(), other.place.strip().casefold()} - {""}
    return one.where == other.where and len(named) < 2
