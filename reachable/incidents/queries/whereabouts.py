"""Where a young person is now, as far as it is known: one place, or several that contradict each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .. import statements
from ..choices import Where
from ..models import Whereabouts
from ..statements import SaidBefore


@dataclass(frozen=True)
class WhereNow:
    """`is_contradictory`: two places are said, `where_label` names both and `place` is empty. `where` is then the code
    of the last of them, and never that somebody died.
    """

    where: str
    where_label: str
    place: str
    whereabouts_number: int
    expected_discharge_at: datetime | None
    where_said_by: str
    where_said_at: datetime | None
    is_contradictory: bool


def where_now(rows: Iterable[Whereabouts], before: Sequence[SaidBefore] = ()) -> WhereNow:
    """`before` is what was said of a letter that is now known by this one. The number is of this letter's own."""
    said = list(rows)
    now = statements.current(said, before)
    if not now:
        return WhereNow("", "Not known", "", 0, None, "", None, is_contradictory=False)
    unsettled = statements.are_contradictory(now)
    stands = _stands(now)
    leaves = [one.expected_discharge_at for one in now if one.expected_discharge_at]
    return WhereNow(
        where=stands.where,
        where_label=_all_in_words(now) if unsettled else stands.get_where_display(),
        place="" if unsettled else stands.place,
        whereabouts_number=max((one.number for one in said), default=0),
        expected_discharge_at=leaves[-1] if leaves else None,
        where_said_by=now[-1].by.name,
        where_said_at=now[-1].at,
        is_contradictory=unsettled,
    )


def said_of_now(rows: Iterable[Whereabouts], before: Sequence[SaidBefore] = ()) -> list[Whereabouts]:
    """One statement for each place that is said of now, as it was said last and most fully."""
    return _one_for_each_place(statements.current(rows, before))


def _one_for_each_place(now: Iterable[Whereabouts]) -> list[Whereabouts]:
    found: list[Whereabouts] = []
    for one in sorted(now, key=lambda row: (not row.place, -row.number)):
        if all(statements.are_contradictory([one, other]) for other in found):
            found.append(one)
    return sorted(found, key=lambda row: row.number)


def _stands(now: list[Whereabouts]) -> Whereabouts:
    """The last that is known, death last of all, and the fuller of two that name the same place."""
    known = [one for one in now if one.where != Where.NOT_KNOWN] or now
    likely = [one for one in known if one.where != Where.DIED] or known
    last = likely[-1]
    same = [one for one in likely if one.where == last.where and one.place]
    return last if last.place or not same else same[-1]


def _all_in_words(now: list[Whereabouts]) -> str:
    """In hospital (Cley ward), or at home: not settled."""
    words = ", or ".join(
        f"{one.get_where_display().lower()}{f' ({one.place})' if one.place else ''}"
        for one in _one_for_each_place(now)
        if one.where != Where.NOT_KNOWN
    )
    return f"{words[:1].upper()}{words[1:]}: not settled"
