"""Which statements of where a young person is count, where some of them correct or contradict others.

Pure: nothing here reads the database. A statement that was corrected no longer counts. Of statements that contradict
each other all count until one is chosen, so that a strand opens rather than is missed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .choices import Said, Where
from .models import Involvement, Whereabouts

_OF_ANOTHER_LETTER = 1000


@dataclass(frozen=True)
class SaidBefore:
    """What was said of a letter that was found to be the same young person, until the two were put together."""

    said: tuple[Whereabouts, ...]
    together_at: datetime
    position: int  # of the letter


def said_before(letters: Iterable[Involvement], said: Mapping[int, Sequence[Whereabouts]]) -> tuple[SaidBefore, ...]:
    """Of the letters that are now known by another, read with their merging; `said` is by letter."""
    return tuple(
        SaidBefore(tuple(said.get(one.pk, ())), one.merging.at, one.position) for one in letters if one.merging
    )


def counting(said: Iterable[Whereabouts], before: Sequence[SaidBefore] = ()) -> list[Whereabouts]:
    """Of one young person, in the order in which they were said: those that are or were so."""
    past, now = _walk(said, before)
    return [*past, *now]


def current(said: Iterable[Whereabouts], before: Sequence[SaidBefore] = ()) -> list[Whereabouts]:
    """What is said of now: one statement, or several that contradict each other.

    What was said of another letter was said apart: neither moved on from the other, so both stand until one is chosen
    or something is said of the two together.
    """
    return _walk(said, before)[1]


def number_of(row: Whereabouts, before: Sequence[SaidBefore] = ()) -> int:
    """By which number it is chosen; one of another letter has that letter's place in front."""
    letters = (one.position for one in before for said in one.said if said.pk == row.pk)
    return row.number + _OF_ANOTHER_LETTER * next((position + 1 for position in letters), 0)


def are_contradictory(said: Sequence[Whereabouts]) -> bool:
    """Of `current`: whether two of them name different places."""
    return any(not _same(one, other) for one in said for other in said)


def _walk(
    said: Iterable[Whereabouts], before: Sequence[SaidBefore] = ()
) -> tuple[list[Whereabouts], list[Whereabouts]]:
    past: list[Whereabouts] = []
    now: list[Whereabouts] = []
    waiting = sorted(before, key=lambda one: (one.together_at, one.position), reverse=True)
    for row in sorted(said, key=lambda one: one.number):
        while waiting and waiting[-1].together_at < row.at:
            _put_together(past, now, waiting.pop())
        if row.relation == Said.CONTRADICTS:
            now.append(row)
        elif row.relation == Said.CORRECTS:
            now = [*(one for one in now if _says_again(row, one)), row]
        else:
            past, now = [*past, *now], [row]
    while waiting:
        _put_together(past, now, waiting.pop())
    return past, now


def _put_together(past: list[Whereabouts], now: list[Whereabouts], other: SaidBefore) -> None:
    was, is_so = _walk(other.said)
    past += was
    now += is_so


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
